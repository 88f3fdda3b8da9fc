import * as z from 'zod/mini'
import { concat, equalBytes, u64, utf8, utf8Text } from '../crypto/bytes.ts'
import type { Bytes, CryptoPort } from '../crypto/CryptoPort.ts'
import { visitStates } from '../domain/householdRecord.ts'
import { dayText, instant, uuidText } from '../domain/wireField.ts'
import { labels } from './labels.ts'
import type { TeamKeyScope } from './teamKey.ts'

/** Houses in one word, so that it fits a minute of running pictures. */
export const mostVisits = 200
const mostPeople = 40
const magic = utf8('TSM')
const version = 1
const ivLength = 12
const none = new Uint8Array(0)

const heardStates = visitStates.filter((state) => state !== 'notYet')

const wordSchema = z.object({
  device: uuidText,
  label: z.string().check(z.maxLength(60)),
  evening: dayText,
  count: z.int().check(z.positive()),
  who: z.array(z.string().check(z.maxLength(120))).check(z.maxLength(mostPeople)),
  visits: z
    .array(z.tuple([uuidText, z.enum(heardStates), instant, z.int().check(z.nonnegative())]))
    .check(z.maxLength(mostVisits)),
})

/** What a tablet says of an evening's houses: household, how it stands, when by its clock, who of `who` (SPEC MEE-1). */
export type MeetingWord = z.infer<typeof wordSchema>

/** Why a word is not taken: codes of `locales/{vi,en}/round.json`. */
export type MeetingRefusal = 'unknown-file' | 'newer' | 'other-team' | 'other-key' | 'damaged'

const headOf = ({ tenant, team, keyId }: TeamKeyScope): Bytes =>
  concat(magic, Uint8Array.of(version), tenant, team, u64(keyId))
const teamAt = magic.length + 1
const keyAt = teamAt + 32
const ivAt = keyAt + 8
const leastLength = ivAt + ivLength + 16

const keyOf = (crypto: CryptoPort, teamKey: Uint8Array, { tenant, team }: TeamKeyScope) =>
  crypto.hkdf(teamKey, none, concat(labels.meeting, tenant, team), 32)

/** Seal a word for the tablets of the team: whoever has its key can read it and could have made it, nobody else (SPEC MEE-1). */
export async function sealMeeting(
  crypto: CryptoPort,
  teamKey: Uint8Array,
  scope: TeamKeyScope,
  word: MeetingWord,
): Promise<Bytes> {
  const head = concat(headOf(scope), crypto.random(ivLength))
  const key = await keyOf(crypto, teamKey, scope)
  return concat(head, await crypto.aesSeal(key, head.subarray(ivAt), head, utf8(JSON.stringify(word))))
}

function refusalOf(bytes: Uint8Array, scope: TeamKeyScope): MeetingRefusal | null {
  if (!equalBytes(bytes.subarray(0, magic.length), magic)) return 'unknown-file'
  if ((bytes[magic.length] ?? 0) > version) return 'newer'
  if (bytes.length < leastLength) return 'damaged'
  const own = headOf(scope)
  if (!equalBytes(bytes.subarray(teamAt, keyAt), own.subarray(teamAt, keyAt))) return 'other-team'
  // who left the team still has its older keys (SPEC KEY-6)
  return equalBytes(bytes.subarray(keyAt, ivAt), own.subarray(keyAt)) ? null : 'other-key'
}

/** A word of a tablet of this team under its newest key, or why it is none (SPEC MEE-2). */
export async function openMeeting(
  crypto: CryptoPort,
  teamKey: Uint8Array,
  scope: TeamKeyScope,
  bytes: Uint8Array,
): Promise<MeetingWord | MeetingRefusal> {
  const refusal = refusalOf(bytes, scope)
  if (refusal) return refusal
  const head = bytes.subarray(0, ivAt + ivLength)
  const key = await keyOf(crypto, teamKey, scope)
  const plain = await crypto.aesOpen(key, head.subarray(ivAt), head, bytes.subarray(head.length))
  if (!plain) return 'damaged'
  try {
    const parsed = wordSchema.safeParse(JSON.parse(utf8Text(plain)))
    return parsed.success ? parsed.data : 'damaged'
  } catch {
    return 'damaged'
  }
}
