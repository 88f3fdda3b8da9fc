import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { z } from 'zod'
import { freePort } from '../../src/hub/embedded/freePort.ts'
import { OWNER } from '../../src/hub/embedded/initCluster.ts'
import { processIdentity } from '../../src/hub/embedded/processIdentity.ts'
import { liveServer, stopServer } from '../../src/hub/embedded/stopServer.ts'
import type { PemPair } from '../../src/hub/tls/localAuthority.ts'
import { readTls } from '../../src/hub/tls/tlsFolder.ts'

const root = resolve(import.meta.dirname, '../..')
/** the bundled hub; tests that build a copy of their own name it */
const main = process.env.TRAM_SO_HUB ?? join(root, 'dist/hub/main.js')

/** The last line that `--practice` prints (issue 2 §1). */
const practiceSchema = z.object({
  url: z.string(),
  fieldUrl: z.string(),
  officeUrl: z.string(),
  volunteerPin: z.string(),
  officer: z.object({ name: z.string(), password: z.string() }),
  enrolUrl: z.string(),
})
export type PracticeHub = z.infer<typeof practiceSchema>

/** `E2E_TLS=1`: hubs speak HTTPS by an authority of their own. */
const overTls = (process.env.E2E_TLS ?? '') !== ''

export interface HubProcessOptions {
  /** default: a new one under the system's folder for temporary files, removed by `dispose` */
  dataDir?: string
  port?: number
  deskPort?: number
  uid?: number
  gid?: number
  /** the program and its arguments; default `node dist/hub/main.js --practice` */
  command?: readonly [string, ...string[]]
  env?: Readonly<Record<string, string>>
}

export interface Ended {
  code: number | null
  signal: NodeJS.Signals | null
}

/** The hub refused to start: how it ended and what it said to people. */
export class HubDidNotStart extends Error {
  constructor(
    readonly ended: Ended,
    readonly stderr: string,
  ) {
    super(`the hub ended with ${ended.code ?? ended.signal} before it was ready: ${stderr.slice(-2000)}`)
  }
}

function parsePractice(line: string): PracticeHub | null {
  if (!line.startsWith('{')) return null
  try {
    const parsed = practiceSchema.safeParse(JSON.parse(line))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

/** A real hub with its own PostgreSQL in processes of their own, which tests kill, stop and start again. */
export class HubProcess {
  private child: ChildProcess | null = null
  private ended: Promise<Ended> = Promise.resolve({ code: 0, signal: null })
  private stderr = ''
  private said: PracticeHub | null = null
  private readonly servers = new Set<number>()

  private constructor(
    readonly dataDir: string,
    readonly port: number,
    readonly deskPort: number,
    private readonly options: HubProcessOptions,
  ) {}

  /** A hub that is ready. Throws `HubDidNotStart`. */
  static async start(options: HubProcessOptions = {}): Promise<HubProcess> {
    const hub = await HubProcess.prepare(options)
    try {
      await hub.start()
    } catch (error) {
      if (options.dataDir === undefined) rmSync(hub.dataDir, { recursive: true, force: true })
      throw error
    }
    return hub
  }

  /** A hub that is not started yet. */
  static async prepare(options: HubProcessOptions = {}): Promise<HubProcess> {
    const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'tram-so-fault-'))
    if (options.dataDir === undefined) chmodSync(dataDir, 0o755)
    return new HubProcess(dataDir, options.port ?? (await freePort()), options.deskPort ?? (await freePort()), options)
  }

  /** A second hub, not started, on a copy of this one's data; this one must be stopped. */
  async copy(): Promise<HubProcess> {
    if (this.isRunning) throw new Error('a hub that runs cannot be copied')
    const { dataDir: _own, ...options } = this.options
    const other = await HubProcess.prepare(options)
    // owners and modes included: the database's files are its own user's
    execFileSync('cp', ['-a', `${this.dataDir}/.`, other.dataDir])
    return other
  }

  get isRunning(): boolean {
    return this.child !== null
  }

  /** What it printed when it was ready. */
  get practice(): PracticeHub {
    if (!this.said) throw new Error('the hub has not been started')
    return this.said
  }

  /** The certificate that it serves with; null over plain HTTP. */
  get tls(): PemPair | null {
    return readTls(join(this.dataDir, 'tls'))
  }

  get fieldUrl(): string {
    return overTls ? `https://localhost:${this.port}` : `http://127.0.0.1:${this.port}`
  }

  get officeUrl(): string {
    return overTls ? `https://localhost:${this.deskPort}` : `http://127.0.0.1:${this.deskPort}`
  }

  get pid(): number {
    const pid = this.child?.pid
    if (pid === undefined) throw new Error('the hub does not run')
    return pid
  }

  /** Everything it wrote to standard error in its last life. */
  get log(): string {
    return this.stderr
  }

  /** The process number of the PostgreSQL server of this data folder, null when none lives. */
  get serverPid(): number | null {
    return liveServer(join(this.dataDir, 'pg', 'data'))
  }

  /** Connection string of the database's owner, who sees every row. */
  get ownerUrl(): string {
    const given = this.options.env?.DATABASE_URL
    if (given !== undefined) return given
    const password = readFileSync(join(this.dataDir, 'pg', 'password'), 'utf8').trim()
    const port = readFileSync(join(this.dataDir, 'pg', 'data', 'postmaster.pid'), 'utf8').split('\n')[3]
    return `postgres://${OWNER}:${encodeURIComponent(password)}@127.0.0.1:${port}/postgres`
  }

  /** Start, or start again on the same data and ports. Resolves when it is ready. Throws `HubDidNotStart`. */
  async start(): Promise<PracticeHub> {
    if (this.child) throw new Error('the hub runs already')
    const { uid, gid, env = {} } = this.options
    const [program, ...args] = this.options.command ?? [process.execPath, main, '--practice']
    const all = {
      PATH: process.env.PATH ?? '',
      HOME: process.env.HOME ?? '/',
      DATA_DIR: this.dataDir,
      HOST: '127.0.0.1',
      PORT: String(this.port),
      DESK_PORT: String(this.deskPort),
      ...(overTls ? { WELCOME_PORT: String(await freePort()) } : {}),
      ...env,
    }
    if (overTls && !this.tls) {
      execFileSync(process.execPath, [join(dirname(main), 'cli.js'), 'tls', '--host', 'localhost', '--json'], {
        env: all,
      })
    }
    const child = spawn(program, args, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: all,
      ...(uid === undefined ? {} : { uid }),
      ...(gid === undefined ? {} : { gid }),
    })
    this.child = child
    this.stderr = ''
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.stderr += text
    })
    this.ended = once(child, 'close').then(([code, signal]) => {
      this.child = null
      return { code, signal }
    })
    this.said = await Promise.race([this.readyLine(child), this.ended.then((ended) => this.didNotStart(ended))])
    if (this.serverPid !== null) this.servers.add(this.serverPid)
    return this.said
  }

  private didNotStart(ended: Ended): never {
    throw new HubDidNotStart(ended, this.stderr)
  }

  private async readyLine(child: ChildProcess): Promise<PracticeHub> {
    if (!child.stdout) throw new Error('the hub has no output')
    for await (const line of createInterface(child.stdout)) {
      const said = parsePractice(line)
      if (said) return said
    }
    // its output is over: it is about to end, which says more
    return new Promise(() => undefined)
  }

  /** Send a signal and wait until it has ended. */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<Ended> {
    this.child?.kill(signal)
    return this.ended
  }

  /** kill -9: the hub stops between two instructions; its PostgreSQL server lives on. */
  kill(): Promise<Ended> {
    return this.stop('SIGKILL')
  }

  /** kill -9 of hub and database server at once, as near to a power cut as a process can come. */
  async killAll(): Promise<void> {
    const server = this.serverPid
    if (server !== null) process.kill(server, 'SIGKILL')
    await this.kill()
  }

  /** Which of the database servers that this hub ever had are still alive. */
  get liveServers(): number[] {
    return [...this.servers].filter(
      (pid) => processIdentity(pid) !== null && liveServer(join(this.dataDir, 'pg', 'data')) === pid,
    )
  }

  /** End everything and remove what was made. */
  async dispose(): Promise<void> {
    await this.stop('SIGTERM')
    const left = this.serverPid
    if (left !== null) await stopServer(left)
    if (this.options.dataDir === undefined) rmSync(this.dataDir, { recursive: true, force: true })
  }
}
