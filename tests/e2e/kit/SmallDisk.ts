import { execFileSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, rmdirSync, rmSync, statfsSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A disk of its own, small enough to be filled: a tmpfs, which only root may mount. */
export class SmallDisk {
  private constructor(readonly folder: string) {}

  static readonly isPossible = process.getuid?.() === 0

  static mount(megabytes: number): SmallDisk {
    const folder = mkdtempSync(join(tmpdir(), 'tram-so-disk-'))
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder])
    return new SmallDisk(folder)
  }

  private get ballast(): string {
    return join(this.folder, 'photos-of-somebody')
  }

  /** Until not one byte more can be written. */
  fill(): void {
    const file = openSync(this.ballast, 'a')
    const piece = Buffer.alloc(1 << 20)
    try {
      for (let size = piece.length; size > 0; ) {
        try {
          // a write that did not fit whole has written what did
          writeSync(file, piece, 0, size)
        } catch {
          size >>= 1
        }
      }
    } finally {
      closeSync(file)
    }
  }

  /** Fill what the browser gave back by itself; not what is let go on purpose, which is more. */
  fillCrumbs(): void {
    if (this.freeBytes < 1_000_000) this.fill()
  }

  /** Throw the photos away. */
  free(): void {
    rmSync(this.ballast, { force: true })
  }

  private get freeBytes(): number {
    const { bavail, bsize } = statfsSync(this.folder)
    return bavail * bsize
  }

  unmount(): void {
    execFileSync('umount', [this.folder])
    rmdirSync(this.folder)
  }
}
