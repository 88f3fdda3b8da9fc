import { randomBytes } from 'node:crypto'
import { closeSync, fstatSync, openSync, readdirSync, writeSync } from 'node:fs'
import { join } from 'node:path'

/**
 * A flash memory that forgets: noise in the middle of each file that holds records of IndexedDB. The browser must be off.
 * @returns how many files
 */
export function damageDatabase(profile: string): number {
  const folder = join(profile, 'Default', 'IndexedDB')
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(log|ldb)$/.test(name))
  for (const name of files) {
    const file = openSync(join(folder, name), 'r+')
    const { size } = fstatSync(file)
    writeSync(file, randomBytes(512), 0, Math.min(512, size), Math.floor(size / 2))
    closeSync(file)
  }
  return files.length
}
