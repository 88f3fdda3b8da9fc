import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A folder for one browser's profile, as a tablet's disk. */
export const newProfile = (): string => mkdtempSync(join(tmpdir(), 'tram-so-tablet-'))

export const removeProfile = (folder: string): void => rmSync(folder, { recursive: true, force: true, maxRetries: 5 })

/**
 * In a profile that was never opened: the browser keeps this origin's data whatever happens. What DevTools can grant is seen by
 * pages only, and not by what clears a full disk.
 */
export function promiseToKeep(profile: string, origin: string): void {
  const exceptions = { durable_storage: { [`${origin},*`]: { setting: 1, last_modified: '13400000000000000' } } }
  mkdirSync(join(profile, 'Default'))
  writeFileSync(
    join(profile, 'Default', 'Preferences'),
    JSON.stringify({ profile: { content_settings: { exceptions } } }),
  )
}

function argsOf(pid: string): string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
  } catch {
    // ended between listing and reading
    return []
  }
}

/** The process of the browser that runs on this profile folder; its helpers carry `--type=`. */
export function browserPid(profile: string): number {
  const found = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      const args = argsOf(pid)
      return args.includes(`--user-data-dir=${profile}`) && !args.some((arg) => arg.startsWith('--type='))
    })
    .map(Number)
  const [pid] = found.sort((a, b) => a - b)
  if (pid === undefined) throw new Error('no browser runs on this profile')
  return pid
}
