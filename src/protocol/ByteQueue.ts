/**
 * Bytes that arrive in pieces of any size and are read from the front. A piece costs its own length, however small the
 * pieces are, so that a body sent byte by byte costs no more than one sent whole. What was read is never written over.
 */
export class ByteQueue {
  private bytes = new Uint8Array(0)
  private start = 0
  private end = 0

  get length(): number {
    return this.end - this.start
  }

  /** A view of what has not been dropped. */
  get unread(): Uint8Array {
    return this.bytes.subarray(this.start, this.end)
  }

  push(piece: Uint8Array): void {
    if (this.end + piece.length > this.bytes.length) {
      const grown = new Uint8Array(2 * (this.length + piece.length))
      grown.set(this.unread)
      this.end = this.length
      this.start = 0
      this.bytes = grown
    }
    this.bytes.set(piece, this.end)
    this.end += piece.length
  }

  /** The first `count` bytes have been read. */
  drop(count: number): void {
    this.start += count
  }
}
