import { Inflate } from 'fflate'
import * as z from 'zod/mini'
import { concat, utf8, utf8Text, uuidBytes, uuidText } from '../crypto/bytes.ts'
import type { Bytes } from '../crypto/CryptoPort.ts'
import { type Coding, codingOf, codings } from './codings.ts'
import { limits } from './limits.ts'

/** Versions and clock readings that the hub's columns hold; no honest tablet writes a larger one (ITM-2, ITM-5). */
const maxVersion = 2 ** 31 - 1
const maxClockMs = 2 ** 48

const chainId = z.string().check(z.regex(/^[0-9a-f]{32}$/))
const placeHash = z.string().check(z.regex(/^[0-9a-f]{16}$/))
const baseSchema = z.union([
  z.int().check(z.gte(-maxVersion), z.lte(maxVersion)),
  z.tuple([chainId, z.int().check(z.positive())]),
  z.tuple([chainId, z.int().check(z.positive()), placeHash]),
])
const clockMs = z.int().check(z.gte(-maxClockMs), z.lte(maxClockMs))
const uuid = z.string().check(z.regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/))

/** The JSON inside an item (SPEC ITM-2). Group contents are checked by the record type, not here. */
export const payloadSchema = z.strictObject({
  g: z.record(z.string().check(z.maxLength(40)), z.record(z.string().check(z.maxLength(60)), z.unknown())),
  b: z.optional(baseSchema),
  o: z.optional(
    z
      .record(z.string().check(z.maxLength(40)), baseSchema)
      .check(z.refine((bases) => Object.keys(bases).length <= limits.ownBases)),
  ),
  c: z.optional(z.looseObject({ name: z.string().check(z.maxLength(40)) })),
  p: z.optional(uuid),
  /** proof of the slip's secret, on the first item of a kiosk's draft (SPEC KSK-5) */
  k: z.optional(z.string().check(z.regex(/^[0-9a-f]{64}$/))),
  t: z.tuple([clockMs], clockMs),
  x: z.optional(z.array(z.string().check(z.regex(/^[0-9a-f]{64}$/))).check(z.maxLength(40))),
})

/**
 * What a patch was based on: hub version ≥ 0, -k items before in the same chain, or a place in an earlier chain, with the head
 * of its hash where that chain has been forked (SPEC ITM-5).
 */
export type PayloadBase = z.infer<typeof baseSchema>

export interface Payload extends z.infer<typeof payloadSchema> {
  /** record id (uuid); absent when the base is an own item */
  r?: string
}

/** How new items are deflated (SPEC ITM-1). */
const currentCoding = 1

/** Payload to the padded plaintext of an item (SPEC ITM-1). Pure. */
export function encodePayload({ r, ...payload }: Payload): Bytes {
  return plaintextOf(r, utf8(JSON.stringify(payload)))
}

/** As `encodePayload`, but what a hub would reject (SPEC ITM-2, ITM-6) is refused, and its reason given instead. */
export function encodeReadable({ r, ...payload }: Payload): Bytes | 'malformed' | 'too-large' {
  const text = JSON.stringify(payload)
  const bytes = utf8(text)
  if (bytes.length > limits.inflated) return 'too-large'
  return payloadOf(text) === 'malformed' ? 'malformed' : plaintextOf(r, bytes)
}

function plaintextOf(r: string | undefined, json: Uint8Array): Bytes {
  const id = r === undefined ? null : uuidBytes(r)
  const body = codings[currentCoding].deflate(json)
  const flags = (id ? 1 : 0) | (currentCoding << 1)
  const plain = concat(Uint8Array.of(flags), id ?? new Uint8Array(0), body, Uint8Array.of(0x80))
  const padded = new Uint8Array(Math.ceil(plain.length / 16) * 16)
  padded.set(plain)
  return padded
}

function unpad(plain: Uint8Array): Uint8Array | null {
  let end = plain.length - 1
  while (end >= 0 && plain[end] === 0) end -= 1
  return end >= 1 && plain[end] === 0x80 ? plain.subarray(0, end) : null
}

/** Half a surrogate pair, or U+0000: no UTF-8 has the one, PostgreSQL's jsonb refuses both, no honest tablet writes them. */
const unstorable = /\p{Cs}|\0/u

/** May this JSON value be stored: at most `depth` lists and objects inside each other, every text well-formed. */
function isStorable(value: unknown, depth: number): boolean {
  if (typeof value === 'string') return !unstorable.test(value)
  if (typeof value !== 'object' || value === null) return true
  if (depth === 0) return false
  return Object.entries(value).every(([key, inner]) => !unstorable.test(key) && isStorable(inner, depth - 1))
}

/** Deflate grows a byte to at most 1032: inflated in pieces of this size, a bomb costs one more piece than is allowed. */
const inflatePiece = 256

function inflateText(body: Uint8Array, { dictionary, header }: Coding): string | 'too-large' | null {
  const parts: Uint8Array[] = []
  let length = 0
  const inflate = new Inflate(dictionary.length > 0 ? { dictionary } : {}, (part) => {
    length += part.length
    parts.push(part)
  })
  try {
    if (header.length > 0) inflate.push(header)
    for (let at = 0; at < body.length && length <= limits.inflated; at += inflatePiece) {
      inflate.push(body.subarray(at, at + inflatePiece), at + inflatePiece >= body.length)
    }
    return length > limits.inflated ? 'too-large' : utf8Text(concat(...parts))
  } catch {
    return null
  }
}

/** Plaintext of an item to its payload, or the reason why it is none (SPEC ITM-1, ITM-2, ITM-6). */
export function decodePayload(plain: Uint8Array): Payload | 'malformed' | 'too-large' {
  const content = unpad(plain)
  const flags = content?.[0]
  if (!content || flags === undefined || flags >> 4 !== 0) return 'malformed'
  const hasId = (flags & 1) === 1
  const coding = codingOf((flags >> 1) & 7)
  if (!coding) return 'malformed'
  const text = inflateText(content.subarray(hasId ? 17 : 1), coding)
  if (text === null || text === 'too-large') return text ?? 'malformed'
  const payload = payloadOf(text)
  return hasId && payload !== 'malformed' ? { ...payload, r: uuidText(content.subarray(1, 17)) } : payload
}

/** What JSON text says, if it is a payload that may be stored (SPEC ITM-2, ITM-6). */
function payloadOf(text: string): Payload | 'malformed' {
  try {
    const parsed = payloadSchema.safeParse(JSON.parse(text))
    return parsed.success && isStorable(parsed.data, limits.jsonDepth) ? parsed.data : 'malformed'
  } catch {
    return 'malformed'
  }
}
