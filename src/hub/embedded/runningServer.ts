import { existsSync, readFileSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import { OWNER } from './initCluster.ts'
import { liveServer } from './stopServer.ts'

/**
 * The owner's address of the server that a live hub runs in this folder, for commands beside it; null when none runs.
 */
export function runningServer(folder: string): string | null {
  if (!existsSync(folder)) return null
  const home = realpathSync(folder)
  const data = join(home, 'data')
  if (liveServer(data) === null) return null
  // Lines of postmaster.pid: number, folder, start, port, socket folder, address, memory key, state.
  const lines = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')
  const port = Number(lines[3])
  const password = readFileSync(join(home, 'password'), 'utf8').trim()
  return `postgres://${OWNER}:${encodeURIComponent(password)}@127.0.0.1:${port}/postgres`
}
