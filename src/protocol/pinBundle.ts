import * as z from 'zod/mini'
import { concat, utf8, utf8Text } from '../crypto/bytes.ts'
import type { Bytes, CryptoPort } from '../crypto/CryptoPort.ts'
import { ByteReader, varint } from './ByteReader.ts'
import { labels } from './labels.ts'

const jwk = z.object({ kty: z.literal('EC'), crv: z.literal('P-256'), x: z.string(), y: z.string(), d: z.string() })

/** A volunteer's two private keys (SPEC KEY-3). */
export const volunteerKeysSchema = z.object({ sign: jwk, box: jwk })
export type VolunteerKeys = z.infer<typeof volunteerKeysSchema>

/** Argon2id cost. `memoryKiB` ≥ 19456 and `passes` ≥ 2 always (design D9). */
export interface StretchCost {
  memoryKiB: number
  passes: number
  lanes: number
}
export const leastCost: StretchCost = { memoryKiB: 19_456, passes: 2, lanes: 1 }

const isWeak = ({ memoryKiB, passes, lanes }: StretchCost): boolean =>
  memoryKiB < leastCost.memoryKiB || passes < leastCost.passes || lanes < leastCost.lanes

/** Argon2id of a PIN to 32 bytes; a worker on the tablet, hash-wasm in the hub. */
export type Stretch = (pin: string, salt: Uint8Array, cost: StretchCost) => Promise<Uint8Array>

const none = new Uint8Array(0)

const wrapKey = (crypto: CryptoPort, stretched: Uint8Array, lease: Uint8Array | null) =>
  crypto.hkdf(lease ? concat(stretched, lease) : stretched, none, lease ? labels.unlock : labels.pin, 32)

/**
 * Seal keys under a PIN, as delivered (no lease, SPEC KEY-3) or as kept on one tablet (lease, SPEC KEY-4). Throws
 * `RangeError` at a cost below the least one.
 */
export async function sealPinBundle(
  crypto: CryptoPort,
  stretch: Stretch,
  pin: string,
  cost: StretchCost,
  lease: Uint8Array | null,
  keys: VolunteerKeys,
): Promise<Bytes> {
  if (isWeak(cost)) throw new RangeError('weak cost')
  const salt = crypto.random(16)
  const head = concat(Uint8Array.of(1), varint(cost.memoryKiB), varint(cost.passes), varint(cost.lanes), salt)
  const iv = crypto.random(12)
  const key = await wrapKey(crypto, await stretch(pin, salt, cost), lease)
  return concat(head, iv, await crypto.aesSeal(key, iv, head, utf8(JSON.stringify(keys))))
}

/** The keys of a bundle; null when the PIN (or the lease) is wrong. Throws `MalformedBytes` on bytes that are no bundle. */
export async function openPinBundle(
  crypto: CryptoPort,
  stretch: Stretch,
  pin: string,
  lease: Uint8Array | null,
  bundle: Uint8Array,
): Promise<VolunteerKeys | null> {
  const reader = new ByteReader(bundle)
  if (reader.u8() !== 1) return null
  const cost = { memoryKiB: reader.varint(), passes: reader.varint(), lanes: reader.varint() }
  if (isWeak(cost)) return null
  const salt = reader.take(16)
  const head = bundle.subarray(0, reader.at)
  const iv = reader.take(12)
  const key = await wrapKey(crypto, await stretch(pin, salt, cost), lease)
  const plain = await crypto.aesOpen(key, iv, head, reader.take(reader.left))
  if (!plain) return null
  const parsed = volunteerKeysSchema.safeParse(JSON.parse(utf8Text(plain)))
  return parsed.success ? parsed.data : null
}
