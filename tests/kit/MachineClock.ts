import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** libfaketime for programs of several threads, where Debian's package `faketime` puts it. */
function libraryPath(): string | null {
  const lib = '/usr/lib'
  const folders = existsSync(lib) ? readdirSync(lib).map((name) => join(lib, name, 'faketime')) : []
  return folders.map((folder) => join(folder, 'libfaketimeMT.so.1')).find((path) => existsSync(path)) ?? null
}

/**
 * The clock of the machine that a hub runs on, as the hub's process sees it: `Date.now()` is shifted and may jump at any moment,
 * timers go on as they do on a machine whose clock is set. Its database server keeps the true time.
 */
export class MachineClock {
  /** libfaketime is Linux's; `scripts/setup.mjs` installs it */
  static readonly isThere = libraryPath() !== null
  private readonly folder = mkdtempSync(join(tmpdir(), 'tram-so-clock-'))
  private readonly file = join(this.folder, 'shift')

  constructor() {
    this.set(0)
  }

  /** What a process must be started with to see this clock. */
  get env(): Record<string, string> {
    const library = libraryPath()
    if (library === null) throw new Error('libfaketime is missing: apt-get install faketime')
    return {
      LD_PRELOAD: library,
      FAKETIME_TIMESTAMP_FILE: this.file,
      // each look at the clock reads the file: a jump is seen at once
      FAKETIME_NO_CACHE: '1',
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
    }
  }

  /** From now on the clock differs from the true one by so much, ms. */
  set(shiftMs: number): void {
    writeFileSync(this.file, `${shiftMs < 0 ? '-' : '+'}${Math.abs(shiftMs) / 1000}s\n`)
  }

  dispose(): void {
    rmSync(this.folder, { recursive: true, force: true })
  }
}
