import {
  BlobSource,
  BufferTarget,
  EncodedAudioPacketSource,
  EncodedPacket,
  Input,
  OGG,
  OggOutputFormat,
  Output,
} from 'mediabunny'
import { expect, it } from 'vitest'
import { cutOpus } from './cutOpus.ts'

/** Twenty milliseconds of silence (RFC 6716). */
const silence = new Uint8Array([0xf8, 0xff, 0xfe])
const frame = 0.02

function head(): Uint8Array {
  const bytes = new Uint8Array(19)
  bytes.set(new TextEncoder().encode('OpusHead'))
  bytes[8] = 1
  bytes[9] = 1
  new DataView(bytes.buffer).setUint32(12, 48_000, true)
  return bytes
}

/** Three seconds, as a recorder writes them. */
async function recording(): Promise<Blob> {
  const output = new Output({ format: new OggOutputFormat(), target: new BufferTarget() })
  const source = new EncodedAudioPacketSource('opus')
  output.addAudioTrack(source)
  await output.start()
  const decoderConfig = { codec: 'opus', sampleRate: 48_000, numberOfChannels: 1, description: head() }
  for (let at = 0; at < 150; at++) {
    await source.add(new EncodedPacket(silence, 'key', at * frame, frame), { decoderConfig })
  }
  await output.finalize()
  return new Blob([output.target.buffer ?? new ArrayBuffer(0)])
}

it('keeps a part with its packets as they were, the lead-in not heard and the loudness in the head', async () => {
  const clip = await cutOpus(await recording(), { from: 1, to: 2, gainDb: -6.5 })
  expect(clip.type).toBe('audio/ogg; codecs=opus')
  const track = await new Input({ source: new BlobSource(clip), formats: [OGG] }).getPrimaryAudioTrack()
  const bytes = await clip.arrayBuffer()
  // the first page holds the head and nothing else
  const view = new DataView(bytes, 28)
  expect(view.getUint16(10, true)).toBe(0.08 * 48_000)
  expect(view.getInt16(16, true)).toBe(-6.5 * 256)
  expect(await track?.computeDuration()).toBeCloseTo(1, 1)
  expect(bytes.byteLength).toBeLessThan((await recording()).size / 2)
})

it('refuses what is no recording', async () => {
  await expect(cutOpus(new Blob(['<html>']), { from: 0, to: 1, gainDb: 0 })).rejects.toThrow()
})
