import { useState } from 'preact/hooks'
import { t } from '../../i18n/i18n.ts'
import { errorLine } from '../../i18n/problemText.ts'
import { Button } from '../../ui/button/Button.tsx'
import { Notice } from '../../ui/notice/Notice.tsx'
import type { EnrolLink, Unit } from './devicesAnswers.ts'
import { useDevices } from './devicesPort.ts'
import { EnrolLinkCard } from './EnrolLinkCard.tsx'
import { placesOf, TeamChoice } from './TeamChoice.tsx'

interface Props {
  units: readonly Unit[]
  /** Making a link is what this page is for. */
  isMain?: boolean
}

/** A link that lets one more tablet in: for which team, then as QR and to copy; one use, ten minutes. */
export function EnrolLinkMaker({ units, isMain = false }: Props) {
  const port = useDevices()
  const places = placesOf(units)
  const [place, setPlace] = useState(places.length === 1 ? (places[0]?.value ?? '') : '')
  const [link, setLink] = useState<EnrolLink | null>(null)
  const [failed, setFailed] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)

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
    <>
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
      {link && <EnrolLinkCard link={link} />}
      <div class="cluster">
        <Button
          variant={isMain && !link ? 'primary' : 'plain'}
          disabled={busy || places.length === 0}
          icon="plus"
          onClick={() => void make()}
        >
          {link ? t('desk:devices.link.again') : t('desk:devices.link.make')}
        </Button>
      </div>
    </>
  )
}
