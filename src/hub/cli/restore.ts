import { existsSync } from 'node:fs'
import { BackupError } from '../backup/BackupError.ts'
import { epochAfter, knownBeside, noteBegun } from '../backup/epochAfter.ts'
import { mustBeFree, openBackup, restoreBackup } from '../backup/restoreBackup.ts'
import { EmbeddedPostgres } from '../embedded/EmbeddedPostgres.ts'
import { hubSettings } from '../hubSettings.ts'
import { openDatabase } from '../openDatabase.ts'
import { PhotoFolder } from '../photos/PhotoFolder.ts'
import { places, type Settings } from '../settings.ts'
import { RUNTIME_ROLE } from '../store/pg/provision.ts'
import { say } from '../words.ts'
import { UsageError } from './arguments.ts'
import type { Output } from './Output.ts'
import { sharesGiven } from './sharesGiven.ts'

/** An epoch that was typed: higher than any that a tablet has met. Null when none was. */
function epochTyped(text: string | undefined): number | null {
  if (text === undefined) return null
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new UsageError('missingOption', { option: '--epoch' })
  return Number(text)
}

/**
 * `restore FILE --share … --share … [--data-dir FOLDER]`: bring a backup back into an empty data folder (or an empty database of
 * `DATABASE_URL`), as a hub of the next epoch. The old hub must not run again.
 */
export async function restore(args: readonly string[], out: Output): Promise<number> {
  const { shares, given } = await sharesGiven(args, { 'data-dir': 'text', epoch: 'text', json: 'yes' }, 1)
  const [file] = given.rest
  if (file === undefined) throw new UsageError('missingOption', { option: say('backupFile') })
  const typed = epochTyped(given.text('epoch'))
  const folder = given.text('data-dir')
  const { settings } = hubSettings(folder === undefined ? process.env : { ...process.env, DATA_DIR: folder })
  const place = places(settings.dataDir)
  const photos = { folder: place.photos, into: (into: string) => new PhotoFolder(into) }
  const folders = { keysFolder: place.keys, tlsFolder: place.tls, photos, marker: place.restoring }
  mustBeFree(folders)
  if (settings.databaseUrl === null && existsSync(place.postgres) && !existsSync(place.restoring)) {
    throw new BackupError('restore-not-empty', { what: place.postgres })
  }
  const backup = await openBackup(file, shares)
  const next = epochAfter(await knownBeside(file, backup.header), Date.now(), typed)
  // before the first change: a restore that is lost later was met by tablets all the same
  noteBegun(file, backup.header.hub, next)
  const ports = { ...folders, epoch: next }
  const { rows, epoch } = await onDatabase(settings, (ownerUrl) => restoreBackup({ ...ports, ownerUrl }, backup))
  await noteRestore(settings, epoch)
  const { hub, createdAt } = backup.header
  const count = backup.summary.photos?.count ?? 0
  const at = new Date(createdAt).toISOString()
  if (given.yes('json')) out.json({ rows, photos: count, epoch, hub, createdAt: at, dataDir: settings.dataDir })
  else out.say(say('restoreDone', { rows, photos: count, at, hub, epoch, folder: settings.dataDir }))
  return 0
}

/** The owner's address of the database to fill; an embedded server runs for as long as it takes. */
async function onDatabase<T>(settings: Settings, work: (ownerUrl: string) => Promise<T>): Promise<T> {
  const { databaseUrl } = settings
  if (databaseUrl !== null) {
    if (decodeURIComponent(new URL(databaseUrl).username) === RUNTIME_ROLE) throw new BackupError('restore-needs-owner')
    return work(databaseUrl)
  }
  const server = await EmbeddedPostgres.start(places(settings.dataDir).postgres)
  try {
    return await work(server.url)
  } finally {
    await server.stop()
  }
}

/** The audit of each commune says that its hub was restored: what the tablets have seen beyond it is in their receipts. */
async function noteRestore(settings: Settings, epoch: number): Promise<void> {
  const database = await openDatabase(settings)
  try {
    for (const { id } of await database.store.tenants()) {
      const line = { at: Date.now(), actor: 'cli', action: 'restore', subject: 'hub', detail: { epoch } }
      await database.store.inTenant(id, (tx) => tx.audit(line))
    }
  } finally {
    await database.close()
  }
}
