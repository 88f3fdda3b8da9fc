import { fromHex, hex, uuidBytes } from '../crypto/bytes.ts'
import { maxOwnPlaces } from '../protocol/api.ts'
import { branchId } from '../protocol/chain.ts'
import { askHead, type KnownHead } from './askHead.ts'
import { HubRefusal, NotTheHub } from './askHub.ts'
import type { ChainState } from './ports.ts'
import { pushFrom } from './pushFrom.ts'
import type { Round } from './Round.ts'

/**
 * The hub's chain went on otherwise: another tablet with this identity was quicker, or this one was restored (SPEC CHN-5). Leave
 * the chain, find what is common, and bring the rest as a branch (SPEC CHN-7). A hub that takes none is told nothing: it stays here.
 */
export async function pushForked(round: Round, before: ChainState, known: KnownHead): Promise<void> {
  const { chain } = before
  if (before.current) await round.store.beginNewChain(known.head.n > before.n ? 'behind-hub' : 'fork', chain)
  if (!known.takesBranches) return
  // as it was left: until then a page may have sealed more into it
  const left = (await round.store.chains()).find((state) => state.chain === chain) ?? before
  const { epoch } = known.head
  const after = await findCommon(round, left, known)
  // restored in between: it may have lost where the two parted, and then there is no branch
  if (round.identity.epoch > epoch) {
    round.more = true
    return
  }
  const branch = await nameBranch(round, left)
  await round.store.takeBranch(chain, { id: branch, after, epoch })
  if (after < left.n) await pushBranch(round, left, branch, after)
}

async function nameBranch(round: Round, { chain, hash }: ChainState): Promise<string> {
  const { tenant, device } = round.identity
  const [tenantBytes, deviceBytes, id] = [uuidBytes(tenant), uuidBytes(device), fromHex(chain)]
  if (!tenantBytes || !deviceBytes || !id) throw new NotTheHub()
  return hex(await branchId(round.crypto, tenantBytes, deviceBytes, id, hash))
}

/** Numbers after `low` up to `high`, evenly spread and ending there. */
function spread(low: number, high: number): number[] {
  const count = Math.min(maxOwnPlaces, high - low)
  return Array.from({ length: count }, (_, i) => low + Math.ceil(((i + 1) * (high - low)) / count))
}

/** The last number at which the hub's chain is this tablet's: asked for, and known by the receipt that comes (SPEC HEA-6). */
async function findCommon(round: Round, { chain, n }: ChainState, { way, head }: KnownHead): Promise<number> {
  let low = 0
  let high = Math.min(n, head.n)
  while (low < high) {
    const asked = spread(low, high)
    const own: [number, string][] = []
    for (const place of asked) {
      const hash = await round.store.hashAt(chain, place)
      if (hash) own.push([place, hex(hash)])
    }
    const { covered } = await askHead(round, way, own)
    const beyond = asked.find((place) => place > covered)
    low = Math.max(low, covered)
    high = beyond === undefined ? low : beyond - 1
  }
  return low
}

async function pushBranch(round: Round, state: ChainState, branch: string, after: number): Promise<void> {
  const known = await askHead(round, { chain: state.chain, branch })
  // its id names this way alone: what the hub holds under it can be nothing else
  if (!known.isOurs) throw new HubRefusal('fork', 0)
  await pushFrom(round, state, known, Math.max(known.head.n, after), null)
}
