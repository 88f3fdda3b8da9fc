import { rmSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import type { ReceiptSigner } from '../../protocol/statements.ts'
import { readRecoveryKey } from '../keys/recoveryKey.ts'
import type { HubStore } from '../store/HubStore.ts'
import { Snapshot } from '../store/pg/Snapshot.ts'
import { BackupError } from './BackupError.ts'
import { BackupFolder } from './BackupFolder.ts'
import { readNotes, writeNotes } from './BackupNotes.ts'
import type { BackupSummary } from './backupFormat.ts'
import { hubFingerprint } from './makeRecoverySheet.ts'
import { type BackedUpHead, markSafe } from './markSafe.ts'
import { type PhotoShelf, PhotosBackedUp } from './PhotosBackedUp.ts'
import { readHeader, verifyBackup } from './readBackup.ts'
import { writeBackup } from './writeBackup.ts'

export interface BackupPorts {
  store: Pick<HubStore, 'inTenant'>
  /** of the database's runtime role */
  url: string
  rootKey: Uint8Array
  receipts: ReceiptSigner
  keysFolder: string
  /** authority and certificate, where the hub has one: without them every tablet would have to trust another */
  tlsFolder: string
  photos: PhotoShelf
  /** `BACKUP_DIR`, or null when it is not set */
  folder: string | null
  /** how many backups are kept */
  keep: number
  /** where age and last failure are noted */
  notes: string
  now(): number
}

export interface FinishedBackup {
  file: string
  bytes: number
  rows: number
  createdAt: number
  sheet: string
  summary: BackupSummary
  photos: number
  /** chains that are safe further than before */
  marks: number
  /** the clock stood before the time that the backup before it bears: one of the two is wrong */
  clockBack: boolean
}

/**
 * Make a backup: one snapshot of all communes into one sealed file, flushed, read back whole from the disk, and only then
 * named a backup; then the oldest backups go, and when this one still stands there the chains and photos in it are marked safe.
 *
 * @throws BackupError, StoreError, KeysError
 */
export async function runBackup(ports: BackupPorts, signal: AbortSignal): Promise<FinishedBackup> {
  try {
    return await made(ports, signal)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
    // a hub that is told to stop has not failed, and one that waits for another's backup neither
    if (!signal.aborted && code !== 'backup-running') {
      writeNotes(ports.notes, { ...readNotes(ports.notes), failure: { at: ports.now(), code } })
    }
    throw error
  }
}

async function made(ports: BackupPorts, signal: AbortSignal): Promise<FinishedBackup> {
  const recovery = readRecoveryKey(ports.keysFolder)
  if (ports.folder === null) throw new BackupError('backup-no-folder')
  if (!recovery) throw new BackupError('backup-no-sheet')
  const hub = await hubFingerprint(ports.rootKey)
  const folder = new BackupFolder(ports.folder, hub)
  const snapshot = await Snapshot.open(ports.url)
  if (!snapshot) throw new BackupError('backup-running')
  try {
    folder.prepare()
    const now = ports.now()
    const clockBack = now < (await newestTime(folder))
    const part = folder.partOf(now)
    const heads = new Map<string, BackedUpHead[]>()
    for (const tenant of snapshot.tenants) heads.set(tenant, await snapshot.heads(tenant))
    const { receipts, keysFolder, tlsFolder } = ports
    const maker = { hub, recovery: recovery.publicKey, receipts, keysFolder, tlsFolder, now }
    const photos = new PhotosBackedUp(snapshot, ports.photos)
    const { header, summary } = await writeAndRead(part, maker, snapshot, photos, signal)
    const bytes = statSync(part).size
    const file = folder.accept(part)
    const rows = summary.tables.reduce((sum, table) => sum + table.rows, 0)
    writeNotes(ports.notes, { last: { at: now, file: basename(file), bytes, rows, clockBack }, failure: null })
    folder.prune(ports.keep, file)
    // a mark lets tablets delete: never for a file that is not there
    folder.mustHold(file, bytes)
    let marks = 0
    for (const [tenant, ends] of heads) marks += await markSafe(ports.store, tenant, ends, ports.now())
    await photos.markSafe(ports.store, ports.now())
    await photos.tellLost()
    const count = summary.photos?.count ?? 0
    return { file, bytes, rows, photos: count, createdAt: now, sheet: header.sheet, summary, marks, clockBack }
  } finally {
    await snapshot.close()
  }
}

/** The time of the backup made last, ms; 0 without one that can be read: a damaged old one keeps no new one from being made. */
async function newestTime(folder: BackupFolder): Promise<number> {
  const [newest] = folder.backups()
  if (newest === undefined) return 0
  return readHeader(newest).then(
    ({ createdAt }) => createdAt,
    () => 0,
  )
}

/** What cannot be read back is no backup, and is not left lying about. */
async function writeAndRead(
  part: string,
  maker: Parameters<typeof writeBackup>[1],
  snapshot: Snapshot,
  photos: PhotosBackedUp,
  signal: AbortSignal,
): Promise<{ header: Awaited<ReturnType<typeof writeBackup>>['header']; summary: BackupSummary }> {
  try {
    const content = { ...facts(snapshot), rows: snapshot.rows.bind(snapshot), photos: () => photos.all() }
    const { header, dataKey } = await writeBackup(part, maker, content, signal)
    const summary = await verifyBackup(part, header, dataKey)
    dataKey.fill(0)
    return { header, summary }
  } catch (error) {
    rmSync(part, { force: true })
    throw error
  }
}

const facts = ({ epoch, schema, major, tables }: Snapshot) => ({ epoch, schema, major, tables })
