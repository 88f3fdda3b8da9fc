import { z } from 'zod'
import { base64url, concat, equalBytes, fromBase64url, utf8, utf8Text } from '../../crypto/bytes.ts'
import type { Bytes } from '../../crypto/CryptoPort.ts'
import { nodeCrypto, nodeOpener, type RawKeyPair } from '../../crypto/node/nodeCrypto.ts'
import { kidOf } from '../../protocol/jws.ts'
import { BackupError } from './BackupError.ts'
import { sheetOf } from './recoveryShares.ts'

/*
 * A backup file: `"TSBK" ‖ length u32 ‖ header (JSON) ‖ chunks`. The header can be read by anybody and names nobody; the
 * chunks can be read with two shares of the sheet that it names. A chunk is `last u8 ‖ length u32 ‖ AES-256-GCM(data key,
 * iv = its number u96, aad = H(header) ‖ last)`: none can be left out, moved, repeated or put into another file, and a file
 * that was cut has no last one.
 */
const magic = utf8('TSBK')
const maxHeader = 64 * 1024
const wrapInfo = utf8('tram-so/backup/1')
const zeroIv = new Uint8Array(12)

const count = z.number().int().nonnegative()
const headerSchema = z.object({
  v: z.literal(1),
  hub: z.string(),
  epoch: count,
  schema: count,
  postgres: count,
  createdAt: count,
  /** sheet whose shares open it, and the kid of its whole key */
  sheet: z.string(),
  kid: z.string(),
  enc: z.string(),
  key: z.string(),
})
export type BackupHeader = z.infer<typeof headerSchema>

/** What the hub signs at the end of a backup: all of it in one look. */
export const summarySchema = z.object({
  v: z.literal(1),
  /** SHA-256 of the file's header, hex */
  header: z.string(),
  hub: z.string(),
  epoch: count,
  schema: count,
  postgres: count,
  createdAt: count,
  keys: z.array(z.object({ name: z.string(), sha256: z.string() })),
  tables: z.array(z.object({ table: z.string(), rows: count, sha256: z.string() })),
  /** absent in backups of a hub that had no photos yet */
  photos: z.object({ count, bytes: count, sha256: z.string() }).optional(),
})
export type BackupSummary = z.infer<typeof summarySchema>

/** The bytes before the chunks. */
export function encodeHeader(header: BackupHeader): Bytes {
  const json = utf8(JSON.stringify(header))
  const length = new Uint8Array(4)
  new DataView(length.buffer).setUint32(0, json.length)
  return concat(magic, length, json)
}

/** Length of the header when these are the first 8 bytes of a backup. Throws `BackupError`. */
export function headerLength(start: Uint8Array): number {
  const isOurs = start.length === 8 && equalBytes(start.subarray(0, 4), magic)
  const length = isOurs ? new DataView(start.buffer, start.byteOffset).getUint32(4) : 0
  if (length === 0 || length > maxHeader) throw new BackupError('backup-not-ours')
  return length
}

/** Throws `BackupError`. */
export function decodeHeader(json: Uint8Array): BackupHeader {
  let value: unknown
  try {
    value = JSON.parse(utf8Text(json))
  } catch {
    throw new BackupError('backup-not-ours')
  }
  const parsed = headerSchema.safeParse(value)
  if (!parsed.success) throw new BackupError('backup-not-ours')
  return parsed.data
}

const wrapKey = async (context: { export(label: Uint8Array, length: number): Bytes | Promise<Bytes> }) =>
  context.export(wrapInfo, 32)

/** A fresh data key, sealed to the recovery key: `enc` and `key` of the header (HPKE export, as SPEC KEY-5). */
export async function newDataKey(recovery: Uint8Array, hub: string) {
  const dataKey = nodeCrypto.random(32)
  const { enc, context } = await nodeCrypto.hpkeSender(recovery, concat(wrapInfo, utf8(hub)))
  const key = await nodeCrypto.aesSeal(await wrapKey(context), zeroIv, wrapInfo, dataKey)
  const named = { sheet: await sheetOf(recovery), kid: await kidOf(nodeCrypto, recovery) }
  return { dataKey, fields: { ...named, enc: base64url(enc), key: base64url(key) } }
}

/** The data key of a backup, by the key of the sheet. Throws `BackupError` `shares-other-sheet`. */
export async function openDataKey(header: BackupHeader, pair: RawKeyPair): Promise<Bytes> {
  const [enc, key] = [fromBase64url(header.enc), fromBase64url(header.key)]
  if ((await kidOf(nodeCrypto, pair.publicKey)) !== header.kid) {
    throw new BackupError('shares-other-sheet', { wanted: header.sheet, given: await sheetOf(pair.publicKey) })
  }
  if (!enc || !key) throw new BackupError('backup-damaged', { part: 'header' })
  try {
    const context = await nodeOpener(pair).open(enc, concat(wrapInfo, utf8(header.hub)))
    const opened = await nodeCrypto.aesOpen(await wrapKey(context), zeroIv, wrapInfo, key)
    if (opened) return opened
  } catch {
    // told below
  }
  throw new BackupError('backup-damaged', { part: 'header' })
}
