import { createHash } from 'node:crypto'
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { dictionaries } from './dictionary.ts'
import { decodePayload, encodePayload } from './payload.ts'

const first = dictionaries[1] ?? new Uint8Array(0)
const sample = {
  g: {
    identity: { name: 'Điểu Thị Mẫu', idNumber: '070199012345', sex: 'f' },
    notes: { entries: [{ at: 1_795_000_000_000, text: 'Bà con đã có thẻ căn cước, chưa có điện thoại thông minh.' }] },
  },
  b: 0,
  t: [1200] as [number],
}

describe('dictionary 1 (SPEC ITM-1)', () => {
  it('never changes: what was sealed with it must open for ever', () => {
    expect(createHash('sha256').update(first).digest('hex')).toBe(
      'c835f293c415aa881b86b12108d7d63149c2fff6dd1bd9b4683cd2e1f328e1a4',
    )
  })

  it('is at most 16 kB', () => {
    expect(first.length).toBeGreaterThan(8_000)
    expect(first.length).toBeLessThanOrEqual(16_384)
  })

  it('makes a plain payload less than half as long as deflate alone does', () => {
    const alone = deflateRawSync(JSON.stringify(sample), { level: 9 }).length
    expect(encodePayload(sample).length).toBeLessThan(alone / 2)
  })

  it('is any deflate: zlib reads what the tablet wrote, and the tablet what zlib wrote', () => {
    const plain = encodePayload(sample)
    const body = plain.subarray(1, plain.lastIndexOf(0x80))
    expect(JSON.parse(inflateRawSync(body, { dictionary: first }).toString())).toEqual(sample)
    const byZlib = deflateRawSync(JSON.stringify(sample), { dictionary: first })
    const length = Math.ceil((byZlib.length + 2) / 16) * 16
    const padded = new Uint8Array(length)
    padded.set([2, ...byZlib, 0x80])
    expect(decodePayload(padded)).toEqual(sample)
  })
})
