import { equalBytes, utf8 } from '../../crypto/bytes.ts'

const ebml = new Uint8Array([0x1a, 0x45, 0xdf, 0xa3])
const [ogg, head] = [utf8('OggS'), utf8('OpusHead')]
/** Every recorder writes the head of the stream among its first bytes. */
const looked = 512

/** Is this the kind of file that it says: Ogg or WebM, with a stream of Opus in it? Its packets are for the tablet's decoder to judge. */
export function isOpus(type: string, bytes: Uint8Array): boolean {
  const container = type.startsWith('audio/ogg') ? ogg : ebml
  const begin = bytes.subarray(0, looked)
  const hasHead = Array.from(begin, (_, at) => at).some((at) => equalBytes(begin.subarray(at, at + head.length), head))
  return equalBytes(begin.subarray(0, container.length), container) && hasHead
}
