import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ByteReader, MalformedBytes, NeedMoreBytes, readU48, u48, varint } from './ByteReader.ts'

describe('ByteReader', () => {
  it('reads back every varint of up to 35 bits, and of up to 53 bits where the wire allows it (SPEC PULL-2)', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), (value) => {
        expect(new ByteReader(varint(value)).varint53()).toBe(value)
        const small = value % 2 ** 35
        expect(new ByteReader(varint(small)).varint()).toBe(small)
      }),
    )
  })

  it('refuses a varint of more than 5 bytes in a push: a huge number can never be meant (SPEC STR-1)', () => {
    expect(() => new ByteReader(varint(2 ** 35)).varint()).toThrow(MalformedBytes)
    expect(() => new ByteReader(new Uint8Array(6).fill(0xff)).varint()).toThrow(MalformedBytes)
    expect(() => new ByteReader(new Uint8Array(5).fill(0x80)).varint()).toThrow(MalformedBytes)
  })

  it('refuses a varint beyond 53 bits in a page (SPEC PULL-2)', () => {
    expect(() => new ByteReader(new Uint8Array([255, 255, 255, 255, 255, 255, 255, 127])).varint53()).toThrow(
      MalformedBytes,
    )
    expect(() => new ByteReader(new Uint8Array(9).fill(0xff)).varint53()).toThrow(MalformedBytes)
  })

  it('asks for more bytes, and never gives half of what was announced (SPEC STR-4)', () => {
    expect(() => new ByteReader(new Uint8Array(0)).u8()).toThrow(NeedMoreBytes)
    expect(() => new ByteReader(new Uint8Array(3)).take(4)).toThrow(NeedMoreBytes)
    expect(() => new ByteReader(Uint8Array.of(0x80)).varint()).toThrow(NeedMoreBytes)
    const reader = new ByteReader(Uint8Array.of(1, 2, 3))
    expect([...reader.take(2)]).toEqual([1, 2])
    expect(reader.left).toBe(1)
  })

  it('writes a wall clock of any year into 48 bits, clamped at both ends (SPEC SES-3)', () => {
    for (const at of [0, 1, 1_800_000_000_000, 2 ** 48 - 1]) expect(readU48(u48(at))).toBe(at)
    expect(readU48(u48(-5))).toBe(0)
    expect(readU48(u48(2 ** 60))).toBe(2 ** 48 - 1)
  })
})
