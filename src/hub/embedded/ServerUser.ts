import { type SpawnOptions, type StdioOptions, spawnSync } from 'node:child_process'
import { accessSync, chownSync, constants, readFileSync } from 'node:fs'
import { EmbeddedError } from './EmbeddedError.ts'

/** How a program of the server is started: the command, its leading arguments, and the options of `spawn`. */
export interface Launch {
  command: string
  args: string[]
  options: SpawnOptions
}

const NAME = 'postgres'

/**
 * The system user that the server runs as. PostgreSQL refuses root; so a hub that runs as root starts it as `postgres`
 * (made if absent), and one that does not as itself.
 */
export class ServerUser {
  private constructor(private readonly ids: { uid: number; gid: number } | null) {}

  /** @throws EmbeddedError `server-user-missing` */
  static choose(): ServerUser {
    if (process.getuid?.() !== 0) return new ServerUser(null)
    let ids = lookUp(NAME)
    if (ids === null) {
      spawnSync('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', NAME])
      ids = lookUp(NAME)
    }
    if (ids === null) throw new EmbeddedError('server-user-missing', { user: NAME })
    return new ServerUser(ids)
  }

  /** Give a file or folder to the server's user. */
  own(path: string): void {
    if (this.ids !== null) chownSync(path, this.ids.uid, this.ids.gid)
  }

  /**
   * How to start `program` so that it reaches its own file and `folders`. A checkout under root's home is closed to
   * every other user: then the server keeps, of all of root's powers, the one to read and pass through folders, and
   * where a container has taken that away, the one to override file modes.
   */
  launch(program: string, args: string[], folders: readonly string[], stdio: StdioOptions): Launch {
    const env = { PATH: process.env.PATH ?? '', LC_ALL: 'C', TZ: 'UTC' }
    const options: SpawnOptions = { env, stdio, cwd: '/' }
    if (this.ids === null) return { command: program, args, options }
    const { uid, gid } = this.ids
    const plain = { command: program, args, options: { ...options, uid, gid } }
    if (this.reaches(program, folders, [])) return plain
    for (const power of ['dac_read_search', 'dac_override']) {
      const drop = [
        `--reuid=${uid}`,
        `--regid=${gid}`,
        '--clear-groups',
        `--inh-caps=-all,+${power}`,
        `--ambient-caps=-all,+${power}`,
        '--',
      ]
      if (this.reaches(program, folders, drop))
        return { command: 'setpriv', args: [...drop, program, ...args], options }
    }
    return plain
  }

  private reaches(program: string, folders: readonly string[], drop: readonly string[]): boolean {
    const test = ['sh', '-c', 'for path do test -x "$path" || exit 1; done', 'sh', program, ...folders]
    const [command = '', ...args] = drop.length === 0 ? test : ['setpriv', ...drop, ...test]
    const ids = drop.length === 0 && this.ids !== null ? this.ids : {}
    return spawnSync(command, args, { ...ids, cwd: '/', stdio: 'ignore' }).status === 0
  }
}

function lookUp(name: string): { uid: number; gid: number } | null {
  try {
    accessSync('/etc/passwd', constants.R_OK)
  } catch {
    return null
  }
  for (const line of readFileSync('/etc/passwd', 'utf8').split('\n')) {
    const [user, , uid, gid] = line.split(':')
    if (user === name) return { uid: Number(uid), gid: Number(gid) }
  }
  return null
}
