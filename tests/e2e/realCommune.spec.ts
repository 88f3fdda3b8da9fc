import { test as base, expect } from '@playwright/test'
import { ActivationWalk } from './kit/ActivationWalk.ts'
import { DeskPage } from './kit/DeskPage.ts'
import { DossierWalk } from './kit/DossierWalk.ts'
import { FreshHub } from './kit/FreshHub.ts'
import { looker } from './kit/looker.ts'
import { thiMauDon } from './kit/people.ts'
import { Tablet } from './kit/Tablet.ts'
import { vi } from './kit/vi.ts'

const admin = { displayName: 'Quản Trị Thử', name: 'quan.tri', password: 'lúa tre núi sông' }
const volunteer = { name: 'Tình nguyện viên Thử Ba', pin: '482913' }

const test = base.extend<{ fresh: FreshHub }>({
  fresh: [
    async ({ headless: _headless }, use) => {
      const hub = await FreshHub.start()
      await use(hub)
      await hub.dispose()
    },
    { timeout: 60_000 },
  ],
})

test('a real commune: from the first start through its set-up page to a case received and a form to sign', async ({
  fresh,
  page,
}) => {
  test.setTimeout(240_000)
  const desk = new DeskPage(page, fresh.officeUrl)
  const found: string[] = []
  const look = looker(() => page, 'real', found)
  const field = (key: string) => page.getByRole('textbox', { name: vi(key), exact: true })

  await test.step('the link of the first start makes the commune and its administrator', async () => {
    await page.goto(fresh.setupUrl)
    await expect(desk.heading(vi('setup:title'))).toBeVisible()
    await field('setup:form.commune').fill('phuoc long')
    await page
      .getByRole('list', { name: vi('setup:form.commune') })
      .getByRole('button', { name: thiMauDon.communeNew })
      .click()
    await field('setup:form.displayName').fill(admin.displayName)
    await field('setup:form.login').fill(admin.name)
    await page.getByLabel(vi('setup:form.password'), { exact: true }).fill('0900000001')
    await desk.button('setup:real.submit').click()
    await expect(page.getByRole('alert').getByText(vi('setup:problem.passwordDigits'))).toBeVisible()
    await look('setup')
    await page.getByLabel(vi('setup:form.password'), { exact: true }).fill(admin.password)
    await desk.button('setup:real.submit').click()
    await expect(desk.heading(vi('desk:inbox.heading'))).toBeVisible()
    await expect(page.getByText(thiMauDon.communeNew)).toBeVisible()
    await expect(page.getByText(vi('common:practice'))).toBeHidden()
  })

  await test.step('the link works once, and then leads to the sign-in', async () => {
    const other = await page.context().newPage()
    await other.goto(fresh.setupUrl)
    await other.getByRole('button', { name: vi('setup:practice.start') }).click()
    await expect(other.getByText(vi('setup:used.title'))).toBeVisible()
    await looker(() => other, 'real', found)('setup-used')
    await other.close()
  })

  const tablet = await Tablet.open(fresh.fieldUrl)
  try {
    await test.step('a volunteer and a tablet; the tablet begins only with storage that is kept', async () => {
      await desk.part('devices').click()
      await field('desk:volunteers.name').fill(volunteer.name)
      await page.getByLabel(vi('desk:volunteers.pin'), { exact: true }).fill(volunteer.pin)
      await desk.button('desk:volunteers.add').click()
      await expect(page.getByText(vi('desk:volunteers.added'))).toBeVisible()
      await desk.button('desk:devices.link.make').click()
      const enrolUrl = await field('desk:devices.link.label').inputValue()
      await tablet.page.goto(enrolUrl)
      await desk.approve(await tablet.code())
      await expect(tablet.page.getByText(vi('enrol:storage.required'))).toBeVisible()
      await expect(tablet.button('enrol:ready.start')).toBeHidden()
      const browser = await tablet.context.newCDPSession(tablet.page)
      await browser.send('Browser.grantPermissions', { origin: fresh.fieldUrl, permissions: ['durableStorage'] })
      await tablet.button('enrol:storage.ask').click()
      await tablet.startWork()
      await tablet.unlock(volunteer.pin)
      await expect(tablet.page.getByText(vi('common:practice'))).toBeHidden()
    })

    const [activationCode, dossierCode] =
      await test.step('an activation and a dossier are captured and sent by themselves', async () => {
        const activation = await new ActivationWalk(tablet).all(thiMauDon)
        const walk = new DossierWalk(tablet)
        await walk.begin()
        await walk.known([thiMauDon.name])
        await walk.questions()
        await walk.papers()
        return [activation, await walk.check()]
      })

    await test.step('the desk receives both, whole', async () => {
      await desk.inbox()
      await expect(desk.row(activationCode)).toBeVisible({ timeout: 30_000 })
      await expect(desk.row(dossierCode)).toBeVisible({ timeout: 30_000 })
      await desk.open(activationCode)
      const body = page.getByRole('article')
      for (const value of [thiMauDon.name, thiMauDon.house, volunteer.name]) {
        await expect(body.getByText(value).first()).toBeVisible()
      }
      // days as people write them, also of the consent's text and in the history
      await expect(body.getByText(/\d{4}-\d{2}-\d{2}/)).toHaveCount(0)
    })

    await test.step('the form stands on a page to print: its lines in order, and nothing of the screen', async () => {
      await desk.inbox()
      await desk.open(dossierCode)
      await page.getByRole('link', { name: vi('desk:case.print') }).click()
      const sheet = page.getByRole('article')
      await expect(sheet.getByRole('heading', { level: 1 })).toHaveText(/TỜ KHAI/)
      const text = (await sheet.innerText()).replace(/\s+/g, ' ')
      const lines = [
        'Kính gửi:',
        thiMauDon.name,
        '05/03/1952',
        'Việt Nam',
        'Chưa kết hôn',
        'để đăng ký kết hôn',
        dossierCode,
      ]
      const places = lines.map((line) => text.indexOf(line))
      expect(
        places.every((place) => place >= 0),
        JSON.stringify(places),
      ).toBe(true)
      expect(places).toEqual([...places].sort((a, b) => a - b))
      await look('print')
      await page.emulateMedia({ media: 'print' })
      for (const name of [vi('desk:print.print'), new RegExp(vi('desk:frame.signOut'))]) {
        await expect(page.getByRole('button', { name })).toBeHidden()
      }
      await expect(page.getByRole('navigation')).toBeHidden()
      expect((await page.pdf({ format: 'A4' })).length).toBeGreaterThan(1000)
      await page.emulateMedia({ media: 'screen' })
    })
    expect(found).toEqual([])
  } finally {
    await tablet.dispose()
  }
})
