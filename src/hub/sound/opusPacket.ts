/** Milliseconds of a frame by the configuration in a packet's first byte (RFC 6716 §3.1, table 2). */
function frameMs(config: number): number {
  const silk = [10, 20, 40, 60]
  const hybrid = [10, 20]
  const celt = [2.5, 5, 10, 20]
  if (config < 12) return silk[config % 4] ?? 0
  return (config < 16 ? hybrid[config % 2] : celt[config % 4]) ?? 0
}

const maxFrame = 1275
const maxPacketMs = 120

/** A frame length of one or two bytes (RFC 6716 §3.2.1), and the place behind it; null where the bytes end. */
function lengthAt(bytes: Uint8Array, at: number): { length: number; next: number } | null {
  const [first, second] = [bytes[at], bytes[at + 1]]
  if (first === undefined) return null
  if (first < 252) return { length: first, next: at + 1 }
  return second === undefined ? null : { length: 4 * second + first, next: at + 2 }
}

/** Padding after the frame count (RFC 6716 §3.2.5): how many bytes at the end, and the place behind its own length. */
function paddingAt(bytes: Uint8Array, at: number): { padding: number; next: number } | null {
  let padding = 0
  for (let next = at; ; ) {
    const part = bytes[next]
    if (part === undefined) return null
    next += 1
    padding += part === 255 ? 254 : part
    if (part !== 255) return { padding, next }
  }
}

/** Do the frames of a packet of code 3 add up (RFC 6716 §3.2.5)? */
function isManyFrames(bytes: Uint8Array, ms: number): boolean {
  const counted = bytes[1]
  if (counted === undefined) return false
  const frames = counted & 0x3f
  if (frames === 0 || frames * ms > maxPacketMs) return false
  const padded = (counted & 0x40) === 0 ? { padding: 0, next: 2 } : paddingAt(bytes, 2)
  if (!padded) return false
  let { next } = padded
  let left = bytes.length - padded.padding
  if ((counted & 0x80) === 0) {
    left -= next
    return left >= 0 && left % frames === 0 && left / frames <= maxFrame
  }
  let told = 0
  for (let frame = 1; frame < frames; frame++) {
    const found = lengthAt(bytes, next)
    if (!found) return false
    told += found.length
    next = found.next
  }
  left -= next + told
  return left >= 0 && left <= maxFrame
}

/** How long a packet of Opus lasts, ms; null for bytes that are none (RFC 6716 §3.4, rules R1 to R7). */
export function opusPacketMs(bytes: Uint8Array): number | null {
  const [toc] = bytes
  if (toc === undefined) return null
  const [ms, body] = [frameMs(toc >> 3), bytes.length - 1]
  switch (toc & 3) {
    case 0:
      return body <= maxFrame ? ms : null
    case 1:
      return body % 2 === 0 && body / 2 <= maxFrame ? 2 * ms : null
    case 2: {
      const first = lengthAt(bytes, 1)
      const second = first ? bytes.length - first.next - first.length : -1
      return second >= 0 && second <= maxFrame ? 2 * ms : null
    }
    default:
      return isManyFrames(bytes, ms) ? (Number(bytes[1]) & 0x3f) * ms : null
  }
}
