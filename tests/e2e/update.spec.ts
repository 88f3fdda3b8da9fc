import type { Page } from '@playwright/test'
import { pushTag } from '../../src/app/storage/sync/wakeUpTag.ts'
import { HttpProxy, type Meddle, type Told } from '../kit/HttpProxy.ts'
import { ActivationWalk } from './kit/ActivationWalk.ts'
import { expect, test } from './kit/fixtures.ts'
import { Tablet } from './kit/Tablet.ts'
import { vi } from './kit/vi.ts'

/** Kills of a tablet in the middle of its migration; `KILLS=100` for all. */
const kills = Number(process.env.KILLS ?? 4)

const endings: (() => Promise<void>)[] = []
test.afterEach(async () => {
  for (const end of endings.splice(0)) await end()
})

/** The text of an answer that the hub sends plain. */
async function plain(forward: () => Promise<Told>): Promise<{ told: Told; text: string }> {
  const told = await forward()
  return { told, text: Buffer.from(told.body).toString() }
}

/**
 * The same app as a newer version: other index, and no longer a part that the last version loads late. Both are what a browser
 * sees of a new build.
 */
const asVersion =
  (name: string, dropped: RegExp): Meddle =>
  async ({ path }, forward) => {
    if (path !== '/sw.js' && path !== '/' && path !== '/index.html' && !path.startsWith('/index.html?'))
      return forward()
    const { told, text } = await plain(forward)
    const changed =
      path === '/sw.js'
        ? text
            .replace(dropped, '')
            .replace(/"revision":"[0-9a-f]+","url":"index\.html"/, `"revision":"${name}","url":"index.html"`)
        : text.replace('<head>', `<head><meta name="version" content="${name}">`)
    if (changed === text) throw new Error(`nothing to change in ${path}`)
    const { 'content-length': _, etag: __, ...headers } = told.headers
    return { ...told, headers, body: changed }
  }

const lookForUpdate = (tablet: Tablet) =>
  tablet.page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration()
    await registration?.update()
  })

const hasWaiting = (tablet: Tablet) =>
  tablet.page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.waiting != null)

/** What the browser does when there is a line again (Background Sync). */
async function wakeWorker(tablet: Tablet): Promise<void> {
  const session = await tablet.context.newCDPSession(tablet.page)
  const registered = new Promise<string>((resolve) =>
    session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const [registration] = registrations
      if (registration) resolve(registration.registrationId)
    }),
  )
  await session.send('ServiceWorker.enable')
  const { origin } = tablet
  await session.send('ServiceWorker.dispatchSyncEvent', {
    origin,
    registrationId: await registered,
    tag: pushTag,
    lastChance: false,
  })
  await session.detach()
}

const precached = (tablet: Tablet) =>
  tablet.page.evaluate(async () => {
    const urls: string[] = []
    for (const name of await caches.keys()) {
      for (const request of await (await caches.open(name)).keys()) urls.push(new URL(request.url).pathname)
    }
    return urls
  })

const version = (tablet: Tablet) =>
  tablet.page.locator('meta[name=version]').getAttribute('content', { timeout: 15_000 })

test('fault 29: a new version comes in the middle of a form: no word there, nothing lost, offered at home, the last one kept', async ({
  shared,
  tabletOf,
}) => {
  const { hub } = shared
  const pin = hub.practice.volunteerPin
  const proxy = await HttpProxy.start(hub.port, hub.tls)
  endings.push(() => proxy.stop())
  const plainly: Meddle = async (_asked, forward) => forward()
  proxy.asksPlain = true
  const tablet = await tabletOf(shared, { origin: proxy.url })
  await tablet.unlock(pin)
  await tablet.readyForOffline()
  const late = (await precached(tablet)).find((path) => /DossierFlow-.*\.js$/.test(path)) ?? ''
  expect(late).not.toBe('')

  const walk = new ActivationWalk(tablet)
  await walk.start()
  await walk.consent()
  const name = walk.field('activation:name.question')
  await name.fill('Thị Mẫu Đơn')
  await tablet.saved()
  const offer = tablet.page.getByText(vi('common:update.ready'))
  const entry = new RegExp(`\\{[^{}]*${late.slice(1).replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}[^{}]*\\},?`)
  proxy.meddle = asVersion('next', entry)
  await lookForUpdate(tablet)
  await expect.poll(() => hasWaiting(tablet)).toBe(true)
  await expect(offer).toBeHidden()
  await name.fill('Thị Mẫu Đơn Hai')
  await tablet.saved()
  await tablet.page.goBack()
  await tablet.page.goto(`${proxy.url}/field`)
  await tablet.unlock(pin)
  await expect(offer).toBeVisible()
  await tablet.button('common:update.apply').click()
  await expect.poll(() => version(tablet)).toBe('next')
  await tablet.unlock(pin)
  await expect(offer).toBeHidden()
  await tablet.page.getByRole('link', { name: /Thị Mẫu Đơn Hai/ }).click()
  await expect(walk.field('activation:name.question')).toHaveValue('Thị Mẫu Đơn Hai')
  expect(await precached(tablet), 'a page of the last version still finds its late part').toContain(late)

  proxy.meddle = asVersion('third', entry)
  await lookForUpdate(tablet)
  await expect.poll(() => hasWaiting(tablet)).toBe(true)
  // nobody answers the old worker, which was woken with the app closed and would wait for two and a half minutes
  await tablet.goto('/manifest.webmanifest')
  const asked = new Promise<void>((resolve) => {
    const third = proxy.meddle
    proxy.meddle = (request, forward) => {
      if (!request.path.startsWith('/api/')) return third(request, forward)
      resolve()
      return new Promise(() => undefined)
    }
  })
  await wakeWorker(tablet)
  await asked
  await tablet.goto('/field')
  await tablet.unlock(pin)
  await tablet.button('common:update.apply').click()
  await expect.poll(() => version(tablet)).toBe('third')
  expect(await precached(tablet)).not.toContain(late)
  proxy.meddle = plainly
})

/** The database as version 1 wrote it, with enough in it that the migration takes its time. */
const makeVersionOne = (tablet: Tablet, rows: number) =>
  tablet.page.evaluate(async (count) => {
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open('tram-so', 10)
      opening.onupgradeneeded = () => {
        const made = opening.result
        const stores = {
          meta: 'key',
          volunteers: 'id',
          sessions: 'sid',
          chains: 'chain',
          receipts: 'chain',
          drafts: 'id',
          pages: 'to',
          answered: 'id',
        }
        for (const [name, keyPath] of Object.entries(stores)) made.createObjectStore(name, { keyPath })
        made.createObjectStore('verdicts', { keyPath: ['chain', 'n'] })
        const outbox = made.createObjectStore('outbox', { keyPath: ['chain', 'n'] })
        outbox.createIndex('[state+createdAt]', ['state', 'createdAt'])
        outbox.createIndex('attention', 'attention')
      }
      opening.onsuccess = () => resolve(opening.result)
      opening.onerror = () => reject(opening.error)
    })
    const tx = db.transaction(['chains', 'outbox', 'drafts'], 'readwrite')
    const hash = new Uint8Array(32)
    tx.objectStore('chains').put({
      chain: 'c',
      genesis: hash,
      n: count,
      hash,
      receiptedN: 5,
      epoch: 1,
      current: true,
      bytes: 1,
      closedBecause: null,
    })
    for (let n = 1; n <= count; n++) {
      tx.objectStore('outbox').put({
        chain: 'c',
        n,
        state: 'pending',
        createdAt: n,
        ct: new Uint8Array(400),
        bytes: 720,
      })
    }
    tx.objectStore('drafts').put({
      id: 'd',
      v: 1,
      partial: null,
      k: 1,
      iv: new Uint8Array(12),
      ct: new Uint8Array(300),
    })
    await new Promise((resolve, reject) => {
      tx.oncomplete = resolve
      tx.onabort = () => reject(tx.error)
    })
    db.close()
  }, rows)

/** What lies there, whichever version it is. */
const lookInside = (tablet: Tablet) =>
  tablet.page.evaluate(async () => {
    const done = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(request.error)
      })
    const db = await done(indexedDB.open('tram-so'))
    const tx = db.transaction([...db.objectStoreNames])
    const heads = db.objectStoreNames.contains('heads') ? await done(tx.objectStore('heads').getAll()) : []
    const found = {
      version: db.version,
      rows: await done(tx.objectStore('outbox').count()),
      drafts: await done(tx.objectStore('drafts').count()),
      ends: [...(await done(tx.objectStore('chains').getAll())), ...heads]
        .map(({ n }) => n)
        .filter((n) => n !== undefined),
    }
    db.close()
    return found
  })

/** A tablet with a version 1 database on which the app has just been opened. */
async function migrating(origin: string, rows: number): Promise<Tablet> {
  const tablet = await Tablet.open(origin)
  endings.push(() => tablet.dispose())
  // a page of the origin without the app
  await tablet.goto('/manifest.webmanifest')
  await makeVersionOne(tablet, rows)
  await tablet.page.goto(`${tablet.origin}/`, { waitUntil: 'commit' })
  return tablet
}

/** Dexie's version 5, as the browser counts it. */
const newest = 50

const migrated = (tablet: Tablet) =>
  expect.poll(() => lookInside(tablet).then(({ version }) => version), { intervals: [50] }).toBe(newest)

test(`fault 27: killed in the middle of a migration, ${kills} times: the old or the new version opens, no row lost`, async ({
  shared,
}) => {
  test.setTimeout(kills * 30_000 + 60_000)
  const rows = 1000
  const origin = shared.hub.fieldUrl
  const whole = await migrating(origin, rows)
  const began = performance.now()
  await migrated(whole)
  // how long it takes on this machine, with the look at it: kills fall from before its beginning to after its end
  const longMs = performance.now() - began
  await whole.dispose()
  const seen = new Set<number>()
  for (let kill = 0; kill < kills; kill++) {
    const tablet = await migrating(origin, rows)
    await tablet.page.evaluate((ms) => new Promise((resolve) => setTimeout(resolve, ms)), (kill * 2 * longMs) / kills)
    await tablet.kill()
    await tablet.switchOn()
    await tablet.goto('/manifest.webmanifest')
    const after = await lookInside(tablet)
    seen.add(after.version)
    expect([10, newest]).toContain(after.version)
    expect(after, `after kill ${kill + 1}`).toMatchObject({ rows, drafts: 1, ends: [rows] })
    await tablet.goto('/')
    await migrated(tablet)
    expect(await lookInside(tablet)).toMatchObject({ rows, drafts: 1, ends: [rows] })
    await tablet.dispose()
  }
  expect(seen.size, 'kills before the end and after it, or this proves nothing').toBe(2)
})

/** What a newer version does in its tab: it wants the database for itself, to change it. */
const upgrade = (page: Page) =>
  page.evaluate(async () => {
    await new Promise<void>((resolve, reject) => {
      const opening = indexedDB.open('tram-so', 990)
      opening.onupgradeneeded = () => opening.result.createObjectStore('later')
      opening.onsuccess = () => {
        opening.result.close()
        resolve()
      }
      opening.onerror = () => reject(opening.error)
    })
  })

test('fault 28: two tabs, one upgrading: the other saves what was just typed, yields and says so', async ({
  shared,
  tabletOf,
}) => {
  const pin = shared.hub.practice.volunteerPin
  const tablet = await tabletOf(shared)
  await tablet.unlock(pin)
  const walk = new ActivationWalk(tablet)
  await walk.start()
  await walk.consent()
  const name = walk.field('activation:name.question')
  await name.fill('Thị Mẫu')
  await tablet.saved()
  const newer = await tablet.context.newPage()
  await newer.goto(`${tablet.origin}/manifest.webmanifest`)
  await name.fill('Thị Mẫu Đơn')
  await upgrade(newer)
  await expect(tablet.heading(vi('common:storageTrouble.title'))).toBeVisible()
  await expect(tablet.page.getByText(vi('common:storageTrouble.version-change'))).toBeVisible()
  await expect(name).toBeHidden()
  await newer.close()
  await tablet.button('common:retry').click()
  await tablet.unlock(pin)
  await expect(name).toHaveValue('Thị Mẫu Đơn')
})
