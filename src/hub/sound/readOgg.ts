import { oggCrc } from './oggCrc.ts'
import { isOpusHead } from './opusHead.ts'

const headerBytes = 27
/** "OggS", version 0 */
const capture = [0x4f, 0x67, 0x67, 0x53, 0]
/** "OpusTags" */
const tags = [0x4f, 0x70, 0x75, 0x73, 0x54, 0x61, 0x67, 0x73]
const [continued, first, last] = [1, 2, 4]

interface Page {
  readonly flags: number
  readonly serial: number
  readonly sequence: number
  readonly lacing: Uint8Array
  readonly body: Uint8Array
  readonly end: number
}

/** A whole page with the sum that it tells, or null. */
function pageAt(bytes: Uint8Array, from: number): Page | null {
  const head = bytes.subarray(from, from + headerBytes)
  if (head.length < headerBytes || capture.some((byte, at) => head[at] !== byte)) return null
  const view = new DataView(head.buffer, head.byteOffset, headerBytes)
  const lacing = bytes.subarray(from + headerBytes, from + headerBytes + view.getUint8(26))
  const begin = from + headerBytes + view.getUint8(26)
  const end = begin + lacing.reduce((sum, length) => sum + length, 0)
  if (end > bytes.length || oggCrc(bytes.subarray(from, end)) !== view.getUint32(22, true)) return null
  const body = bytes.subarray(begin, end)
  return {
    flags: view.getUint8(5),
    serial: view.getUint32(14, true),
    sequence: view.getUint32(18, true),
    lacing,
    body,
    end,
  }
}

/** Parts of one packet on two pages or more, as one. */
const joined = (parts: readonly Uint8Array[]): Uint8Array =>
  parts.length === 1 && parts[0] ? parts[0] : Uint8Array.from(parts.flatMap((part) => [...part]))

/**
 * The packets of an Ogg file that holds one stream of Opus and nothing else (RFC 3533, RFC 7845); null where any page, sum, number or
 * length is not as it must be.
 */
export function readOgg(bytes: Uint8Array): readonly Uint8Array[] | null {
  const packets: Uint8Array[] = []
  let open: Uint8Array[] = []
  let serial: number | null = null
  let sequence = 0
  for (let at = 0, isLast = false; at < bytes.length; sequence++) {
    const page: Page | null = isLast ? null : pageAt(bytes, at)
    if (!page || page.flags > (continued | first | last) || page.sequence !== sequence) return null
    serial ??= page.serial
    const isBegun = open.length > 0
    const isFirst = (page.flags & first) !== 0
    if (page.serial !== serial || isFirst !== (sequence === 0) || isBegun !== ((page.flags & continued) !== 0))
      return null
    let from = 0
    let length = 0
    for (const lace of page.lacing) {
      length += lace
      if (lace === 255) continue
      packets.push(joined([...open, page.body.subarray(from, from + length)]))
      open = []
      from += length
      length = 0
    }
    if (length > 0) open.push(page.body.subarray(from))
    // the head has a page of its own
    if (isFirst && packets.length !== 1) return null
    isLast = (page.flags & last) !== 0
    at = page.end
  }
  const [head, comment, ...sound] = packets
  const isWhole = open.length === 0 && head && comment && isOpusHead(head)
  return isWhole && tags.every((byte, at) => comment[at] === byte) ? sound : null
}
