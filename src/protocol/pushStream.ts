import { concat, equalBytes, hex, utf8 } from '../crypto/bytes.ts'
import type { Bytes, CryptoPort, Signer } from '../crypto/CryptoPort.ts'
import { ByteQueue } from './ByteQueue.ts'
import { ByteReader, MalformedBytes, NeedMoreBytes, varint } from './ByteReader.ts'
import { type FrameScope, frameMessage } from './chain.ts'
import { limits } from './limits.ts'
import { type WithheldReason, withheldReasons } from './problems.ts'
import { headerLength, parseSessionHeader, type SessionHeader } from './sessionHeader.ts'

const [magic, branchMagic] = [utf8('TSP'), utf8('TSB')]
const endLength = 32

/** Who sends which chain from where (SPEC STR-1). */
export interface Preamble {
  wire: number
  tenant: Uint8Array
  device: Uint8Array
  chain: Uint8Array
  from: number
  /** h at which the tablet left this chain: then the stream is that branch of it (SPEC STR-7) */
  end?: Uint8Array
}

/** An item as a frame carries it (SPEC STR-3): its body, or only its hash with the reason. */
export interface WireItem {
  type: number
  schema: number
  sid: string
  sealId: Uint8Array
  body: { ct: Uint8Array } | { ctHash: Uint8Array; reason: WithheldReason }
}

/** A frame as read; whether its signature holds is the reader's to check (SPEC STR-4). */
export interface WireFrame {
  items: WireItem[]
  /** headers first announced in this frame */
  announced: SessionHeader[]
  signature: Uint8Array
}

export function encodePreamble({ wire, tenant, device, chain, from, end }: Preamble): Bytes {
  const to = concat(Uint8Array.of(wire), tenant, device, chain)
  return end ? concat(branchMagic, to, end, varint(from)) : concat(magic, to, varint(from))
}

function encodeItem(item: WireItem, session: Uint8Array): Uint8Array {
  const kind = Uint8Array.of(item.type, item.schema)
  if ('ct' in item.body) return concat(kind, session, item.sealId, varint(item.body.ct.length), item.body.ct)
  const { reason, ctHash } = item.body
  const code = Object.entries(withheldReasons).find(([, name]) => name === reason)?.[0]
  return concat(Uint8Array.of(0), kind, session, item.sealId, Uint8Array.of(Number(code)), ctHash)
}

/** Writes frames of one stream, announcing each session header at its first use (SPEC STR-2, STR-3). */
export class FrameWriter {
  private readonly announced = new Map<string, number>()

  constructor(
    private readonly signer: Signer,
    private readonly to: FrameScope,
  ) {}

  /**
   * One frame of 1 to `limits.frameItems` items ending at number `lastN` with chain hash `lastHash`; `headerOf` gives the 240 header bytes
   * of a session id.
   */
  async frame(
    items: readonly WireItem[],
    lastN: number,
    lastHash: Uint8Array,
    headerOf: (sid: string) => Uint8Array,
  ): Promise<Bytes> {
    const parts: Uint8Array[] = [Uint8Array.of(items.length)]
    for (const item of items) {
      const known = this.announced.get(item.sid)
      if (known === undefined) this.announced.set(item.sid, this.announced.size + 1)
      parts.push(encodeItem(item, known === undefined ? concat(varint(0), headerOf(item.sid)) : varint(known)))
    }
    parts.push(await this.signer.sign(frameMessage(this.to, lastN, lastHash)))
    return concat(...parts)
  }
}

/** A frame of which some items have been read. */
interface OpenFrame {
  left: number
  items: WireItem[]
  announced: SessionHeader[]
}

/**
 * Reads a push stream that arrives in pieces. `next()` gives the preamble's frames as they become whole, `null` when more
 * bytes are needed; it throws `MalformedBytes` at the first bytes that can never become a frame. An item is read once it is
 * whole and never again: a stream that drips in byte by byte costs what one sent whole costs.
 */
export class PushStreamReader {
  private readonly buffer = new ByteQueue()
  private readonly sids: string[] = []
  private frame: OpenFrame | null = null
  /** bytes without which it is no use to look again */
  private needed = 1
  preamble: Preamble | null = null

  feed(bytes: Uint8Array): void {
    this.buffer.push(bytes)
  }

  /** Are there bytes that are not part of a whole frame? */
  get isInFrame(): boolean {
    return this.frame !== null || this.buffer.length > 0
  }

  next(): WireFrame | null {
    while (this.buffer.length >= this.needed) {
      const reader = new ByteReader(this.buffer.unread)
      try {
        const frame = this.readPart(reader)
        this.buffer.drop(reader.at)
        this.needed = 1
        if (frame) return frame
      } catch (error) {
        if (!(error instanceof NeedMoreBytes)) throw error
        this.needed = error.needed
      }
    }
    return null
  }

  /** The next part of the stream: preamble, a frame's count, an item, or the signature, which completes the frame. */
  private readPart(reader: ByteReader): WireFrame | null {
    if (!this.preamble) {
      this.preamble = readPreamble(reader)
      return null
    }
    if (!this.frame) {
      const left = reader.u8()
      if (left < 1 || left > limits.frameItems) throw new MalformedBytes()
      this.frame = { left, items: [], announced: [] }
      return null
    }
    const { frame } = this
    if (frame.left > 0) {
      const { item, header } = readItem(reader, this.sids)
      if (header) {
        this.sids.push(item.sid)
        frame.announced.push(header)
      }
      frame.items.push(item)
      frame.left -= 1
      return null
    }
    const signature = reader.take(64)
    this.frame = null
    return { items: frame.items, announced: frame.announced, signature }
  }
}

function readPreamble(reader: ByteReader): Preamble {
  const kind = reader.take(magic.length)
  const isBranch = equalBytes(kind, branchMagic)
  if (!isBranch && !equalBytes(kind, magic)) throw new MalformedBytes()
  const to = { wire: reader.u8(), tenant: reader.take(16), device: reader.take(16), chain: reader.take(16) }
  const end = isBranch ? { end: reader.take(endLength) } : {}
  return { ...to, ...end, from: reader.varint() }
}

/** An item's session: known in this stream, or announced here by its header. */
function readSession(reader: ByteReader, sids: readonly string[]): { sid: string; header: SessionHeader | null } {
  const reference = reader.varint()
  if (reference > 0) {
    const sid = sids[reference - 1]
    if (sid === undefined) throw new MalformedBytes()
    return { sid, header: null }
  }
  const header = parseSessionHeader(reader.take(headerLength))
  if (!header) throw new MalformedBytes()
  return { sid: hex(header.sid), header }
}

function readItem(reader: ByteReader, sids: readonly string[]): { item: WireItem; header: SessionHeader | null } {
  const first = reader.u8()
  const isWithheld = first === 0
  const type = isWithheld ? reader.u8() : first
  const schema = reader.u8()
  const { sid, header } = readSession(reader, sids)
  const sealId = reader.take(8)
  return { item: { type, schema, sid, sealId, body: isWithheld ? readReason(reader) : readSealed(reader) }, header }
}

function readReason(reader: ByteReader): WireItem['body'] {
  const reason = withheldReasons[reader.u8() as keyof typeof withheldReasons]
  if (!reason) throw new MalformedBytes()
  return { reason, ctHash: reader.take(32) }
}

function readSealed(reader: ByteReader): WireItem['body'] {
  const length = reader.varint()
  if (length > limits.ciphertext || length < 32) throw new MalformedBytes()
  return { ct: reader.take(length) }
}

/** Does the device's signature of this frame hold (SPEC STR-2)? */
export const isFrameSigned = (
  crypto: CryptoPort,
  preamble: Preamble,
  frame: WireFrame,
  deviceKey: Uint8Array,
  lastN: number,
  lastHash: Uint8Array,
) => crypto.verify(deviceKey, frameMessage(preamble, lastN, lastHash), frame.signature)
