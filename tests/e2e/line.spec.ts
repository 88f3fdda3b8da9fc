import { randomBytes } from 'node:crypto'
import { HttpProxy, jsonTold, type Meddle } from '../kit/HttpProxy.ts'
import { casesOf } from './kit/cases.ts'
import { expect, test } from './kit/fixtures.ts'
import { sealOne } from './kit/sealOne.ts'
import { vi } from './kit/vi.ts'

test('fault 14: a captive portal that says 200, and a forged receipt, purge and mark nothing', async ({
  shared,
  tabletOf,
}) => {
  const { hub, officer } = shared
  const pin = hub.practice.volunteerPin
  const proxy = await HttpProxy.start(hub.port, hub.tls)
  try {
    const tablet = await tabletOf(shared, { origin: proxy.url })
    await tablet.unlock(pin)
    await tablet.readyForOffline()
    const html = {
      status: 200,
      headers: { 'content-type': 'text/html' },
      body: '<html><body>Welcome to free Wi-Fi</body></html>',
    }
    const toHub = (path: string) => path.startsWith('/api/')
    const portal: Meddle = async ({ path }, forward) => (toHub(path) ? html : forward())
    proxy.meddle = portal
    const codes = [await sealOne(tablet), await sealOne(tablet)]
    await tablet.page.getByRole('link', { name: /việc chờ gửi/ }).click()
    await expect(tablet.page.getByText(vi('status:line.captive-portal'))).toBeVisible()

    const forged: Meddle = async ({ path }, forward) => {
      const told = await forward()
      if (path !== '/api/v1/push' && path !== '/api/v1/head') return told
      const answer: unknown = JSON.parse(Buffer.from(told.body).toString('utf8'))
      if (typeof answer !== 'object' || answer === null || !('receipt' in answer) || typeof answer.receipt !== 'string')
        return told
      const [head, body] = answer.receipt.split('.')
      return jsonTold(told.status, { ...answer, receipt: `${head}.${body}.${randomBytes(64).toString('base64url')}` })
    }
    const empty: Meddle = async ({ path }, forward) => (toHub(path) ? jsonTold(200, {}) : forward())
    const lies: [string, Meddle, RegExp][] = [
      ['200 with a page', portal, /^\/api\/v1\/head/],
      ['200 with {}', empty, /^\/api\/v1\/head/],
      ['a receipt that nobody signed', forged, /^\/api\/v1\/push/],
    ]
    for (const [what, meddle, path] of lies) {
      await test.step(what, async () => {
        proxy.meddle = meddle
        const before = proxy.asked.filter((asked) => path.test(asked)).length
        await expect(tablet.button('status:send')).toBeEnabled()
        await tablet.button('status:send').click()
        await expect.poll(() => proxy.asked.filter((asked) => path.test(asked)).length).toBeGreaterThan(before)
        await expect(tablet.button('status:send')).toBeEnabled()
        expect(await tablet.figure('pending')).toBe(2)
        expect(await tablet.figure('stored')).toBe(0)
      })
    }

    proxy.meddle = (_asked, forward) => forward()
    await tablet.button('status:send').click()
    await expect.poll(() => tablet.figure('pending')).toBe(0)
    const cases = await casesOf(officer)
    for (const code of codes) expect(cases.has(code)).toBe(true)
  } finally {
    await proxy.stop()
  }
})

test('fault 20: a browser that lies about its line: sends when told offline, keeps when told online', async ({
  own,
  tabletOf,
}) => {
  const { hub, officer } = own
  const pin = hub.practice.volunteerPin
  const tablet = await tabletOf(own)
  await tablet.context.addInitScript(() => {
    Object.defineProperty(Navigator.prototype, 'onLine', { configurable: true, get: () => false })
  })
  await tablet.enter('/field', pin)
  await tablet.readyForOffline()
  expect(await tablet.page.evaluate(() => navigator.onLine)).toBe(false)
  const first = await sealOne(tablet)
  await expect.poll(async () => (await casesOf(officer)).has(first), { timeout: 30_000 }).toBe(true)

  await tablet.context.addInitScript(() => {
    Object.defineProperty(Navigator.prototype, 'onLine', { configurable: true, get: () => true })
  })
  await tablet.enter('/field', pin)
  expect(await tablet.page.evaluate(() => navigator.onLine)).toBe(true)
  await hub.killAll()
  const second = await sealOne(tablet)
  await expect(tablet.pill).toHaveText('1 việc chờ gửi')
  await tablet.page.getByRole('link', { name: '1 việc chờ gửi' }).click()
  await expect(tablet.page.getByText(vi('status:line.no-line'))).toBeVisible()
  expect(await tablet.figure('pending')).toBe(1)
  await hub.start()
  await tablet.button('status:send').click()
  await expect.poll(() => tablet.figure('pending'), { timeout: 30_000 }).toBe(0)
  await expect.poll(async () => (await casesOf(officer)).has(second)).toBe(true)
})

test('fault 33: five tabs, one of them syncs, nothing twice', async ({ shared, tabletOf }) => {
  const { hub, officer } = shared
  const pin = hub.practice.volunteerPin
  const proxy = await HttpProxy.start(hub.port, hub.tls)
  try {
    const tablet = await tabletOf(shared, { origin: proxy.url })
    await tablet.unlock(pin)
    await tablet.readyForOffline()
    proxy.meddle = async ({ path }, forward) => (path.startsWith('/api/') ? null : forward())
    const codes = [await sealOne(tablet), await sealOne(tablet), await sealOne(tablet)]
    const tabs = [tablet.page]
    for (let tab = 1; tab < 5; tab += 1) {
      const page = await tablet.context.newPage()
      tabs.push(page)
      await page.goto(`${proxy.url}/field`)
      await page
        .getByRole('button', { name: /Tình nguyện viên/ })
        .first()
        .click()
      for (const digit of pin) await page.getByRole('button', { name: digit, exact: true }).click()
      await page.getByRole('button', { name: vi('unlock:open'), exact: true }).click()
      await expect(page.getByRole('heading', { level: 1, name: vi('field:title') })).toBeVisible()
    }

    let inWork = 0
    let mostInWork = 0
    const pushed: number[] = []
    proxy.meddle = async ({ path, body }, forward) => {
      if (!path.startsWith('/api/')) return forward()
      inWork += 1
      mostInWork = Math.max(mostInWork, inWork)
      if (path === '/api/v1/push') pushed.push(body.length)
      const told = await forward()
      inWork -= 1
      return told
    }
    await Promise.all(tabs.map((page) => page.evaluate(() => void dispatchEvent(new Event('online')))))
    for (const page of tabs) {
      await expect(page.getByRole('status').getByRole('link')).toHaveText(vi('common:pending.none'), {
        timeout: 30_000,
      })
    }
    expect(mostInWork).toBe(1)
    expect(pushed).toHaveLength(1)
    await expect
      .poll(async () => {
        const cases = await casesOf(officer)
        return codes.filter((code) => cases.has(code)).length
      })
      .toBe(3)
    expect(await officer.attention()).toEqual(expect.objectContaining({ items: [] }))
  } finally {
    await proxy.stop()
  }
})
