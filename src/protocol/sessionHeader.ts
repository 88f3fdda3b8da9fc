import { concat, hex } from '../crypto/bytes.ts'
import type { Bytes, CryptoPort, HpkeOpener, ItemKeys, Signer } from '../crypto/CryptoPort.ts'
import { readU48, u48 } from './ByteReader.ts'
import { labels } from './labels.ts'

/** Bytes of a session header on the wire (SPEC SES-3). */
export const headerLength = 240
const signedLength = headerLength - 64

/** A header's parts; all byte fields have the lengths that SPEC SES-3 gives. */
export interface SessionHeader {
  bytes: Bytes
  tenant: Uint8Array
  sid: Uint8Array
  device: Uint8Array
  actor: Uint8Array
  kid: Uint8Array
  enc: Uint8Array
  commit: Uint8Array
  /** tablet's clock at the session's start, ms */
  wall: number
  signature: Uint8Array
}

/** An open session on the tablet: its header, the header's hash and its item keys (memory only, SPEC SES-2). */
export interface SealingSession {
  header: Bytes
  headerHash: Bytes
  sid: string
  keys: ItemKeys
  wall: number
}

export interface SessionParts {
  tenant: Uint8Array
  device: Uint8Array
  actor: Uint8Array
  /** the hub's certified seal key and its id */
  sealKey: Uint8Array
  kid: Uint8Array
  /** tablet clock, ms */
  wall: number
}

const sessionInfo = (tenant: Uint8Array, device: Uint8Array, sid: Uint8Array) =>
  concat(labels.session, tenant, device, sid)

/** Begin a sealing session: one HPKE context for many items (SPEC SES-1…3). */
export async function beginSession(crypto: CryptoPort, actor: Signer, parts: SessionParts): Promise<SealingSession> {
  const sid = crypto.random(16)
  const { enc, context } = await crypto.hpkeSender(parts.sealKey, sessionInfo(parts.tenant, parts.device, sid))
  const commit = await context.export(labels.commit, 32)
  const signed = concat(
    Uint8Array.of(1),
    parts.tenant,
    sid,
    parts.device,
    parts.actor,
    parts.kid,
    enc,
    commit,
    u48(parts.wall),
  )
  const header = concat(signed, await actor.sign(concat(labels.header, signed)))
  return {
    header,
    headerHash: await crypto.sha256(header),
    sid: hex(sid),
    keys: await crypto.itemKeys(await context.export(labels.secret, 32)),
    wall: parts.wall,
  }
}

/** The parts of a header; null when its length or version is not ours. */
export function parseSessionHeader(bytes: Uint8Array): SessionHeader | null {
  if (bytes.length !== headerLength || bytes[0] !== 1) return null
  const part = (from: number, length: number) => bytes.subarray(from, from + length)
  return {
    bytes: concat(bytes),
    tenant: part(1, 16),
    sid: part(17, 16),
    device: part(33, 16),
    actor: part(49, 16),
    kid: part(65, 8),
    enc: part(73, 65),
    commit: part(138, 32),
    wall: readU48(part(170, 6)),
    signature: part(signedLength, 64),
  }
}

/** Did this actor sign this header (SPEC SES-4)? */
export const isHeaderSigned = (crypto: CryptoPort, header: SessionHeader, actorKey: Uint8Array) =>
  crypto.verify(actorKey, concat(labels.header, header.bytes.subarray(0, signedLength)), header.signature)

/** Item keys of a received session, or null when its commitment differs (SPEC SES-4). */
export async function openSession(
  crypto: CryptoPort,
  opener: HpkeOpener,
  header: SessionHeader,
): Promise<ItemKeys | null> {
  const context = await opener.open(header.enc, sessionInfo(header.tenant, header.device, header.sid))
  const commit = await context.export(labels.commit, 32)
  if (hex(commit) !== hex(header.commit)) return null
  return crypto.itemKeys(await context.export(labels.secret, 32))
}
