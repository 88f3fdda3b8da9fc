import {
  BufferTarget,
  EncodedAudioPacketSource,
  EncodedPacket,
  OggOutputFormat,
  Output,
  WebMOutputFormat,
} from 'mediabunny'
import { describe, expect, it } from 'vitest'
import { oggOpus, oggPage, opusHead } from '../../../tests/kit/oggOpus.ts'
import { concat, utf8 } from '../../crypto/bytes.ts'
import { opusPacketMs } from './opusPacket.ts'
import { readOpus } from './readOpus.ts'

const silence = new Uint8Array([0xf8, 0xff, 0xfe])
const frame = 0.02

/** As a recorder or our own cutter writes it. */
async function written(format: OggOutputFormat | WebMOutputFormat, packets = 150): Promise<Uint8Array> {
  const output = new Output({ format, target: new BufferTarget() })
  const source = new EncodedAudioPacketSource('opus')
  output.addAudioTrack(source)
  await output.start()
  const decoderConfig = { codec: 'opus', sampleRate: 48_000, numberOfChannels: 1, description: opusHead() }
  for (let at = 0; at < packets; at++) {
    await source.add(new EncodedPacket(silence, 'key', at * frame, frame), { decoderConfig })
  }
  await output.finalize()
  return new Uint8Array(output.target.buffer ?? new ArrayBuffer(0))
}

/** An element of WebM whose size is told in four bytes, or not at all. */
function element(id: string, body: Uint8Array, isOpen = false): Uint8Array {
  const name = Uint8Array.from(id.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16))
  const size = new Uint8Array(4)
  new DataView(size.buffer).setUint32(0, 0x10000000 | body.length)
  return concat(name, isOpen ? Uint8Array.of(1, 255, 255, 255, 255, 255, 255, 255) : size, body)
}
const block = (packet: Uint8Array, track = 0x81, flags = 0x80) =>
  element('a3', concat(Uint8Array.of(track, 0, 0, flags), packet))
const tracks = (codec = 'A_OPUS', head: Uint8Array = opusHead(), more: Uint8Array = new Uint8Array(0)) =>
  element(
    '1654ae6b',
    element(
      'ae',
      concat(
        element('d7', Uint8Array.of(1)),
        element('83', Uint8Array.of(2)),
        element('86', utf8(codec)),
        element('63a2', head),
        more,
      ),
    ),
  )
const live = (...inside: Uint8Array[]) =>
  concat(element('1a45dfa3', element('4282', utf8('webm'))), element('18538067', concat(...inside), true))
/** As Chromium writes while it runs: sizes that nobody knows yet. */
const cluster = (...blocks: Uint8Array[]) =>
  element('1f43b675', concat(element('e7', Uint8Array.of(0)), ...blocks), true)

describe('a recording', () => {
  it('is read to its last byte, whichever way it was written', async () => {
    expect(readOpus(await written(new OggOutputFormat()))).toEqual({ seconds: 3 })
    expect(readOpus(await written(new WebMOutputFormat()))).toEqual({ seconds: 3 })
    expect(readOpus(live(tracks(), cluster(block(silence), block(silence)), cluster(block(silence))))).toEqual({
      seconds: 0.06,
    })
    expect(readOpus(oggOpus('[thử]', '[thử]'))).toEqual({ seconds: 0.04 })
  })

  it.each([OggOutputFormat, WebMOutputFormat])(
    'cut anywhere, or with a byte behind it, is none: %o',
    async (Format) => {
      const whole = await written(new Format(), 20)
      for (let end = 0; end < whole.length; end++) {
        const cut = readOpus(whole.subarray(0, end))
        // a cut between two pages of Ogg is a shorter recording, as a recorder leaves that died
        if (typeof cut !== 'string') expect(cut.seconds).toBeLessThan(0.4)
      }
      expect(readOpus(concat(whole, Uint8Array.of(0)))).toBe('not-sound')
      expect(readOpus(concat(whole, whole))).toBe('not-sound')
    },
  )

  it('of Ogg with any byte changed is none: each page tells its sum', async () => {
    const whole = await written(new OggOutputFormat(), 20)
    for (let at = 0; at < whole.length; at++) {
      const changed = whole.slice()
      changed[at] = (changed[at] ?? 0) ^ 0x10
      expect(readOpus(changed)).toBe('not-sound')
    }
  })

  it('is one stream of Opus and nothing else', () => {
    const tags = concat(utf8('OpusTags'), new Uint8Array(8))
    const [head, comment, sound] = [oggPage(0, 2, [opusHead()]), oggPage(1, 0, [tags]), oggPage(2, 4, [silence])]
    expect(readOpus(concat(head, comment, sound))).toEqual({ seconds: 0.02 })
    expect(readOpus(concat(head, sound))).toBe('not-sound')
    expect(readOpus(concat(head, comment, sound, oggPage(3, 4, [silence])))).toBe('not-sound')
    expect(readOpus(concat(oggPage(0, 2, [utf8('fLaC')]), comment, sound))).toBe('not-sound')
    expect(readOpus(concat(head, comment))).toBe('not-opus')
    expect(readOpus(utf8('<html>'))).toBe('not-sound')
    expect(readOpus(new Uint8Array(0))).toBe('not-sound')
  })

  it('of WebM has one track of Opus, unlaced, and only what a recorder writes', () => {
    const good = cluster(block(silence))
    expect(readOpus(live(tracks('A_VORBIS'), good))).toBe('not-sound')
    expect(readOpus(live(tracks('A_OPUS', utf8('OpusHead')), good))).toBe('not-sound')
    expect(readOpus(live(tracks('A_OPUS', opusHead(), element('6d80', new Uint8Array(1))), good))).toBe('not-sound')
    expect(readOpus(live(tracks(), tracks(), good))).toBe('not-sound')
    expect(readOpus(live(good))).toBe('not-sound')
    expect(readOpus(live(tracks(), cluster(block(silence, 0x82))))).toBe('not-sound')
    expect(readOpus(live(tracks(), cluster(block(silence, 0x81, 0x86))))).toBe('not-sound')
    expect(readOpus(live(tracks(), element('1941a469', utf8('a file inside')), good))).toBe('not-sound')
    // a cluster that ends in the middle of a block
    const short = concat(element('1f43b675', block(silence)).subarray(0, -1), Uint8Array.of(0xfe))
    short[7] = (short[7] ?? 0) - 1
    expect(readOpus(live(tracks(), short))).toBe('not-sound')
  })

  it('makes no hours of a small file', () => {
    const minute = Array.from({ length: 40 }, () => Uint8Array.of(0x1b, 2))
    expect(opusPacketMs(Uint8Array.of(0x1b, 2))).toBe(120)
    const many = Array.from({ length: 26 }, () => cluster(...minute.map((packet) => block(packet))))
    expect(readOpus(live(tracks(), ...many))).toBe('too-long')
  })
})

describe('a packet of Opus (RFC 6716 §3.4)', () => {
  it.each([
    ['of one frame', [0xf8, 1, 2], 20],
    ['of nothing but its first byte', [0xf8], 20],
    ['of two frames of one size', [0xf9, 1, 2, 3, 4], 40],
    ['of two frames, the first told', [0xfa, 1, 9, 8, 7], 40],
    ['of three frames of one size', [0xfb, 3, 1, 2, 3], 60],
    ['of frames of many sizes', [0xfb, 0x83, 1, 2, 9, 8, 8, 7], 60],
    ['with padding', [0xfb, 0x41, 2, 5, 0, 0], 20],
    ['of 2.5 ms', [0xe0, 1], 2.5],
    ['of 60 ms of speech', [0x18, 1], 60],
    ['of hybrid', [0x60, 1], 10],
  ])('%s', (_, bytes, ms) => {
    expect(opusPacketMs(Uint8Array.from(bytes))).toBe(ms)
  })

  it.each([
    ['nothing', []],
    ['two frames of odd bytes', [0xf9, 1, 2, 3]],
    ['a first frame beyond its end', [0xfa, 9, 1]],
    ['a first frame with half a length', [0xfa, 252]],
    ['no frames', [0xfb, 0]],
    ['more than 120 ms', [0xfb, 7, 1, 2, 3, 4, 5, 6, 7]],
    ['three frames that do not divide', [0xfb, 3, 1, 2]],
    ['padding beyond its end', [0xfb, 0x41, 9, 1]],
    ['padding without end', [0xfb, 0x41, 255]],
    ['frames beyond its end', [0xfb, 0x82, 9, 1]],
    ['a frame that is too large', [0xf8, ...new Uint8Array(1276)]],
  ])('none: %s', (_, bytes) => {
    expect(opusPacketMs(Uint8Array.from(bytes))).toBeNull()
  })
})
