import type { OutboxRecord, OutboxState, VerdictRow } from '../db/rows.ts'
import { isErased, isOfKept } from './forgetErased.ts'

/**
 * The state of an item by what is known of it: a receipt first (SPEC RCP-3), then its verdict (SPEC VDT-1). When it is
 * applied its readable copy goes (SPEC STO-3), and a household's when it was erased (SPEC RND-4); of an erased case its code is still to
 * be shown where it was made (SPEC ERA-2). When it lies in a verified backup too, up to `safeN`, it is safe (SPEC STO-6).
 */
export function settled(
  row: OutboxRecord,
  receipted: boolean,
  verdict: VerdictRow | undefined,
  safeN: number,
): OutboxRecord {
  const decided: OutboxState | undefined = receipted ? verdict?.state : undefined
  const isApplied = decided === 'applied'
  const isForgotten = isApplied || (decided !== undefined && isErased(verdict) && isOfKept(row))
  const state = isApplied && row.n <= safeN ? 'safe' : decided
  const { attention: _, state: __, ...rest } = row
  const next: OutboxRecord = {
    ...rest,
    ...(state && { state }),
    ref: isForgotten ? null : row.ref,
    bytes: isForgotten ? row.bytes - (row.ref?.ct.length ?? 0) : row.bytes,
  }
  return needsAttention(next) ? { ...next, attention: 1 } : next
}

const needsAttention = (row: OutboxRecord): boolean =>
  row.state === 'held' ||
  row.state === 'rejected' ||
  (row.state !== 'applied' && row.state !== 'safe' && (row.withheld ?? row.exception) !== null)

/** May a verdict stand over the known one (SPEC VDT-2)? A restored hub decides anew what it still has (SPEC EPO-1). */
export const movesForward = (known: VerdictRow | undefined): boolean =>
  known === undefined || known.state === 'held' || known.before === true
