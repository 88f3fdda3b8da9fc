import { fromHex, hex, uuidBytes } from '../../../crypto/bytes.ts'
import type { CryptoPort } from '../../../crypto/CryptoPort.ts'
import { genesis } from '../../../protocol/chain.ts'
import type { ChainRow, HeadRow } from '../db/rows.ts'
import type { TabletDb } from '../db/TabletDb.ts'
import { StorageProblem } from '../ports.ts'

/** Bytes of a uuid or of hex that we wrote ourselves. */
export function ownBytes(text: string): Uint8Array {
  const bytes = text.includes('-') ? uuidBytes(text) : fromHex(text)
  if (!bytes) throw new StorageProblem('failed', { reason: 'damaged' })
  return bytes
}

/** A chain with its end. */
export interface Chain {
  chain: ChainRow
  head: HeadRow
}

/** An empty chain with a fresh random id (SPEC CHN-1). */
export async function newChain(crypto: CryptoPort, tenant: string, device: string): Promise<Chain> {
  const id = crypto.random(16)
  const first = await genesis(crypto, ownBytes(tenant), ownBytes(device), id)
  const chain = hex(id)
  return {
    chain: { chain, genesis: first, receiptedN: 0, epoch: 0, closedBecause: null },
    head: { chain, n: 0, hash: first, current: true, bytes: 0 },
  }
}

/** Call inside a transaction that includes `chains` and `heads`. */
export async function putChain(db: TabletDb, { chain, head }: Chain): Promise<void> {
  await db.chains.put(chain)
  await db.heads.put(head)
}

/** All chains with their ends. */
export async function readChains(db: TabletDb): Promise<(ChainRow & HeadRow)[]> {
  const [chains, heads] = await Promise.all([db.chains.toArray(), db.heads.toArray()])
  const headOf = new Map(heads.map((head) => [head.chain, head]))
  return chains.flatMap((chain) => {
    const head = headOf.get(chain.chain)
    return head ? [{ ...chain, ...head }] : []
  })
}

/** The end of the chain that new items go to; undefined before enrolment. */
export async function currentHead(db: TabletDb): Promise<HeadRow | undefined> {
  return (await db.heads.toArray()).find((row) => row.current)
}
