import { execFileSync } from 'node:child_process'
import { processIdentity } from '../../src/hub/embedded/processIdentity.ts'

/** A process that lives now, told from any that later has its number. */
export interface LiveProcess {
  pid: number
  identity: string
  command: string
}

/** All that a process has started, and what that has started in turn. */
export function descendants(pid: number): LiveProcess[] {
  const lines = execFileSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' }).trim().split('\n')
  const rows = lines.map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line)).filter((row) => row !== null)
  const found: LiveProcess[] = []
  const parents = new Set([pid])
  // parents stand before their children in no certain order: look until nobody is added
  for (let before = -1; before !== parents.size; ) {
    before = parents.size
    for (const [, own = '', parent = '', command = ''] of rows) {
      const identity = processIdentity(Number(own))
      if (!parents.has(Number(parent)) || parents.has(Number(own)) || identity === null) continue
      parents.add(Number(own))
      found.push({ pid: Number(own), identity, command })
    }
  }
  return found
}

/** Those of them that still live. */
export const stillAlive = (processes: readonly LiveProcess[]): LiveProcess[] =>
  processes.filter(({ pid, identity }) => processIdentity(pid) === identity)
