import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { TestHub } from '../../tests/kit/TestHub.ts'
import { wireItem } from '../../tests/kit/TestTablet.ts'
import { concat, hex } from '../crypto/bytes.ts'
import { ByteQueue } from './ByteQueue.ts'
import { MalformedBytes, varint } from './ByteReader.ts'
import { limits } from './limits.ts'
import { encodePreamble, FrameWriter, isFrameSigned, PushStreamReader, type WireFrame } from './pushStream.ts'

const hub = await TestHub.create('pushStream')
const tablet = await hub.tablet('t')
await tablet.seal({ g: { contact: { phone: '0900000001' } } })
await tablet.seal({ g: { contact: { phone: '0900000002' } } })
await tablet.newSession()
await tablet.seal({ g: { contact: { phone: '0900000003' } } })
await tablet.seal({ g: { contact: { phone: '0900000004' } } })
const stream = await tablet.stream(1, 2)
const preambleLength = 3 + 1 + 48 + 1

function readAll(pieces: readonly Uint8Array[]): { frames: WireFrame[]; malformed: boolean; reader: PushStreamReader } {
  const reader = new PushStreamReader()
  const frames: WireFrame[] = []
  try {
    for (const piece of pieces) {
      reader.feed(piece)
      for (let frame = reader.next(); frame; frame = reader.next()) frames.push(frame)
    }
  } catch (error) {
    if (!(error instanceof MalformedBytes)) throw error
    return { frames, malformed: true, reader }
  }
  return { frames, malformed: false, reader }
}
const isMalformed = (...pieces: Uint8Array[]) => readAll([concat(...pieces)]).malformed
const shown = (frames: readonly WireFrame[]) =>
  frames.map((frame) => [frame.items, frame.announced.map((header) => hex(header.bytes)), hex(frame.signature)])

describe('push stream', () => {
  it('says who sends which chain from where (SPEC STR-1)', () => {
    const { reader, frames } = readAll([stream])
    const { tenant, device, chain } = tablet.scope
    expect(reader.preamble).toEqual({ wire: 1, tenant, device, chain, from: 1 })
    expect(frames.map((frame) => frame.items.length)).toEqual([2, 2])
    expect(reader.isInFrame).toBe(false)
    expect(stream.subarray(0, 3)).toEqual(new TextEncoder().encode('TSP'))
  })

  it('names the branch of a chain by the hash at which it was left, and is else the same (SPEC STR-7)', async () => {
    const end = tablet.head.hash
    const branch = await tablet.stream(3, 2, { end })
    const { reader, frames } = readAll([branch])
    const { tenant, device, chain } = tablet.scope
    expect(reader.preamble).toEqual({ wire: 1, tenant, device, chain, from: 3, end })
    expect(branch.subarray(0, 3)).toEqual(new TextEncoder().encode('TSB'))
    const ofChain = readAll([await tablet.stream(3, 2)]).frames
    expect(frames.map(({ items }) => items)).toEqual(ofChain.map(({ items }) => items))
    expect(frames.map(({ signature }) => signature)).not.toEqual(ofChain.map(({ signature }) => signature))
    for (let at = 0; at < branch.length; at += 37) {
      expect(shown(readAll([branch.subarray(0, at), branch.subarray(at)]).frames)).toEqual(shown(frames))
    }
    expect(readAll([concat(new TextEncoder().encode('TSX'), branch.subarray(3))]).malformed).toBe(true)
  })

  it('carries each item as it was sealed, its header inline at its first use only (SPEC STR-3, SES-5)', () => {
    const { frames } = readAll([stream])
    expect(frames.flatMap((frame) => frame.items)).toEqual(tablet.items.map(wireItem))
    expect(frames.map((frame) => frame.announced.length)).toEqual([1, 1])
    const again = readAll([
      concat(encodePreamble({ wire: 1, ...tablet.scope, from: 1 }), stream.subarray(preambleLength)),
    ])
    expect(shown(again.frames)).toEqual(shown(frames))
  })

  it('gives the same frames whatever pieces it arrives in (SPEC STR-4)', () => {
    const whole = shown(readAll([stream]).frames)
    fc.assert(
      fc.property(fc.array(fc.nat(stream.length), { maxLength: 40 }), (cuts) => {
        const places = [0, ...cuts.sort((a, b) => a - b), stream.length]
        const pieces = places.slice(1).map((end, i) => stream.subarray(places[i], end))
        expect(shown(readAll(pieces).frames)).toEqual(whole)
      }),
      { numRuns: 60 },
    )
    expect(shown(readAll([...stream].map((byte) => Uint8Array.of(byte))).frames)).toEqual(whole)
  })

  it('cut at any byte gives the frames that are whole and waits for the rest (SPEC STR-4)', () => {
    const ends = [preambleLength]
    for (let end = 0; end <= stream.length; end++) {
      const { frames, malformed } = readAll([stream.subarray(0, end)])
      expect(malformed).toBe(false)
      if (frames.length === ends.length) ends.push(end)
    }
    expect(ends).toHaveLength(3)
    expect(ends.at(-1)).toBe(stream.length)
  })

  it('copies a body that comes byte by byte a few times over, not once a byte (fault 19)', () => {
    const reader = new PushStreamReader()
    const item = concat(Uint8Array.of(1, 1, 1), new Uint8Array(8), varint(limits.ciphertext), new Uint8Array(65536))
    const header = tablet.header(tablet.session.sid)
    const first = concat(Uint8Array.of(1, 1, 0), header, new Uint8Array(8), varint(32), new Uint8Array(32))
    const bytes = concat(stream.subarray(0, preambleLength), Uint8Array.of(16), first, item)
    let copied = 0
    const { set } = Uint8Array.prototype
    const spy = vi.spyOn(Uint8Array.prototype, 'set').mockImplementation(function (this: Uint8Array, source, at) {
      copied += source.length
      set.call(this, source, at)
    })
    for (let at = 0; at < bytes.length; at += 8) reader.feed(bytes.subarray(at, at + 8))
    spy.mockRestore()
    expect(copied).toBeLessThan(4 * bytes.length)
    expect(reader.next()).toBeNull()
    expect(reader.isInFrame).toBe(true)
  })

  it('reads an item once, however small the pieces are in which it comes (STR-4)', () => {
    const looks = vi.spyOn(ByteQueue.prototype, 'unread', 'get')
    const { frames, reader } = readAll(Array.from(stream, (byte) => Uint8Array.of(byte)))
    expect(frames.length).toBe(2)
    expect(reader.isInFrame).toBe(false)
    // preamble, counts, items and signatures, a few fields each
    expect(looks.mock.calls.length).toBeLessThan(100)
    looks.mockRestore()
  })

  it('is malformed at bytes that can never become a frame (SPEC STR-2, STR-3, STR-4)', () => {
    const preamble = stream.subarray(0, preambleLength)
    const header = tablet.header(tablet.session.sid)
    const sealId = new Uint8Array(8)
    const inline = concat(Uint8Array.of(1, 1, 0), header, sealId)
    expect(isMalformed(new TextEncoder().encode('TSX'))).toBe(true)
    expect(isMalformed(Uint8Array.of(0xff, 0xff, 0xff))).toBe(true)
    expect(isMalformed(stream.subarray(0, preambleLength - 1), new Uint8Array(6).fill(0xff))).toBe(true)
    expect(isMalformed(preamble, Uint8Array.of(0))).toBe(true)
    expect(isMalformed(preamble, Uint8Array.of(65))).toBe(true)
    // a session that was never announced
    expect(isMalformed(preamble, Uint8Array.of(1, 1, 1, 1))).toBe(true)
    // a header of another version
    expect(isMalformed(preamble, Uint8Array.of(1, 1, 1, 0, 2), new Uint8Array(239))).toBe(true)
    // ciphertexts that are too long, too short or of a length beyond 5 bytes
    expect(isMalformed(preamble, Uint8Array.of(1), inline, varint(limits.ciphertext + 1))).toBe(true)
    expect(isMalformed(preamble, Uint8Array.of(1), inline, varint(31))).toBe(true)
    expect(isMalformed(preamble, Uint8Array.of(1), inline, new Uint8Array(6).fill(0xff))).toBe(true)
    // a withheld item with a reason that nobody knows
    expect(isMalformed(preamble, Uint8Array.of(1, 0), inline, Uint8Array.of(9))).toBe(true)
    expect(isMalformed(preamble, Uint8Array.of(1), inline, varint(limits.ciphertext))).toBe(false)
  })

  it('forgets headers of a frame that was not whole yet, so that they are not announced twice (SPEC STR-3)', () => {
    const { frames } = readAll([stream.subarray(0, preambleLength + 300), stream.subarray(preambleLength + 300)])
    expect(frames.map((frame) => frame.items.map((item) => item.sid))).toEqual(
      [tablet.items.slice(0, 2), tablet.items.slice(2)].map((items) => items.map((item) => item.sid)),
    )
  })

  it('carries a withheld item as its hash with each reason (SPEC STR-3, CHN-6)', async () => {
    const [item] = tablet.items
    if (!item) throw new Error('no item')
    for (const reason of ['withheld-damaged', 'withheld-too-large', 'withheld-refused'] as const) {
      const writer = new FrameWriter(tablet.signer, tablet.scope)
      const body = { ctHash: item.ctHash, reason }
      const frame = await writer.frame([{ ...wireItem(item), body }], 1, item.hash, (sid) => tablet.header(sid))
      const [read] = readAll([stream.subarray(0, preambleLength), frame]).frames
      expect(read?.items).toEqual([{ ...wireItem(item), body }])
    }
  })

  it('has frames signed by the device over place and hash, and nothing else (SPEC STR-2)', async () => {
    const [frame] = readAll([stream]).frames
    const last = tablet.items[1]
    if (!frame || !last) throw new Error('no frame')
    const preamble = { wire: 1, from: 1, ...tablet.scope }
    const check = (
      change: Partial<typeof preamble>,
      n = 2,
      hash: Uint8Array = last.hash,
      key = tablet.signer.publicKey,
    ) => isFrameSigned(hub.crypto.port, { ...preamble, ...change }, frame, key, n, hash)
    expect(await check({})).toBe(true)
    expect(await check({}, 3)).toBe(false)
    expect(await check({}, 2, new Uint8Array(32))).toBe(false)
    expect(await check({}, 2, last.hash, tablet.actor.publicKey)).toBe(false)
    for (const part of ['tenant', 'device', 'chain'] as const) {
      expect(await check({ [part]: new Uint8Array(16) })).toBe(false)
    }
  })
})
