import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { test as base, expect } from '@playwright/test'
import { ActivationWalk } from './kit/ActivationWalk.ts'
import { DeskPage } from './kit/DeskPage.ts'
import { DossierWalk } from './kit/DossierWalk.ts'
import { FreshHub } from './kit/FreshHub.ts'
import { looker } from './kit/looker.ts'
import { thiMauDon } from './kit/people.ts'
import { SetupWalk } from './kit/SetupWalk.ts'
import { Tablet } from './kit/Tablet.ts'
import { vi } from './kit/vi.ts'

const admin = { displayName: 'Quản Trị Thử', name: 'quan.tri', password: 'lúa tre núi sông' }
const team = 'Tổ Ấp Thử Một'
const volunteers = ['Tình nguyện viên Thử Ba', 'Tình nguyện viên Thử Bốn']

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

test('a real commune: set up page by page from the first start, to a case received and a form to sign', async ({
  fresh,
  page,
}) => {
  test.setTimeout(300_000)
  const desk = new DeskPage(page, fresh.officeUrl)
  const found: string[] = []
  const look = looker(() => page, 'real', found, true)
  const walk = new SetupWalk(page, (name) => look(`setup-${name}`))
  // whatever comes out of the printer, nobody stands there
  await page.addInitScript(() => {
    window.print = () => undefined
  })

  await test.step('the link of the first start leads through commune, administrator, hamlets and teams', async () => {
    await page.goto(fresh.setupUrl)
    await expect(desk.heading(vi('setup:title'))).toBeVisible()
    await look('setup-choice')
    await walk.commune('phuoc long', thiMauDon.communeNew)
    await walk.officer(admin, '0900000001')
    await walk.hamlets('1. Ấp Thử Một\n2. Ấp Thử Hai | Ấp Bàu Thử\nẤp Thử Một', 2)
    await walk.teams(2)
    await walk.at('wizard:volunteers.title')
  })

  await test.step('the browser is closed in the middle; after signing in the set-up goes on', async () => {
    await page.context().clearCookies()
    await page.goto(fresh.officeUrl)
    await page.getByRole('textbox', { name: vi('desk:login.name'), exact: true }).fill(admin.name)
    await page.getByLabel(vi('desk:login.password'), { exact: true }).fill(admin.password)
    await desk.button('desk:login.submit').click()
    await expect(page.getByText(vi('wizard:empty.volunteers.title'))).toBeVisible()
    await expect(page.getByText(vi('common:practice'))).toBeHidden()
    await look('inbox-new')
    await walk.link('wizard:left.link').click()
    await walk.at('wizard:overview.title', { commune: thiMauDon.communeNew })
    await look('setup-overview')
    await walk.link('wizard:overview.goOn', { step: vi('wizard:step.volunteers') }).click()
  })

  const pins = await walk.volunteers(team, volunteers)
  await walk.link('common:next').click()

  await test.step('a recovery sheet is printed, and counts once two shares were typed back and opened a backup', async () => {
    const [one = '', two = '', three = ''] = await walk.sheet(admin.password)
    await walk.drill(
      one,
      two.replace(/\S$/, (sign) => (sign === '0' ? '1' : '0')),
    )
    await expect(page.getByRole('alert').getByText(vi('backup:share-typo', { place: 2 }))).toBeVisible()
    await look('setup-drill')
    await walk.drill(three.toLowerCase().replace(/\s+/g, ' '), one)
    await expect(page.getByText(vi('wizard:drill.taken'))).toBeVisible({ timeout: 30_000 })
    await expect(page.getByText(/Mở được bản sao lúc .* và đọc đủ/)).toBeVisible()
    await look('setup-drilled')
    expect(readdirSync(join(fresh.dataDir, 'backups'))).toHaveLength(1)
    await page.reload()
    await walk.at('wizard:drill.title')
    const left = await page.evaluate(async () =>
      JSON.stringify([{ ...localStorage }, { ...sessionStorage }, await caches.keys(), document.body.innerHTML]),
    )
    expect(left).not.toContain(one.slice(0, 9))
    await walk.link('common:next').click()
    await walk.at('wizard:backups.title')
    await look('setup-backups')
    await walk.link('common:next').click()
    await walk.at('wizard:https.title')
    await look('setup-https')
    await walk.link('wizard:skip').click()
  })

  await test.step('the link works once, and then leads to the sign-in', async () => {
    const other = await page.context().newPage()
    await other.goto(fresh.setupUrl)
    await other.getByRole('button', { name: vi('setup:practice.start') }).click()
    await expect(other.getByText(vi('setup:used.title'))).toBeVisible()
    await looker(() => other, 'real', found, true)('setup-used')
    await other.close()
  })

  const tablet = await Tablet.open(fresh.fieldUrl)
  try {
    await test.step('the first tablet; it begins only with storage that is kept', async () => {
      await look('setup-tablet')
      await walk.tablet(tablet, team)
      await walk.link('wizard:finish').click()
      await walk.at('wizard:overview.title', { commune: thiMauDon.communeNew })
      await walk.link('wizard:later').click()
      await expect(page.getByText(vi('wizard:empty.cases.title'))).toBeVisible()
      await expect(tablet.page.getByText(vi('enrol:storage.required'))).toBeVisible()
      await expect(tablet.button('enrol:ready.start')).toBeHidden()
      const browser = await tablet.context.newCDPSession(tablet.page)
      await browser.send('Browser.grantPermissions', { origin: fresh.fieldUrl, permissions: ['durableStorage'] })
      await tablet.button('enrol:storage.ask').click()
      await tablet.startWork()
      await tablet.unlock(pins[0] ?? '')
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
      for (const value of [thiMauDon.name, thiMauDon.house, volunteers[0] ?? '']) {
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
