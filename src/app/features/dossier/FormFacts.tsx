import type { FormDefinition } from '../../../domain/formDefinition.ts'
import { Shared, SharedKey } from '../../resident/Shared.tsx'
import { SummaryList } from '../../ui/summaryList/SummaryList.tsx'

/** Deadline, time, fee and validity, only where a source shows them; a fee that is not known is asked at the desk (facts §4). */
export function FormFacts({ form }: { form: FormDefinition }) {
  const { time, fee, validity, deadline } = form.facts
  const rows = [
    { id: 'deadline', of: 'form:fact.deadline', value: deadline },
    { id: 'time', of: 'form:fact.time', value: time },
    { id: 'fee', of: 'form:fact.fee', value: fee },
    { id: 'validity', of: 'form:fact.validity', value: validity },
  ]
  return (
    <section class="stack stack--tight">
      <h2>
        <SharedKey of="dossier:facts" />
      </h2>
      <SummaryList
        rows={rows.flatMap(({ id, of, value }) =>
          value ? [{ id, name: <SharedKey of={of} />, value: <Shared text={value} /> }] : [],
        )}
        changeText={<SharedKey of="common:change" />}
      />
      {!fee && (
        <p class="muted">
          <SharedKey of="form:fact.feeUnknown" />
        </p>
      )}
    </section>
  )
}
