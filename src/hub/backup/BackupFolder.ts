import { accessSync, constants, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { syncFolder } from '../files/privateFile.ts'
import { BackupError } from './BackupError.ts'

const ending = '.tsbackup'
const half = `${ending}.part`
/** Number, which orders, and time, which is for people; those of before had no number. */
const nameEnd = /^(?:n(\d{6,15})-)?(\d{8}-\d{6})$/

interface Named {
  name: string
  number: number
  time: string
}

/**
 * The folder of one hub's backups. Only a file that was read back whole carries the name of a backup: until then it is a
 * `.part`. Backups are numbered: a machine's clock is wrong at times, and must not decide which is the newest. Files of other hubs,
 * and whatever else lies there, are not touched.
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
      for (const { name } of this.named(half)) rmSync(join(this.path, name), { force: true })
    })
  }

  /** Where the next backup is written before it counts. @param now ms */
  partOf(now: number): string {
    const time = new Date(now).toISOString().replace(/[-:]/g, '').replace('T', '-').slice(0, 15)
    const number = Math.max(0, ...this.named(ending).map((file) => file.number)) + 1
    return join(this.path, `tram-so-${this.hub}-n${String(number).padStart(6, '0')}-${time}${half}`)
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

  /** Paths of the backups, those made last first. */
  backups(): string[] {
    return this.named(ending)
      .sort((a, b) => b.number - a.number || (a.time < b.time ? 1 : -1))
      .map(({ name }) => join(this.path, name))
  }

  /** Keep the last `count`, and the one just made in any case. */
  prune(count: number, made: string): void {
    this.written(() => {
      const others = this.backups().filter((file) => file !== made)
      for (const file of others.slice(Math.max(0, count - 1))) rmSync(file, { force: true })
      syncFolder(this.path)
    })
  }

  /** Throws `BackupError` when a backup is not there, or not whole. */
  mustHold(file: string, bytes: number): void {
    this.written(() => {
      if (statSync(file).size !== bytes) throw new BackupError('backup-not-written', { reason: 'size' })
    })
  }

  private named(end: string): Named[] {
    if (!existsSync(this.path)) return []
    const start = `tram-so-${this.hub}-`
    return readdirSync(this.path).flatMap((name) => {
      if (!name.startsWith(start) || !name.endsWith(end)) return []
      const [, number, time] = nameEnd.exec(name.slice(start.length, -end.length)) ?? []
      return time === undefined ? [] : [{ name, number: Number(number ?? 0), time }]
    })
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
/** Can a backup be written into this folder now? It is made if it is not there. */
export function canWriteInto(folder: string): boolean {
  try {
    mkdirSync(folder, { recursive: true })
    accessSync(folder, constants.W_OK)
    return true
  } catch {
    return false
  }
}

export function onOneDisk(one: string, other: string): boolean {
  return deviceOf(one) === deviceOf(other)
}

function deviceOf(path: string): number {
  let at = resolve(path)
  while (!existsSync(at)) at = join(at, '..')
  return statSync(at).dev
}
