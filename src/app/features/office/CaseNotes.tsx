import * as z from 'zod/mini'
import { formatInstant } from '../../i18n/format.ts'
import { t } from '../../i18n/i18n.ts'
import { SummaryList } from '../../ui/summaryList/SummaryList.tsx'
import type { CaseRecord } from './officeAnswers.ts'
import { useOffice } from './officePort.ts'

/** A change of hands says what happened as data; a note of before, or of another kind, is its sentence. */
const handSchema = z.object({ kind: z.enum(['given', 'taken']), by: z.string(), to: z.string(), where: z.string() })
const entrySchema = z.object({ at: z.number(), text: z.string(), hand: z.optional(z.unknown()) })

function words({ text, hand }: z.infer<typeof entrySchema>): string {
  const parsed = handSchema.safeParse(hand)
  if (!parsed.success) return text
  const { kind, to, ...names } = parsed.data
  return t(`desk:hand.${kind}`, { ...names, to: to || t('desk:hand.anybody') })
}

/** Notes in the order they were added, each with what the tablet's clock said. */
export function CaseNotes({ record }: { record: CaseRecord }) {
  const now = useOffice().now()
  const parsed = z.array(entrySchema).safeParse(record.groups.notes?.value.entries)
  const entries = parsed.success ? parsed.data : []
  return (
    <SummaryList
      changeText=""
      rows={entries.map((entry, at) => ({ id: String(at), name: formatInstant(entry.at, now), value: words(entry) }))}
    />
  )
}
