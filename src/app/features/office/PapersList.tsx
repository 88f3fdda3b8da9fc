import * as z from 'zod/mini'
import type { FormDefinition } from '../../../domain/formDefinition.ts'
import { language } from '../../i18n/i18n.ts'
import { SummaryList } from '../../ui/summaryList/SummaryList.tsx'
import { fieldValue } from './fieldWords.ts'
import type { CaseRecord } from './officeAnswers.ts'

const itemsSchema = z.array(z.object({ id: z.string(), state: z.string() }))

/** The papers of the checklist, each with what the team said of it. */
export function PapersList({ record, form }: { record: CaseRecord; form: FormDefinition | undefined }) {
  const parsed = itemsSchema.safeParse(record.groups.papers?.value.items)
  const labelOf = (id: string) => form?.papers.find((paper) => paper.id === id)?.label[language.value] ?? id
  const items = parsed.success ? parsed.data : []
  return (
    <SummaryList
      changeText=""
      rows={items.map(({ id, state }) => ({ id, name: labelOf(id), value: fieldValue('state', state, 0) }))}
    />
  )
}
