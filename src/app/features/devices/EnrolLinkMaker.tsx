import { useState } from 'preact/hooks'
import { formatWait } from '../../i18n/format.ts'
import { t } from '../../i18n/i18n.ts'
import { errorLine } from '../../i18n/problemText.ts'
import { Button } from '../../ui/button/Button.tsx'
import { Card } from '../../ui/card/Card.tsx'
import { CopyText } from '../../ui/copyText/CopyText.tsx'
import { Notice } from '../../ui/notice/Notice.tsx'
import { useNow } from '../../ui/useNow.ts'
import type { EnrolLink, Unit } from './devicesAnswers.ts'
import { useDevices } from './devicesPort.ts'
import { placesOf, TeamChoice } from './TeamChoice.tsx'

/** A link that lets one more tablet in: one use, ten minutes, the time left in words. */
export function EnrolLinkMaker({ units }: { units: readonly Unit[] }) {
  const port = useDevices()
  const places = placesOf(units)
  const [place, setPlace] = useState(places.length === 1 ? (places[0]?.value ?? '') : '')
  const [link, setLink] = useState<EnrolLink | null>(null)
  const [failed, setFailed] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const now = useNow(port.now, 1000)
  const secondsLeft = link ? Math.max(0, (link.expiresAt - now) / 1000) : 0

  async function make() {
    const chosen = places.find(({ value }) => value === place)
    if (!chosen) {
      setFailed(t('desk:devices.link.chooseTeam'))
      return
    }
    setBusy(true)
    setFailed(null)
    try {
      setLink(await port.makeEnrolLink(chosen.unit, chosen.value))
    } catch (error) {
      setFailed(errorLine(error))
    }
    setBusy(false)
  }

  return (
    <Card>
      <div class="stack">
        <h2>{t('desk:devices.link.title')}</h2>
        <p class="measure">{t('desk:devices.link.text')}</p>
        <TeamChoice
          id="link-team"
          label={t('desk:devices.link.team')}
          places={places}
          value={place}
          onChange={setPlace}
        />
        {failed && (
          <Notice tone="warning" live>
            {failed}
          </Notice>
        )}
        {link && secondsLeft > 0 && (
          <>
            <CopyText
              id="enrol-link"
              label={t('desk:devices.link.label')}
              text={link.enrolUrl}
              copyText={t('desk:copy.copy')}
              copiedText={t('desk:copy.copied')}
              markedText={t('desk:copy.marked')}
            />
            <p class="measure">{t('desk:devices.link.left', { time: formatWait(secondsLeft) })}</p>
          </>
        )}
        {link && secondsLeft === 0 && <Notice tone="info">{t('desk:devices.link.over')}</Notice>}
        <div class="cluster">
          <Button disabled={busy || places.length === 0} icon="plus" onClick={() => void make()}>
            {link ? t('desk:devices.link.again') : t('desk:devices.link.make')}
          </Button>
        </div>
      </div>
    </Card>
  )
}
