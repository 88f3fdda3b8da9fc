import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { hex, utf8 } from '../../crypto/bytes.ts'
import { nodeCrypto } from '../../crypto/node/nodeCrypto.ts'
import { signJws } from '../../protocol/jws.ts'
import type { ReceiptSigner } from '../../protocol/statements.ts'
import type { TableShape } from '../store/pg/tableShapes.ts'
import { BackupError } from './BackupError.ts'
import { type BackupHeader, type BackupSummary, encodeHeader, newDataKey } from './backupFormat.ts'
import { encodeBlock } from './blocks.ts'
import { sealChunks } from './chunks.ts'
import { type BackedUpPhoto, encodePhoto, PhotoDigest } from './photoBlocks.ts'
import { RowDigest } from './RowDigest.ts'

/** Sealed bytes as hex shrink to a half at any level, and a hub of two cores has others to serve. */
const quick = 1

/** Everything that one backup holds: `Snapshot` gives the rows. */
export interface BackupContent {
  epoch: number
  schema: number
  major: number
  tables: readonly TableShape[]
  rows(table: TableShape): AsyncIterable<Uint8Array>
  photos(): AsyncIterable<BackedUpPhoto>
}

export interface BackupMaker {
  /** as `hubFingerprint` gives it */
  hub: string
  /** public half of the recovery key */
  recovery: Uint8Array
  receipts: ReceiptSigner
  keysFolder: string
  tlsFolder: string
  /** the hub's clock, ms */
  now: number
}

export interface WrittenBackup {
  header: BackupHeader
  /** opens the file again while this process lives: to read it back without any share */
  dataKey: Uint8Array
}

/**
 * Write a backup into a new file that only its owner may read, and flush it to the disk. It streams: no table is ever whole
 * in memory.
 *
 * @throws BackupError `backup-not-written` with the reason, StoreError
 */
export async function writeBackup(
  file: string,
  maker: BackupMaker,
  content: BackupContent,
  signal: AbortSignal,
): Promise<WrittenBackup> {
  const { hub, now } = maker
  const { dataKey, fields } = await newDataKey(maker.recovery, hub)
  const facts = { epoch: content.epoch, schema: content.schema, postgres: content.major, createdAt: now }
  const header: BackupHeader = { v: 1, hub, ...facts, ...fields }
  const head = encodeHeader(header)
  const headerHash = await nodeCrypto.sha256(head)
  const start: SummaryStart = { v: 1, header: hex(headerHash), hub, ...facts }
  const handle = await open(file, 'wx', 0o600).catch(notWritten)
  try {
    await handle.write(head)
    const zipped = new PassThrough()
    const zipping = pipeline(() => blocks(maker, content, start), createGzip({ level: quick }), zipped, { signal })
    const writing = (async () => {
      for await (const chunk of sealChunks(zipped, { dataKey, headerHash })) await handle.write(chunk)
    })()
    // a failure of either ends the other; the disk's own word says more than a stream that was closed early
    zipping.catch(() => undefined)
    await writing
    await zipping
    await handle.sync()
  } catch (error) {
    return notWritten(error)
  } finally {
    await handle.close()
  }
  return { header, dataKey }
}

/** What the file system refuses is told by its code; the rest goes up as it is. */
function notWritten(error: unknown): never {
  const isSystem = error instanceof Error && 'syscall' in error && 'code' in error
  throw isSystem ? new BackupError('backup-not-written', { reason: String(error.code) }) : error
}

type SummaryStart = Omit<BackupSummary, 'keys' | 'tables' | 'photos'>

const json = (value: unknown) => utf8(JSON.stringify(value))

async function* blocks(maker: BackupMaker, content: BackupContent, start: SummaryStart): AsyncGenerator<Uint8Array> {
  const keys: BackupSummary['keys'] = []
  for (const { name, path } of secretFiles(maker)) {
    const text = readFileSync(path, 'utf8')
    keys.push({ name, sha256: hex(await nodeCrypto.sha256(utf8(text))) })
    yield encodeBlock('key', json({ name, text }))
  }
  const tables: BackupSummary['tables'] = []
  for (const shape of content.tables) {
    const digest = new RowDigest()
    yield encodeBlock('table', json({ table: shape.name, columns: shape.columns }))
    for await (const piece of content.rows(shape)) {
      digest.add(piece)
      yield encodeBlock('rows', piece)
    }
    tables.push({ table: shape.name, ...digest.end() })
    yield encodeBlock('tableEnd', new Uint8Array(0))
  }
  const digest = new PhotoDigest()
  for await (const photo of content.photos()) {
    digest.add(photo)
    yield encodeBlock('photo', encodePhoto(photo))
  }
  const { signer, kid } = maker.receipts
  const summary = { ...start, keys, tables, photos: digest.end() }
  yield encodeBlock('summary', utf8(await signJws(signer, kid, 'tram-so-backup', summary)))
}

interface SecretFile {
  /** as it stands in the backup: `root.json`, `tls/hub.key` */
  name: string
  path: string
}

/** Every key file, those of earlier seal keys too, and what HTTPS needs; half-written ones are none. */
function secretFiles({ keysFolder, tlsFolder }: BackupMaker): SecretFile[] {
  const filesIn = (folder: string) => (existsSync(folder) ? readdirSync(folder).sort() : [])
  const keys = filesIn(keysFolder).filter((name) => name.endsWith('.json'))
  return [
    ...keys.map((name) => ({ name, path: join(keysFolder, name) })),
    ...filesIn(tlsFolder).map((name) => ({ name: `tls/${name}`, path: join(tlsFolder, name) })),
  ]
}
