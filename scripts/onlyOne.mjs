// One process at a time does a piece of work in this checkout: two `npm ci` at once tear each other's node_modules down.
// The lock is a file with its holder's number and start; the file of a process that lives no more is stale and replaced.
import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const lookEveryMs = 200

/** What tells the process that has this number now from any other that had it: its start. Null when none lives. */
function startOf(pid) {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if (error.code !== 'EPERM') return null
  }
  try {
    if (process.platform !== 'linux') {
      return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim()
    }
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // the name, in brackets, may hold blanks: count behind it; state is the third field, the start the 22nd
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return fields[0] === 'Z' ? null : `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}/${fields[19]}`
  } catch {
    return 'unknown'
  }
}

function read(path) {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null
  }
}

/** The number of the live process that a lock names, or null. */
function holderOf(content) {
  try {
    const { pid, start } = JSON.parse(content)
    return startOf(pid) === start ? pid : null
  } catch {
    return null
  }
}

/** A link is made by one only. */
function linked(from, to) {
  try {
    linkSync(from, to)
    return true
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw error
  }
}

/** Take a stale lock away. Between the look and the move another may have taken it: then that one goes back. */
function removeStale(path, seen, aside) {
  try {
    renameSync(path, aside)
  } catch {
    return
  }
  if (read(aside) !== seen) linked(aside, path)
  rmSync(aside, { force: true })
}

/** Wait until no other process has the turn `name` in `folder`, saying so once; gives back how to end one's own turn. */
export function takeTurn(name, folder = root) {
  const path = join(folder, `.${name}.lock`)
  const mine = `${path}.${randomBytes(6).toString('hex')}`
  const content = JSON.stringify({ pid: process.pid, start: startOf(process.pid), mark: mine })
  writeFileSync(mine, content)
  try {
    let said = false
    while (!linked(mine, path)) {
      const seen = read(path)
      if (seen === null) continue
      const holder = holderOf(seen)
      if (holder === null) {
        removeStale(path, seen, `${mine}.stale`)
        continue
      }
      if (!said) console.error(`${name}: process ${holder} is at it already; waiting for it`)
      said = true
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, lookEveryMs)
    }
  } finally {
    rmSync(mine, { force: true })
  }
  return () => {
    if (read(path) === content) rmSync(path, { force: true })
  }
}

/** Runs `work` in a turn of its own and gives back what it gives. */
export function onlyOne(name, work, folder = root) {
  const endTurn = takeTurn(name, folder)
  try {
    return work()
  } finally {
    endTurn()
  }
}
