import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { z } from 'zod'
import { hex, utf8Text } from '../../crypto/bytes.ts'
import type { Bytes } from '../../crypto/CryptoPort.ts'
import { nodeCrypto } from '../../crypto/node/nodeCrypto.ts'
import { parseJws } from '../../protocol/jws.ts'
import { publicKeyIn } from '../keys/loadKeys.ts'
import { BackupError } from './BackupError.ts'
import {
  type BackupHeader,
  type BackupSummary,
  decodeHeader,
  encodeHeader,
  headerLength,
  summarySchema,
} from './backupFormat.ts'
import { readBlocks } from './blocks.ts'
import { openChunks } from './chunks.ts'
import { hubFingerprint } from './makeRecoverySheet.ts'
import { type BackedUpPhoto, decodePhoto, PhotoDigest } from './photoBlocks.ts'
import { RowDigest } from './RowDigest.ts'

/** One step of reading a backup. The summary comes last, and only when all before it was as the hub signed it. */
export type BackupPart =
  | { kind: 'key'; name: string; bytes: Bytes }
  | { kind: 'table'; table: string; columns: string[] }
  | { kind: 'rows'; bytes: Bytes }
  | { kind: 'tableEnd' }
  | { kind: 'photo'; photo: BackedUpPhoto }
  | { kind: 'summary'; summary: BackupSummary }

const tableSchema = z.object({ table: z.string(), columns: z.array(z.string()) })
const keySchema = z.object({ name: z.string().regex(/^(tls\/)?\w[\w.-]*$/), text: z.string() })

/** The header of a backup file, which needs no key. Throws `BackupError`. */
export async function readHeader(file: string): Promise<BackupHeader> {
  try {
    const handle = await open(file, 'r')
    try {
      const start = await handle.read(new Uint8Array(8), 0, 8, 0)
      const json = new Uint8Array(headerLength(start.buffer.subarray(0, start.bytesRead)))
      const { bytesRead } = await handle.read(json, 0, json.length, 8)
      if (bytesRead < json.length) throw new BackupError('backup-cut')
      return decodeHeader(json)
    } finally {
      await handle.close()
    }
  } catch (error) {
    throw unreadable(error)
  }
}

const unreadable = (error: unknown) =>
  error instanceof BackupError
    ? error
    : new BackupError('backup-unreadable', {
        reason: error instanceof Error && 'code' in error ? String(error.code) : 'unknown',
      })

function parsed<T>(schema: z.ZodType<T>, bytes: Uint8Array): T {
  try {
    return schema.parse(JSON.parse(utf8Text(bytes)))
  } catch {
    throw new BackupError('backup-damaged', { part: 'blocks' })
  }
}

/**
 * Read a backup whole: every chunk authentic, every row and photo counted and hashed, and all of it as the hub's receipt key signed
 * it. Nothing that it yields may be used before the summary has come.
 *
 * @throws BackupError
 */
export async function* readBackup(file: string, header: BackupHeader, dataKey: Uint8Array): AsyncGenerator<BackupPart> {
  const head = encodeHeader(header)
  const headerHash = await nodeCrypto.sha256(head)
  const found: { keys: BackupSummary['keys']; tables: BackupSummary['tables'] } = { keys: [], tables: [] }
  const photos = new PhotoDigest()
  const publicKeys = new Map<string, Bytes>()
  let table: { name: string; digest: RowDigest } | null = null
  let summary: BackupSummary | null = null
  try {
    for await (const { kind, bytes } of blocksOf(file, head.length, { dataKey, headerHash })) {
      if (summary) throw new BackupError('backup-damaged', { part: 'end' })
      if (kind === 'key') {
        const { name, text } = parsed(keySchema, bytes)
        const content = new TextEncoder().encode(text)
        found.keys.push({ name, sha256: hex(await nodeCrypto.sha256(content)) })
        const key = publicKeyIn(name, text)
        if (key) publicKeys.set(name, key)
        yield { kind, name, bytes: content }
      } else if (kind === 'table') {
        const begun = parsed(tableSchema, bytes)
        table = { name: begun.table, digest: new RowDigest() }
        yield { kind, ...begun }
      } else if (kind === 'rows' && table) {
        table.digest.add(bytes)
        yield { kind, bytes }
      } else if (kind === 'tableEnd' && table) {
        found.tables.push({ table: table.name, ...table.digest.end() })
        table = null
        yield { kind }
      } else if (kind === 'photo' && !table) {
        const photo = await decodePhoto(bytes)
        photos.add(photo)
        yield { kind, photo }
      } else if (kind === 'summary' && !table) {
        summary = await signed(utf8Text(bytes), publicKeys, header)
      } else throw new BackupError('backup-damaged', { part: 'blocks' })
    }
  } catch (error) {
    throw unreadable(error)
  }
  if (!summary) throw new BackupError('backup-cut')
  const { keys, tables } = summary
  const told = { keys, tables, photos: summary.photos ?? new PhotoDigest().end() }
  const isSame = JSON.stringify(told) === JSON.stringify({ ...found, photos: photos.end() })
  const isWhole = summary.header === hex(headerHash) && isSame
  if (!isWhole) throw new BackupError('backup-not-verified')
  yield { kind: 'summary', summary }
}

async function* blocksOf(file: string, from: number, key: { dataKey: Uint8Array; headerHash: Uint8Array }) {
  const source = createReadStream(file, { start: from, highWaterMark: 256 * 1024 })
  const gunzip = createGunzip()
  // an error anywhere ends the reading: the loop below gets it
  const plain = pipeline(
    source,
    (bytes) => openChunks(bytes, key),
    gunzip,
    () => undefined,
  )
  yield* readBlocks(plain)
}

/** The summary, when the receipt key inside the backup signed it and the root key inside is the hub of the header. */
async function signed(jws: string, keys: ReadonlyMap<string, Bytes>, header: BackupHeader): Promise<BackupSummary> {
  const parts = parseJws(jws)
  const [root, receipt] = [keys.get('root.json'), keys.get('receipt.json')]
  const summary = summarySchema.safeParse(parts?.payload)
  const isSigned =
    parts?.typ === 'tram-so-backup' &&
    receipt !== undefined &&
    (await nodeCrypto.verify(receipt, parts.message, parts.signature))
  const isItsHub = root !== undefined && (await hubFingerprint(root)) === header.hub
  if (!isSigned || !isItsHub || !summary.success) throw new BackupError('backup-not-verified')
  return summary.data
}

/** Read it all for the summary alone. Throws `BackupError`. */
export async function verifyBackup(file: string, header: BackupHeader, dataKey: Uint8Array): Promise<BackupSummary> {
  let found: BackupSummary | null = null
  for await (const part of readBackup(file, header, dataKey)) if (part.kind === 'summary') found = part.summary
  if (!found) throw new BackupError('backup-cut')
  return found
}
