import type { Payload, PayloadBase } from '../../protocol/payload.ts'
import type { ItemReason } from '../../protocol/problems.ts'
import type { TenantTx } from '../store/HubStore.ts'
import type { ItemRow } from '../store/rows.ts'
import { itemKey } from './waitKeys.ts'

/** An item that cannot be decided now or ever: `waitsFor` names what a held one waits for (SPEC VDT-3). */
export interface NotNow {
  state: 'held' | 'rejected'
  reason: ItemReason
  waitsFor?: string
}

export interface ResolvedBase {
  record: string | null
  version: number
}

async function ofOwnItem(tx: TenantTx, item: ItemRow, chain: string, n: number): Promise<ResolvedBase | NotNow> {
  // an item that stands on itself, or on a later one, would wait for ever
  const isLater = chain === item.chain && n >= item.n
  const earlier = isLater ? null : await tx.item(chain, n)
  if (!earlier || earlier.device !== item.device) return { state: 'rejected', reason: 'malformed' }
  const verdict = await tx.verdict(chain, n)
  if (!verdict || verdict.state === 'held') {
    return { state: 'held', reason: 'waits-for-item', waitsFor: itemKey(chain, n) }
  }
  if (verdict.state === 'rejected' || verdict.record === null || verdict.version === null) {
    return { state: 'rejected', reason: 'depends-on-rejected' }
  }
  return { record: verdict.record, version: verdict.version }
}

/** What a base stands for (SPEC ITM-5): a record and the version its writer saw. */
export async function resolveBase(tx: TenantTx, item: ItemRow, base: PayloadBase): Promise<ResolvedBase | NotNow> {
  if (typeof base !== 'number') return ofOwnItem(tx, item, base[0], base[1])
  return base < 0 ? ofOwnItem(tx, item, item.chain, item.n + base) : { record: null, version: base }
}

export interface ResolvedPatch {
  record: string
  /** version each group was based on */
  baseOf: (group: string) => number
  /** version the command was based on */
  base: number
}

/** The record that a payload is about and the base of each of its groups, or why it cannot be known. */
export async function resolvePatch(tx: TenantTx, item: ItemRow, payload: Payload): Promise<ResolvedPatch | NotNow> {
  const main = await resolveBase(tx, item, payload.b ?? 0)
  if ('state' in main) return main
  const record = main.record ?? payload.r
  if (record === undefined || (payload.r !== undefined && payload.r !== record)) {
    return { state: 'rejected', reason: 'malformed' }
  }
  const overrides = new Map<string, number>()
  for (const [group, base] of Object.entries(payload.o ?? {})) {
    const resolved = await resolveBase(tx, item, base)
    if ('state' in resolved) return resolved
    if (resolved.record !== null && resolved.record !== record) return { state: 'rejected', reason: 'malformed' }
    overrides.set(group, resolved.version)
  }
  return { record, base: main.version, baseOf: (group) => overrides.get(group) ?? main.version }
}
