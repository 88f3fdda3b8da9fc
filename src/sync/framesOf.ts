/**
 * A frame that is cut on its way is sent again whole, and each frame costs a signature of 64 bytes: whole cases go a few
 * together, small edits as many as a frame takes. Bytes of ciphertext.
 */
const enoughBytes = 3 * 1024

/** Rows in frames of at most `most` items (SPEC STR-2); a frame ends early once another row would make it long. */
export function framesOf<Row extends { ct: Uint8Array | null }>(rows: readonly Row[], most: number): Row[][] {
  const frames: Row[][] = []
  let bytes = 0
  for (const row of rows) {
    const frame = frames.at(-1)
    const length = row.ct?.length ?? 0
    if (!frame || frame.length >= most || bytes + length > enoughBytes) {
      frames.push([row])
      bytes = length
    } else {
      frame.push(row)
      bytes += length
    }
  }
  return frames
}
