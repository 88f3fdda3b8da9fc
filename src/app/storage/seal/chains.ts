import { fromHex, hex, uuidBytes } from '../../../crypto/bytes.ts'
import type { CryptoPort } from '../../../crypto/CryptoPort.ts'
import { genesis } from '../../../protocol/chain.ts'
import type { ChainRow } from '../db/rows.ts'
import type { TabletDb } from '../db/TabletDb.ts'
import { StorageProblem } from '../ports.ts'

/** Bytes of a uuid or of hex that we wrote ourselves. */
export function ownBytes(text: string): Uint8Array {
  const bytes = text.includes('-') ? uuidBytes(text) : fromHex(text)
  if (!bytes) throw new StorageProblem('failed', { reason: 'damaged' })
  return bytes
}

/** An empty chain with a fresh random id (SPEC CHN-1). */
export async function newChain(crypto: CryptoPort, tenant: string, device: string): Promise<ChainRow> {
  const id = crypto.random(16)
  const first = await genesis(crypto, ownBytes(tenant), ownBytes(device), id)
  return {
    chain: hex(id),
    genesis: first,
    n: 0,
    hash: first,
    receiptedN: 0,
    epoch: 0,
    current: true,
    bytes: 0,
    closedBecause: null,
  }
}

/** The chain that new items go to; undefined before enrolment. */
export async function currentChain(db: TabletDb): Promise<ChainRow | undefined> {
  return (await db.chains.toArray()).find((row) => row.current)
}
