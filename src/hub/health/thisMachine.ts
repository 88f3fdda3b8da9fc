import { closeSync, fsyncSync, mkdirSync, openSync, readdirSync, rmSync, statSync, writeSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import { join } from 'node:path'
import type { Machine } from './HealthPorts.ts'

/** Folders whose files are looked at for their times: the database's own and the hub's; thousands of rows' files are enough. */
const watched = ['.', 'pg', 'pg/global', 'pg/pg_wal', 'keys', 'tls']

const timesIn = (folder: string): number[] => {
  try {
    return readdirSync(folder).flatMap((name) => {
      // a file may go while it is looked at
      const stat = statSync(join(folder, name), { throwIfNoEntry: false })
      return stat ? [stat.mtimeMs] : []
    })
  } catch {
    return []
  }
}

/** The machine that the hub runs on, by the folder that its data lies in. */
export const thisMachine = (dataDir: string): Machine => ({
  disk: async () => {
    const { bavail, blocks, bsize } = await statfs(dataDir)
    return { free: bavail * bsize, total: blocks * bsize }
  },
  fsync: async () => {
    mkdirSync(dataDir, { recursive: true })
    const file = join(dataDir, `.flush-${process.pid}`)
    const began = performance.now()
    const handle = openSync(file, 'w', 0o600)
    try {
      writeSync(handle, 'a flushed block of the probe\n'.repeat(128))
      fsyncSync(handle)
      return performance.now() - began
    } finally {
      closeSync(handle)
      rmSync(file, { force: true })
    }
  },
  newestFile: async () => {
    const times = watched.flatMap((folder) => timesIn(join(dataDir, folder)))
    return times.length === 0 ? null : Math.max(...times)
  },
})
