import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { formatTime } from '../../i18n/format.ts'
import { t } from '../../i18n/i18n.ts'
import { usePorts, useWatch } from '../../storage/usePorts.ts'
import { Button } from '../../ui/button/Button.tsx'
import { Notice } from '../../ui/notice/Notice.tsx'
import { Confirmed } from './Confirmed.tsx'
import { HandOverFrame } from './HandOverFrame.tsx'

/** Somebody else works at this draft: taking it over is possible, asked about, and written down in its notes. */
export function HeldScreen({ id }: { id: string }) {
  const { drafts, handover } = usePorts()
  const { route } = useLocation()
  const draft = useWatch(drafts.list).find((one) => one.id === id)
  const [failed, setFailed] = useState(false)
  const held = draft?.held

  async function takeOver(path: string) {
    setFailed(false)
    try {
      await (await handover()).takeOver(id)
      route(path)
    } catch {
      setFailed(true)
    }
  }

  const words = held ? { who: held.who, time: formatTime(held.since) } : { who: '', time: '' }
  return (
    <HandOverFrame
      title={draft?.title || draft?.shortCode || t('common:unnamed')}
      lead={held ? t(`handover:held.${held.away ? 'away' : 'here'}`, words) : t('handover:held.free')}
      back="/field"
    >
      {held?.away && draft && <Confirmed id={id} to={held.who} />}
      {draft && (
        <section class="stack" aria-labelledby="take-over-title">
          <h2 id="take-over-title">{t('handover:held.title')}</h2>
          <p class="measure">{t(`handover:held.${held?.away ? 'awayText' : 'hereText'}`)}</p>
          <div class="cluster">
            <Button icon="hand" onClick={() => void takeOver(`/field/${draft.type}/${draft.id}`)}>
              {t('handover:held.take')}
            </Button>
          </div>
        </section>
      )}
      {failed && (
        <Notice tone="warning" live>
          {t('handover:failed')}
        </Notice>
      )}
    </HandOverFrame>
  )
}
