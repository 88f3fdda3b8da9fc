import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { EmbeddedPostgres } from '../../src/hub/embedded/EmbeddedPostgres.ts'
import { processIdentity } from '../../src/hub/embedded/processIdentity.ts'
import { hydrateLinks, serverBinaries } from '../../src/hub/embedded/serverBinaries.ts'
import { stopServer } from '../../src/hub/embedded/stopServer.ts'
import { onConnection } from './freshDatabase.ts'

const HUB = resolve(import.meta.dirname, 'embeddedHub.ts')
const isRoot = process.getuid?.() === 0

interface Said {
  url: string
  server: number
  refused?: string
  pid?: number
}

describe('EmbeddedPostgres, in real processes', () => {
  let base: string
  let folder: string
  const hubs: ChildProcess[] = []
  const servers: number[] = []

  beforeEach(() => {
    base = mkdtempSync(join(tmpdir(), 'tram-so-embedded-'))
    chmodSync(base, 0o755)
    folder = join(base, 'data', 'pg')
  })
  afterEach(async () => {
    for (const hub of hubs.splice(0)) if (hub.exitCode === null) hub.kill('SIGKILL')
    for (const pid of servers.splice(0)) await stopServer(pid)
    rmSync(base, { recursive: true, force: true })
  })

  const startHub = async (options: { uid?: number; gid?: number } = {}): Promise<{ hub: ChildProcess; said: Said }> => {
    const hub = spawn(process.execPath, ['--import', 'tsx', HUB, folder], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, HOME: base },
      ...options,
    })
    hubs.push(hub)
    if (hub.stdout === null) throw new Error('no output')
    const [line] = (await once(createInterface(hub.stdout), 'line')) as [string]
    const said: Said = JSON.parse(line)
    if (said.server !== undefined) servers.push(said.server)
    return { hub, said }
  }
  const end = async (hub: ChildProcess, signal: NodeJS.Signals) => {
    const gone = once(hub, 'exit')
    hub.kill(signal)
    return (await gone)[0]
  }
  const put = (url: string, n: number) =>
    onConnection(url, async (client) => {
      await client.query('CREATE TABLE IF NOT EXISTS kept (n int)')
      await client.query('INSERT INTO kept VALUES ($1)', [n])
    })
  const kept = (url: string) =>
    onConnection(url, async (client) => (await client.query('SELECT n FROM kept ORDER BY n')).rows.map((row) => row.n))

  it.each(['SIGINT', 'SIGTERM'] as const)(
    'leaves no child, no lock and no lost row after %s',
    async (signal) => {
      const first = await startHub()
      await put(first.said.url, 1)
      expect(processIdentity(first.said.server)).not.toBeNull()
      expect(await end(first.hub, signal)).toBe(0)
      expect(processIdentity(first.said.server)).toBeNull()
      expect(existsSync(join(folder, 'hub.lock'))).toBe(false)
      expect(existsSync(join(folder, 'data', 'postmaster.pid'))).toBe(false)
      const second = await startHub()
      expect(await kept(second.said.url)).toEqual([1])
    },
    60_000,
  )

  it('stops the server that a killed hub left, and keeps what was committed', async () => {
    const first = await startHub()
    await put(first.said.url, 1)
    await end(first.hub, 'SIGKILL')
    expect(processIdentity(first.said.server)).not.toBeNull()
    const second = await startHub()
    expect(processIdentity(first.said.server)).toBeNull()
    expect(second.said.server).not.toBe(first.said.server)
    expect(await kept(second.said.url)).toEqual([1])
  }, 60_000)

  it('comes back when hub and server were both killed, as by a power cut', async () => {
    const first = await startHub()
    await put(first.said.url, 1)
    process.kill(first.said.server, 'SIGKILL')
    await end(first.hub, 'SIGKILL')
    const second = await startHub()
    expect(await kept(second.said.url)).toEqual([1])
  }, 60_000)

  it('is not misled by a postmaster.pid whose number another program has now', async () => {
    const first = await startHub()
    await put(first.said.url, 1)
    await end(first.hub, 'SIGTERM')
    const file = join(folder, 'data', 'postmaster.pid')
    writeFileSync(file, `${process.pid}\n${join(folder, 'data')}\n1\n5432\n\n127.0.0.1\n\nready   \n`)
    const second = await startHub()
    expect(await kept(second.said.url)).toEqual([1])
  }, 60_000)

  it('refuses a folder that a live hub has, which goes on undisturbed', async () => {
    const first = await startHub()
    const second = await startHub()
    expect(second.said).toEqual({ refused: 'data-in-use', pid: first.hub.pid })
    await put(first.said.url, 7)
    expect(await kept(first.said.url)).toEqual([7])
  }, 60_000)

  it('keeps its password to itself and writes to the disk before it answers', async () => {
    const { said } = await startHub()
    expect(statSync(join(folder, 'password')).mode & 0o777).toBe(0o600)
    expect(statSync(join(folder, 'data')).mode & 0o077).toBe(0)
    expect(readdirSync(folder).sort()).toEqual(['data', 'hub.lock', 'password', 'server.log'])
    const shown = await onConnection(said.url, (client) =>
      client.query(`SELECT current_setting('fsync') AS fsync, current_setting('synchronous_commit') AS commit,
        current_setting('full_page_writes') AS pages, current_setting('listen_addresses') AS listen`),
    )
    expect(shown.rows[0]).toEqual({ fsync: 'on', commit: 'on', pages: 'on', listen: '127.0.0.1' })
    const wrong = new URL(said.url)
    wrong.password = 'wrong'
    await expect(onConnection(wrong.toString(), (client) => client.query('SELECT 1'))).rejects.toMatchObject({
      code: '28P01',
    })
    const secret = 'Nguyễn Thị Bí Mật'
    await onConnection(said.url, (client) => client.query(`SELECT '${secret}'::int`)).catch(() => undefined)
    expect(readFileSync(join(folder, 'server.log'), 'utf8')).not.toContain(secret)
  }, 60_000)

  it('begins anew when the first start was killed while it made the cluster', async () => {
    mkdirSync(join(folder, 'data.new', 'base'), { recursive: true })
    writeFileSync(join(folder, 'data.new', 'PG_VERSION'), '18\n')
    writeFileSync(join(folder, 'password'), 'of the start that was killed\n')
    const { said } = await startHub()
    await put(said.url, 1)
    expect(existsSync(join(folder, 'data.new'))).toBe(false)
  }, 60_000)

  it('refuses data of another PostgreSQL version, data without its password, and a folder that cannot be', async () => {
    mkdirSync(join(folder, 'data'), { recursive: true })
    writeFileSync(join(folder, 'data', 'PG_VERSION'), '15\n')
    await expect(EmbeddedPostgres.start(folder)).rejects.toMatchObject({ code: 'data-password-missing' })
    writeFileSync(join(folder, 'password'), 'x\n')
    await expect(EmbeddedPostgres.start(folder)).rejects.toMatchObject({
      code: 'data-of-other-version',
      data: { found: '15', wanted: '18', folder },
    })
    expect(existsSync(join(folder, 'hub.lock'))).toBe(false)
    writeFileSync(join(base, 'file'), '')
    await expect(EmbeddedPostgres.start(join(base, 'file', 'pg'))).rejects.toMatchObject({ code: 'data-not-writable' })
  })

  it.runIf(isRoot)(
    'runs as a plain user too',
    async () => {
      const nobody = { uid: 65_534, gid: 65_534 }
      mkdirSync(join(base, 'data'))
      chownSync(join(base, 'data'), nobody.uid, nobody.gid)
      const { hub, said } = await startHub(nobody)
      await put(said.url, 1)
      expect(statSync(join(folder, 'data')).uid).toBe(nobody.uid)
      expect(await end(hub, 'SIGTERM')).toBe(0)
      expect(processIdentity(said.server)).toBeNull()
    },
    60_000,
  )

  it.runIf(isRoot)(
    'runs below a folder that only root may enter, its server still not as root',
    async () => {
      chmodSync(base, 0o700)
      const { hub, said } = await startHub()
      await put(said.url, 1)
      const uid = /^Uid:\s+(\d+)/m.exec(readFileSync(`/proc/${said.server}/status`, 'utf8'))?.[1]
      expect(uid).not.toBe('0')
      expect(await end(hub, 'SIGTERM')).toBe(0)
      expect(processIdentity(said.server)).toBeNull()
    },
    60_000,
  )

  it('makes the library links that a skipped postinstall left out', () => {
    const root = join(dirname(serverBinaries().postgres), '..', '..')
    const links: Array<{ source: string; target: string }> = JSON.parse(
      readFileSync(join(root, 'native', 'pg-symlinks.json'), 'utf8'),
    )
    expect(links.length).toBeGreaterThan(5)
    mkdirSync(join(base, 'native', 'lib'), { recursive: true })
    writeFileSync(join(base, 'native', 'pg-symlinks.json'), JSON.stringify(links.slice(0, 2)))
    const [first, second] = links
    writeFileSync(join(base, first?.source ?? ''), 'library')
    symlinkSync('libecpg.so.6.18', join(base, first?.target ?? ''))
    hydrateLinks(base)
    hydrateLinks(base)
    expect(lstatSync(join(base, second?.target ?? '')).isSymbolicLink()).toBe(true)
    expect(readFileSync(join(base, second?.target ?? ''), 'utf8')).toBe('library')
    expect(spawnSync(serverBinaries().postgres, ['--version'], { encoding: 'utf8' }).stdout).toContain('18.')
  })
})
