import { placeHash } from '../../protocol/chain.ts'
import type { PayloadBase } from '../../protocol/payload.ts'
import type { TenantTx } from '../store/HubStore.ts'
import { placeIn } from '../store/places.ts'
import type { ItemRow } from '../store/rows.ts'
import { hashKey } from './waitKeys.ts'

/** The chain that an item was sealed for, wherever it lies (SPEC CHN-8). */
export const sealedFor = ({ chain, origin }: Pick<ItemRow, 'chain' | 'origin'>): string => origin ?? chain

/** Where item `n` of this item's own chain lies: an item in a branch came after what that branch holds. */
async function ownPlace(tx: TenantTx, item: ItemRow, n: number): Promise<string> {
  const branch = item.origin === null ? null : await tx.branch(item.chain)
  return branch ? placeIn(branch, n) : item.chain
}

/** Of the items that stand at this place of a chain and its branches the one with this hash. */
async function byHash(tx: TenantTx, chain: string, n: number, h: string): Promise<ItemRow | null> {
  const branches = await tx.branchesOf(chain)
  for (const at of new Set([chain, ...branches.map((branch) => placeIn(branch, n))])) {
    const item = await tx.item(at, n)
    if (item && placeHash(item.hash) === h) return item
  }
  return null
}

/** An item that is named by its hash is not here: a branch may still bring it. */
export interface NotHere {
  waitsFor: string
}

/** The earlier item of the same tablet that a base names, or what is to be waited for (SPEC ITM-5); null when it can be none. */
export async function earlierItem(tx: TenantTx, item: ItemRow, base: PayloadBase): Promise<ItemRow | NotHere | null> {
  const [chain, n, h] = typeof base === 'number' ? [sealedFor(item), item.n + base] : base
  const isOwn = chain === sealedFor(item)
  // an item that stands on itself, or on a later one, would wait for ever
  if (isOwn && n >= item.n) return null
  if (h !== undefined && !isOwn) {
    const named = await byHash(tx, chain, n, h)
    if (!named) return { waitsFor: hashKey(chain, n, h) }
    return named.device === item.device ? named : null
  }
  const earlier = await tx.item(isOwn ? await ownPlace(tx, item, n) : chain, n)
  return earlier && earlier.device === item.device ? earlier : null
}
