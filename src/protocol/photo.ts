import { concat, hex } from '../crypto/bytes.ts'
import type { Bytes, CryptoPort, ItemKeys } from '../crypto/CryptoPort.ts'
import { labels } from './labels.ts'
import { limits } from './limits.ts'
import { headerLength, parseSessionHeader, type SealingSession, type SessionHeader } from './sessionHeader.ts'

const sealIdLength = 16
const ctAt = 1 + headerLength + sealIdLength
const tagLength = 16

/** A photo in its sealed form, and the id that is the hash of it (SPEC PHO-2, PHO-3). */
export interface SealedPhoto {
  /** hex */
  id: string
  sealed: Bytes
}

/** A sealed photo in its parts; nothing of it is proved yet. */
export interface PhotoParts {
  header: SessionHeader
  sealId: Uint8Array
  ct: Uint8Array
}

/** The tablet refused to seal: the picture is over the wire's limit (SPEC PHO-1). */
export class PhotoTooLarge extends Error {
  override name = 'PhotoTooLarge'
}

/** The key information of a photo (SPEC PHO-2). */
export const photoKeyInfo = (sealId: Uint8Array): Bytes => concat(labels.photo, sealId)

/** The AAD of a photo (SPEC PHO-2). */
export const photoAad = (tenant: Uint8Array, device: Uint8Array, headerHash: Uint8Array, sealId: Uint8Array): Bytes =>
  concat(labels.photo, tenant, device, headerHash, sealId)

/** The id of a sealed form (SPEC PHO-3). */
export const photoId = async (crypto: Pick<CryptoPort, 'sha256'>, sealed: Uint8Array): Promise<string> =>
  hex(await crypto.sha256(sealed))

/** Seal a JPEG under the session of who takes it (SPEC PHO-2). Throws `PhotoTooLarge`. */
export async function sealPhoto(
  crypto: CryptoPort,
  session: SealingSession,
  { tenant, device }: { tenant: Uint8Array; device: Uint8Array },
  jpeg: Uint8Array,
): Promise<SealedPhoto> {
  if (jpeg.length > limits.photoJpeg) throw new PhotoTooLarge()
  const sealId = crypto.random(sealIdLength)
  const aad = photoAad(tenant, device, session.headerHash, sealId)
  const ct = await session.keys.seal(photoKeyInfo(sealId), aad, jpeg)
  const sealed = concat(Uint8Array.of(1), session.header, sealId, ct)
  return { id: await photoId(crypto, sealed), sealed }
}

/** The parts of a sealed photo; null when its size, version or header is none of ours. */
export function parseSealedPhoto(sealed: Uint8Array): PhotoParts | null {
  if (sealed.length < ctAt + tagLength || sealed.length > limits.photoSealed || sealed[0] !== 1) return null
  const header = parseSessionHeader(sealed.subarray(1, 1 + headerLength))
  return header && { header, sealId: sealed.subarray(1 + headerLength, ctAt), ct: sealed.subarray(ctAt) }
}

/** The JPEG inside, or null when it is not authentic. The caller has opened the session and proved its header (SPEC PHO-9). */
export async function openPhoto(
  crypto: Pick<CryptoPort, 'sha256'>,
  keys: ItemKeys,
  { header, sealId, ct }: PhotoParts,
): Promise<Bytes | null> {
  const aad = photoAad(header.tenant, header.device, await crypto.sha256(header.bytes), sealId)
  return keys.open(photoKeyInfo(sealId), aad, ct)
}
