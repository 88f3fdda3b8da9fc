import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs'

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

/** Flush a folder: then a file that was made or renamed in it is there after a power cut. */
export function syncFolder(path: string): void {
  const folder = openSync(path, 'r')
  try {
    fsyncSync(folder)
  } finally {
    closeSync(folder)
  }
}
