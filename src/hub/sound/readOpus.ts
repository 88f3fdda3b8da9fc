import { opusPacketMs } from './opusPacket.ts'
import { readOgg } from './readOgg.ts'
import { readWebm } from './readWebm.ts'

/** Why a file is no recording that anybody should play: another container, or one that is not whole; no Opus in it; too long or nothing. */
export type SoundFault = 'not-sound' | 'not-opus' | 'too-long'

/** Nobody records longer; and packets of one byte would make hours out of a small file. */
const longestMs = 120_000

const [ogg, ebml] = [0x4f, 0x1a]

/**
 * Reads a recording to its last byte: one stream of Opus packets in Ogg or WebM, each of them well-formed. What plays it decodes
 * nothing that the hub did not read. Gives how long it is, or why it is none.
 */
export function readOpus(bytes: Uint8Array): { readonly seconds: number } | SoundFault {
  const packets = bytes[0] === ogg ? readOgg(bytes) : bytes[0] === ebml ? readWebm(bytes) : null
  if (!packets) return 'not-sound'
  let ms = 0
  for (const packet of packets) {
    const long = opusPacketMs(packet)
    if (long === null) return 'not-opus'
    ms += long
  }
  if (ms === 0) return 'not-opus'
  return ms > longestMs ? 'too-long' : { seconds: ms / 1000 }
}
