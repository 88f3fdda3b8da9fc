import { createHash } from 'node:crypto'
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { codings } from './codings.ts'
import { decodePayload, encodePayload } from './payload.ts'

const first = codings[1]
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const byZlib = (body: Uint8Array) =>
  new Uint8Array(inflateRawSync(Buffer.concat([first.header, body]), { dictionary: first.dictionary }))
const sample = {
  g: {
    identity: { name: 'Điểu Thị Mẫu', idNumber: '070199012345', sex: 'f' },
    notes: { entries: [{ at: 1_795_000_000_000, text: 'Bà con đã có thẻ căn cước, chưa có điện thoại thông minh.' }] },
  },
  b: 0,
  t: [1200] as [number],
}

describe('coding 1 (SPEC ITM-7)', () => {
  it('never changes: what was sealed with it must open for ever', () => {
    expect(sha256(first.dictionary)).toBe('81e919d949ff985783e962266793fbf1edb0770ba7fa7f7f5123f848585426f1')
    expect(sha256(first.header)).toBe('c5f6de19f00d04aff05c061c60fd83607a3dc19985eced1934feab7ca6360a91')
  })

  it('has a dictionary of at most 16 kB and a header of 168 bytes', () => {
    expect(first.dictionary.length).toBeGreaterThan(8_000)
    expect(first.dictionary.length).toBeLessThanOrEqual(16_384)
    expect(first.header.length).toBe(168)
  })

  it('makes a plain payload less than half as long as deflate alone does', () => {
    const alone = deflateRawSync(JSON.stringify(sample), { level: 9 }).length
    expect(encodePayload(sample).length).toBeLessThan(alone / 2)
  })

  it('is read by zlib with the header in front', () => {
    const plain = encodePayload(sample)
    const body = plain.subarray(1, plain.lastIndexOf(0x80))
    expect(JSON.parse(new TextDecoder().decode(byZlib(body)))).toEqual(sample)
  })

  it('says any bytes at all, also ones that no text has', () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 600 }),
      fc
        .array(fc.constantFrom('Nguyễn', ' ', '"', 'aaaa', 'Điểu', '},"', '😀', '0'), { maxLength: 400 })
        .map((words) => new TextEncoder().encode(words.join(''))),
    )
    fc.assert(
      fc.property(bytes, (given) => {
        expect(byZlib(first.deflate(given))).toEqual(new Uint8Array(given))
      }),
      { numRuns: 150 },
    )
  })

  it('says long texts: matches of 258 bytes, and none from beyond its reach', () => {
    const long = new TextEncoder().encode('x'.repeat(70_000) + JSON.stringify(sample).repeat(200) + 'y'.repeat(30_000))
    expect(sha256(byZlib(first.deflate(long)))).toBe(sha256(long))
    const wide = Uint8Array.from({ length: 60_000 }, (_, at) => (at * 2_654_435_761) >>> 24)
    expect(sha256(byZlib(first.deflate(wide)))).toBe(sha256(wide))
  })

  it('comes back through a payload whatever the text', () => {
    const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 200 })
    fc.assert(
      fc.property(text, (said) => {
        fc.pre(!/\p{Cs}|\0/u.test(said))
        const payload = { g: { notes: { said } }, t: [0] as [number] }
        expect(decodePayload(encodePayload(payload))).toEqual(payload)
      }),
      { numRuns: 100 },
    )
  })
})
