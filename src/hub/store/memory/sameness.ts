import type { SamenessPart } from '../parts.ts'
import type { SamenessRow } from '../rows.ts'
import type { MemoryContext } from './MemoryContext.ts'

/** What the desk decided of cases that may be one person's, in memory. */
export function sameness(context: MemoryContext): SamenessPart {
  const { data, undo } = context
  const speaksOf = (record: string) => (row: SamenessRow) => row.a === record || row.b === record
  return {
    putSameness: (row) => context.run(() => data.sameness.put(`${row.a}/${row.b}`, row, undo)),
    samenessOf: (record) => context.run(() => data.sameness.sorted(({ at, a, b }) => [at, a, b], speaksOf(record))),
    dropSameness: (record) =>
      context.run(() => {
        data.sameness.removeWhere(speaksOf(record), data.sameness.size, undo)
      }),
  }
}
