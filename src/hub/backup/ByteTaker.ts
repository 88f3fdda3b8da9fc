import type { Bytes } from '../../crypto/CryptoPort.ts'

/** Pieces of a stream, taken off again in other sizes; each byte is copied once. */
export class ByteTaker {
  private pieces: Uint8Array[] = []
  private size = 0

  get length(): number {
    return this.size
  }

  push(piece: Uint8Array): void {
    if (piece.length === 0) return
    this.pieces.push(piece)
    this.size += piece.length
  }

  /** The next bytes, which stay. There must be as many. */
  peek(length: number): Bytes {
    const out = new Uint8Array(length)
    let at = 0
    for (const piece of this.pieces) {
      if (at === length) break
      const part = piece.subarray(0, length - at)
      out.set(part, at)
      at += part.length
    }
    return out
  }

  /** Take the next bytes off. There must be as many. */
  take(length: number): Bytes {
    const out = this.peek(length)
    let left = length
    while (left > 0) {
      const [first] = this.pieces
      if (!first) break
      if (first.length > left) this.pieces[0] = first.subarray(left)
      else this.pieces.shift()
      left -= Math.min(left, first.length)
    }
    this.size -= length
    return out
  }
}
