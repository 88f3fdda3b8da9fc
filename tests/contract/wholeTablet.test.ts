import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Changes } from '../../src/app/storage/db/Changes.ts'
import { platformSyncClock } from '../../src/app/storage/platform/syncClock.ts'
import type { AttentionItem, SyncStatus, TabletPorts } from '../../src/app/storage/ports.ts'
import { pushWaiting } from '../../src/app/storage/sync/pushWaiting.ts'
import { webCrypto } from '../../src/crypto/web/webCrypto.ts'
import { shortCodeOf } from '../../src/domain/shortCode.ts'
import { Applier } from '../../src/hub/apply/Applier.ts'
import { paths } from '../../src/protocol/api.ts'
import { fifoLocks } from '../tablet/fifoLocks.ts'
import { cookieOf, HttpKit } from './httpKit.ts'
import { PaperTablet, seen } from './PaperTablet.ts'

describe('a whole tablet against a whole hub', () => {
  let kit: HttpKit
  let paper: PaperTablet
  let tablet: TabletPorts
  let pin: string
  let cookie: string
  let commune: string

  const desk = async (method: string, path: string, body?: unknown) =>
    (await kit.desk(method, path, body === undefined ? { cookie } : { cookie, body })).json()

  beforeEach(async () => {
    kit = await HttpKit.create({ fresh: true })
    const setup = { body: { token: await kit.setup.token() } }
    const practice = await (await kit.desk('POST', '/api/desk/setup/practice', setup)).json()
    pin = practice.volunteerPin
    commune = practice.commune
    const { name, password } = practice.officer
    cookie = cookieOf(await kit.desk('POST', '/api/desk/login', { body: { commune, name, password } }))
    paper = new PaperTablet(kit)
    tablet = await paper.open()
    await tablet.device.enrol(new URL(practice.enrolUrl).hash.replace('#token=', '#'))
    const [device] = await desk('GET', '/api/desk/devices')
    expect(tablet.device.state.value).toMatchObject({ kind: 'pending', code: device.code })
    await desk('POST', `/api/desk/devices/${device.id}`, { action: 'approve' })
    await seen(tablet.device.state, ({ kind }) => kind === 'ready')
  }, 60_000)
  afterEach(() => paper.end())

  const apply = () => new Applier(kit.hub.applyPorts).applyPending(commune)
  const unlock = async (ports = tablet) => {
    const [volunteer] = await ports.lock.volunteers()
    expect(await ports.lock.unlock(volunteer?.id ?? '', pin)).toEqual({ kind: 'ok' })
  }
  const status = (isWanted: (value: SyncStatus) => boolean, ports = tablet) => seen(ports.sync.status, isWanted)
  const attention = async (kind: AttentionItem['kind']) => {
    const { attention: items } = await status((value) => value.attention.some((item) => item.kind === kind))
    return items.find((item) => item.kind === kind)
  }

  it('captures with no line, sends when it returns, and learns what became of it', async () => {
    paper.hasLine = false
    await unlock()
    const { id } = await tablet.drafts.create('activation', { identity: { name: 'Nguyễn Thị Mẫu', sex: 'f' } }, null)
    await tablet.drafts.save(id, { contact: { phone: '0901234567' } }, 'phone')
    expect(await tablet.drafts.finish(id)).toEqual({ shortCode: shortCodeOf(id) })
    expect(await status(({ pending, line }) => pending === 1 && line === 'no-line')).toMatchObject({ stored: 0 })

    paper.hasLine = true
    await tablet.sync.sendNow()
    await status(({ pending, stored }) => pending === 0 && stored === 1)
    await apply()
    expect(await status(({ applied }) => applied === 1)).toMatchObject({
      pending: 0,
      stored: 0,
      attention: [],
      clockDoubt: true,
      versions: { epoch: 1 },
    })
    const { cases } = await desk('GET', '/api/desk/cases')
    expect(cases).toMatchObject([{ id, shortCode: shortCodeOf(id), title: 'Nguyễn Thị Mẫu', status: 'submitted' }])
  }, 60_000)

  it('shows what the desk sent back, and the mended case reaches it', async () => {
    await unlock()
    const { id } = await tablet.drafts.create('activation', { identity: { name: 'Nguyễn Thị Mẫu' } }, null)
    await tablet.drafts.finish(id)
    await status(({ stored }) => stored === 1)
    await apply()
    await status(({ applied }) => applied === 1)
    const { version } = (await desk('GET', `/api/desk/cases/${id}`)).case
    const command = { name: 'sendBack', sentence: 'Xin ghi số điện thoại' }
    await desk('POST', `/api/desk/cases/${id}/command`, { version, command })

    await tablet.sync.sendNow()
    expect(await attention('returned')).toMatchObject({ recordId: id, note: command.sentence, title: 'Nguyễn Thị Mẫu' })
    expect(await seen(tablet.drafts.list, (list) => list.length === 1)).toMatchObject([{ id, returned: true }])
    await tablet.drafts.save(id, { contact: { phone: '0901234567' } })
    await tablet.drafts.finish(id)
    await status(({ attention: items, stored }) => items.length === 0 && stored === 2)
    await apply()
    // with the word of who held it meanwhile (SPEC HLD-3)
    await status(({ applied }) => applied === 3)
    expect((await desk('GET', `/api/desk/cases/${id}`)).case).toMatchObject({
      status: 'submitted',
      groups: { contact: { value: { phone: '0901234567' } }, identity: { value: { name: 'Nguyễn Thị Mẫu' } } },
    })
  }, 60_000)

  it('sends while it is locked, with no key at hand, as the service worker does (fault 38)', async () => {
    paper.hasLine = false
    await unlock()
    const { id } = await tablet.drafts.create('activation', { identity: { name: 'Nguyễn Thị Mẫu' } }, null)
    await tablet.drafts.finish(id)
    tablet.lock.lock('asked')
    paper.end()
    paper.hasLine = true
    const changes = new Changes(null)
    const outside = { db: paper.openDb(), crypto: webCrypto, changes, locks: fifoLocks(), line: paper.line }
    const parts = { ...outside, clock: platformSyncClock, random: () => 0 }
    expect(await pushWaiting(parts, new AbortController().signal)).toMatchObject({ kind: 'done' })
    await apply()
    expect((await desk('GET', '/api/desk/cases')).cases).toMatchObject([{ id }])

    // and wipes: no page has to be opened for it (SPEC HEA-5)
    const [device] = await desk('GET', '/api/desk/devices')
    await desk('POST', `/api/desk/devices/${device.id}`, { action: 'revoke' })
    expect(await parts.db.volunteers.count()).toBeGreaterThan(0)
    expect(await pushWaiting(parts, new AbortController().signal)).toMatchObject({ kind: 'revoked' })
    expect([await parts.db.volunteers.count(), await parts.db.pages.count()]).toEqual([0, 0])
  }, 60_000)

  it('goes on from a partial that was sealed half-way', async () => {
    await unlock()
    const { id } = await tablet.drafts.create('activation', { identity: { name: 'Nguyễn Thị Mẫu' } }, null)
    for (let i = 0; i < 50; i++) await tablet.drafts.create('dossier', { subject: { name: `Người Mẫu ${i}` } }, null)
    await status(({ stored }) => stored === 1)
    await apply()
    await status(({ applied }) => applied === 1)
    expect(await tablet.drafts.get(id)).toMatchObject({ baseVersion: 1, title: 'Nguyễn Thị Mẫu' })
    await tablet.drafts.save(id, { identity: { sex: 'f' } })
    await tablet.drafts.finish(id)
    await status(({ stored }) => stored === 2)
    await apply()
    await status(({ applied }) => applied === 3)
    expect((await desk('GET', `/api/desk/cases/${id}`)).case).toMatchObject({
      status: 'submitted',
      groups: { identity: { value: { name: 'Nguyễn Thị Mẫu', sex: 'f' } } },
    })
  }, 60_000)

  it('forgets nothing because somebody on the line says that it is revoked (HEA-5)', async () => {
    await unlock()
    const { id } = await tablet.drafts.create('activation', { identity: { name: 'Nguyễn Thị Mẫu' } }, null)
    const asked: string[] = []
    paper.instead = (path) => {
      asked.push(path)
      if (path === paths.pull) return Response.json({ problem: 'revoked' }, { status: 401 })
      return path === paths.enrolState ? Response.json({ state: 'revoked', provision: null }) : null
    }
    await tablet.sync.sendNow()
    await status(({ line }) => line === 'captive-portal')
    await tablet.device.askTeam()
    expect(asked).toEqual(expect.arrayContaining([paths.pull, paths.enrolState]))
    expect([tablet.device.state.value.kind, tablet.lock.state.value.kind]).toEqual(['ready', 'open'])
    expect(await tablet.drafts.get(id)).toMatchObject({ title: 'Nguyễn Thị Mẫu' })
    expect(await tablet.lock.volunteers()).not.toEqual([])
  }, 60_000)

  it('forgets what it could read when it is revoked, and still hands over what it holds (fault 42)', async () => {
    await unlock()
    await tablet.drafts.create('activation', { identity: { name: 'Nguyễn Thị Mẫu' } }, null)
    const [device] = await desk('GET', '/api/desk/devices')
    await desk('POST', `/api/desk/devices/${device.id}`, { action: 'revoke' })
    await tablet.sync.sendNow()
    await seen(tablet.device.state, ({ kind }) => kind === 'revoked')
    await seen(tablet.lock.state, ({ kind }) => kind === 'locked')
    await status(({ pending }) => pending === 0)
    const db = paper.openDb()
    await seen(tablet.drafts.list, (list) => list.length === 0)
    const left = async () => [await db.volunteers.count(), await db.pages.count(), await db.drafts.count()]
    while ((await left()).some((count) => count > 0)) await new Promise((resolve) => setImmediate(resolve))
    expect(await tablet.lock.volunteers()).toEqual([])
    expect(await db.outbox.count()).toBe(1)
    db.close()
  }, 60_000)
})
