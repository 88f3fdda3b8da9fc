import type { FormDefinition } from '../../../domain/formDefinition.ts'
import { language, t } from '../../i18n/i18n.ts'
import { SummaryList } from '../../ui/summaryList/SummaryList.tsx'

/** Deadline, time, fee and validity, only where a source shows them; a fee that is not known is asked at the desk (facts §4). */
export function FormFacts({ form }: { form: FormDefinition }) {
  const { time, fee, validity, deadline } = form.facts
  const rows = [
    { id: 'deadline', name: t('form:fact.deadline'), value: deadline?.[language.value] ?? '' },
    { id: 'time', name: t('form:fact.time'), value: time?.[language.value] ?? '' },
    { id: 'fee', name: t('form:fact.fee'), value: fee?.[language.value] ?? '' },
    { id: 'validity', name: t('form:fact.validity'), value: validity?.[language.value] ?? '' },
  ]
  return (
    <section class="stack stack--tight">
      <h2>{t('dossier:facts')}</h2>
      <SummaryList rows={rows.filter((row) => row.value !== '')} changeText={t('common:change')} />
      {!fee && <p class="muted">{t('form:fact.feeUnknown')}</p>}
    </section>
  )
}
