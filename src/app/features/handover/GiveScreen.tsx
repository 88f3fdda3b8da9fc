import { useRef, useState } from 'preact/hooks'
import { heldText } from '../../draftPage/heldText.ts'
import { t } from '../../i18n/i18n.ts'
import { usePorts, useWatch } from '../../storage/usePorts.ts'
import { Notice } from '../../ui/notice/Notice.tsx'
import { Confirmed } from './Confirmed.tsx'
import { GiveAway } from './GiveAway.tsx'
import { GiveHere } from './GiveHere.tsx'
import { GiveHub } from './GiveHub.tsx'
import { HandOverFrame } from './HandOverFrame.tsx'
import { TakeOver } from './TakeOver.tsx'

/** One draft to somebody else: a colleague on this tablet, or another tablet, through the commune or with no line. What somebody else has is asked for first. */
export function GiveScreen({ id }: { id: string }) {
  const { drafts } = usePorts()
  const draft = useWatch(drafts.list).find((one) => one.id === id)
  // as it was found: what is given on this very screen goes on being shown
  const found = useRef<boolean | null>(null)
  if (draft && found.current === null) found.current = draft.held !== null
  const [asked, setAsked] = useState(false)
  const held = draft?.held
  const isOthers = found.current === true && !asked
  const isGiven = held !== null && held !== undefined && held.way !== 'here'
  const isOwnGift = held?.way === 'waiting' || held?.way === 'sent'
  const isThroughHub = isGiven && held.way !== 'bundle'
  const title = draft?.title || draft?.shortCode || t('common:unnamed')
  return (
    <HandOverFrame
      title={t('handover:give.what', { title })}
      lead={draft ? t('handover:give.whatLead', { code: draft.shortCode }) : t('handover:give.gone')}
      back="/field/hand-over/give"
    >
      <div role="status">
        {draft && (isOthers || isThroughHub) && (
          <Notice tone={isOwnGift ? 'done' : 'warning'}>{heldText(draft)}</Notice>
        )}
      </div>
      {held?.way === 'bundle' && <Confirmed id={id} to={held.who} />}
      {draft && (isOthers || isThroughHub) && <TakeOver draft={draft} onTaken={() => setAsked(true)} />}
      {draft && !isOthers && !isGiven && <GiveHere id={id} />}
      {draft && !isOthers && !isGiven && <GiveHub id={id} />}
      {draft && !isOthers && !isThroughHub && <GiveAway id={id} />}
      {!draft && <Notice tone="info">{t('handover:give.goneText')}</Notice>}
    </HandOverFrame>
  )
}
