import { readFileSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { syncFolder, writePrivate } from '../files/privateFile.ts'
import { BackupError } from './BackupError.ts'
import { BackupFolder } from './BackupFolder.ts'
import type { BackupHeader } from './backupFormat.ts'
import { readHeader } from './readBackup.ts'

/** An epoch that this hub has had, and when, ms; 0 when that is not known. */
export type KnownEpoch = Pick<BackupHeader, 'epoch' | 'createdAt'>

/** Headers and notes beside a backup are signed by nobody: a number that no restore can have begun is not heeded. */
const maxEpoch = 1e9

const noteOf = (file: string, hub: string): string => join(dirname(file), `tram-so-${hub}.epoch`)

function begunBefore(file: string, hub: string): number {
  try {
    const text = readFileSync(noteOf(file, hub), 'utf8').trim()
    return /^\d{1,9}$/.test(text) ? Number(text) : 0
  } catch {
    return 0
  }
}

/** What a backup and its folder tell of the epochs of its hub: the backups beside it, and restores from there. */
export async function knownBeside(file: string, header: BackupHeader): Promise<KnownEpoch[]> {
  const known: KnownEpoch[] = [header, { epoch: begunBefore(file, header.hub), createdAt: 0 }]
  for (const other of new BackupFolder(dirname(file), header.hub).backups()) {
    const found = await readHeader(other).catch(() => null)
    if (found?.hub === header.hub && found.epoch < maxEpoch) known.push(found)
  }
  return known
}

/**
 * The epoch after a restore (SPEC EPO-4): `typed`, or the minutes since 1970, and above all that is known in either case. The minutes
 * rise over a restore that nobody here knows of; they do so only by a clock that is not behind a backup.
 *
 * @param now ms
 * @throws BackupError `restore-clock-behind`
 */
export function epochAfter(known: readonly KnownEpoch[], now: number, typed: number | null): number {
  const next = Math.max(0, ...known.map(({ epoch }) => epoch)) + 1
  if (typed !== null) return Math.max(next, typed)
  const newest = Math.max(0, ...known.map(({ createdAt }) => createdAt))
  if (now < newest) throw new BackupError('restore-clock-behind', { now: timeOf(now), at: timeOf(newest) })
  return Math.max(next, Math.floor(now / 60_000))
}

const timeOf = (ms: number) => new Date(ms).toISOString()

/**
 * Leave word beside the backup of the epoch that a restore of it begins: the next restore from there rises above it, whatever the
 * clocks say. False where nothing can be written, as on a disk that is only read: then the clock has to do.
 */
export function noteBegun(file: string, hub: string, epoch: number): boolean {
  const note = noteOf(file, hub)
  try {
    rmSync(`${note}.new`, { force: true })
    writePrivate(`${note}.new`, `${Math.max(epoch, begunBefore(file, hub))}\n`)
    renameSync(`${note}.new`, note)
    syncFolder(dirname(note))
    return true
  } catch {
    return false
  }
}
