import { base64url, equalBytes, fromHex, hex, uuidText } from '../../crypto/bytes.ts'
import type { Bytes, CryptoPort } from '../../crypto/CryptoPort.ts'
import { genesis, itemHeader, nextHash } from '../../protocol/chain.ts'
import { type AlarmCode, Problem } from '../../protocol/problems.ts'
import { isFrameSigned, type Preamble, type WireFrame, type WireItem } from '../../protocol/pushStream.ts'
import type { SessionHeader } from '../../protocol/sessionHeader.ts'
import type { TenantTx } from '../store/HubStore.ts'
import type { ChainRow, DeviceRow, ItemRow } from '../store/rows.ts'
import { dayOf, withRows } from './intake.ts'

/** Where a stream stands: the next number and the hash before it, by the stream's own items. */
export interface StreamPosition {
  n: number
  hash: Uint8Array
  /** headers announced in this stream by sid, with their hashes */
  headers: Map<string, { header: SessionHeader; hash: Bytes }>
}

/** What ingest refuses in the middle of a stream: what came before it stays stored. */
export type StreamStop = 'bad-frame' | 'fork' | 'busy'

/**
 * The chain's head, locked until the transaction ends, and the stream's position in it. Throws `Problem('gap')` when the
 * stream starts beyond the head (SPEC CHN-4), `not-found` when the chain is another device's.
 */
export async function lockHead(
  crypto: CryptoPort,
  tx: TenantTx,
  device: DeviceRow,
  preamble: Preamble,
): Promise<ChainRow> {
  const chain = hex(preamble.chain)
  const known = await tx.lockChain(chain)
  if (known && known.device !== device.id) throw new Problem('not-found')
  if (known) return known
  const hash = await genesis(crypto, preamble.tenant, preamble.device, preamble.chain)
  return { chain, device: device.id, n: 0, hash }
}

/** h of the item before the stream's first (SPEC CHN-1). */
export async function hashBefore(crypto: CryptoPort, tx: TenantTx, head: ChainRow, preamble: Preamble): Promise<Bytes> {
  const n = preamble.from - 1
  if (n > head.n || n < 0) throw new Problem('gap', { head: head.n })
  if (n === head.n) return new Uint8Array(head.hash)
  if (n === 0) return genesis(crypto, preamble.tenant, preamble.device, preamble.chain)
  const item = await tx.item(head.chain, n)
  if (!item) throw new Problem('gap', { head: head.n })
  return new Uint8Array(item.hash)
}

interface HashedItem {
  item: WireItem
  n: number
  ctHash: Uint8Array
  hash: Bytes
}

async function hashItem(
  crypto: CryptoPort,
  preamble: Preamble,
  position: StreamPosition,
  item: WireItem,
): Promise<HashedItem | null> {
  const session = position.headers.get(item.sid)
  if (!session) return null
  const header = itemHeader({
    tenant: preamble.tenant,
    chain: preamble.chain,
    n: position.n,
    type: item.type,
    schema: item.schema,
    headerHash: session.hash,
    sealId: item.sealId,
  })
  const ctHash = 'ct' in item.body ? await crypto.sha256(item.body.ct) : item.body.ctHash
  return { item, n: position.n, ctHash, hash: await nextHash(crypto, position.hash, header, ctHash) }
}

async function readHashes(
  crypto: CryptoPort,
  preamble: Preamble,
  position: StreamPosition,
  frame: WireFrame,
): Promise<HashedItem[] | null> {
  for (const header of frame.announced) {
    position.headers.set(hex(header.sid), { header, hash: await crypto.sha256(header.bytes) })
  }
  const hashed: HashedItem[] = []
  for (const item of frame.items) {
    const one = await hashItem(crypto, preamble, position, item)
    if (!one) return null
    hashed.push(one)
    position.n += 1
    position.hash = one.hash
  }
  return hashed
}

const toRow = (one: HashedItem, device: DeviceRow, chain: string, now: number): ItemRow => ({
  chain,
  n: one.n,
  device: device.id,
  type: one.item.type,
  schema: one.item.schema,
  sid: one.item.sid,
  sealId: one.item.sealId,
  ct: 'ct' in one.item.body ? one.item.body.ct : null,
  ctHash: one.ctHash,
  withheld: 'ct' in one.item.body ? null : one.item.body.reason,
  hash: one.hash,
  receivedAt: now,
  quarantined: device.status === 'revoked',
})

/** Is what the stream says at places the chain already has the same (SPEC CHN-3)? */
async function repeatsChain(tx: TenantTx, head: ChainRow, repeated: readonly HashedItem[]): Promise<boolean> {
  for (const one of repeated) {
    const stored = await tx.item(head.chain, one.n)
    if (!stored || !equalBytes(stored.hash, one.hash)) return false
  }
  return true
}

/** False when a sid of this device already stands for another header: two sessions under one sid could not be told apart. */
async function storeSessions(tx: TenantTx, device: DeviceRow, frame: WireFrame): Promise<boolean> {
  for (const header of frame.announced) {
    const sid = hex(header.sid)
    const known = await tx.sessionHeader(device.id, sid)
    if (known && !equalBytes(known.bytes, header.bytes)) return false
    await tx.putSessionHeader({
      sid,
      device: device.id,
      actor: uuidText(header.actor),
      kid: base64url(header.kid),
      bytes: header.bytes,
    })
  }
  return true
}

/**
 * Append whole frames to a locked chain: check the signature, skip what is there already, store the rest (SPEC STR-4,
 * CHN-3) as far as the device's share of the day goes (STR-6). Moves `head` and `position` on. Returns why the stream must
 * stop (then `position` is where the frame began that was not taken), or null.
 */
export async function appendFrames(
  crypto: CryptoPort,
  tx: TenantTx,
  device: DeviceRow,
  preamble: Preamble,
  position: StreamPosition,
  head: ChainRow,
  frames: readonly WireFrame[],
  now: number,
): Promise<StreamStop | null> {
  if (frames.length === 0) return null
  const rows: ItemRow[] = []
  let intake = await tx.lockIntake(device.id, dayOf(now))
  let stop: StreamStop | null = null
  let fromN = position.n
  for (const frame of frames) {
    fromN = position.n
    const hashed = await readHashes(crypto, preamble, position, frame)
    const last = hashed?.at(-1)
    if (!hashed || !last || !(await isFrameSigned(crypto, preamble, frame, device.signKey, last.n, last.hash))) {
      stop = 'bad-frame'
      break
    }
    const repeated = hashed.filter((one) => one.n <= head.n)
    if (!(await repeatsChain(tx, head, repeated))) {
      stop = 'fork'
      break
    }
    const fresh = hashed.filter((one) => one.n > head.n).map((one) => toRow(one, device, head.chain, now))
    if (fresh.length === 0) continue
    const counted = withRows(intake, fresh)
    if (!counted) {
      stop = 'busy'
      break
    }
    if (!(await storeSessions(tx, device, frame))) {
      stop = 'bad-frame'
      break
    }
    intake = counted
    rows.push(...fresh)
    await tx.putFrame({ chain: head.chain, fromN, upToN: last.n, device: device.id, signature: frame.signature })
    head.n = last.n
    head.hash = last.hash
  }
  if (stop) position.n = fromN
  if (rows.length > 0) {
    await tx.putChain(head)
    await tx.appendItems(rows)
    await tx.putIntake(intake)
    // its signature held: this is the tablet, and not who knows its id
    await tx.seeDevice(device.id, now)
  }
  return stop
}

/**
 * An alarm that a person must see (SPEC CHN-3): one a tablet and code, with how often and the newest place, so that no
 * tablet can bury another's. With `byAnybody`, for what anybody could have sent who knows the tablet's id, it is one of its
 * own: strangers move no place that the tablet itself was at.
 */
export async function raiseAlarm(
  tx: TenantTx,
  crypto: CryptoPort,
  alarm: { code: AlarmCode; device: string; chain: string; n: number; at: number },
  byAnybody = false,
): Promise<void> {
  const name = new TextEncoder().encode(`${alarm.code} ${alarm.device}${byAnybody ? '' : ' own'}`)
  const digest = await crypto.sha256(name)
  const id = uuidText((fromHex(hex(digest)) ?? digest).subarray(0, 16))
  await tx.putAlarm({ id, ...alarm })
}
