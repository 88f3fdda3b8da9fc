import { studioItem } from '../../../domain/studioItem.ts'
import { StoreError } from '../HubStore.ts'
import type { RecordsPart } from '../parts.ts'
import type { RecordFilter, RecordRow } from '../rows.ts'
import { searchWords } from '../searchWords.ts'
import { cloneRow } from './cloneRow.ts'
import type { MemoryContext } from './MemoryContext.ts'
import { placeKey } from './TenantData.ts'

function matches(row: RecordRow, filter: RecordFilter, words: readonly string[]): boolean {
  if (filter.type !== undefined && row.type !== filter.type) return false
  if (filter.types !== undefined && !filter.types.includes(row.type)) return false
  if (filter.status !== undefined && !filter.status.includes(row.status)) return false
  if (filter.parent !== undefined && row.parent !== filter.parent) return false
  if (filter.openConflicts !== undefined && row.openConflicts > 0 !== filter.openConflicts) return false
  if (filter.phrase !== undefined && !row.search.includes(filter.phrase)) return false
  return words.every((word) => row.search.includes(word))
}

/** Whether a record was last changed by then, told by the sequence where a clock was behind. */
function surely(rows: readonly RecordRow[], { at, past }: NonNullable<RecordFilter['surelyBy']>) {
  const later = rows.filter((row) => row.updatedAt > at && row.updatedAt <= past).map(({ seq }) => seq)
  const first = Math.min(...later)
  return (row: RecordRow): boolean => row.updatedAt <= at && row.createdAt <= at && row.seq < first
}

/** True when there was a body to take out. */
function emptyItem({ data, undo }: MemoryContext, key: string): boolean {
  const row = data.items.peek(key)
  if (!row || row.ct === null) return false
  data.items.put(key, { ...row, ct: null, withheld: 'erased' }, undo)
  return true
}

function eraseHistory({ data, undo }: MemoryContext, record: string, at: number): void {
  for (const [key, row] of data.changes.entries()) {
    if (row.record !== record) continue
    const isStatus = row.group === 'status'
    const set = isStatus ? { status: row.set.status } : {}
    data.changes.put(key, { ...row, set, before: isStatus ? row.before : {} }, undo)
  }
  for (const row of data.conflicts.filter((one) => one.record === record)) {
    data.conflicts.put(row.id, { ...row, current: {}, proposed: {}, resolvedAt: row.resolvedAt ?? at }, undo)
  }
}

/** Records, their history and conflicts, in memory. */
export function records(context: MemoryContext): RecordsPart {
  const { data, undo } = context
  const matching = (filter: RecordFilter) => {
    const words = searchWords(filter.search)
    const isSure = filter.surelyBy
      ? surely(
          data.records.filter(() => true),
          filter.surelyBy,
        )
      : () => true
    return (row: RecordRow) => matches(row, filter, words) && isSure(row)
  }
  return {
    lockRecord: (id) => context.run(() => data.records.get(id)),
    record: (id) => context.run(() => data.records.get(id)),
    putRecord: (row) =>
      context.run(() => {
        const before = data.records.peek(row.id)
        if (before !== undefined && (row.version < before.version || row.seq < before.seq)) {
          throw new StoreError('conflict')
        }
        data.records.put(row.id, row, undo)
      }),
    putMoved: (row) => context.run(() => data.moved.put(`${row.team}/${row.record}`, row, undo)),
    movedFrom: (team) =>
      context.run(() =>
        data.moved.sorted(
          ({ seq }) => [seq],
          (row) => row.team === team,
        ),
      ),
    records: (filter) =>
      context.run(() => {
        const from = filter.offset ?? 0
        return data.records.sorted((row) => [-row.seq, row.id], matching(filter)).slice(from, from + filter.limit)
      }),
    recordCount: (filter) => context.run(() => data.records.count(matching(filter))),
    putChange: (row) => context.run(() => data.changes.put(String(data.changes.size), row, undo)),
    changes: (record) =>
      context.run(() =>
        data.changes.sorted(
          () => [],
          (row) => row.record === record,
        ),
      ),
    lastChange: (record, group) =>
      context.run(() => {
        const found = data.changes.filter((row) => row.record === record && row.group === group)
        const last = found.filter((row) => row.outcome !== 'conflict').at(-1)
        return last === undefined ? null : cloneRow(last)
      }),
    firstDevices: (asked) =>
      context.run(() => {
        const first = new Map<string, string>()
        for (const { record, device } of data.changes.filter((row) => asked.includes(row.record))) {
          if (device !== null && !first.has(record)) first.set(record, device)
        }
        return first
      }),
    eraseCase: (id, at) =>
      context.run(() => {
        if (data.records.peek(id)?.status !== 'erased') throw new StoreError('conflict')
        eraseHistory(context, id, at)
        let emptied = 0
        for (const verdict of data.verdicts.filter((row) => row.record === id)) {
          if (emptyItem(context, placeKey(verdict.chain, verdict.n))) emptied += 1
        }
        return emptied
      }),
    eraseItem: (chain, n) =>
      context.run(() => {
        const key = placeKey(chain, n)
        const state = data.verdicts.peek(key)?.state
        const isStudios = state === 'applied' && data.items.peek(key)?.type === studioItem.code
        if (state === 'rejected' || isStudios) emptyItem(context, key)
      }),
    putConflict: (row) =>
      context.run(() => {
        const before = data.conflicts.peek(row.id)
        if (before !== undefined && before.resolvedAt !== null) throw new StoreError('conflict')
        data.conflicts.put(row.id, row, undo)
      }),
    conflict: (id) => context.run(() => data.conflicts.get(id)),
    conflicts: (filter) =>
      context.run(() =>
        data.conflicts.sorted(
          (row) => [row.openedAt, row.id],
          (row) =>
            (filter.record === undefined || row.record === filter.record) &&
            (filter.open === undefined || (row.resolvedAt === null) === filter.open),
        ),
      ),
  }
}
