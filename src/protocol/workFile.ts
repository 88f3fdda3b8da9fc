import { concat, equalBytes, utf8, uuidBytes, uuidText } from '../crypto/bytes.ts'
import type { Bytes, CryptoPort } from '../crypto/CryptoPort.ts'
import { ByteReader, MalformedBytes, NeedMoreBytes, varint } from './ByteReader.ts'
import { handoverLimits } from './handoverLimits.ts'

const magic = utf8('TSF')
const version = 1
const kinds = { stream: 1, photo: 2, evening: 3 } as const
const hubLength = 8

/** Whose work a file carries, and to which hub (SPEC FIL-1). */
export interface WorkFileScope {
  tenant: string
  device: string
  /** first 8 bytes of the hash of the hub's root point */
  hub: Uint8Array
}

/** What a file says that it carries; `unknown` is of a later version and passed over. */
export type WorkFilePart =
  | { kind: 'stream'; length: number; chain: Uint8Array; from: number; to: number }
  | { kind: 'photo'; length: number; authorization: string }
  /** the tablet's word about an evening; its body (SPEC LED-2) */
  | { kind: 'evening'; length: number }
  | { kind: 'unknown'; length: number }

export interface WorkFileHead extends WorkFileScope {
  parts: WorkFilePart[]
  /** where the first body begins */
  at: number
}

/** The head of a file of another kind, of a later version, or damaged. */
export class WorkFileError extends Error {
  constructor(readonly code: 'file-unknown' | 'file-damaged' | 'file-newer') {
    super(code)
    this.name = 'WorkFileError'
  }
}

/** The hub's mark in a file's head. */
export const hubMark = async (crypto: Pick<CryptoPort, 'sha256'>, rootKey: Uint8Array): Promise<Bytes> =>
  (await crypto.sha256(rootKey)).slice(0, hubLength)

function detailOf(part: Exclude<WorkFilePart, { kind: 'unknown' }>): Uint8Array {
  switch (part.kind) {
    case 'stream':
      return concat(part.chain, varint(part.from), varint(part.to))
    case 'photo':
      return utf8(part.authorization)
    case 'evening':
      return new Uint8Array(0)
  }
}

function entryOf(part: Exclude<WorkFilePart, { kind: 'unknown' }>): Uint8Array {
  const detail = detailOf(part)
  return concat(Uint8Array.of(kinds[part.kind]), varint(part.length), varint(detail.length), detail)
}

/** A whole file: its head, and the bodies in the order of their parts (SPEC FIL-1). */
export async function encodeWorkFile(
  crypto: Pick<CryptoPort, 'sha256'>,
  { tenant, device, hub }: WorkFileScope,
  carried: readonly { part: Exclude<WorkFilePart, { kind: 'unknown' }>; body: Uint8Array }[],
): Promise<Bytes> {
  const [tenantBytes, deviceBytes] = [uuidBytes(tenant), uuidBytes(device)]
  if (!tenantBytes || !deviceBytes) throw new TypeError('ids of our own are well-formed')
  const entries = carried.map(({ part }) => entryOf(part))
  const head = concat(magic, Uint8Array.of(version), tenantBytes, deviceBytes, hub, varint(entries.length), ...entries)
  return concat(head, await crypto.sha256(head), ...carried.map(({ body }) => body))
}

const latin1 = (bytes: Uint8Array): string => Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')

function readPart(reader: ByteReader): WorkFilePart {
  const kind = reader.u8()
  const length = reader.varint()
  const detailLength = reader.varint()
  if (detailLength > handoverLimits.partDetail) throw new MalformedBytes()
  const detail = reader.take(detailLength)
  if (kind === kinds.photo) return { kind: 'photo', length, authorization: latin1(detail) }
  if (kind === kinds.evening) return { kind: 'evening', length }
  if (kind !== kinds.stream) return { kind: 'unknown', length }
  const inner = new ByteReader(detail)
  return { kind: 'stream', length, chain: inner.take(16), from: inner.varint(), to: inner.varint() }
}

function readHead(reader: ByteReader): WorkFileHead {
  const scope = {
    tenant: uuidText(reader.take(16)),
    device: uuidText(reader.take(16)),
    hub: reader.take(hubLength),
  }
  const count = reader.varint()
  if (count > handoverLimits.workFileParts) throw new MalformedBytes()
  const parts = Array.from({ length: count }, () => readPart(reader))
  return { ...scope, parts, at: reader.at }
}

/** The head of a file that has come whole or in part. Throws `WorkFileError`: then nothing of the file is believed (SPEC FIL-2). */
export async function readWorkFileHead(crypto: Pick<CryptoPort, 'sha256'>, file: Uint8Array): Promise<WorkFileHead> {
  const reader = new ByteReader(file)
  try {
    if (!equalBytes(reader.take(magic.length), magic)) throw new WorkFileError('file-unknown')
    if (reader.u8() !== version) throw new WorkFileError('file-newer')
    const head = readHead(reader)
    const hash = reader.take(32)
    if (!equalBytes(hash, await crypto.sha256(file.subarray(0, head.at)))) throw new WorkFileError('file-damaged')
    return { ...head, at: reader.at }
  } catch (error) {
    if (error instanceof WorkFileError) throw error
    if (error instanceof NeedMoreBytes || error instanceof MalformedBytes) throw new WorkFileError('file-damaged')
    throw error
  }
}

/** Each part with what of its body has come; a file that was cut ends early. */
export function* bodiesOf(head: WorkFileHead, file: Uint8Array): Generator<{ part: WorkFilePart; body: Uint8Array }> {
  let { at } = head
  for (const part of head.parts) {
    yield { part, body: file.subarray(at, at + part.length) }
    at += part.length
  }
}
