import { concat, u64 } from '../crypto/bytes.ts'
import type { Bytes, CryptoPort } from '../crypto/CryptoPort.ts'
import { labels } from './labels.ts'
import type { TeamKeyScope } from './teamKey.ts'

/** `id u32 ‖ key(32)` */
const entryLength = 36
const none = new Uint8Array(0)
const zeroIv = new Uint8Array(12)

const aadOf = (scope: TeamKeyScope) => concat(labels.older, scope.tenant, scope.team, u64(scope.keyId))
const wrapKey = (crypto: CryptoPort, teamKey: Uint8Array) => crypto.hkdf(teamKey, none, labels.older, 32)

/** One team key more at the end of the older ones (SPEC KEY-6). */
export function withOlderKey(older: Uint8Array, keyId: number, key: Uint8Array): Bytes {
  const id = new Uint8Array(4)
  new DataView(id.buffer).setUint32(0, keyId)
  return concat(older, id, key)
}

/** The older keys by id; null when the bytes are none. */
export function readOlderKeys(bytes: Uint8Array): Map<number, Bytes> | null {
  if (bytes.length % entryLength !== 0) return null
  const view = new DataView(bytes.buffer, bytes.byteOffset)
  const keys = new Map<number, Bytes>()
  for (let at = 0; at < bytes.length; at += entryLength) {
    keys.set(view.getUint32(at), bytes.slice(at + 4, at + entryLength))
  }
  return keys
}

/**
 * Seal the older keys under the newest one, whose id `scope` names. The wrapping key seals nothing else, and what it seals
 * is the same whenever it is made, because a team's older keys are settled when its key turns: so the iv may be zero.
 */
export async function sealOlderKeys(
  crypto: CryptoPort,
  scope: TeamKeyScope,
  teamKey: Uint8Array,
  older: Uint8Array,
): Promise<Bytes> {
  return crypto.aesSeal(await wrapKey(crypto, teamKey), zeroIv, aadOf(scope), older)
}

/** The older keys by id, or null when they were not sealed under this key for this scope. */
export async function openOlderKeys(
  crypto: CryptoPort,
  scope: TeamKeyScope,
  teamKey: Uint8Array,
  sealed: Uint8Array,
): Promise<Map<number, Bytes> | null> {
  const plain = await crypto.aesOpen(await wrapKey(crypto, teamKey), zeroIv, aadOf(scope), sealed)
  return plain && readOlderKeys(plain)
}
