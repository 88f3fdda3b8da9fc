import type { FormDefinition } from '../../../domain/formDefinition.ts'
import { t } from '../../i18n/i18n.ts'
import { SummaryList } from '../../ui/summaryList/SummaryList.tsx'
import { formView } from './dossierView.ts'
import { FormTable } from './FormTable.tsx'
import type { CaseRecord } from './officeAnswers.ts'

/** The dossier's answers, line by line in the order of the official form, in the form's own language. */
export function FormLines({ form, record }: { form: FormDefinition; record: CaseRecord }) {
  return (
    <section class="case-group" lang="vi">
      <h2>{form.title}</h2>
      {formView(form, record).map((section) => (
        <div key={section.id}>
          {section.title && <h3 class="case-group__part">{section.title}</h3>}
          <SummaryList
            changeText=""
            rows={section.lines
              .filter(({ table }) => !table)
              .map((line, at) => ({
                id: `${section.id}.${at}`,
                name: line.label,
                value: line.signedByHand ? t('desk:form.signedByHand') : line.text || t('common:notWritten'),
              }))}
          />
          {section.lines.map(
            (line) => line.table && <FormTable key={line.label} caption={line.label} table={line.table} />,
          )}
        </div>
      ))}
    </section>
  )
}
