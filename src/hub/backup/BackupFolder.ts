import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { syncFolder } from '../files/privateFile.ts'
import { BackupError } from './BackupError.ts'

const ending = '.tsbackup'
const half = `${ending}.part`

/**
 * The folder of one hub's backups. Only a file that was read back whole carries the name of a backup: until then it is a
 * `.part`. Files of other hubs, and whatever else lies there, are not touched.
 */
export class BackupFolder {
  readonly path: string

  constructor(
    path: string,
    /** fingerprint: which files are this hub's */
    private readonly hub: string,
  ) {
    this.path = resolve(path)
  }

  /** Make the folder if need be, and clear what an unfinished backup left. Throws `BackupError` `backup-not-written`. */
  prepare(): void {
    this.written(() => {
      mkdirSync(this.path, { recursive: true, mode: 0o700 })
      for (const name of this.named(half)) rmSync(join(this.path, name), { force: true })
    })
  }

  /** Where a backup is written before it counts. */
  partOf(now: number): string {
    const time = new Date(now).toISOString().replace(/[-:]/g, '').replace('T', '-').slice(0, 15)
    return join(this.path, `tram-so-${this.hub}-${time}${half}`)
  }

  /** A verified part becomes a backup; its new path. */
  accept(part: string): string {
    const file = part.slice(0, -'.part'.length)
    this.written(() => {
      renameSync(part, file)
      syncFolder(this.path)
    })
    return file
  }

  /** Paths of the backups, newest first. */
  backups(): string[] {
    return this.named(ending)
      .sort()
      .reverse()
      .map((name) => join(this.path, name))
  }

  /** Keep the newest `count`, which is one at least. */
  prune(count: number): void {
    this.written(() => {
      for (const file of this.backups().slice(Math.max(1, count))) rmSync(file, { force: true })
      syncFolder(this.path)
    })
  }

  private named(end: string): string[] {
    if (!existsSync(this.path)) return []
    return readdirSync(this.path).filter((name) => name.startsWith(`tram-so-${this.hub}-`) && name.endsWith(end))
  }

  private written(work: () => void): void {
    try {
      work()
    } catch (error) {
      throw new BackupError('backup-not-written', {
        reason: error instanceof Error && 'code' in error ? String(error.code) : 'unknown',
      })
    }
  }
}

/** Do both lie on one disk, so that its death takes both? Folders that do not exist count as their nearest parent. */
export function onOneDisk(one: string, other: string): boolean {
  return deviceOf(one) === deviceOf(other)
}

function deviceOf(path: string): number {
  let at = resolve(path)
  while (!existsSync(at)) at = join(at, '..')
  return statSync(at).dev
}
