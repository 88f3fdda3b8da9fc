import {
  BlobSource,
  BufferTarget,
  EncodedAudioPacketSource,
  EncodedPacketSink,
  Input,
  OGG,
  OggOutputFormat,
  Output,
  WEBM,
} from 'mediabunny'
import type { SoundSpan } from './soundSpan.ts'

/** A decoder needs so long to find into the middle of a stream (RFC 7845 §4.6). */
const leadIn = 0.08
const opusRate = 48_000

/** The stream's head with how many samples are not to be heard, and its output gain (RFC 7845 §5.1). */
function opusHead(before: Uint8Array, skip: number, gainDb: number): Uint8Array {
  const head = before.slice()
  const view = new DataView(head.buffer)
  view.setUint16(10, Math.round(skip * opusRate), true)
  view.setInt16(16, Math.round(gainDb * 256), true)
  return head
}

const bytesOf = (source: AllowSharedBufferSource): Uint8Array =>
  ArrayBuffer.isView(source)
    ? new Uint8Array(source.buffer, source.byteOffset, source.byteLength)
    : new Uint8Array(source)

/**
 * This part of an Opus recording, as loud as said, as Ogg. Its packets are copied as they are: nothing is compressed a second
 * time, and the gain is a number in the head that every decoder applies. Throws for a file that is no Opus.
 */
export async function cutOpus(blob: Blob, { from, to, gainDb }: SoundSpan): Promise<Blob> {
  const input = new Input({ source: new BlobSource(blob), formats: [WEBM, OGG] })
  const track = await input.getPrimaryAudioTrack()
  const config = await track?.getDecoderConfig()
  if (!track || !config?.description) throw new TypeError('no Opus in this recording')
  const output = new Output({ format: new OggOutputFormat(), target: new BufferTarget() })
  const source = new EncodedAudioPacketSource('opus')
  output.addAudioTrack(source)
  await output.start()
  let first: number | null = null
  for await (const packet of new EncodedPacketSink(track).packets()) {
    if (packet.timestamp + packet.duration <= from - leadIn) continue
    if (packet.timestamp >= to) break
    first ??= packet.timestamp
    const description = opusHead(bytesOf(config.description), Math.max(0, from - first), gainDb)
    await source.add(packet.clone({ timestamp: packet.timestamp - first }), {
      decoderConfig: { ...config, description },
    })
  }
  await output.finalize()
  if (!output.target.buffer) throw new TypeError('nothing was written')
  return new Blob([output.target.buffer], { type: 'audio/ogg; codecs=opus' })
}
