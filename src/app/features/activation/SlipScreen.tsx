import { useLocation } from 'preact-iso'
import { shortCodeOf } from '../../../domain/shortCode.ts'
import { formatDay } from '../../i18n/format.ts'
import { hasText, t } from '../../i18n/i18n.ts'
import { turnedBack } from '../../resident/turnedBack.ts'
import { groupValue } from '../../storage/groupValue.ts'
import { usePorts } from '../../storage/usePorts.ts'
import { BigCode } from '../../ui/bigCode/BigCode.tsx'
import { Notice } from '../../ui/notice/Notice.tsx'
import { SummaryList } from '../../ui/summaryList/SummaryList.tsx'
import { Title } from '../../ui/title/Title.tsx'
import { ActivationPage } from './ActivationPage.tsx'
import type { ActivationScreenProps } from './ActivationScreenProps.ts'
import { answerRows } from './answerRows.ts'
import { halfTyped } from './BirthDateQuestion.tsx'
import { useFinish } from './useFinish.ts'

/** What the resident takes along tonight: the code to copy by hand, what to bring, where and when. Then "Xong" seals. */
export function SlipScreen(props: ActivationScreenProps) {
  const { work, onFinished, hrefOf } = props
  const { holder } = usePorts()
  const isTurned = holder === 'turned'
  const { route } = useLocation()
  const { draft } = work
  const finish = useFinish(work, () => onFinished(draft.groups))
  function seal() {
    // a date that never became one is not sent
    if (draft.groups.identity?.[halfTyped] !== undefined) work.set({ identity: { [halfTyped]: null } })
    finish.run()
  }
  const outcome = groupValue(draft.groups, 'activation', 'outcome')
  const result = outcome.outcome ?? 'pending'
  const bring = (outcome.bring ?? []).map((thing) => {
    const key = `ladder:bring.${thing}`
    return hasText(key) ? t(key) : thing
  })
  const rows = [
    { id: 'result', name: t('activation:slip.result'), value: t(`ladder:outcome.${result}`) },
    { id: 'next', name: t('activation:slip.next'), value: outcome.nextStep ?? '' },
    { id: 'bring', name: t('activation:slip.bring'), value: bring.join('\n') },
    { id: 'where', name: t('activation:slip.where'), value: outcome.followUpPlace ?? '' },
    { id: 'when', name: t('activation:slip.when'), value: formatDay(outcome.followUpDate ?? '') },
  ]
  return (
    <ActivationPage
      {...props}
      onNext={isTurned ? () => route(turnedBack) : seal}
      nextText={isTurned ? t('turned:allRight') : t(finish.busy ? 'activation:finishing' : 'activation:slip.finish')}
      nextIcon="check"
    >
      <Title>{t(isTurned ? 'turned:check' : 'activation:slip.title')}</Title>
      <p class="lead">{t(isTurned ? 'kiosk:dossier.checkLead' : 'activation:slip.lead')}</p>
      <div class="activation__slip">
        <div>
          <BigCode label={t('activation:slip.code')} code={shortCodeOf(draft.id)} />
        </div>
        <SummaryList changeText={t('common:change')} rows={rows.filter((row) => row.value !== '')} />
      </div>
      <section class="stack stack--tight no-print">
        <h2>{t('activation:slip.answers')}</h2>
        <SummaryList changeText={t('common:change')} rows={answerRows(draft.groups, hrefOf)} />
      </section>
      {!isTurned && <p class="muted measure no-print">{t('activation:slip.finishHint')}</p>}
      {finish.failed && (
        <Notice tone="warning" live>
          {t('activation:finishFailed')}
        </Notice>
      )}
    </ActivationPage>
  )
}
