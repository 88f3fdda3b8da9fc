import { existsSync } from 'node:fs'
import { realTimers } from './apply/ApplyLoop.ts'
import { BackupLoop } from './BackupLoop.ts'
import { BackupError } from './backup/BackupError.ts'
import { canWriteInto, onOneDisk } from './backup/BackupFolder.ts'
import { readNotes } from './backup/BackupNotes.ts'
import { type BackupPorts, runBackup } from './backup/runBackup.ts'
import type { BackupHealth } from './http/BackupHealth.ts'
import type { HubIdentity } from './keys/HubKeys.ts'
import { readRecoveryKey } from './keys/recoveryKey.ts'
import type { Log } from './log/Log.ts'
import { PhotoFolder } from './photos/PhotoFolder.ts'
import { losePhotos } from './photos/tidyPhotos.ts'
import { places, type Settings } from './settings.ts'
import type { HubStore } from './store/HubStore.ts'

/** A nightly backup that is older was missed. */
const oldHours = 36
const hourMs = 3_600_000

export interface BackedUpHub {
  store: HubStore
  /** of the database's runtime role */
  url: string
  identity: HubIdentity
}

const photoShelf = (store: HubStore, folder: string): BackupPorts['photos'] => {
  const files = new PhotoFolder(folder)
  return {
    read: (tenant, key) => files.read(tenant, key),
    lose: (tenant, keys) => losePhotos({ store, now: Date.now }, tenant, keys),
  }
}

export const backupPortsOf = (settings: Settings, { store, url, identity }: BackedUpHub): BackupPorts => ({
  store,
  url,
  rootKey: identity.rootKey,
  receipts: identity.receipts,
  keysFolder: places(settings.dataDir).keys,
  tlsFolder: places(settings.dataDir).tls,
  photos: photoShelf(store, places(settings.dataDir).photos),
  folder: settings.backupDir,
  keep: settings.backupKeep,
  notes: places(settings.dataDir).backups,
  now: Date.now,
})

/**
 * A hub that has moved away does not start again by mistake, and one whose restore was cut not at all. Throws `BackupError`.
 */
export function mayStart(place: ReturnType<typeof places>, evenMoved: boolean): void {
  if (existsSync(place.restoring)) throw new BackupError('restore-half')
  if (existsSync(place.moved) && !evenMoved) throw new BackupError('hub-moved')
}

/** How old the newest verified backup is. */
export function backupHealth(settings: Settings, now: number): BackupHealth {
  const place = places(settings.dataDir)
  const { last, failure } = readNotes(place.backups)
  const ageHours = last === null ? null : Math.max(0, Math.floor((now - last.at) / hourMs))
  const told = { ageHours, failure: failure?.code ?? null, clockBack: last?.clockBack ?? false }
  if (settings.backupDir === null) return { state: 'off', ...told }
  if (readRecoveryKey(place.keys) === null) return { state: 'no-sheet', ...told }
  if (ageHours === null) return { state: 'never', ...told }
  return { state: ageHours >= oldHours ? 'old' : 'fresh', ...told }
}

export interface RunningBackups {
  health(): BackupHealth
  stop(): Promise<void>
}

const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : 'unknown')

/** Backups by night, unless no folder is set for them; what is wrong with the settings is said at once. */
export function startBackups(settings: Settings, hub: BackedUpHub, log: Log): RunningBackups {
  const health = () => backupHealth(settings, Date.now())
  if (settings.backupDir === null) {
    log.warn('no backups', { code: 'backup-no-folder' })
    return { health, stop: async () => undefined }
  }
  if (!canWriteInto(settings.backupDir)) log.error('backups cannot be written', { code: 'backup-not-written' })
  else if (onOneDisk(settings.backupDir, settings.dataDir))
    log.warn('backups on the disk of the data', { code: 'one-disk' })
  if (health().state === 'no-sheet') log.warn('no backups', { code: 'backup-no-sheet' })
  const ports = backupPortsOf(settings, hub)
  const loop = new BackupLoop({
    run: async (signal) => {
      const began = performance.now()
      const { bytes, rows, marks, clockBack } = await runBackup(ports, signal)
      log.info('backup verified', { bytes, n: rows, count: marks, ms: Math.round(performance.now() - began) })
      if (clockBack) log.warn('clock before the last backup', { code: 'backup-clock-back' })
    },
    lastAt: () => readNotes(ports.notes).last?.at ?? null,
    hour: settings.backupHour,
    timers: realTimers,
    now: Date.now,
    onError: (error) => log.error('backup failed', { code: codeOf(error) }),
  })
  loop.start()
  return { health, stop: () => loop.stop() }
}
