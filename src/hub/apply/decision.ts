import type { VerdictRow } from '../store/rows.ts'

/** What becomes of an item; the caller gives it its place and sequence. */
export type Decision = Pick<VerdictRow, 'state' | 'reason' | 'data' | 'waitsFor' | 'record' | 'version'>

/** Reasons that time or an upgrade may cure; the others are final (SPEC VDT-2). */
const curable: readonly string[] = [
  'newer-schema',
  'unknown-type',
  'unknown-fields',
  'unknown-key',
  'actor-left',
  'apply-failed',
  'waits-for-item',
  'waits-for-record',
  'unknown-record',
  'unknown-version',
]

/** Held or rejected, by whether the reason can be cured. */
export const undecided = (reason: string, data: Decision['data'] = {}, waitsFor: string | null = null): Decision => ({
  state: curable.includes(reason) ? 'held' : 'rejected',
  reason,
  data,
  waitsFor: waitsFor ?? (curable.includes(reason) ? reason : null),
  record: null,
  version: null,
})
