import type { Bytes, CryptoPort, ItemKeys } from '../crypto/CryptoPort.ts'
import { type ItemPlace, itemHeader, itemKeyInfo, linkHash } from './chain.ts'
import { limits } from './limits.ts'
import { decodePayload, encodeReadable, type Payload } from './payload.ts'
import type { SealingSession } from './sessionHeader.ts'

/** A sealed item at its place in a chain: what the outbox stores and a frame carries. */
export interface SealedItem {
  n: number
  type: number
  schema: number
  sid: string
  sealId: Bytes
  ct: Bytes
  ctHash: Bytes
  /** h_n */
  hash: Bytes
}

export interface ChainHead {
  tenant: Uint8Array
  chain: Uint8Array
  /** number and hash of the last item; 0 and h_0 at the start */
  n: number
  hash: Uint8Array
}

/** The tablet refused to seal: the item would be over the wire's limit (SPEC ITM-6). */
export class ItemTooLarge extends Error {
  override name = 'ItemTooLarge'
}

/** The tablet refused to seal: no hub could read it (half a surrogate pair, U+0000, too deep; SPEC ITM-2, ITM-6). */
export class ItemMalformed extends Error {
  override name = 'ItemMalformed'
}

/** The padded plaintext; what the hub would reject is refused here, while its writer is present. */
function readablePlaintext(payload: Payload): Bytes {
  const plain = encodeReadable(payload)
  if (plain === 'too-large') throw new ItemTooLarge()
  if (plain === 'malformed') throw new ItemMalformed()
  return plain
}

/**
 * Seal a payload as the next item of a chain (SPEC ITM-1…4, CHN-1). The caller keeps it only if the head has not moved (SPEC CHN-2).
 * Throws `ItemTooLarge` or `ItemMalformed` before anything is taken.
 */
export async function sealItem(
  crypto: CryptoPort,
  session: SealingSession,
  head: ChainHead,
  record: { type: number; schema: number },
  payload: Payload,
): Promise<SealedItem> {
  const plain = readablePlaintext(payload)
  const sealId = crypto.random(8)
  const place: ItemPlace = {
    tenant: head.tenant,
    chain: head.chain,
    n: head.n + 1,
    type: record.type,
    schema: record.schema,
    headerHash: session.headerHash,
    sealId,
  }
  const header = itemHeader(place)
  // the browser's cryptography works on threads of its own: a person waits for each turn there and back
  const [ct, headerHash] = await Promise.all([
    session.keys.seal(itemKeyInfo(place), header, plain),
    crypto.sha256(header),
  ])
  if (ct.length > limits.ciphertext) throw new ItemTooLarge()
  const ctHash = await crypto.sha256(ct)
  const hash = await linkHash(crypto, head.hash, headerHash, ctHash)
  return { n: place.n, ...record, sid: session.sid, sealId, ct, ctHash, hash }
}

/** Open an item with its session's keys: its payload, or the reason why not (SPEC ITM-4, ITM-6). */
export async function openItem(
  keys: ItemKeys,
  place: ItemPlace,
  ct: Uint8Array,
): Promise<Payload | 'not-authentic' | 'malformed' | 'too-large'> {
  if (ct.length > limits.ciphertext) return 'too-large'
  const plain = await keys.open(itemKeyInfo(place), itemHeader(place), ct)
  return plain === null ? 'not-authentic' : decodePayload(plain)
}
