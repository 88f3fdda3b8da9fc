import type { FeedEntry } from './rows.ts'

/** Within one sequence number: a verdict, then what it changed. The same order in both engines. */
const KIND_ORDER = { verdict: 0, record: 1, gone: 2, pack: 3, safe: 4 } as const

function entryKey(entry: FeedEntry): string {
  if (entry.kind === 'verdict') return `${entry.verdict.chain}/${String(entry.verdict.n).padStart(12, '0')}`
  if (entry.kind === 'record') return entry.record.id
  if (entry.kind === 'gone') return entry.record
  if (entry.kind === 'safe') return entry.safe.chain
  return entry.pack.id
}

function compareEntries(a: FeedEntry, b: FeedEntry): number {
  if (a.seq !== b.seq) return a.seq - b.seq
  if (a.kind !== b.kind) return KIND_ORDER[a.kind] - KIND_ORDER[b.kind]
  return entryKey(a) < entryKey(b) ? -1 : 1
}

/**
 * One page of a device's feed: the entries in sequence order, cut after `limit`. A page never ends inside a sequence
 * number, because the cursor would step over the rest of it; so it may hold a few entries more than `limit`.
 */
export function mergeFeed(entries: FeedEntry[], limit: number): FeedEntry[] {
  const sorted = entries.sort(compareEntries)
  const last = sorted[limit - 1]
  return last === undefined ? sorted : sorted.filter((entry) => entry.seq <= last.seq)
}
