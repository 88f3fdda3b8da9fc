import { concat, hex, u64, utf8 } from '../crypto/bytes.ts'
import type { Bytes, CryptoPort } from '../crypto/CryptoPort.ts'
import { labels } from './labels.ts'

/** Where an item stands and what it is: all that its header binds (SPEC ITM-4). */
export interface ItemPlace {
  tenant: Uint8Array
  chain: Uint8Array
  n: number
  type: number
  schema: number
  headerHash: Uint8Array
  sealId: Uint8Array
}

/** h_0 of a chain (SPEC CHN-1). */
export const genesis = (crypto: CryptoPort, tenant: Uint8Array, device: Uint8Array, chain: Uint8Array) =>
  crypto.sha256(concat(labels.chain, tenant, device, chain))

/**
 * The id of a branch: what a tablet sealed in a chain that went on otherwise at the hub, known by the hash at which the tablet
 * left it (SPEC CHN-7).
 */
export async function branchId(
  crypto: CryptoPort,
  tenant: Uint8Array,
  device: Uint8Array,
  chain: Uint8Array,
  end: Uint8Array,
): Promise<Bytes> {
  return (await crypto.sha256(concat(labels.branch, tenant, device, chain, end))).slice(0, 16)
}

/** Which places of its own a tablet asks about, `[n, h_n in hex]` each: 16 bytes in hex that the hub signs with its answer (SPEC HEA-6). */
export async function ownDigest(crypto: CryptoPort, own: readonly (readonly [number, string])[]): Promise<string> {
  const places = own.map(([n, h]) => utf8(`${n} ${h}\n`))
  return hex((await crypto.sha256(concat(labels.own, ...places))).subarray(0, 16))
}

/** How a place's hash is named in an item's base and in a verdict (SPEC ITM-5, PULL-8). */
export const placeHash = (hash: Uint8Array): string => hex(hash.subarray(0, 8))

/** The AAD of an item (SPEC ITM-4). */
export const itemHeader = (place: ItemPlace): Bytes =>
  concat(
    labels.item,
    place.tenant,
    place.chain,
    u64(place.n),
    Uint8Array.of(place.type, place.schema),
    place.headerHash,
    place.sealId,
  )

/** The key information of an item (SPEC ITM-3). */
export const itemKeyInfo = (place: ItemPlace): Bytes => concat(labels.key, place.chain, u64(place.n), place.sealId)

/** h_n from h_{n-1} and the hashes of the item header and of the ciphertext (SPEC CHN-1). */
export const linkHash = (crypto: CryptoPort, previous: Uint8Array, headerHash: Uint8Array, ctHash: Uint8Array) =>
  crypto.sha256(concat(previous, headerHash, ctHash))

/** h_n from h_{n-1}, the item header and the hash of the ciphertext (SPEC CHN-1). */
export async function nextHash(
  crypto: CryptoPort,
  previous: Uint8Array,
  header: Uint8Array,
  ctHash: Uint8Array,
): Promise<Bytes> {
  return linkHash(crypto, previous, await crypto.sha256(header), ctHash)
}

/** Whose frame it is; `end` of a branch: h at which the tablet left that chain (SPEC CHN-7). */
export interface FrameScope {
  tenant: Uint8Array
  device: Uint8Array
  chain: Uint8Array
  end?: Uint8Array
}

/** What the device signs at the end of a frame: a chain's frame can be told again as no branch's (SPEC STR-2, STR-7). */
export const frameMessage = ({ tenant, device, chain, end }: FrameScope, n: number, hash: Uint8Array): Bytes =>
  concat(...(end ? [labels.branchFrame, end] : [labels.frame]), tenant, device, chain, u64(n), hash)
