import { useLocation } from 'preact-iso'
import { heldText } from '../../draftPage/heldText.ts'
import { t } from '../../i18n/i18n.ts'
import { usePorts, useWatch } from '../../storage/usePorts.ts'
import { Confirmed } from './Confirmed.tsx'
import { HandOverFrame } from './HandOverFrame.tsx'
import { TakeOver } from './TakeOver.tsx'

/** Somebody else works at this draft: taking it over is possible, asked about, and written down in its notes. */
export function HeldScreen({ id }: { id: string }) {
  const { drafts } = usePorts()
  const { route } = useLocation()
  const draft = useWatch(drafts.list).find((one) => one.id === id)
  const held = draft?.held
  return (
    <HandOverFrame
      title={draft?.title || draft?.shortCode || t('common:unnamed')}
      lead={draft && held ? heldText(draft) : t('handover:held.free')}
      back="/field"
    >
      {held?.way === 'bundle' && <Confirmed id={id} to={held.who} />}
      {draft && <TakeOver draft={draft} onTaken={() => route(`/field/${draft.type}/${draft.id}`)} />}
    </HandOverFrame>
  )
}
