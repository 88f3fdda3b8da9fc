import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { chmodSync, closeSync, mkdirSync, openSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { EmbeddedError } from './EmbeddedError.ts'
import { FolderLock } from './FolderLock.ts'
import { freePort } from './freePort.ts'
import { initCluster, OWNER } from './initCluster.ts'
import { ServerUser } from './ServerUser.ts'
import { type ServerBinaries, serverBinaries } from './serverBinaries.ts'
import { liveServer, stopServer } from './stopServer.ts'

/** How long a start may take, ms: after a power cut the server first replays its log. */
const START_PATIENCE = 120_000
const STEP = 20
const PORT_TRIES = 5

/**
 * Everything is durable before it is answered (design D2), and the server's log holds no value of any row: errors are
 * told to the hub only, never written (log_min_messages), and statements never are.
 */
const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  fsync: 'on',
  full_page_writes: 'on',
  synchronous_commit: 'on',
  max_connections: '60',
  shared_buffers: '64MB',
  max_wal_size: '512MB',
  deadlock_timeout: '200ms',
  jit: 'off',
  logging_collector: 'off',
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_statement: 'none',
}

/**
 * A real PostgreSQL server of the hub's own, its binaries from npm, its data in one folder. It listens on a free port of
 * 127.0.0.1 and lets in only who knows the password in `<folder>/password`. One live hub a folder; a server that a killed
 * hub left running is stopped and started anew.
 */
export class EmbeddedPostgres {
  private stopping: Promise<void> | undefined

  private constructor(
    /** connection string of the owner of database `postgres` */
    readonly url: string,
    /** the server's process */
    readonly pid: number,
    /** resolves when the server's process has ended, whoever ended it */
    readonly ended: Promise<void>,
    private readonly lock: FolderLock,
  ) {
    process.once('exit', this.lastWord)
  }

  /**
   * Start the server of a folder, which is made if it is not there.
   *
   * @throws EmbeddedError `data-in-use` when another live hub has the folder; the others as their names say
   */
  static async start(folder: string): Promise<EmbeddedPostgres> {
    const user = ServerUser.choose()
    const home = makeFolder(folder)
    const lock = FolderLock.take(home)
    try {
      const binaries = serverBinaries()
      const password = await initCluster(home, binaries, user)
      const data = join(home, 'data')
      mustBeSameMajor(home, binaries)
      await clearLeft(data)
      const { child, port } = await launch(home, data, binaries, user)
      const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
      const url = `postgres://${OWNER}:${encodeURIComponent(password)}@127.0.0.1:${port}/postgres`
      return new EmbeddedPostgres(url, child.pid ?? 0, ended, lock)
    } catch (error) {
      lock.release()
      throw error
    }
  }

  /** Stop the server and give the folder back. Resolves when its process is gone; calling it again does nothing more. */
  stop(): Promise<void> {
    this.stopping ??= (async () => {
      await stopServer(this.pid)
      await this.ended
      process.off('exit', this.lastWord)
      this.lock.release()
    })()
    return this.stopping
  }

  /** The hub ends without having stopped its server: tell it to stop by itself. */
  private readonly lastWord = (): void => {
    try {
      process.kill(this.pid, 'SIGINT')
    } catch {
      // it is gone already
    }
    this.lock.release()
  }
}

function makeFolder(folder: string): string {
  try {
    mkdirSync(folder, { recursive: true })
    // Others may pass through to `data`, which is the server user's own and closed; `password` is closed by itself.
    chmodSync(folder, 0o711)
    return realpathSync(folder)
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
    throw new EmbeddedError('data-not-writable', { folder, reason })
  }
}

/** A server opens data of its own major only; the way over is a backup (docs/operations.md §5). */
function mustBeSameMajor(folder: string, binaries: ServerBinaries): void {
  const found = readFileSync(join(folder, 'data', 'PG_VERSION'), 'utf8').trim()
  const said = spawnSync(binaries.postgres, ['--version'], { encoding: 'utf8' }).stdout ?? ''
  const wanted = /(\d+)/.exec(said)?.[1] ?? ''
  if (found !== wanted) throw new EmbeddedError('data-of-other-version', { found, wanted, folder })
}

/** Stop a server that a killed hub left, and remove a `postmaster.pid` whose server is gone. The folder is locked by us. */
async function clearLeft(data: string): Promise<void> {
  const left = liveServer(data)
  if (left !== null) await stopServer(left)
  if (liveServer(data) === null) rmSync(join(data, 'postmaster.pid'), { force: true })
}

async function launch(
  home: string,
  data: string,
  binaries: ServerBinaries,
  user: ServerUser,
): Promise<{ child: ChildProcess; port: number }> {
  const logFile = join(home, 'server.log')
  for (let tried = 1; ; tried++) {
    const port = await freePort()
    const settings = Object.entries({ ...SETTINGS, port: String(port) }).flatMap(([key, value]) => [
      '-c',
      `${key}=${value}`,
    ])
    const log = openSync(logFile, 'w', 0o600)
    const start = user.launch(binaries.postgres, ['-D', data, ...settings], [home, data], ['ignore', log, log])
    // A session of its own: Ctrl-C reaches the hub alone, which first ends its requests and then stops the server.
    const child = spawn(start.command, start.args, { ...start.options, detached: true })
    closeSync(log)
    if (await isReady(child, data)) return { child, port }
    const said = readFileSync(logFile, 'utf8').trim().slice(-400)
    if (tried === PORT_TRIES || !/in use/i.test(said)) {
      throw new EmbeddedError('server-start-failed', { step: 'start', said })
    }
  }
}

/** Line 8 of `postmaster.pid` says when the server takes connections. False when it ended instead. */
async function isReady(child: ChildProcess, data: string): Promise<boolean> {
  let ended = false
  child.once('error', () => {
    ended = true
  })
  child.once('exit', () => {
    ended = true
  })
  for (let waited = 0; waited < START_PATIENCE; waited += STEP) {
    if (ended) return false
    try {
      const lines = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')
      if (Number(lines[0]) === child.pid && lines[7]?.trim() === 'ready') return true
    } catch {
      // not written yet
    }
    await wait(STEP)
  }
  if (child.pid !== undefined) await stopServer(child.pid)
  return false
}
