import type { Payload, PayloadBase } from '../../protocol/payload.ts'
import type { ItemReason } from '../../protocol/problems.ts'
import type { TenantTx } from '../store/HubStore.ts'
import type { ItemRow } from '../store/rows.ts'
import { earlierItem, sealedFor } from './earlierItem.ts'
import { itemKey } from './waitKeys.ts'

/** An item that cannot be decided now or ever: `waitsFor` names what a held one waits for (SPEC VDT-3). */
export interface NotNow {
  state: 'held' | 'rejected'
  reason: ItemReason
  waitsFor?: string
}

/** An own item that a base names: where it lies, and what its writer had seen when it was sealed (SPEC MRG-9). */
export interface OwnBase {
  chain: string
  n: number
  seen: number
}

export interface ResolvedBase {
  record: string | null
  /** the hub's version that the writer has seen */
  version: number
  /** the own item that it is, where it is one */
  own: OwnBase | null
}

async function ofOwnItem(tx: TenantTx, item: ItemRow, base: PayloadBase): Promise<ResolvedBase | NotNow> {
  const earlier = await earlierItem(tx, item, base)
  if (!earlier) return { state: 'rejected', reason: 'malformed' }
  if ('waitsFor' in earlier) return { state: 'held', reason: 'waits-for-item', waitsFor: earlier.waitsFor }
  const { chain, n } = earlier
  const verdict = await tx.verdict(chain, n)
  if (!verdict || verdict.state === 'held') {
    return { state: 'held', reason: 'waits-for-item', waitsFor: itemKey(chain, n) }
  }
  if (verdict.state === 'rejected' || verdict.record === null || verdict.version === null) {
    return { state: 'rejected', reason: 'depends-on-rejected' }
  }
  // a hub of before kept no `seen`: what it decided so far stands
  const seen = verdict.seen ?? verdict.version
  return { record: verdict.record, version: seen, own: { chain, n, seen } }
}

/** What a base stands for (SPEC ITM-5): a record and the version its writer saw. */
export async function resolveBase(tx: TenantTx, item: ItemRow, base: PayloadBase): Promise<ResolvedBase | NotNow> {
  return typeof base === 'number' && base >= 0 ? { record: null, version: base, own: null } : ofOwnItem(tx, item, base)
}

export interface ResolvedPatch {
  record: string
  /** version that the writer had seen of each group, and the own item it stands on, where it is one */
  baseOf: (group: string) => Pick<ResolvedBase, 'version' | 'own'>
  /** version that the writer of the command had seen */
  base: number
}

/** The later of two places in a tablet's chains; its current chain comes after all earlier ones. */
const isLater = (one: Place, than: Place) => (one.inOwnChain === than.inOwnChain ? one.n > than.n : one.inOwnChain)

interface Place {
  inOwnChain: boolean
  n: number
}

function placeOf(item: ItemRow, base: PayloadBase): Place {
  const [chain, n] = typeof base === 'number' ? [sealedFor(item), item.n + base] : base
  return { inOwnChain: chain === sealedFor(item), n }
}

/**
 * Every base of a payload, or why they cannot be known. Of several that are held it waits for the one that was sealed last:
 * by then the others are decided, unless somebody made it otherwise (SPEC VDT-7).
 */
async function resolveAll(
  tx: TenantTx,
  item: ItemRow,
  bases: readonly PayloadBase[],
): Promise<ResolvedBase[] | NotNow> {
  const known: ResolvedBase[] = []
  let last: { place: Place; notNow: NotNow } | null = null
  for (const base of bases) {
    const resolved = await resolveBase(tx, item, base)
    if (!('state' in resolved)) {
      known.push(resolved)
      continue
    }
    if (resolved.state === 'rejected') return resolved
    const place = placeOf(item, base)
    if (last === null || isLater(place, last.place)) last = { place, notNow: resolved }
  }
  return last?.notNow ?? known
}

/** The record that a payload is about and the base of each of its groups, or why it cannot be known. */
export async function resolvePatch(tx: TenantTx, item: ItemRow, payload: Payload): Promise<ResolvedPatch | NotNow> {
  const groups = Object.keys(payload.o ?? {})
  const resolved = await resolveAll(tx, item, [payload.b ?? 0, ...Object.values(payload.o ?? {})])
  if ('state' in resolved) return resolved
  const [main, ...others] = resolved
  const record = main?.record ?? payload.r
  if (main === undefined || record === undefined || (payload.r !== undefined && payload.r !== record)) {
    return { state: 'rejected', reason: 'malformed' }
  }
  if (others.some((one) => one.record !== null && one.record !== record)) {
    return { state: 'rejected', reason: 'malformed' }
  }
  const overrides = new Map(others.map((one, i) => [groups[i], one]))
  return { record, base: main.version, baseOf: (group) => overrides.get(group) ?? main }
}
