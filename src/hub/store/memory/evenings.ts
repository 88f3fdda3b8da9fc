import type { EveningsPart } from '../parts.ts'
import type { MemoryContext } from './MemoryContext.ts'

/** What tablets stated of their evenings, in memory. */
export function evenings(context: MemoryContext): EveningsPart {
  const { data, undo } = context
  return {
    putEvening: (row) =>
      context.run(() => {
        const key = `${row.device}/${row.day}`
        const known = data.evenings.peek(key)
        const isNewer =
          !known ||
          known.captured < row.captured ||
          (known.captured === row.captured && known.acknowledged < row.acknowledged)
        if (isNewer) data.evenings.put(key, row, undo)
      }),
    evenings: (since) =>
      context.run(() =>
        data.evenings.sorted(
          ({ toldAt, device, day }) => [-toldAt, device, day],
          ({ toldAt }) => toldAt >= since,
        ),
      ),
    trimEvenings: (device, most) =>
      context.run(() => {
        const told = data.evenings.filter((row) => row.device === device)
        told.sort((a, b) => b.toldAt - a.toldAt || (a.day < b.day ? 1 : -1))
        const older = new Set(told.slice(most).map(({ day }) => day))
        data.evenings.removeWhere((row) => row.device === device && older.has(row.day), older.size, undo)
      }),
    dropEvenings: (before) =>
      context.run(() => {
        data.evenings.removeWhere(({ toldAt }) => toldAt < before, data.evenings.size, undo)
      }),
  }
}
