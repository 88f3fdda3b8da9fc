import { HttpProxy } from '../kit/HttpProxy.ts'
import { ActivationWalk } from './kit/ActivationWalk.ts'
import { casesOf } from './kit/cases.ts'
import { damageDatabase } from './kit/damageDatabase.ts'
import { expect, test } from './kit/fixtures.ts'
import { looker } from './kit/looker.ts'
import { SmallDisk } from './kit/SmallDisk.ts'
import { setHidden } from './kit/setHidden.ts'
import { vi } from './kit/vi.ts'

const endings: (() => unknown)[] = []
test.afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end()
})

test('fault 5: the disk is full: said in words, old work readable, sync drains, what was typed is kept, nothing thrown away', async ({
  shared,
  tabletOf,
}) => {
  test.skip(!SmallDisk.isPossible, 'only root may mount a disk')
  const { hub, officer } = shared
  const pin = hub.practice.volunteerPin
  const disk = SmallDisk.mount(200)
  endings.push(() => disk.unmount())
  const proxy = await HttpProxy.start(hub.port, hub.tls)
  endings.push(() => proxy.stop())
  const tablet = await tabletOf(shared, { origin: proxy.url, profile: disk.folder, keepsData: true })
  endings.push(() => tablet.switchOff())
  await tablet.enter('/field', pin)
  await tablet.readyForOffline()
  const ballast = () =>
    tablet.page.evaluate(async () => {
      const kept = await (await caches.open('tram-so-ballast')).keys()
      return kept.filter(({ url }) => url.endsWith('/ballast')).length
    })
  // what is let go on a full disk has to be taken first
  await expect.poll(ballast).toBe(1)

  // one sealed and one begun, without a line
  proxy.meddle = async ({ path }, forward) => (path.startsWith('/api/') ? null : forward())
  const walk = new ActivationWalk(tablet)
  await walk.declined()
  await tablet.button('common:done').click()
  const sealed = await walk.slipCode()
  await tablet.page.getByRole('link', { name: vi('activation:done.home') }).click()
  await walk.start()
  await walk.consent()
  const name = () => walk.field('activation:name.question')
  await name().fill('Thị Mẫu')
  await tablet.saved()

  /** Type on until it comes to what is asked for: pages that are half empty, or that the browser gives back, take a word or two. */
  let typed = ''
  let words = 0
  const place = new URL(tablet.page.url()).pathname
  const typeUntil = (isSo: () => Promise<boolean>) =>
    expect(async () => {
      disk.fillCrumbs()
      typed = `Thị Mẫu ${['Một', 'Hai', 'Ba', 'Tư', 'Năm'][words++ % 5]}`
      await name().fill(typed)
      expect(await isSo()).toBe(true)
    }).toPass()

  await test.step('first it makes room of its own: what is typed reaches the disk, and home says why nothing new begins', async () => {
    disk.fill()
    await typeUntil(async () => (await ballast()) === 0)
    await tablet.saved()
    // Chromium throws a database away whose log has a torn end with more behind it, when it opens it the next time
    await tablet.switchOff()
    await tablet.switchOn()
    await tablet.page.clock.install()
    await tablet.enter(place, pin)
    await expect(name()).toHaveValue(typed)
    await tablet.page.getByRole('link', { name: vi('activation:task') }).click()
    await expect(tablet.page.getByText(vi('common:diskFull.title'))).toBeVisible()
    await tablet.button('field:start').click()
    await expect(tablet.button('field:start')).toBeEnabled()
    expect((await tablet.kept()).drafts).toBe(1)
  })

  await test.step('the line comes back: what waited is sent, and its receipt is kept', async () => {
    proxy.meddle = (_asked, forward) => forward()
    await expect(tablet.pill).toHaveText(vi('common:pending.none'), { timeout: 60_000 })
    await expect.poll(async () => (await casesOf(officer)).has(sealed)).toBe(true)
  })

  const notSaved = () => tablet.page.getByRole('alert').filter({ hasText: vi('common:save.failed.disk-full') })
  await test.step('then nothing more goes: said in words, and what was typed outlives the lock', async () => {
    await tablet.page.getByRole('listitem').getByRole('link').first().click()
    await expect(name()).toHaveValue(typed)
    disk.fill()
    await typeUntil(() => notSaved().isVisible())
    await expect(name()).toHaveValue(typed)
    // to make room somebody must leave the app
    await setHidden(tablet, true)
    await tablet.page.clock.fastForward(31_000)
    await setHidden(tablet, false)
    await expect(tablet.page.getByText(vi('unlock:hidden'))).toBeVisible()
    // the browser may still have the database open, or be unable to open it: either way it is said why
    const why = tablet.page.getByText(vi('common:storageTrouble.disk-full'))
    await expect(why.or(tablet.heading(vi('unlock:pinTitle')))).toBeVisible()
    if (!(await why.isVisible())) await tablet.typePin(pin)
    await expect(why).toBeVisible()
  })

  await test.step('with room again it goes on where it stood', async () => {
    disk.free()
    // a disk that was full is not looked at again at once
    await tablet.page.clock.fastForward(6_000)
    const again = tablet.button('common:retry')
    if (await again.isVisible()) await again.click()
    await tablet.typePin(pin)
    await expect(name()).toHaveValue(typed)
    await tablet.saved()
    await tablet.switchOff()
    await tablet.switchOn()
    await tablet.enter(place, pin)
    await expect(name()).toHaveValue(typed)
    await tablet.page.getByRole('link', { name: vi('activation:task') }).click()
    await tablet.button('field:start').click()
    await expect(tablet.heading(vi('activation:consent.title'))).toBeVisible()
  })
})

test('fault 8: the database file is damaged: said clearly, what was sent is whole, and the tablet is enrolled anew', async ({
  shared,
  tabletOf,
}) => {
  const { hub, officer } = shared
  const pin = hub.practice.volunteerPin
  const proxy = await HttpProxy.start(hub.port, hub.tls)
  endings.push(() => proxy.stop())
  const tablet = await tabletOf(shared, { origin: proxy.url })
  await tablet.unlock(pin)
  await tablet.readyForOffline()
  const walk = new ActivationWalk(tablet)
  const seal = async () => {
    await walk.declined()
    await tablet.button('common:done').click()
    const code = await walk.slipCode()
    await tablet.page.getByRole('link', { name: vi('activation:done.home') }).click()
    return code
  }
  const sent = await seal()
  await expect.poll(async () => (await casesOf(officer)).has(sent), { timeout: 30_000 }).toBe(true)
  proxy.meddle = async ({ path }, forward) => (path.startsWith('/api/') ? null : forward())
  await seal()

  await tablet.switchOff()
  expect(damageDatabase(tablet.profile)).toBeGreaterThan(0)
  await tablet.switchOn()
  await tablet.goto('/field')
  await expect(tablet.heading(vi('enrol:lost.title'))).toBeVisible()
  const label = /Đây là (Máy \w+)\./.exec(await tablet.page.getByRole('main').innerText())?.[1] ?? ''
  await expect(tablet.page.getByText(vi('enrol:lost.gone'))).toBeVisible()
  const found: string[] = []
  await looker(() => tablet.page, 'tablet', found)('enrol-lost')
  expect(found).toEqual([])

  // the desk knows it by the same name, and holds what it had sent
  const old = (await officer.devices()).find((device) => device.label === label)
  expect(old?.status).toBe('approved')
  if (old) await officer.decide(old.id, 'revoke')
  expect((await casesOf(officer)).has(sent)).toBe(true)
  proxy.meddle = (_asked, forward) => forward()
  await tablet.enrol(await officer.enrolUrl(), officer)
  await tablet.unlock(pin)
  const after = await seal()
  await expect.poll(async () => (await casesOf(officer)).has(after), { timeout: 30_000 }).toBe(true)
})

test('fault 8: the browser cannot open the database: it is thrown away only when asked twice, and the tablet says who it was', async ({
  shared,
  tabletOf,
}) => {
  const tablet = await tabletOf(shared)
  const { page } = tablet
  // as Chromium answers where its files cannot be opened; until the database has been deleted
  await page.addInitScript(() => {
    const { open, deleteDatabase } = IDBFactory.prototype
    const mended = 'test.mended'
    IDBFactory.prototype.deleteDatabase = function (name) {
      localStorage.setItem(mended, 'yes')
      return deleteDatabase.call(this, name)
    }
    IDBFactory.prototype.open = function (name, version) {
      const request = open.call(this, localStorage.getItem(mended) ? name : 'test.other', version)
      if (localStorage.getItem(mended)) return request
      Object.defineProperty(request, 'error', { value: new DOMException('', 'UnknownError') })
      for (const event of ['success', 'upgradeneeded']) {
        request.addEventListener(event, (heard) => {
          heard.stopImmediatePropagation()
          if (event === 'success') request.dispatchEvent(new Event('error'))
        })
      }
      return request
    }
  })
  await page.reload()
  await expect(tablet.heading(vi('common:storageTrouble.title'))).toBeVisible()
  const found: string[] = []
  const look = looker(() => page, 'tablet', found, true)
  await tablet.button('field:startAnew.open').click()
  await expect(page.getByText(vi('field:startAnew.gone'))).toBeVisible()
  await look('start-anew')
  await tablet.button('field:startAnew.next').click()
  await expect(page.getByText(vi('field:startAnew.forEver'))).toBeVisible()
  await look('start-anew-sure')
  await tablet.button('field:startAnew.begin').click()
  await expect(tablet.heading(vi('enrol:lost.title'))).toBeVisible()
  expect(found).toEqual([])
})
