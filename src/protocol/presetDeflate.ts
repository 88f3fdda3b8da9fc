import type { Bytes } from '../crypto/CryptoPort.ts'

/*
 * Deflate (RFC 1951) for short texts of one kind: a preset dictionary, and preset Huffman codes. The header that would tell
 * the codes is the same for every text, so it is not sent (SPEC ITM-7); with it in front, any inflate reads the rest. Small
 * items are most of what a tablet sends, and the header alone was a seventh of each.
 */

/** Code lengths, one hex digit a symbol: 286 literals and lengths, 29 distances (so up to 24,576 back). */
export interface PresetCodes {
  literals: string
  distances: string
}

const literalCount = 286
const distanceCount = 29
const endOfBlock = 256
const minMatch = 3
const maxMatch = 258
const maxDistance = 24_576
/** Places looked at for one match, and the length that ends the search: more costs time and wins hardly a byte. */
const maxChain = 32
const niceLength = 24
const hashBits = 13

/** First value and extra bits of each length and distance symbol (RFC 1951 §3.2.5). */
function ranges(count: number, first: number, plain: number, perStep: number) {
  const starts = new Uint16Array(count)
  const extra = new Uint8Array(count)
  for (let i = 0, next = first; i < count; i++) {
    extra[i] = i < plain ? 0 : Math.floor(i / perStep) - 1
    starts[i] = next
    next += 2 ** (extra[i] ?? 0)
  }
  return { starts, extra }
}
const lengths = ranges(29, minMatch, 8, 4)
// 258 has a symbol of its own
lengths.starts[28] = maxMatch
lengths.extra[28] = 0
const distances = ranges(distanceCount, 1, 4, 2)

/** Symbol of each value, by table for lengths and small distances. */
function symbolTable(starts: Uint16Array, upTo: number): Uint8Array {
  const table = new Uint8Array(upTo + 1)
  for (let symbol = 0, value = 0; value <= upTo; value++) {
    while (symbol + 1 < starts.length && (starts[symbol + 1] ?? 0) <= value) symbol += 1
    table[value] = symbol
  }
  return table
}
const lengthSymbol = symbolTable(lengths.starts, maxMatch)
const distanceSymbol = symbolTable(distances.starts, maxDistance)

/** The symbols of a token: of its literal or length, and of its distance (null for a literal). */
export const symbolsOf = (lengthOrByte: number, distance: number): [number, number | null] =>
  distance === 0 ? [lengthOrByte, null] : [257 + (lengthSymbol[lengthOrByte] ?? 0), distanceSymbol[distance] ?? 0]

/** Canonical codes of code lengths, bit-reversed, as deflate writes them. */
function codesOf(bits: Uint8Array): Uint16Array {
  const codes = new Uint16Array(bits.length)
  let code = 0
  for (let length = 1; length <= 15; length++) {
    for (let symbol = 0; symbol < bits.length; symbol++) {
      if (bits[symbol] !== length) continue
      let reversed = 0
      for (let i = 0; i < length; i++) reversed |= ((code >> i) & 1) << (length - 1 - i)
      codes[symbol] = reversed
      code += 1
    }
    code <<= 1
  }
  return codes
}

const digits = (text: string): Uint8Array => Uint8Array.from(text, (digit) => Number.parseInt(digit, 16))

class BitWriter {
  private readonly bytes: number[] = []
  private held = 0
  private count = 0

  put(value: number, bits: number): void {
    this.held |= value << this.count
    this.count += bits
    while (this.count >= 8) {
      this.bytes.push(this.held & 255)
      this.held >>>= 8
      this.count -= 8
    }
  }

  end(): Bytes {
    if (this.count > 0) this.bytes.push(this.held & 255)
    return Uint8Array.from(this.bytes)
  }
}

/**
 * The header of these codes: an empty block of fixed codes, which brings what follows to a whole byte, then the head of a last
 * block of dynamic codes, each code length written in four bits.
 */
function headerOf(literals: Uint8Array, distanceBits: Uint8Array): Bytes {
  const writer = new BitWriter()
  writer.put(0b010, 3)
  writer.put(0, 7)
  writer.put(0b101, 3)
  writer.put(literalCount - 257, 5)
  writer.put(distanceCount - 1, 5)
  writer.put(19 - 4, 4)
  // the order of RFC 1951 §3.2.7: 16, 17 and 18 are not used, the sixteen lengths have four bits each
  for (let i = 0; i < 19; i++) writer.put(i < 3 ? 0 : 4, 3)
  const fourBits = codesOf(new Uint8Array(16).fill(4))
  for (const length of [...literals, ...distanceBits]) writer.put(fourBits[length] ?? 0, 4)
  return writer.end()
}

/** Texts of one kind, deflated with one dictionary and one set of codes. */
export class PresetDeflate {
  /** What an inflate must be given before the body. */
  readonly header: Bytes
  private readonly literalBits: Uint8Array
  private readonly distanceBits: Uint8Array
  /** bits of a match length with its extra bits, by length; bits of a distance symbol with its extra bits */
  private readonly lengthCost: Uint8Array
  private readonly distanceCost: Uint8Array
  private readonly literalCodes: Uint16Array
  private readonly distanceCodes: Uint16Array
  /** newest place of each hash in the dictionary, and for each place the one before with the same hash; -1: none */
  private readonly head: Int32Array
  private before: Int32Array
  /** the dictionary with room behind it for a text; kept, because to copy it for each text is half the time */
  private window: Uint8Array

  constructor(
    readonly dictionary: Uint8Array,
    codes: PresetCodes,
  ) {
    this.literalBits = digits(codes.literals)
    this.distanceBits = digits(codes.distances)
    this.lengthCost = Uint8Array.from(
      lengthSymbol,
      (of) => (this.literalBits[257 + of] ?? 0) + (lengths.extra[of] ?? 0),
    )
    this.distanceCost = this.distanceBits.map((bits, symbol) => bits + (distances.extra[symbol] ?? 0))
    this.literalCodes = codesOf(this.literalBits)
    this.distanceCodes = codesOf(this.distanceBits)
    this.header = headerOf(this.literalBits, this.distanceBits)
    this.head = new Int32Array(1 << hashBits).fill(-1)
    this.window = dictionary.slice()
    this.before = new Int32Array(dictionary.length).fill(-1)
    this.link(0, dictionary.length)
  }

  /** The text deflated, without the header. */
  deflate(text: Uint8Array): Bytes {
    const writer = new BitWriter()
    this.forEachToken(text, (length, distance) => {
      if (distance === 0) return writer.put(this.literalCodes[length] ?? 0, this.literalBits[length] ?? 0)
      const long = lengthSymbol[length] ?? 0
      const far = distanceSymbol[distance] ?? 0
      writer.put(this.literalCodes[257 + long] ?? 0, this.literalBits[257 + long] ?? 0)
      writer.put(length - (lengths.starts[long] ?? 0), lengths.extra[long] ?? 0)
      writer.put(this.distanceCodes[far] ?? 0, this.distanceBits[far] ?? 0)
      writer.put(distance - (distances.starts[far] ?? 0), distances.extra[far] ?? 0)
    })
    writer.put(this.literalCodes[endOfBlock] ?? 0, this.literalBits[endOfBlock] ?? 0)
    return writer.end()
  }

  /** The cheapest way to say the text with these codes: `(byte, 0)` for a literal, `(length, distance)` for a match. */
  forEachToken(text: Uint8Array, say: (lengthOrByte: number, distance: number) => void): void {
    const { length, distance } = this.cheapest(text)
    for (let at = 0; at < text.length; ) {
      const step = length[at] ?? 1
      say(step === 1 ? (text[at] ?? 0) : step, step === 1 ? 0 : (distance[at] ?? 0))
      at += step
    }
  }

  /** For each place of the text the first step of the cheapest way from there to the end. One loop, because it is the time. */
  private cheapest(text: Uint8Array) {
    const { literalBits, lengthCost, distanceCost } = this
    const start = this.dictionary.length
    const end = start + text.length
    this.makeRoom(end)
    const { window: all, before } = this
    all.set(text, start)
    // the last two places of the dictionary have a hash only together with the text
    const linked = Math.max(0, start - 2)
    this.link(linked, end)
    const cost = new Uint32Array(text.length + 1)
    const length = new Uint16Array(text.length)
    const distance = new Uint16Array(text.length)
    for (let at = end - 1; at >= start; at--) {
      const most = Math.min(maxMatch, end - at)
      let least = Number(literalBits[Number(all[at])]) + Number(cost[at - start + 1])
      let step = 1
      let back = 0
      let best = minMatch - 1
      let candidate = Number(before[at])
      for (let looked = 0; candidate >= 0 && best < most && best < niceLength && looked < maxChain; looked++) {
        const far = at - candidate
        if (far > maxDistance) break
        if (all[candidate + best] === all[at + best]) {
          let long = 0
          while (long < most && all[candidate + long] === all[at + long]) long += 1
          const farCost = Number(distanceCost[Number(distanceSymbol[far])])
          for (let one = best + 1; one <= long; one++) {
            const bits = farCost + Number(lengthCost[one]) + Number(cost[at - start + one])
            if (bits < least) {
              least = bits
              step = one
              back = far
            }
          }
          if (long > best) best = long
        }
        candidate = Number(before[candidate])
      }
      cost[at - start] = least
      length[at - start] = step
      distance[at - start] = back
    }
    this.unlink(linked, end)
    return { length, distance }
  }

  private makeRoom(size: number): void {
    if (this.window.length >= size) return
    const window = new Uint8Array(2 * size)
    window.set(this.dictionary)
    const before = new Int32Array(2 * size).fill(-1)
    before.set(this.before.subarray(0, this.dictionary.length))
    Object.assign(this, { window, before })
  }

  /** Tell each place of the window which place before it has the same hash. */
  private link(from: number, end: number): void {
    const { window, head, before } = this
    for (let at = from; at + 2 < end; at++) {
      const hash = hashAt(window, at)
      before[at] = Number(head[hash])
      head[hash] = at
    }
  }

  /** Take `link` back, last place first. */
  private unlink(from: number, end: number): void {
    const { window, head, before } = this
    for (let at = end - 3; at >= from; at--) {
      head[hashAt(window, at)] = Number(before[at])
      before[at] = -1
    }
  }
}

function hashAt(bytes: Uint8Array, at: number): number {
  const three = (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16)
  return Math.imul(three, 0x9e3779b1) >>> (32 - hashBits)
}
