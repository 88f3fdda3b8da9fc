import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'

/** Write a new file that only its owner may read, and flush it. Throws when it is there already (`EEXIST`). */
export function writePrivate(path: string, text: string): void {
  const file = openSync(path, 'wx', 0o600)
  try {
    writeSync(file, text)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

/** Put a private file in the place of the one that is there, if any: whole or not at all. */
export function replacePrivate(path: string, text: string): void {
  const aside = `${path}.new`
  rmSync(aside, { force: true })
  writePrivate(aside, text)
  renameSync(aside, path)
  syncFolder(dirname(path))
}

/** Flush a folder: then a file that was made or renamed in it is there after a power cut. */
export function syncFolder(path: string): void {
  const folder = openSync(path, 'r')
  try {
    fsyncSync(folder)
  } finally {
    closeSync(folder)
  }
}
