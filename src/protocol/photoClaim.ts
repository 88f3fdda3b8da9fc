import { base64url, concat, fromBase64url, fromHex, hex, u64, uuidBytes, uuidText } from '../crypto/bytes.ts'
import type { Bytes, CryptoPort, Signer } from '../crypto/CryptoPort.ts'
import { labels } from './labels.ts'

/** Which bytes a tablet says it sends: nothing but these can be sent by whoever repeats it (SPEC PHO-4). */
export interface PhotoClaim {
  tenant: string
  device: string
  /** hex */
  id: string
  length: number
}

const scheme = 'tram-so-photo '
const claimLength = 16 + 16 + 32 + 8

function claimBytes({ tenant, device, id, length }: PhotoClaim): Bytes {
  const parts = [uuidBytes(tenant), uuidBytes(device), fromHex(id)]
  const known = parts.filter((part) => part !== null)
  if (known.length < parts.length) throw new TypeError('ids of our own are well-formed')
  return concat(...known, u64(length))
}

/** The value of `authorization` for every request about a photo (SPEC PHO-4). */
export async function claimPhoto(signer: Signer, claim: PhotoClaim): Promise<string> {
  const bytes = claimBytes(claim)
  return scheme + base64url(concat(bytes, await signer.sign(concat(labels.upload, bytes))))
}

/** What such a value claims, and by what signature; null when it is none. */
export function parseClaim(value: string | null): { claim: PhotoClaim; message: Bytes; signature: Bytes } | null {
  const bytes = value?.startsWith(scheme) ? fromBase64url(value.slice(scheme.length)) : null
  if (bytes?.length !== claimLength + 64) return null
  const claim: PhotoClaim = {
    tenant: uuidText(bytes.subarray(0, 16)),
    device: uuidText(bytes.subarray(16, 32)),
    id: hex(bytes.subarray(32, 64)),
    length: Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(64)),
  }
  const message = concat(labels.upload, bytes.subarray(0, claimLength))
  return { claim, message, signature: bytes.slice(claimLength) }
}

/** What a device signs to ask how its photos stand (SPEC PHO-7). Ids are hex. */
export async function photosMessage(
  crypto: Pick<CryptoPort, 'sha256'>,
  scope: { tenant: Uint8Array; device: Uint8Array; ask: Uint8Array },
  photos: readonly string[],
  gone: readonly string[],
): Promise<Bytes> {
  const hashOf = async (ids: readonly string[]) => crypto.sha256(concat(...ids.flatMap((id) => fromHex(id) ?? [])))
  return concat(labels.photos, scope.tenant, scope.device, scope.ask, await hashOf(photos), await hashOf(gone))
}
