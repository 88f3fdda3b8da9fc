import { concat, equalBytes, fromHex, uuidBytes } from '../crypto/bytes.ts'
import type { Bytes } from '../crypto/CryptoPort.ts'
import { limits, wireVersions } from '../protocol/limits.ts'
import type { WithheldReason } from '../protocol/problems.ts'
import { encodePreamble, FrameWriter, type WireItem } from '../protocol/pushStream.ts'
import { framesOf } from './framesOf.ts'
import type { OutboxRow } from './ports.ts'
import type { Round } from './Round.ts'

/** What a stream is made from: a round's own, or a file's. */
export type StreamParts = Pick<Round, 'crypto' | 'store' | 'identity'>

/** One push body with what it carries. */
export interface BuiltStream {
  body: Bytes
  from: number
  to: number
}

/** Room left in a body for preamble, headers and signatures. */
const overhead = 64 * 1024
export const maxCiphertexts = limits.pushBody - overhead

/** A row whose bytes no longer match their hash is sent as damaged: content never blocks the chain (SPEC CHN-6). */
async function checked(round: StreamParts, chain: string, row: OutboxRow): Promise<OutboxRow> {
  if (row.withheld !== null) return row
  const isWhole = row.ct !== null && equalBytes(await round.crypto.sha256(row.ct), row.ctHash)
  if (isWhole) return row
  const reason: WithheldReason = 'withheld-damaged'
  await round.store.withhold(chain, row.n, reason)
  return { ...row, withheld: reason }
}

function toWireItem(row: OutboxRow): WireItem {
  const { type, schema, sid, sealId, ctHash } = row
  const body = row.withheld === null && row.ct !== null ? { ct: row.ct } : null
  return { type, schema, sid, sealId, body: body ?? { ctHash, reason: row.withheld ?? 'withheld-damaged' } }
}

async function headersFor(round: StreamParts, rows: readonly OutboxRow[]): Promise<Map<string, Bytes>> {
  const headers = new Map<string, Bytes>()
  for (const { sid } of rows) {
    if (headers.has(sid)) continue
    const header = await round.store.sessionHeader(sid)
    if (header) headers.set(sid, header)
  }
  return headers
}

/**
 * The stream of a chain's rows from a number on, in frames of up to `frameItems` (SPEC STR-1…3); with the hash at which the
 * chain was left, that branch's (SPEC STR-7). Null: nothing to send.
 */
export async function buildStream(
  round: StreamParts,
  chain: string,
  from: number,
  frameItems: number,
  maxBytes: number,
  end?: Uint8Array,
): Promise<BuiltStream | null> {
  const found = await round.store.outboxFrom(chain, from, maxBytes)
  // a hole ends the stream: a number is implied by its place (SPEC STR-1)
  const stored = found.filter((row, i) => row.n === from + i)
  const rows = await Promise.all(stored.map((row) => checked(round, chain, row)))
  const headers = await headersFor(round, rows)
  const [tenant, device, id] = [uuidBytes(round.identity.tenant), uuidBytes(round.identity.device), fromHex(chain)]
  if (rows.length === 0 || !tenant || !device || !id) return null
  const scope = { tenant, device, chain: id, ...(end && { end }) }
  const writer = new FrameWriter(round.identity.signer, scope)
  const parts: Uint8Array[] = [encodePreamble({ ...scope, wire: wireVersions.max, from })]
  let to = from - 1
  for (const slice of framesOf(rows, frameItems)) {
    const last = slice.at(-1)
    if (!last || slice.some((row) => !headers.has(row.sid))) break
    const headerOf = (sid: string) => headers.get(sid) ?? new Uint8Array(0)
    parts.push(await writer.frame(slice.map(toWireItem), last.n, last.hash, headerOf))
    to = last.n
  }
  if (to < from) return null
  return { body: concat(...parts), from, to }
}
