import { t } from '../../i18n/i18n.ts'
import { usePorts, useWatch } from '../../storage/usePorts.ts'
import { Notice } from '../../ui/notice/Notice.tsx'
import { Confirmed } from './Confirmed.tsx'
import { GiveAway } from './GiveAway.tsx'
import { GiveHere } from './GiveHere.tsx'
import { HandOverFrame } from './HandOverFrame.tsx'

/** One draft to somebody else: a colleague on this tablet, or another tablet without a line. */
export function GiveScreen({ id }: { id: string }) {
  const { drafts } = usePorts()
  const draft = useWatch(drafts.list).find((one) => one.id === id)
  const title = draft?.title || draft?.shortCode || t('common:unnamed')
  return (
    <HandOverFrame
      title={t('handover:give.what', { title })}
      lead={draft ? t('handover:give.whatLead', { code: draft.shortCode }) : t('handover:give.gone')}
      back="/field/hand-over/give"
    >
      {draft?.held?.away && <Confirmed id={id} to={draft.held.who} />}
      {draft && !draft.held?.away && <GiveHere id={id} />}
      {draft && <GiveAway id={id} />}
      {!draft && <Notice tone="info">{t('handover:give.goneText')}</Notice>}
    </HandOverFrame>
  )
}
