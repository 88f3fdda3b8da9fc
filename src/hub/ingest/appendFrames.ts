import { base64url, equalBytes, fromHex, hex, uuidText } from '../../crypto/bytes.ts'
import type { Bytes, CryptoPort } from '../../crypto/CryptoPort.ts'
import { itemHeader, nextHash } from '../../protocol/chain.ts'
import type { AlarmCode } from '../../protocol/problems.ts'
import { isFrameSigned, type Preamble, type WireFrame, type WireItem } from '../../protocol/pushStream.ts'
import type { SessionHeader } from '../../protocol/sessionHeader.ts'
import type { TenantTx } from '../store/HubStore.ts'
import type { DeviceRow, ItemRow } from '../store/rows.ts'
import { dayOf, withRows } from './intake.ts'
import { followKnown, type HashedItem, storedAt, type Target, take } from './target.ts'

/** Where a stream stands: the next number and the hash before it, by the stream's own items. */
export interface StreamPosition {
  n: number
  hash: Uint8Array
  /** headers announced in this stream by sid, with their hashes */
  headers: Map<string, { header: SessionHeader; hash: Bytes }>
}

/** What ingest refuses in the middle of a stream: what came before it stays stored. */
export type StreamStop = 'bad-frame' | 'fork' | 'busy'

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

const toRow = (one: HashedItem, device: DeviceRow, { head, tree }: Target, now: number): ItemRow => ({
  chain: head.chain,
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
  origin: tree?.branch.origin ?? null,
})

/** Is what the stream says at places the chain already has the same (SPEC CHN-3)? */
async function repeatsChain(tx: TenantTx, target: Target, repeated: readonly HashedItem[]): Promise<boolean> {
  for (const one of repeated) {
    const stored = await storedAt(tx, target, one.n)
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
 * Append whole frames to a locked chain or branch: check the signature, skip what is there already, store the rest (SPEC STR-4,
 * CHN-3, CHN-8) as far as the device's share of the day goes (STR-6). Moves `target` and `position` on. Returns why the stream must
 * stop (then `position` is where the frame began that was not taken), or null.
 */
export async function appendFrames(
  crypto: CryptoPort,
  tx: TenantTx,
  device: DeviceRow,
  preamble: Preamble,
  position: StreamPosition,
  target: Target,
  frames: readonly WireFrame[],
  now: number,
): Promise<StreamStop | null> {
  if (frames.length === 0) return null
  const before = target.head.n
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
    await followKnown(tx, target, hashed)
    const repeated = hashed.filter((one) => one.n <= target.head.n)
    if (!(await repeatsChain(tx, target, repeated))) {
      stop = 'fork'
      break
    }
    const fresh = hashed.filter((one) => one.n > target.head.n).map((one) => toRow(one, device, target, now))
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
    const { chain } = target.head
    await tx.putFrame({ chain, fromN, upToN: last.n, device: device.id, signature: frame.signature })
    take(target, chain, last)
  }
  if (stop) position.n = fromN
  if (target.head.n > before) {
    await tx.putChain(target.head)
    if (target.tree) await tx.putBranch(target.tree.branch)
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
  alarm: { code: AlarmCode; device: string; chain: string | null; n: number | null; at: number },
  byAnybody = false,
): Promise<void> {
  const name = new TextEncoder().encode(`${alarm.code} ${alarm.device}${byAnybody ? '' : ' own'}`)
  const digest = await crypto.sha256(name)
  const id = uuidText((fromHex(hex(digest)) ?? digest).subarray(0, 16))
  await tx.putAlarm({ id, ...alarm })
}
