import { concat, u64, utf8, utf8Text } from '../crypto/bytes.ts'
import type { Bytes, CryptoPort, HpkeOpener } from '../crypto/CryptoPort.ts'
import { labels } from './labels.ts'
import { type VolunteerKeys, volunteerKeysSchema } from './pinBundle.ts'
import { spokenCode } from './spokenCode.ts'

/*
 * A forgotten PIN without a line (SPEC KEY-8, decision 013): the tablet reads out a challenge, the desk an answer, and the
 * answer is the private key to a box in which the tablet keeps the volunteer's keys. The hub never holds those.
 */

/** Which recovery: one answer serves one volunteer at one tablet once. */
export interface RecoveryPlace {
  tenant: Uint8Array
  device: Uint8Array
  volunteer: Uint8Array
  counter: number
}

/** 35 bits that name a place, and a check sign. */
export const challengeSigns = 8
/** 75 bits that nobody guesses, and a check sign. */
export const answerSigns = 16
/** Recoveries that a tablet can do one after the other before it needs a line again. */
export const recoveriesAhead = 3

const none = new Uint8Array(0)
const zeroIv = new Uint8Array(12)
const bytesOf = ({ tenant, device, volunteer, counter }: RecoveryPlace) =>
  concat(tenant, device, volunteer, u64(counter))

/** What the tablet shows: no secret, it only names the place. */
export async function challengeOf(crypto: CryptoPort, place: RecoveryPlace): Promise<string> {
  return spokenCode(await crypto.sha256(concat(labels.challenge, bytesOf(place))), challengeSigns)
}

/** What the desk reads out; `secret` never leaves the hub. */
export async function answerOf(crypto: CryptoPort, secret: Uint8Array, place: RecoveryPlace): Promise<string> {
  return spokenCode(await crypto.hkdf(secret, none, concat(labels.recover, bytesOf(place)), 10), answerSigns)
}

/** The P-256 scalar that an answer stands for, 32 bytes; one in 2^32 is out of range and stands for none. */
export async function scalarOf(crypto: CryptoPort, answer: string, place: RecoveryPlace): Promise<Bytes> {
  return crypto.hkdf(utf8(answer), none, concat(labels.recovered, bytesOf(place)), 32)
}

/** Seal a volunteer's keys to the point of a recovery: `enc ‖ ciphertext`. */
export async function sealRecovery(
  crypto: CryptoPort,
  point: Uint8Array,
  place: RecoveryPlace,
  keys: VolunteerKeys,
): Promise<Bytes> {
  const info = concat(labels.recovered, bytesOf(place))
  const { enc, context } = await crypto.hpkeSender(point, info)
  const key = await context.export(labels.recovered, 32)
  return concat(enc, await crypto.aesSeal(key, zeroIv, info, utf8(JSON.stringify(keys))))
}

/** The keys, or null when this opener is not the box's. */
export async function openRecovery(
  crypto: CryptoPort,
  opener: HpkeOpener,
  place: RecoveryPlace,
  box: Uint8Array,
): Promise<VolunteerKeys | null> {
  const info = concat(labels.recovered, bytesOf(place))
  const context = await opener.open(box.subarray(0, 65), info)
  const key = await context.export(labels.recovered, 32)
  const plain = await crypto.aesOpen(key, zeroIv, info, box.subarray(65))
  if (!plain) return null
  const parsed = volunteerKeysSchema.safeParse(JSON.parse(utf8Text(plain)))
  return parsed.success ? parsed.data : null
}
