import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { freePort } from '../../../src/hub/embedded/freePort.ts'

const root = resolve(import.meta.dirname, '../../..')

/** A hub at its very first start, as `npm start` runs it: nothing is set up, and a link to do so is printed. */
export class FreshHub {
  private constructor(
    private readonly child: ChildProcess,
    readonly dataDir: string,
    readonly fieldUrl: string,
    readonly officeUrl: string,
    /** the one-time link */
    readonly setupUrl: string,
  ) {}

  static async start(): Promise<FreshHub> {
    const dataDir = mkdtempSync(join(tmpdir(), 'tram-so-fresh-'))
    chmodSync(dataDir, 0o755)
    const [port, deskPort] = [await freePort(), await freePort()]
    const child = spawn(process.execPath, [join(root, 'dist/hub/main.js')], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'ignore'],
      env: {
        PATH: process.env.PATH ?? '',
        HOME: process.env.HOME ?? '/',
        DATA_DIR: dataDir,
        BACKUP_DIR: join(dataDir, 'backups'),
        PORT: String(port),
        DESK_PORT: String(deskPort),
      },
    })
    for await (const line of createInterface(child.stdout)) {
      const link = /http\S+\/setup#token=\S+/.exec(line)?.[0]
      if (link === undefined) continue
      return new FreshHub(child, dataDir, `http://localhost:${port}`, new URL(link).origin, link)
    }
    rmSync(dataDir, { recursive: true, force: true })
    throw new Error('the hub ended without printing a set-up link')
  }

  async dispose(): Promise<void> {
    const ended = once(this.child, 'close')
    this.child.kill('SIGTERM')
    await ended
    rmSync(this.dataDir, { recursive: true, force: true })
  }
}
