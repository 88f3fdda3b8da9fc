import { concat, utf8 } from '../../src/crypto/bytes.ts'
import type { Bytes } from '../../src/crypto/CryptoPort.ts'
import { oggCrc } from '../../src/hub/sound/oggCrc.ts'

export const opusHead = (): Bytes => {
  const head = new Uint8Array(19)
  head.set(utf8('OpusHead'))
  head.set([1, 1], 8)
  new DataView(head.buffer).setUint32(12, 48_000, true)
  return head
}

/** A page of whole packets. */
export function oggPage(sequence: number, flags: number, packets: readonly Uint8Array[]): Bytes {
  const lacing = packets.flatMap(({ length }) => [
    ...Array.from({ length: Math.floor(length / 255) }, () => 255),
    length % 255,
  ])
  const page = concat(utf8('OggS'), new Uint8Array(23), Uint8Array.from(lacing), ...packets)
  page[5] = flags
  page[26] = lacing.length
  const view = new DataView(page.buffer)
  view.setUint32(14, 7, true)
  view.setUint32(18, sequence, true)
  view.setUint32(22, oggCrc(page), true)
  return page
}

/** A packet of 20 ms that says what a test looks for; no decoder hears anything in it. */
export const opusPacket = (said: string): Bytes => concat(Uint8Array.of(0xf8), utf8(said))

/** A recording as a tablet keeps it: a packet for each text. */
export const oggOpus = (...said: string[]): Bytes =>
  concat(
    oggPage(0, 2, [opusHead()]),
    oggPage(1, 0, [concat(utf8('OpusTags'), new Uint8Array(8))]),
    ...said.map((text, at) => oggPage(2 + at, at === said.length - 1 ? 4 : 0, [opusPacket(text)])),
  )
