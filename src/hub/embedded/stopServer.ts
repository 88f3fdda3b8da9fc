import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { commandLine, processIdentity } from './processIdentity.ts'

/** How long a fast shutdown may take, ms, before the server is told to stop at once (it then recovers at its next start). */
const PATIENCE = 20_000
const STEP = 25

/** The number of the live server of a data folder, from its `postmaster.pid`; null when none lives. */
export function liveServer(data: string): number | null {
  let pid: number
  try {
    pid = Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0])
  } catch {
    return null
  }
  if (!Number.isInteger(pid) || pid <= 1 || processIdentity(pid) === null) return null
  // The number may be another program's by now: the server of this folder names it in its command line.
  return commandLine(pid).includes(data) ? pid : null
}

/** Stop a server: fast (sessions end, everything is written), and when that hangs, at once. Resolves when it is gone. */
export async function stopServer(pid: number): Promise<void> {
  const identity = processIdentity(pid)
  if (identity === null) return
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    try {
      process.kill(pid, signal)
    } catch {
      return
    }
    for (let waited = 0; waited < PATIENCE; waited += STEP) {
      if (processIdentity(pid) !== identity) return
      await wait(STEP)
    }
  }
}
