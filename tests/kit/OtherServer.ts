import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { freePort } from '../../src/hub/embedded/freePort.ts'
import { initCluster, OWNER } from '../../src/hub/embedded/initCluster.ts'
import { ServerUser } from '../../src/hub/embedded/ServerUser.ts'
import type { ServerBinaries } from '../../src/hub/embedded/serverBinaries.ts'
import { stopServer } from '../../src/hub/embedded/stopServer.ts'

/** where Debian puts its servers, a folder a major */
const debian = '/usr/lib/postgresql'

/** Debian's newest server of another major than `than`. Throws where there is none: nothing here is passed over. */
function otherBinaries(than: string): { major: string; binaries: ServerBinaries } {
  const majors = existsSync(debian) ? readdirSync(debian).filter((name) => /^\d+$/.test(name) && name !== than) : []
  const [major] = majors.sort((a, b) => Number(b) - Number(a))
  if (major === undefined) throw new Error(`no PostgreSQL beside ${than} below ${debian}: apt-get install postgresql`)
  const bin = join(debian, major, 'bin')
  return { major, binaries: { initdb: join(bin, 'initdb'), postgres: join(bin, 'postgres') } }
}

/** A server of another major on a data folder as a hub makes it: an older or newer Trạm Số would have left this. */
export class OtherServer {
  private constructor(
    /** connection string of the owner of database `postgres` */
    readonly url: string,
    readonly major: string,
    private readonly pid: number,
  ) {}

  /** @param folder `pg` below a data folder, made if it is not there. @param than the major that it must not be */
  static async start(folder: string, than: string): Promise<OtherServer> {
    const { major, binaries } = otherBinaries(than)
    const user = ServerUser.choose()
    mkdirSync(folder, { recursive: true, mode: 0o711 })
    const home = realpathSync(folder)
    const password = await initCluster(home, binaries, user)
    const data = join(home, 'data')
    const port = await freePort()
    const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', `port=${port}`]
    const args = ['-D', data, ...settings.flatMap((one) => ['-c', one])]
    const start = user.launch(binaries.postgres, args, [home, data], 'ignore')
    const child = spawn(start.command, start.args, { ...start.options, detached: true })
    let ended = false
    child.once('close', () => {
      ended = true
    })
    while (!isReady(data)) {
      if (ended) throw new Error(`PostgreSQL ${major} did not start`)
      await wait(20)
    }
    const url = `postgres://${OWNER}:${encodeURIComponent(password)}@127.0.0.1:${port}/postgres`
    return new OtherServer(url, major, child.pid ?? 0)
  }

  stop(): Promise<void> {
    return stopServer(this.pid)
  }
}

/** Line 8 of `postmaster.pid` says when the server takes connections. */
function isReady(data: string): boolean {
  const file = join(data, 'postmaster.pid')
  return existsSync(file) && readFileSync(file, 'utf8').split('\n')[7]?.trim() === 'ready'
}
