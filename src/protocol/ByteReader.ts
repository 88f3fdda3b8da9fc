/** Thrown when bytes end before what they announce; `MalformedBytes` when they can never become valid. */
export class NeedMoreBytes extends Error {
  override name = 'NeedMoreBytes'
  /** @param needed bytes of the view without which reading again would end at the same place */
  constructor(readonly needed: number) {
    super()
  }
}
export class MalformedBytes extends Error {
  override name = 'MalformedBytes'
}

/** Reads the wire's primitives from a byte view, without copying. */
export class ByteReader {
  at = 0
  constructor(private readonly bytes: Uint8Array) {}

  get left(): number {
    return this.bytes.length - this.at
  }

  u8(): number {
    const value = this.bytes[this.at]
    if (value === undefined) throw new NeedMoreBytes(this.at + 1)
    this.at += 1
    return value
  }

  take(length: number): Uint8Array {
    if (this.left < length) throw new NeedMoreBytes(this.at + length)
    this.at += length
    return this.bytes.subarray(this.at - length, this.at)
  }

  /** Unsigned LEB128 of at most 5 bytes. */
  varint(): number {
    return this.leb128(5)
  }

  /** Unsigned LEB128 up to 53 bits: in pages, whose numbers are the tenant's sequence (SPEC PULL-2). */
  varint53(): number {
    return this.leb128(8)
  }

  private leb128(maxBytes: number): number {
    let value = 0
    let scale = 1
    for (let i = 0; i < maxBytes; i++) {
      const byte = this.u8()
      value += (byte & 0x7f) * scale
      if (byte < 0x80) {
        if (!Number.isSafeInteger(value)) throw new MalformedBytes()
        return value
      }
      scale *= 128
    }
    throw new MalformedBytes()
  }
}

/** Unsigned LEB128 of a safe integer ≥ 0. */
export function varint(value: number): Uint8Array {
  const bytes: number[] = []
  let rest = value
  while (rest >= 128) {
    bytes.push((rest % 128) | 0x80)
    rest = Math.floor(rest / 128)
  }
  bytes.push(rest)
  return Uint8Array.from(bytes)
}

/** Unsigned 48-bit big endian, for instants in ms. */
export function u48(value: number): Uint8Array {
  const bytes = new Uint8Array(6)
  const view = new DataView(bytes.buffer)
  const clamped = Math.min(Math.max(0, Math.floor(value)), 2 ** 48 - 1)
  view.setUint16(0, Math.floor(clamped / 2 ** 32))
  view.setUint32(2, clamped % 2 ** 32)
  return bytes
}

export function readU48(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, 6)
  return view.getUint16(0) * 2 ** 32 + view.getUint32(2)
}
