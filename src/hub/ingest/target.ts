import { equalBytes, hex } from '../../crypto/bytes.ts'
import type { Bytes, CryptoPort } from '../../crypto/CryptoPort.ts'
import { branchId, genesis } from '../../protocol/chain.ts'
import { limits } from '../../protocol/limits.ts'
import { Problem } from '../../protocol/problems.ts'
import type { Preamble, WireItem } from '../../protocol/pushStream.ts'
import type { TenantTx } from '../store/HubStore.ts'
import { coverOf, placeIn, reachedTo } from '../store/places.ts'
import type { BranchRow, ChainRow, DeviceRow, ItemRow } from '../store/rows.ts'

/** An item of a stream with the place and hash that its chain gives it. */
export interface HashedItem {
  item: WireItem
  n: number
  ctHash: Uint8Array
  hash: Bytes
}

/** What a branch grows from: the hub's own chain, and what of it tablets have brought that went another way (SPEC CHN-8). */
interface Tree {
  trunk: ChainRow
  branch: BranchRow
  others: readonly BranchRow[]
}

/** Where a stream's items go, locked until the transaction ends; `tree` when that is a branch. */
export interface Target {
  head: ChainRow
  tree: Tree | null
  /** does the hub hold anything of it? */
  isHeld: boolean
}

async function lockOwn(tx: TenantTx, device: DeviceRow, chain: string): Promise<ChainRow | null> {
  const known = await tx.lockChain(chain)
  if (known && known.device !== device.id) throw new Problem('not-found')
  return known
}

/** The number before the stream's first; beyond it the hub would not know what the stream goes on from (SPEC CHN-4). */
function numberBefore({ from }: Preamble, upTo: number): number {
  const n = from - 1
  if (n > upTo || n < 0) throw new Problem('gap', { head: upTo })
  return n
}

async function hashIn(tx: TenantTx, crypto: CryptoPort, preamble: Preamble, chain: string, n: number): Promise<Bytes> {
  if (n === 0) return genesis(crypto, preamble.tenant, preamble.device, preamble.chain)
  const item = await tx.item(chain, n)
  if (!item) throw new Problem('gap', { head: n })
  return new Uint8Array(item.hash)
}

/** A branch that nobody has brought yet: it leaves the trunk where the trunk goes on, else it is no branch of it. */
async function newBranch(
  crypto: CryptoPort,
  tx: TenantTx,
  preamble: Preamble,
  trunk: ChainRow,
  chain: string,
): Promise<{ head: ChainRow; branch: BranchRow }> {
  const n = numberBefore(preamble, trunk.n - 1)
  const hash = await hashIn(tx, crypto, preamble, trunk.chain, n)
  const empty: BranchRow = { chain, origin: trunk.chain, path: [] }
  return {
    head: { chain, device: trunk.device, n, hash },
    branch: n === 0 ? empty : reachedTo(empty, trunk.chain, n),
  }
}

async function lockBranch(
  crypto: CryptoPort,
  tx: TenantTx,
  device: DeviceRow,
  preamble: Preamble,
  end: Uint8Array,
): Promise<Target> {
  // the trunk first, whoever brings a branch of it: all that grows on it is seen by one push at a time
  const trunk = await lockOwn(tx, device, hex(preamble.chain))
  const id = hex(await branchId(crypto, preamble.tenant, preamble.device, preamble.chain, end))
  const known = await lockOwn(tx, device, id)
  if (!trunk) throw new Problem('gap', { head: 0 })
  const all = await tx.branchesOf(trunk.chain)
  const branch = all.find(({ chain }) => chain === id)
  const others = all.filter(({ chain }) => chain !== id)
  if (known && branch) return { head: known, tree: { trunk, branch, others }, isHeld: true }
  if (all.length >= limits.branches) throw new Problem('fork', { branches: all.length })
  const begun = await newBranch(crypto, tx, preamble, trunk, id)
  return { head: begun.head, tree: { trunk, branch: begun.branch, others }, isHeld: false }
}

/**
 * Lock what a stream names: its chain, or the branch of it. Throws `Problem('gap')` for a branch that leaves the chain nowhere,
 * `not-found` when the chain is another device's.
 */
export async function lockTarget(
  crypto: CryptoPort,
  tx: TenantTx,
  device: DeviceRow,
  preamble: Preamble,
): Promise<Target> {
  if (preamble.end) return lockBranch(crypto, tx, device, preamble, preamble.end)
  const chain = hex(preamble.chain)
  const known = await lockOwn(tx, device, chain)
  if (known) return { head: known, tree: null, isHeld: true }
  const hash = await genesis(crypto, preamble.tenant, preamble.device, preamble.chain)
  return { head: { chain, device: device.id, n: 0, hash }, tree: null, isHeld: false }
}

/** The stored item at a place of the target, wherever in its tree it lies. */
export const storedAt = (tx: TenantTx, { head, tree }: Target, n: number): Promise<ItemRow | null> =>
  tx.item(tree ? placeIn(tree.branch, n) : head.chain, n)

/** h of the item before the stream's first (SPEC CHN-1). Throws `Problem('gap')` when the stream starts beyond the head (CHN-4). */
export async function hashBefore(crypto: CryptoPort, tx: TenantTx, target: Target, preamble: Preamble): Promise<Bytes> {
  const n = numberBefore(preamble, target.head.n)
  if (n === target.head.n) return new Uint8Array(target.head.hash)
  const chain = target.tree ? placeIn(target.tree.branch, n) : target.head.chain
  return hashIn(tx, crypto, preamble, chain, n)
}

/** The target now ends with this item, which lies under `chain`. */
export function take(target: Target, chain: string, { n, hash }: HashedItem): void {
  target.head = { ...target.head, n, hash }
  target.isHeld = true
  if (target.tree) target.tree = { ...target.tree, branch: reachedTo(target.tree.branch, chain, n) }
}

/**
 * Items that a branch shares with the trunk or with another one are there already: of each there is one, whoever brings it again
 * (SPEC CHN-8). Throws `Problem('gap')` when it goes on where the trunk ends: then it is the trunk's own next item.
 */
export async function followKnown(tx: TenantTx, target: Target, hashed: readonly HashedItem[]): Promise<void> {
  for (const one of hashed.filter(({ n }) => n > target.head.n)) {
    const { tree } = target
    if (!tree) return
    const chain = await whereElse(tx, tree, one)
    if (chain === null) {
      const last = placeIn(tree.branch, one.n - 1)
      if (last === tree.trunk.chain && one.n > tree.trunk.n) throw new Problem('gap', { head: tree.trunk.n })
      return
    }
    take(target, chain, one)
  }
}

async function whereElse(tx: TenantTx, { trunk, others }: Tree, { n, hash }: HashedItem): Promise<string | null> {
  const reaching = others.filter((other) => coverOf(other) >= n).map((other) => placeIn(other, n))
  for (const chain of new Set(n <= trunk.n ? [trunk.chain, ...reaching] : reaching)) {
    const item = await tx.item(chain, n)
    if (item && equalBytes(item.hash, hash)) return chain
  }
  return null
}
