import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** One system call as strace saw it: where in the log it began and where it returned. */
export interface Call {
  pid: number
  name: string
  text: string
  began: number
  ended: number
  result: string
}

export const canTrace = (): boolean => spawnSync('strace', ['-V'], { stdio: 'ignore' }).status === 0

const calls = 'read,readv,recvfrom,recvmsg,write,writev,sendto,sendmsg,fsync,fdatasync'

/** strace on running processes and all they start, from `start` until `stop`, which gives the calls in order. */
export class Trace {
  private constructor(
    private readonly child: ChildProcess,
    private readonly folder: string,
  ) {}

  /** Resolves when all of them are watched. Throws when strace may not. */
  static async start(pids: readonly number[]): Promise<Trace> {
    const folder = mkdtempSync(join(tmpdir(), 'tram-so-trace-'))
    const which = pids.flatMap((pid) => ['-p', String(pid)])
    const args = ['-f', '-ttt', '-y', '-s', '80', '-e', `trace=${calls}`, '-o', join(folder, 'log'), ...which]
    const child = spawn('strace', args, { stdio: ['ignore', 'ignore', 'pipe'] })
    const ended = once(child, 'close')
    let said = ''
    const attached = new Promise<void>((resolve) => {
      child.stderr.setEncoding('utf8').on('data', (text: string) => {
        said += text
        // a backend may end between being listed and being watched: strace says so and goes on with the others
        const isSettled = (pid: number) =>
          new RegExp(`Process ${pid} attached|\\b${pid}\\): No such process`).test(said)
        if (pids.every(isSettled)) resolve()
      })
    })
    await Promise.race([attached, ended.then(() => Promise.reject(new Error(`strace ended: ${said}`)))])
    return new Trace(child, folder)
  }

  async stop(): Promise<Call[]> {
    const ended = once(this.child, 'close')
    this.child.kill('SIGINT')
    await ended
    const log = readFileSync(join(this.folder, 'log'), 'utf8')
    rmSync(this.folder, { recursive: true, force: true })
    return parseTrace(log)
  }
}

/** The calls of a log that several processes write to: a call may begin on one line and return on a later one. */
export function parseTrace(log: string): Call[] {
  const unfinished = new Map<string, Call>()
  const found: Call[] = []
  for (const [line, text] of log.split('\n').entries()) {
    const [, pid = '', rest = ''] = /^(\d+) +\d+\.\d+ (.*)$/.exec(text) ?? []
    const resumed = /^<\.\.\. (\w+) resumed>(.*)$/.exec(rest)
    const [, name = '', args = ''] = /^(\w+)\((.*)$/.exec(rest) ?? []
    const whole = resumed ? (resumed[2] ?? '') : args
    const key = `${pid} ${resumed?.[1] ?? name}`
    const call: Call = (resumed && unfinished.get(key)) || {
      pid: Number(pid),
      name: resumed?.[1] ?? name,
      text: '',
      began: line,
      ended: line,
      result: '',
    }
    if (call.name === '') continue
    call.text += whole.replace(/ <unfinished \.\.\.>$/, '')
    if (/<unfinished \.\.\.>$/.test(whole)) {
      unfinished.set(key, call)
      continue
    }
    unfinished.delete(key)
    call.ended = line
    call.result = / = (-?\d+)[^=]*$/.exec(whole)?.[1] ?? ''
    found.push(call)
  }
  return found.sort((a, b) => a.began - b.began)
}
