import * as z from 'zod/mini'
import { concat, utf8, utf8Text } from '../crypto/bytes.ts'
import type { Bytes } from '../crypto/CryptoPort.ts'
import { packWords } from '../domain/guideText.ts'
import { dayText } from '../domain/wireField.ts'

const magic = utf8('TSV1')
const soundKey = z.string().check(z.regex(/^[a-z][a-z0-9-]{0,39}\/[a-z][A-Za-z0-9]{0,39}$/))

/** The largest clip and the most clips of one pack: a sentence in Opus takes some 30 kB. */
export const maxClipBytes = 200 * 1024
const maxClips = 400

/** What stands before the clips: whose voice it is, in which language, and which sounds follow in which order. */
const voiceHeaderSchema = z.strictObject({
  id: z.string().check(z.regex(/^voice-[a-z0-9-]{1,34}$/)),
  version: z.int().check(z.positive()),
  /** ISO 639-3 */
  language: z.string().check(z.regex(/^[a-z]{3}$/)),
  /** A named local speaker, who agreed on this day (facts §8). */
  speaker: z.strictObject({ name: packWords(120), consentOn: dayText }),
  clips: z
    .array(
      z.strictObject({
        sound: soundKey,
        type: z.enum(['audio/ogg; codecs=opus', 'audio/webm; codecs=opus']),
        bytes: z.int().check(z.positive(), z.lte(maxClipBytes)),
      }),
    )
    .check(z.minLength(1), z.maxLength(maxClips)),
})
export type VoiceHeader = z.infer<typeof voiceHeaderSchema>

export interface VoicePack {
  readonly header: VoiceHeader
  /** The clip of a sound, or null. */
  clip(sound: string): { readonly type: string; readonly bytes: Bytes } | null
}

/** `"TSV1" ‖ length of the header u32 ‖ header as JSON ‖ clips` (SPEC PCK-1). */
export function encodeVoicePack(header: VoiceHeader, clips: readonly Uint8Array[]): Bytes {
  const json = utf8(JSON.stringify(header))
  const length = new Uint8Array(4)
  new DataView(length.buffer).setUint32(0, json.length)
  return concat(magic, length, json, ...clips)
}

export const isVoicePack = (bytes: Uint8Array): boolean => magic.every((byte, at) => bytes[at] === byte)

/**
 * Reads a voice pack; throws a SyntaxError, a RangeError or a ZodError that names what is wrong. Lengths must add up to the
 * last byte, and a sound stands once.
 */
export function parseVoicePack(bytes: Uint8Array): VoicePack {
  if (!isVoicePack(bytes) || bytes.length < 8) throw new RangeError('not a voice pack')
  const begin = 8 + new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(4)
  if (begin > bytes.length) throw new RangeError('the header ends beyond the pack')
  const header = voiceHeaderSchema.parse(JSON.parse(utf8Text(bytes.subarray(8, begin))))
  const places = new Map<string, { type: string; from: number; to: number }>()
  let from = begin
  for (const { sound, type, bytes: length } of header.clips) {
    if (places.has(sound)) throw new RangeError(`${sound} stands twice`)
    places.set(sound, { type, from, to: from + length })
    from += length
  }
  if (from !== bytes.length) throw new RangeError('the clips are not as long as the header says')
  return {
    header,
    clip(sound) {
      const place = places.get(sound)
      return place ? { type: place.type, bytes: concat(bytes.subarray(place.from, place.to)) } : null
    },
  }
}
