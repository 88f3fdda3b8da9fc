import type { VerdictRow } from '../store/rows.ts'

/** What becomes of an item; the caller gives it its place and sequence. */
export type Decision = Pick<VerdictRow, 'state' | 'reason' | 'data' | 'waitsFor' | 'record' | 'version' | 'seen'>

/** Reasons that time or an upgrade may cure; the others are final (SPEC VDT-2). */
const curable: readonly string[] = [
  'newer-schema',
  'unknown-type',
  'unknown-fields',
  'unknown-key',
  'actor-left',
  'apply-failed',
  'forked',
  'waits-for-item',
  'waits-for-record',
  'waits-too-often',
  'unknown-record',
  'unknown-version',
]

/** Reasons that something which comes cures by itself: each of them once more is one wait (SPEC VDT-7). */
const waits: readonly string[] = ['waits-for-item', 'waits-for-record', 'unknown-record', 'unknown-version']

/** Waits of one item, one after another, before it is left to a person: what can be decided for ever costs all others. */
const mostWaits = 5

/** A decision on an item that was held, with its waits counted; one too many, and only the hub's next start tries again. */
export function countWaits(known: VerdictRow | null, decision: Decision): Decision {
  if (known?.state !== 'held' || !waits.includes(decision.reason ?? '')) return decision
  if (known.reason === decision.reason && known.waitsFor === decision.waitsFor) return decision
  const before = Number(known.data.waits ?? 1)
  if (before >= mostWaits) return undecided('waits-too-often', { waits: before })
  return { ...decision, data: { ...decision.data, waits: before + 1 } }
}

/** Held or rejected, by whether the reason can be cured. */
export const undecided = (reason: string, data: Decision['data'] = {}, waitsFor: string | null = null): Decision => ({
  state: curable.includes(reason) ? 'held' : 'rejected',
  reason,
  data,
  waitsFor: waitsFor ?? (curable.includes(reason) ? reason : null),
  record: null,
  version: null,
  seen: null,
})
