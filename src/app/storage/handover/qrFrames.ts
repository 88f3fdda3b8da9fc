import { base64url, concat, fromBase64url, hex } from '../../../crypto/bytes.ts'
import type { Bytes, CryptoPort } from '../../../crypto/CryptoPort.ts'

/** What one picture carries: some 77 squares a side, which a cheap camera reads from a hand's breadth. */
const chunkBytes = 400
/** What goes from screen to camera is text; photos go by file. */
const mostFrames = 60
const form = /^TSQ1 ([0-9a-f]{16}) (\d{1,2}) (\d{1,2}) ([A-Za-z0-9_-]+)$/

/** The pictures of some bytes, each with its place and the hash that all make together; null when they are too many. */
export async function framesOf(crypto: Pick<CryptoPort, 'sha256'>, bytes: Uint8Array): Promise<string[] | null> {
  const total = Math.ceil(bytes.length / chunkBytes)
  if (total > mostFrames) return null
  const whole = hex((await crypto.sha256(bytes)).subarray(0, 8))
  return Array.from({ length: total }, (_, at) => {
    const chunk = bytes.subarray(at * chunkBytes, (at + 1) * chunkBytes)
    return `TSQ1 ${whole} ${at + 1} ${total} ${base64url(chunk)}`
  })
}

/** Gathers pictures in any order, each as often as it is seen; those of another hand-over begin it anew. */
export class FrameCollector {
  private whole = ''
  private total = 0
  private readonly chunks = new Map<number, Bytes>()

  constructor(private readonly crypto: Pick<CryptoPort, 'sha256'>) {}

  /** True when this picture brought something new. */
  add(text: string): boolean {
    const [, whole = '', at = '', total = '', body = ''] = form.exec(text) ?? []
    const [place, count] = [Number(at), Number(total)]
    const chunk = fromBase64url(body)
    if (whole === '' || !chunk || chunk.length > chunkBytes || place < 1 || place > count || count > mostFrames)
      return false
    if (whole !== this.whole || count !== this.total) {
      this.chunks.clear()
      this.whole = whole
      this.total = count
    }
    if (this.chunks.has(place)) return false
    this.chunks.set(place, chunk)
    return true
  }

  get progress(): { have: number; total: number; missing: number[] } {
    const places = Array.from({ length: this.total }, (_, at) => at + 1)
    return { have: this.chunks.size, total: this.total, missing: places.filter((place) => !this.chunks.has(place)) }
  }

  /** All bytes, once every picture is here and they make what was said; what does not fit together begins anew. */
  async bytes(): Promise<Bytes | null> {
    if (this.total === 0 || this.chunks.size < this.total) return null
    const parts = Array.from({ length: this.total }, (_, at) => this.chunks.get(at + 1) ?? new Uint8Array(0))
    const all = concat(...parts)
    if (hex((await this.crypto.sha256(all)).subarray(0, 8)) === this.whole) return all
    this.chunks.clear()
    return null
  }
}
