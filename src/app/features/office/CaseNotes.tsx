import * as z from 'zod/mini'
import { formatInstant } from '../../i18n/format.ts'
import { SummaryList } from '../../ui/summaryList/SummaryList.tsx'
import type { CaseRecord } from './officeAnswers.ts'
import { useOffice } from './officePort.ts'

const entriesSchema = z.array(z.object({ at: z.number(), text: z.string() }))

/** Notes in the order they were added, each with what the tablet's clock said. */
export function CaseNotes({ record }: { record: CaseRecord }) {
  const now = useOffice().now()
  const parsed = entriesSchema.safeParse(record.groups.notes?.value.entries)
  const entries = parsed.success ? parsed.data : []
  return (
    <SummaryList
      changeText=""
      rows={entries.map((entry, at) => ({ id: String(at), name: formatInstant(entry.at, now), value: entry.text }))}
    />
  )
}
