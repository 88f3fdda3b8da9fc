import { base64url, uuidText } from '../../crypto/bytes.ts'
import { type Bytes, CryptoError, type ItemKeys } from '../../crypto/CryptoPort.ts'
import { openPhoto, parseSealedPhoto, photoId } from '../../protocol/photo.ts'
import { openSession, type SessionHeader } from '../../protocol/sessionHeader.ts'
import type { PhotoKey } from '../store/rows.ts'
import type { ApplyPorts } from './ApplyPorts.ts'
import { sessionActor } from './sessionActor.ts'

/** Why a photo is shown to nobody; `damaged`: these bytes are not what its id says (SPEC PHO-8, PHO-9). */
export type PhotoFault = 'damaged' | 'bad-actor' | 'unknown-key' | 'bad-commitment' | 'not-authentic'

async function keysOf(ports: ApplyPorts, header: SessionHeader): Promise<ItemKeys | PhotoFault> {
  const opener = ports.openers.get(base64url(header.kid))
  if (!opener) return 'unknown-key'
  try {
    return (await openSession(ports.crypto, opener, header)) ?? 'bad-commitment'
  } catch (error) {
    if (error instanceof CryptoError) return 'bad-commitment'
    throw error
  }
}

/**
 * The JPEG of a photo that a person wants to see: hash, tablet, actor's signature and commitment are checked as for an item
 * (SPEC PHO-9, SES-4). Whoever asks has seen that a case was brought it.
 */
export async function openStoredPhoto(
  ports: ApplyPorts,
  tenant: string,
  key: PhotoKey,
  sealed: Uint8Array,
): Promise<Bytes | PhotoFault> {
  if ((await photoId(ports.crypto, sealed)) !== key.id) return 'damaged'
  const parts = parseSealedPhoto(sealed)
  if (!parts) return 'not-authentic'
  const { header } = parts
  if (uuidText(header.tenant) !== tenant || uuidText(header.device) !== key.device) return 'bad-actor'
  const actor = await ports.store.inTenant(tenant, (tx) => sessionActor(ports.crypto, tx, header))
  if (!actor) return 'bad-actor'
  const keys = await keysOf(ports, header)
  if (typeof keys === 'string') return keys
  return (await openPhoto(ports.crypto, keys, parts)) ?? 'not-authentic'
}
