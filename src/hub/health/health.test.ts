import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { TestHub } from '../../../tests/kit/TestHub.ts'
import { type HealthName, worstOf } from './HealthCheck.ts'
import type { HealthPorts } from './HealthPorts.ts'
import { Metrics } from './Metrics.ts'
import { readHealth } from './readHealth.ts'
import { thisMachine } from './thisMachine.ts'

// two cores may be shared with many others
vi.setConfig({ testTimeout: 60_000 })

const day = 86_400_000
let hub: TestHub
beforeEach(async () => {
  hub = await TestHub.create('health')
})
const ports = (change: Partial<HealthPorts> = {}): HealthPorts => ({
  store: hub.store,
  machine: {
    disk: async () => ({ free: 40e9, total: 100e9 }),
    fsync: async () => 4.2,
    newestFile: async () => hub.now - 1000,
  },
  certificateEnd: () => hub.now + 200 * day,
  isOnNetwork: true,
  backup: () => ({ lastAt: hub.now - 3_600_000, failedAt: null, hasSheet: true, writable: true }),
  now: () => hub.now,
  ...change,
})
const one = async (name: HealthName, change: Partial<HealthPorts> = {}, tenant?: string) => {
  const check = (await readHealth(ports(change), tenant)).find((known) => known.name === name)
  return check && `${check.state} ${check.finding} ${JSON.stringify(check.data)}`
}
const machine = (change: Partial<HealthPorts['machine']>) => ({ machine: { ...ports().machine, ...change } })

describe('the health of a hub', () => {
  it('is good when nothing is wrong, in the same order each time', async () => {
    const checks = await readHealth(ports())
    expect(worstOf(checks)).toBe('ok')
    expect(checks.map(({ name }) => name).join(' ')).toBe(
      'database disk fsync clock certificate backup lag held tablets',
    )
  })

  it.each([
    [20e9, 'ok'],
    [4e9, 'warn'],
    [0.5e9, 'bad'],
  ])('with %d bytes of disk left is %s', async (free, state) => {
    expect(await one('disk', machine({ disk: async () => ({ free, total: 100e9 }) }))).toMatch(state)
  })

  it('says when flushing is slow, stuck, or fails', async () => {
    expect(await one('fsync', machine({ fsync: async () => 300 }))).toBe('warn slow {"ms":300}')
    expect(await one('fsync', machine({ fsync: async () => 3000 }))).toBe('bad slow {"ms":3000}')
    expect(await one('fsync', machine({ fsync: () => Promise.reject(new Error('EROFS /secret/path')) }))).toBe(
      'bad failed {}',
    )
  })

  it('knows a clock that was set back by the files it wrote', async () => {
    expect(await one('clock', machine({ newestFile: async () => hub.now + 3 * 3_600_000 }))).toBe(
      'bad future {"hours":3}',
    )
    expect(await one('clock', machine({ newestFile: async () => hub.now + 60_000 }))).toBe('ok right {}')
  })

  it('counts down to the end of the certificate, and says a word of plain HTTP on a network', async () => {
    expect(await one('certificate', { certificateEnd: () => hub.now + 10 * day })).toBe('warn valid {"days":10}')
    expect(await one('certificate', { certificateEnd: () => hub.now - 2 * day })).toBe('bad over {"days":2}')
    expect(await one('certificate', { certificateEnd: () => null })).toBe('warn plain {}')
    expect(await one('certificate', { certificateEnd: () => null, isOnNetwork: false })).toBe('ok local {}')
  })

  it('says how old the last verified backup is', async () => {
    const backup = (hours: number, failedAt: number | null = null) => ({
      backup: () => ({ lastAt: hub.now - hours * 3_600_000, failedAt, hasSheet: true, writable: true }),
    })
    expect(await one('backup', { backup: () => null })).toBe('warn unset {}')
    expect(
      await one('backup', { backup: () => ({ lastAt: null, failedAt: null, hasSheet: true, writable: true }) }),
    ).toBe('bad never {}')
    expect(
      await one('backup', { backup: () => ({ lastAt: hub.now, failedAt: null, hasSheet: true, writable: false }) }),
    ).toBe('bad blocked {}')
    const sheetless = () => ({ lastAt: null, failedAt: null, hasSheet: false, writable: true })
    expect(await one('backup', { backup: sheetless })).toBe('bad sheet {}')
    expect(await one('backup', backup(40))).toBe('warn old {"hours":40}')
    expect(await one('backup', backup(24 * 8))).toBe('bad old {"hours":192}')
    expect(await one('backup', backup(20, hub.now))).toBe('warn failed {"hours":20}')
  })

  it('says how long items have waited, and names silent tablets of one commune only', async () => {
    const tablet = await hub.tablet('Máy 1')
    await tablet.newCase()
    await hub.push(await tablet.stream())
    expect(await one('lag')).toBe('ok working {"count":1,"minutes":0}')
    hub.now += 30 * 60_000
    expect(await one('lag')).toBe('warn behind {"count":1,"minutes":30}')
    await hub.apply()
    hub.now += 8 * day
    expect(await one('lag')).toBe('ok none {"count":0,"minutes":0}')
    expect(await one('tablets')).toBe('warn silent {"count":1,"all":1,"names":"Máy 1"}')
    expect(await one('tablets', {}, hub.otherTenant)).toBe('ok none {"all":0}')
  })

  it('says how long the oldest item is held', async () => {
    const tablet = await hub.tablet('Máy 1')
    await tablet.seal({ r: tablet.newRecord(), b: 0, p: tablet.newRecord(), g: {} })
    await hub.push(await tablet.stream())
    await hub.apply()
    expect(await one('held')).toBe('ok some {"count":1,"days":0}')
    hub.now += 5 * day
    expect(await one('held')).toBe('warn some {"count":1,"days":5}')
  })

  it('says that the database is away, and nothing that hangs on it', async () => {
    const away = { ...hub.store, health: async () => ({ engine: 'postgresql' as const, version: '', ok: false }) }
    const checks = await readHealth(ports({ store: Object.assign(Object.create(hub.store), away) }))
    expect(checks.map(({ name, state }) => `${name} ${state}`)).toEqual([
      'database bad',
      'disk ok',
      'fsync ok',
      'clock ok',
      'certificate ok',
      'backup ok',
    ])
  })
})

describe('this machine', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tram-so-health-'))
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  it('is asked for its disk, its flush and the times of its files, and nothing is left lying about', async () => {
    writeFileSync(join(folder, 'later'), 'x')
    utimesSync(join(folder, 'later'), 4_000_000_000, 4_000_000_000)
    const { disk, fsync, newestFile } = thisMachine(folder)
    expect(await newestFile()).toBe(4_000_000_000_000)
    expect((await disk()).total).toBeGreaterThan(1e6)
    expect(await fsync()).toBeGreaterThan(0)
    expect(readdirSync(folder)).toEqual(['later'])
    expect(await thisMachine(join(folder, 'none')).newestFile()).toBeNull()
  })
})

describe('metrics', () => {
  it('tell requests, queue, lag, database and backup in figures, and nobody’s name', async () => {
    const tablet = await hub.tablet('Máy của Mẫu')
    await tablet.newCase({ identity: { name: 'Nguyễn Văn Mẫu' } })
    await hub.push(await tablet.stream())
    hub.now += 90_000
    const metrics = new Metrics(ports())
    metrics.seen({ origin: 'field', method: 'POST', route: '/api/push', status: 200, ms: 12 })
    metrics.seen({ origin: 'field', method: 'POST', route: '/api/push', status: 429, ms: 1 })
    const { type, body } = await metrics.text()
    expect(type).toMatch(/^text\/plain/)
    for (const line of [
      'tramso_requests_total{origin="field",method="POST",route="/api/push",status="200"} 1',
      'tramso_requests_total{origin="field",method="POST",route="/api/push",status="429"} 1',
      'tramso_stored_items 1',
      'tramso_waiting_items 1',
      'tramso_apply_lag_seconds 90',
      'tramso_database_up 1',
      'tramso_backup_age_seconds 3600',
      'tramso_approved_tablets 1',
    ])
      expect(body.split('\n')).toContain(line)
    expect(body).toMatch(/^tramso_nodejs_eventloop_lag_seconds /m)
    expect(body).toMatch(/^tramso_process_resident_memory_bytes /m)
    expect(body).not.toMatch(/Mẫu|Xã|Máy/)
  })

  it('ask the database at most every ten seconds, and say when it does not answer', async () => {
    let asked = 0
    const tenants = () => {
      asked++
      return asked > 1 ? Promise.reject(new Error('away')) : hub.store.tenants()
    }
    const store = Object.assign(Object.create(hub.store), { tenants })
    const metrics = new Metrics(ports({ store }))
    await Promise.all([metrics.text(), metrics.text()])
    await metrics.text()
    expect(asked).toBe(1)
    hub.now += 11_000
    expect((await metrics.text()).body).toMatch(/^tramso_database_up 0$/m)
  })
})
