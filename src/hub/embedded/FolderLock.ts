import { randomBytes } from 'node:crypto'
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { EmbeddedError } from './EmbeddedError.ts'
import { processIdentity } from './processIdentity.ts'

const Holder = z.object({ pid: z.number().int().positive(), identity: z.string() })

/**
 * One live hub a data folder: a file `hub.lock` with the holder's number and start. The file of a killed hub is stale
 * and replaced. Two hubs that find it stale at once cannot both win: taking is a hard link, which only one can make.
 */
export class FolderLock {
  private constructor(
    private readonly path: string,
    private readonly content: string,
  ) {}

  /** @throws EmbeddedError `data-in-use` with the holder's pid */
  static take(folder: string): FolderLock {
    const path = join(folder, 'hub.lock')
    const mark = randomBytes(6).toString('hex')
    const mine = `${path}.${mark}`
    const content = JSON.stringify({ pid: process.pid, identity: processIdentity(process.pid) ?? 'unknown', mark })
    writeFileSync(mine, content, { mode: 0o600 })
    try {
      for (let tried = 0; tried < 5; tried++) {
        if (linked(mine, path)) return new FolderLock(path, content)
        removeStale(path, `${mine}.stale`)
      }
    } finally {
      rmSync(mine, { force: true })
    }
    throw new EmbeddedError('data-in-use', { folder })
  }

  release(): void {
    if (read(this.path) === this.content) rmSync(this.path, { force: true })
  }
}

function removeStale(path: string, aside: string): void {
  const seen = read(path)
  if (seen === null) return
  const pid = livePid(seen)
  if (pid !== null) throw new EmbeddedError('data-in-use', { pid })
  try {
    renameSync(path, aside)
  } catch {
    return
  }
  // Between the look and the move another hub may have taken the folder: then this is its file, which goes back.
  const moved = read(aside)
  if (moved !== seen && moved !== null) linked(aside, path)
  rmSync(aside, { force: true })
}

function livePid(content: string): number | null {
  let holder: z.infer<typeof Holder>
  try {
    holder = Holder.parse(JSON.parse(content))
  } catch {
    return null
  }
  const identity = processIdentity(holder.pid)
  return identity !== null && identity === holder.identity ? holder.pid : null
}

function linked(from: string, to: string): boolean {
  try {
    linkSync(from, to)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  }
}

function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null
  }
}
