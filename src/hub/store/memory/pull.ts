import { StoreError } from '../HubStore.ts'
import { mergeFeed } from '../mergeFeed.ts'
import type { PullPart } from '../parts.ts'
import type { FeedEntry } from '../rows.ts'
import { cloneRow } from './cloneRow.ts'
import type { MemoryContext } from './MemoryContext.ts'
import { isInQueue, placeKey } from './TenantData.ts'

/** What devices pull, packs, and the figures of screens, in memory. */
export function pull(context: MemoryContext): PullPart {
  const { data, undo } = context
  return {
    feedSince: (device, team, cursor, limit) =>
      context.run(() => {
        const entries: FeedEntry[] = []
        for (const verdict of data.verdicts.filter((row) => row.device === device && row.seq > cursor)) {
          const { origin: chain = null, hash } = data.items.peek(placeKey(verdict.chain, verdict.n)) ?? {}
          const forked = chain !== null && hash ? { chain, hash } : null
          entries.push({ kind: 'verdict', seq: verdict.seq, verdict, forked })
        }
        for (const row of data.records.filter((row) => row.team === team && row.seq > cursor)) {
          if (row.shared) entries.push({ kind: 'record', seq: row.seq, record: row })
          else if (row.everShared) entries.push({ kind: 'gone', seq: row.seq, record: row.id })
        }
        for (const { seq, record } of data.moved.filter((row) => row.team === team && row.seq > cursor)) {
          // what came back to the team is told of as its record
          if (data.records.peek(record)?.team !== team) entries.push({ kind: 'gone', seq, record })
        }
        for (const pack of data.packs.filter((row) => row.seq > cursor)) {
          entries.push({ kind: 'pack', seq: pack.seq, pack })
        }
        for (const safe of data.safe.filter((row) => row.device === device && row.seq > cursor)) {
          entries.push({ kind: 'safe', seq: safe.seq, safe })
        }
        return mergeFeed(entries, limit).map(cloneRow)
      }),
    putPack: (row) =>
      context.run(() => {
        const before = data.packs.peek(row.id)
        if (before !== undefined && row.version < before.version) throw new StoreError('conflict')
        data.packs.put(row.id, row, undo)
      }),
    packs: () => context.run(() => data.packs.sorted((row) => [row.id])),
    putPackBody: (row) => context.run(() => data.packBodies.put(row.pack, row, undo)),
    dropPackBody: (pack) => context.run(() => data.packBodies.remove(pack, undo)),
    packBody: (sha256) =>
      context.run(() => data.packBodies.filter((row) => row.sha256 === sha256).map(cloneRow)[0] ?? null),
    putSafe: (row) =>
      context.run(() => {
        const before = data.safe.peek(row.chain)
        if (before !== undefined && row.n < before.n) throw new StoreError('conflict')
        data.safe.put(row.chain, row, undo)
      }),
    safeMarks: () => context.run(() => data.safe.sorted((row) => [row.chain])),
    statusCounts: () =>
      context.run(() => {
        const counts: Record<string, number> = {}
        for (const row of data.records.filter(() => true)) counts[row.status] = (counts[row.status] ?? 0) + 1
        return counts
      }),
    counts: () =>
      context.run(() => ({
        items: data.items.size,
        pending: data.itemOrder.filter((key) => isInQueue(data, key)).length,
        held: data.verdicts.count((row) => row.state === 'held'),
        rejected: data.verdicts.count((row) => row.state === 'rejected'),
        records: data.records.size,
        openConflicts: data.conflicts.count((row) => row.resolvedAt === null),
        devices: data.devices.size,
        seq: data.seq,
      })),
  }
}
