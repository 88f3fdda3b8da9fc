import { limits } from '../../protocol/limits.ts'

export interface JpegSize {
  width: number
  height: number
}

/** Why bytes are not the one picture that a tablet draws (SPEC PHO-1, PHO-9). */
export type JpegFault = 'not-jpeg' | 'too-large' | 'unsupported' | 'cut' | 'trailing'

const at = {
  start: 0xd8,
  end: 0xd9,
  scan: 0xda,
  /** baseline, extended and progressive, all Huffman; no other kind is drawn by a browser */
  frames: [0xc0, 0xc1, 0xc2],
  /** frame headers apart from tables that share their numbers */
  isFrame: (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker),
  isRestart: (marker: number) => marker >= 0xd0 && marker <= 0xd7,
}

/** A canvas writes one scan; a picture of thousands would be drawn thousands of times over. */
const mostScans = 16

/** Where coded data end that begin at `from`: at the next marker that is none of theirs; -1 when there is none. */
function endOfScan(bytes: Uint8Array, from: number): number {
  for (let i = bytes.indexOf(0xff, from); i !== -1 && i + 1 < bytes.length; i = bytes.indexOf(0xff, i + 1)) {
    const marker = bytes[i + 1] ?? 0
    if (marker !== 0 && marker !== 0xff && !at.isRestart(marker)) return i
  }
  return -1
}

function sizeIn(segment: Uint8Array): JpegSize | JpegFault {
  const [precision, heightHigh = 0, heightLow = 0, widthHigh = 0, widthLow = 0, colours = 0] = segment
  if (precision !== 8 || (colours !== 1 && colours !== 3) || segment.length !== 6 + 3 * colours) return 'unsupported'
  const [height, width] = [heightHigh * 256 + heightLow, widthHigh * 256 + widthLow]
  if (height === 0 || width === 0) return 'unsupported'
  return height > limits.photoSide || width > limits.photoSide ? 'too-large' : { width, height }
}

/**
 * The size of a JPEG that is one picture from its first byte to its last: nothing before it, nothing behind it, nothing that would
 * be drawn for minutes. Nothing is decoded here. Pure.
 */
export function readJpeg(bytes: Uint8Array): JpegSize | JpegFault {
  if (bytes[0] !== 0xff || bytes[1] !== at.start || bytes[2] !== 0xff) return 'not-jpeg'
  if (bytes.length > limits.photoJpeg) return 'too-large'
  let size: JpegSize | null = null
  let scans = 0
  for (let i = 2; i + 1 < bytes.length; ) {
    if (bytes[i] !== 0xff) return 'unsupported'
    const marker = bytes[i + 1] ?? 0
    if (marker === at.end) {
      if (!size || scans === 0) return 'unsupported'
      return i + 2 === bytes.length ? size : 'trailing'
    }
    if (marker < 0xc0 || marker === at.start || at.isRestart(marker)) return 'unsupported'
    const length = (bytes[i + 2] ?? 0) * 256 + (bytes[i + 3] ?? 0)
    const next = i + 2 + length
    if (length < 2) return 'unsupported'
    if (next > bytes.length) return 'cut'
    if (at.isFrame(marker)) {
      if (size || !at.frames.includes(marker)) return 'unsupported'
      const read = sizeIn(bytes.subarray(i + 4, next))
      if (typeof read === 'string') return read
      size = read
    }
    i = marker === at.scan ? endOfScan(bytes, next) : next
    if (i === -1) return 'cut'
    if (marker === at.scan) scans += 1
    if (scans > mostScans) return 'unsupported'
  }
  return 'cut'
}
