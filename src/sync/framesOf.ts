/**
 * A frame that is cut on its way is sent again whole, and each frame costs a signature of 64 bytes. So frames begin short,
 * and grow with what has gone before them: the further a push has come, the better its line. Bytes of ciphertext.
 */
const firstBytes = 3 * 1024
const shareOfSent = 1 / 8

/** Rows in frames of at most `most` items (SPEC STR-2); a frame ends early once another row would make it long. */
export function framesOf<Row extends { ct: Uint8Array | null }>(rows: readonly Row[], most: number): Row[][] {
  const frames: Row[][] = []
  let bytes = 0
  let sent = 0
  for (const row of rows) {
    const frame = frames.at(-1)
    const length = row.ct?.length ?? 0
    const enough = Math.max(firstBytes, sent * shareOfSent)
    if (!frame || frame.length >= most || bytes + length > enough) {
      frames.push([row])
      sent += bytes
      bytes = length
    } else {
      frame.push(row)
      bytes += length
    }
  }
  return frames
}
