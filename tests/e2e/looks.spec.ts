import { ActivationWalk } from './kit/ActivationWalk.ts'
import { casesOf } from './kit/cases.ts'
import { DossierWalk } from './kit/DossierWalk.ts'
import { expect, test } from './kit/fixtures.ts'
import { looker } from './kit/looker.ts'
import { thiMauDon } from './kit/people.ts'
import { vi } from './kit/vi.ts'

test('every tablet screen: axe finds nothing, nothing is wider than its screen', async ({ shared, tabletOf }) => {
  test.setTimeout(360_000)
  const pin = shared.hub.practice.volunteerPin
  const found: string[] = []
  const tablet = await tabletOf(shared)
  const look = looker(() => tablet.page, 'tablet', found)
  await look('unlock-who')
  await tablet.chooseVolunteer()
  await look('unlock-pin')
  await tablet.unlock(pin)
  await expect(tablet.heading(vi('field:title'))).toBeVisible()
  await look('home-empty')
  await tablet.goto('/enrol')
  await expect(tablet.heading(vi('enrol:ready.title'))).toBeVisible()
  await look('enrol-ready')
  await tablet.enter('/field', pin)
  const walk = new ActivationWalk(tablet, async (name) => {
    await look(name)
    if (name !== 'name') return
    await tablet.page.getByRole('link', { name: vi('scan:open') }).click()
    await expect(tablet.heading(vi('scan:title'))).toBeVisible()
    await look('scan')
    await tablet.button('scan:lines.open').click()
    await expect(tablet.heading(vi('scan:lines.title'))).toBeVisible()
    await look('scan-lines')
    await tablet.page.getByRole('link', { name: vi('common:back') }).click()
    await expect(tablet.heading(vi('activation:name.question'))).toBeVisible()
  })
  await walk.start()
  await walk.questions(thiMauDon)
  await walk.stepFails('sms', 'noNotice')
  await walk.stepFails('sms', 'noNotice')
  await look('step-remedy')
  await tablet.goto('/field/nowhere')
  await tablet.unlock(pin)
  await expect(tablet.heading(vi('common:notFound.title'))).toBeVisible()
  await look('not-found')
  await tablet.enter('/field', pin)
  await expect(tablet.page.getByRole('listitem').getByRole('link').first()).toBeVisible()
  await look('home')
  await tablet.page.getByRole('listitem').getByRole('link').first().click()
  await walk.ladder()
  await walk.outcome()
  await walk.slip()
  const dossier = new DossierWalk(tablet, undefined, look)
  await dossier.begin()
  await dossier.known([])
  await dossier.questions()
  await dossier.papers()
  await dossier.check()
  await tablet.enter('/field/status', pin)
  await expect(tablet.heading(vi('status:title'))).toBeVisible()
  await look('status')
  await tablet.enter('/field/guides', pin)
  await expect(tablet.heading(vi('guide:list.title'))).toBeVisible()
  await look('guides')
  await tablet.page.getByRole('link', { name: /Đổi sang điện thoại mới/ }).click()
  await expect(tablet.heading('Giữ máy cũ và SIM bên mình')).toBeVisible()
  await look('guide-signs')
  expect(found).toEqual([])
})

test('every desk screen: axe finds nothing, nothing is wider than its screen', async ({
  shared,
  tabletOf,
  page,
  deskOf,
}) => {
  test.setTimeout(240_000)
  const found: string[] = []
  const look = looker(() => page, 'desk', found)
  const tablet = await tabletOf(shared)
  await tablet.unlock(shared.hub.practice.volunteerPin)
  const code = await new ActivationWalk(tablet).all(thiMauDon)
  await expect.poll(async () => (await casesOf(shared.officer)).has(code), { timeout: 30_000 }).toBe(true)
  await page.goto(shared.hub.officeUrl)
  await expect(page.getByRole('heading', { level: 1, name: vi('desk:login.heading') })).toBeVisible()
  await look('login')
  const desk = await deskOf(shared)
  await expect(desk.row(code)).toBeVisible()
  await look('inbox')
  await desk.open(code)
  await look('case')
  await desk.button('desk:command.sendBack').click()
  await expect(page.getByRole('dialog')).toBeVisible()
  await look('send-back')
  await page.keyboard.press('Escape')
  await desk.part('devices').click()
  await expect(desk.heading(vi('desk:devices.heading'))).toBeVisible()
  await look('devices')
  await desk.part('attention').click()
  await expect(desk.heading(vi('desk:attention.heading'))).toBeVisible()
  await look('attention')
  expect(found).toEqual([])
})
