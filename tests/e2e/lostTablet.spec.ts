import { HttpProxy } from '../kit/HttpProxy.ts'
import { ActivationWalk } from './kit/ActivationWalk.ts'
import { casesOf } from './kit/cases.ts'
import { expect, test } from './kit/fixtures.ts'
import { looker } from './kit/looker.ts'
import { thiMauDon } from './kit/people.ts'
import { vi } from './kit/vi.ts'

const endings: (() => unknown)[] = []
test.afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end()
})

test('a lost tablet: reported; it sends what it has into quarantine, wipes and says so; the breach list; the desk lets in or refuses', async ({
  own,
  tabletOf,
  deskOf,
}, info) => {
  test.setTimeout(240_000)
  const { hub, officer } = own
  const pin = hub.practice.volunteerPin
  const found: string[] = []
  const proxy = await HttpProxy.start(hub.port, hub.tls)
  endings.push(() => proxy.stop())
  const tablet = await tabletOf(own, { origin: proxy.url })
  await tablet.unlock(pin)
  await tablet.readyForOffline()
  const walk = new ActivationWalk(tablet)
  const atHub = await walk.all(thiMauDon)
  await expect.poll(async () => (await casesOf(officer)).has(atHub), { timeout: 30_000 }).toBe(true)

  // out of reach: two finished, one begun
  proxy.meddle = async ({ path }, forward) => (path.startsWith('/api/') ? null : forward())
  const sealed: string[] = []
  for (const _ of [1, 2]) {
    await tablet.goto('/field')
    await tablet.unlock(pin)
    await walk.declined()
    await tablet.button('common:done').click()
    sealed.push(await walk.slipCode())
  }
  await tablet.page.getByRole('link', { name: vi('activation:done.home') }).click()
  await walk.start()
  await walk.consent()
  await walk.field('activation:name.question').fill('Thị Mẫu Dở')
  await tablet.saved()

  const desk = await deskOf(own)
  const { page } = desk
  const lookAtDesk = looker(() => page, 'desk', found, true)
  const [device] = await officer.devices()
  const label = device?.label ?? ''

  await test.step('the officer reports it lost, and prints who may be on it, with the clock of 72 hours', async () => {
    await desk.part('devices').click()
    await page.getByRole('button', { name: vi('desk:devices.lostWhat', { label }) }).click()
    const dialog = page.getByRole('dialog', { name: vi('desk:devices.lostAsk.title', { label }) })
    await expect(dialog).toBeVisible()
    await lookAtDesk('lost-ask')
    await dialog.getByRole('button', { name: vi('desk:devices.lostAsk.yes') }).click()
    await expect(page.getByText(vi('desk:devices.status.revoked'))).toBeVisible()
    await page.getByRole('link', { name: vi('desk:devices.breach', { label }) }).click()
    await expect(desk.heading(vi('desk:breach.heading', { label }))).toBeVisible()
    await expect(page.getByText(/Còn 7[12] giờ/)).toBeVisible()
    const row = page.getByRole('row').filter({ hasText: atHub })
    await expect(row.getByText(thiMauDon.name)).toBeVisible()
    await expect(row.getByText(vi('desk:breach.sent'))).toBeVisible()
    await lookAtDesk('breach')
    await page.emulateMedia({ media: 'print' })
    await expect(page.getByRole('navigation')).toBeHidden()
    await expect(row.getByText(thiMauDon.name)).toBeVisible()
    await expect(page.getByText(/Còn 7[12] giờ/)).toBeHidden()
    await page.pdf({ path: info.outputPath('breach.pdf') })
    await page.emulateMedia({ media: null })
  })

  await test.step('at its next contact it sends what it has, wipes, and says so', async () => {
    proxy.meddle = (_asked, forward) => forward()
    await tablet.page.evaluate(() => dispatchEvent(new Event('online')))
    await expect(tablet.heading(vi('enrol:revoked.title'))).toBeVisible({ timeout: 60_000 })
    await expect(tablet.page.getByText('Thị Mẫu Dở')).toBeHidden()
    await looker(() => tablet.page, 'tablet', found, true)('revoked')
    await expect.poll(async () => (await officer.attention()).items.length, { timeout: 30_000 }).toBe(3)
    await expect.poll(() => tablet.kept().then(({ drafts }) => drafts)).toBe(0)
    await tablet.goto('/field')
    await expect(tablet.heading(vi('enrol:revoked.title'))).toBeVisible()
  })

  await test.step('the officer lets one in and refuses the others, each asked first', async () => {
    await desk.part('attention').click()
    await expect(desk.heading(vi('desk:attention.heading'))).toBeVisible()
    await lookAtDesk('quarantine')
    const item = page.getByRole('row').filter({ hasText: '· 2' }).first()
    await item.getByRole('button', { name: vi('desk:decide.letInYes') }).click()
    await page.getByRole('button', { name: vi('desk:decide.letInYes'), exact: true }).click()
    await expect.poll(async () => (await officer.attention()).items.length).toBe(2)
    await page.getByRole('button', { name: vi('desk:decide.refuseWhat', { what: label }), exact: true }).click()
    const refusal = page.getByRole('dialog')
    await refusal.getByRole('button', { name: vi('desk:decide.refuseYes'), exact: true }).click()
    await expect(refusal.getByText(vi('desk:decide.chooseWhy'))).toBeVisible()
    await lookAtDesk('refuse')
    await refusal.getByRole('radio').first().check()
    await refusal.getByRole('button', { name: vi('desk:decide.refuseYes'), exact: true }).click()
    await expect(refusal).toBeHidden()
    await expect
      .poll(async () => {
        const cases = await casesOf(officer)
        return sealed.filter((code) => cases.has(code)).length
      })
      .toBe(1)
  })
  expect(found).toEqual([])
})
