import { createHash } from 'node:crypto'

const newline = 0x0a

/** How many rows a table has and the hash of all their bytes; the text form of COPY has one line a row. */
export class RowDigest {
  private readonly hash = createHash('sha256')
  private count = 0

  add(bytes: Uint8Array): void {
    this.hash.update(bytes)
    for (let at = bytes.indexOf(newline); at >= 0; at = bytes.indexOf(newline, at + 1)) this.count += 1
  }

  end(): { rows: number; sha256: string } {
    return { rows: this.count, sha256: this.hash.digest('hex') }
  }
}
