/** "OpusHead" */
const magic = [0x4f, 0x70, 0x75, 0x73, 0x48, 0x65, 0x61, 0x64]

/** The head of a stream of one or two channels in the family that needs no table (RFC 7845 §5.1). */
export function isOpusHead(bytes: Uint8Array): boolean {
  const [version = 0xff, channels = 0] = bytes.subarray(8)
  return (
    bytes.length === 19 &&
    magic.every((byte, at) => bytes[at] === byte) &&
    version >> 4 === 0 &&
    (channels === 1 || channels === 2) &&
    bytes[18] === 0
  )
}
