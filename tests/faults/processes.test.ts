import { chmodSync, chownSync, existsSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { descendants, stillAlive } from '../kit/descendants.ts'
import { type FieldHub, fieldHub } from '../kit/fieldHub.ts'
import { HubDidNotStart, HubProcess } from '../kit/HubProcess.ts'
import { applied, checkArrived } from '../kit/hubPromises.ts'

const isRoot = process.getuid?.() === 0
const nobody = { uid: 65_534, gid: 65_534 }

const healthSchema = z.object({
  status: z.literal('ok'),
  version: z.string().min(1),
  epoch: z.literal(1),
  database: z.object({ engine: z.literal('postgresql'), version: z.string().min(1), ok: z.literal(true) }),
})
const apiSchema = z.object({ openapi: z.string().startsWith('3.'), paths: z.record(z.string(), z.unknown()) })

const refusalOf = async (start: Promise<HubProcess>): Promise<HubDidNotStart> => {
  const hub = await start.catch((error: unknown) => error)
  if (hub instanceof HubDidNotStart) return hub
  if (hub instanceof HubProcess) await hub.dispose()
  throw new Error('the hub started, and must not')
}

describe('the hub as processes', () => {
  const open: Array<{ dispose(): Promise<void> }> = []
  afterEach(async () => {
    for (const one of open.splice(0).reverse()) await one.dispose()
  })
  const field = async (...args: Parameters<typeof fieldHub>): Promise<FieldHub> => {
    const made = await fieldHub(...args)
    open.push(made)
    return made
  }

  it('SIGTERM and SIGINT, while tablets send: no child process is left, no row lost, a second start finds its data', async () => {
    const { hub, tablet } = await field()
    const tablets = [await tablet(), await tablet()]
    const first = hub.practice
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      for (const one of tablets) for (let i = 0; i < 40; i++) await one.saveCase(`Nguyễn Thử ${signal} ${i}`)
      const started = descendants(hub.pid)
      expect(started.some(({ command }) => command.includes('postgres'))).toBe(true)
      const rounds = tablets.map((one) => one.sync())
      // the pushes are on their way, or have just arrived: whichever it is, nothing may be lost
      await Promise.race(rounds)
      expect(await hub.stop(signal)).toEqual({ code: 0, signal: null })
      await Promise.all(rounds)
      expect(stillAlive(started)).toEqual([])
      expect(existsSync(join(hub.dataDir, 'pg', 'hub.lock'))).toBe(false)
      expect(existsSync(join(hub.dataDir, 'pg', 'data', 'postmaster.pid'))).toBe(false)
      const again = await hub.start()
      expect({ ...again, enrolUrl: '' }).toEqual({ ...first, enrolUrl: '' })
      expect(again.enrolUrl).not.toBe(first.enrolUrl)
      for (const one of tablets) expect(await one.sync()).toMatchObject({ kind: 'done' })
      await applied(hub)
      await checkArrived(hub, tablets)
    }
  })

  it('answers /healthz and /openapi.json, and refuses a second hub on the same data, undisturbed', async () => {
    const { hub, tablet } = await field()
    const health = await fetch(`${hub.fieldUrl}/healthz`)
    expect(health.status).toBe(200)
    healthSchema.parse(await health.json())
    const api = apiSchema.parse(await (await fetch(`${hub.fieldUrl}/openapi.json`)).json())
    expect(Object.keys(api.paths)).toEqual(expect.arrayContaining(['/api/v1/push', '/api/v1/pull', '/healthz']))
    apiSchema.parse(await (await fetch(`${hub.officeUrl}/openapi.json`)).json())

    const server = hub.serverPid
    const refused = await refusalOf(HubProcess.start({ dataDir: hub.dataDir }))
    expect(refused.ended).toEqual({ code: 1, signal: null })
    expect(refused.stderr).toContain(String(hub.pid))
    expect(refused.stderr).not.toMatch(/\bat .*:\d+:\d+/)

    expect(hub.serverPid).toBe(server)
    const one = await tablet()
    await one.saveCase('Nguyễn Thị Thử')
    expect(await one.sync()).toEqual({ kind: 'done', progressed: true })
  })

  it('a hub whose port is taken says so and leaves no database server behind', async () => {
    const { hub } = await field()
    const dataDir = mkdtempSync(join(tmpdir(), 'tram-so-fault-'))
    open.push({ dispose: async () => rmSync(dataDir, { recursive: true, force: true }) })
    chmodSync(dataDir, 0o755)
    const refused = await refusalOf(HubProcess.start({ dataDir, port: hub.port }))
    expect(refused.ended).toEqual({ code: 1, signal: null })
    expect(refused.stderr).toContain(String(hub.port))
    expect(existsSync(join(dataDir, 'pg', 'data', 'postmaster.pid'))).toBe(false)
    expect(existsSync(join(dataDir, 'pg', 'hub.lock'))).toBe(false)
  })

  it('npm start: the process that was started is the hub, and SIGINT leaves nothing of it', async () => {
    const { hub, tablet } = await field({ command: [process.execPath, 'scripts/start.mjs', '--practice'] })
    const one = await tablet()
    await one.saveCase('Nguyễn Thị Thử')
    expect(await one.sync()).toEqual({ kind: 'done', progressed: true })
    const started = descendants(hub.pid)
    expect(started.length).toBeGreaterThan(0)
    expect(await hub.stop('SIGINT')).toEqual({ code: 0, signal: null })
    expect(stillAlive(started)).toEqual([])
    await hub.start()
    await applied(hub)
    await checkArrived(hub, [one])
  })

  it.runIf(isRoot)('runs as a plain user as it does as root', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'tram-so-fault-'))
    open.push({ dispose: async () => rmSync(dataDir, { recursive: true, force: true }) })
    chownSync(dataDir, nobody.uid, nobody.gid)
    const { hub, tablet } = await field({ dataDir, ...nobody, env: { HOME: dataDir } })
    const one = await tablet()
    await one.saveCase('Nguyễn Thị Thử')
    expect(await one.sync()).toEqual({ kind: 'done', progressed: true })
    expect(statSync(`/proc/${hub.serverPid}`).uid).toBe(nobody.uid)
    expect(statSync(join(dataDir, 'keys')).mode & 0o777).toBe(0o700)
    const started = descendants(hub.pid)
    expect(await hub.stop('SIGTERM')).toEqual({ code: 0, signal: null })
    expect(stillAlive(started)).toEqual([])
  })
})
