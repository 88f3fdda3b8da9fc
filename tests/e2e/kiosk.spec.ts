import { z } from 'zod'
import { kioskLookUp } from '../../src/app/features/kiosk/kioskPlaces.ts'
import { casesOf } from './kit/cases.ts'
import { expect, test } from './kit/fixtures.ts'
import { huntFolder, markersIn } from './kit/hunt.ts'
import { looker } from './kit/looker.ts'
import type { Tablet } from './kit/Tablet.ts'
import { vi } from './kit/vi.ts'

/** Words that stand in no program, no font and no dictionary. */
const office = 'Qxvzby Wkjfhg'
const requester = 'Zvqxjk Ghwfpb'
const unfinished = 'Jqwzxv Kbfghp'
const word = 'Wjqxzv Hgfkbp'
const markers = [office, requester, unfinished]

const field = (tablet: Tablet) => tablet.page.locator('#answer')
const next = (tablet: Tablet) => tablet.button('common:next')
const home = (tablet: Tablet) => tablet.heading(vi('kiosk:home.title'))

/** A resident who begins a birth's dossier, agrees, and finishes two questions. */
async function halfDone(tablet: Tablet): Promise<void> {
  await tablet.page.getByRole('link', { name: vi('kiosk:tile.dossier.title') }).click()
  await tablet.page.getByRole('button', { name: 'Đăng ký khai sinh' }).click()
  await expect(tablet.heading(vi('kiosk:consent.title'))).toBeVisible()
  await tablet.page.getByRole('checkbox').check()
  await tablet.button('kiosk:consent.agree').click()
  await field(tablet).fill(office)
  await next(tablet).click()
  await expect(field(tablet)).toHaveValue('')
  await field(tablet).fill(requester)
  await next(tablet).click()
  await expect(field(tablet)).toHaveValue('')
}

test('fault 50: abandoned at the kiosk, half a form is blank, gone, and whole at the desk; its slip opens it for a volunteer', async ({
  own,
  tabletOf,
  page: television,
}) => {
  const { hub, officer } = own
  const kiosk = await tabletOf(own, {
    purpose: 'kiosk',
    args: ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'],
  })
  const { page } = kiosk
  const found: string[] = []
  const look = looker(() => kiosk.page, 'tablet', found, true)
  const lookAtHall = looker(() => television, 'desk', found, true)
  await kiosk.readyForOffline()
  await kiosk.context.setOffline(true)
  // from here on the test moves the kiosk's clock
  await page.clock.install()

  await test.step('no line: what is finished is sealed, the slip says where to go on', async () => {
    await halfDone(kiosk)
    await expect(page.getByText(vi('kiosk:seal.sealed'))).toBeVisible()
    await expect.poll(async () => (await kiosk.kept()).items).toBe(3)
    expect((await kiosk.kept()).drafts).toBe(0)
  })

  let slip = { code: '', secret: '' }
  await test.step('the slip has no name and no number', async () => {
    await kiosk.button('kiosk:next.button').click()
    await kiosk.button('kiosk:home.takeSlip').click()
    await expect(kiosk.heading(vi('kiosk:slip.title'))).toBeVisible()
    const codes = await page.locator('output').evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')))
    slip = { code: (codes[0] ?? '').replaceAll(' ', ''), secret: (codes[1] ?? '').replaceAll(' ', '') }
    expect(slip.code).toMatch(/^TS-/)
    expect(markersIn(Buffer.from(await page.locator('main').innerText()), markers)).toEqual([])
    await page.getByRole('link', { name: vi('kiosk:home.goOn') }).click()
    await field(kiosk).fill(unfinished)
  })

  await test.step('a minute without a touch: covered, asked, counted down, blank', async () => {
    await page.clock.fastForward(61_000)
    await expect(page.getByRole('alertdialog', { name: vi('kiosk:still.title') })).toBeVisible()
    await expect(field(kiosk)).toBeHidden()
    await page.mouse.click(640, 700)
    await expect(page.getByRole('alertdialog')).toBeVisible()
    await page.clock.fastForward(21_000)
    await expect(home(kiosk)).toBeVisible()
  })

  await test.step('Back, reload, and whatever the browser keeps show the next person nothing', async () => {
    const shown = async () => markersIn(Buffer.from(await page.content()), markers)
    expect(await shown()).toEqual([])
    await page.goBack()
    await expect(home(kiosk)).toBeVisible()
    await page.goBack()
    await expect(home(kiosk)).toBeVisible()
    expect(await shown()).toEqual([])
    await page.reload()
    await expect(home(kiosk)).toBeVisible()
    expect(await shown()).toEqual([])
    expect(await page.evaluate(() => [location.pathname, sessionStorage.length])).toEqual(['/', 0])
    await halfOpen(kiosk)
    await kiosk.kill()
    expect(huntFolder(kiosk.profile, markers)).toEqual([])
    expect(markersIn(Buffer.from([...kiosk.addresses].join('\n')), markers)).toEqual([])
  })

  await test.step('the line returns: the desk sees the finished pages, and not the one that was left', async () => {
    await kiosk.switchOn()
    await kiosk.goto('/')
    await expect(home(kiosk)).toBeVisible()
    await expect.poll(async () => [...(await casesOf(officer)).keys()].length, { timeout: 30_000 }).toBe(1)
    const [one] = [...(await casesOf(officer)).values()]
    expect(one).toMatchObject({ shortCode: slip.code, status: 'draft' })
  })

  await test.step('a word to the commune without a name reaches the desk whole; a call for a person is told at once', async () => {
    const { page: hall } = kiosk
    await hall.getByRole('link', { name: vi('kiosk:tile.feedback.title') }).click()
    await hall.getByRole('radio', { name: vi('kiosk:message.kind.idea') }).check()
    await next(kiosk).click()
    await field(kiosk).fill(word)
    await kiosk.button('kiosk:message.record.start').click()
    await expect(hall.getByText(vi('kiosk:message.record.left', { count: 58 }))).toBeVisible()
    await kiosk.button('kiosk:message.record.stop').click()
    await expect(kiosk.button('kiosk:message.record.listen')).toBeVisible()
    await next(kiosk).click()
    await hall.getByRole('radio', { name: vi('kiosk:message.reply.no') }).check()
    await next(kiosk).click()
    await look('kiosk-message-check')
    await kiosk.button('kiosk:message.send').click()
    await expect(kiosk.heading(vi('kiosk:message.sent'))).toBeVisible()
    await hall.getByRole('link', { name: vi('kiosk:slip.done') }).click()
    await expect(home(kiosk)).toBeVisible()
    expect(markersIn(Buffer.from(await hall.content()), [word])).toEqual([])
    await hall.getByRole('link', { name: vi('kiosk:tile.call.title') }).click()
    await expect(hall.getByText(vi('kiosk:call.told'))).toBeVisible()
    await look('kiosk-call')
    await kiosk.button('kiosk:call.back').click()
    await expect(home(kiosk)).toBeVisible()
    const said = async () => [...(await casesOf(officer)).values()].map(({ type, status }) => `${type} ${status}`)
    await expect.poll(said, { timeout: 30_000 }).toContain('feedback submitted')
  })

  await test.step('a number is not given twice, leaves nothing for the next, and is called in the hall without a sign-in', async () => {
    const { page: hall } = kiosk
    const number = hall.locator('output')
    const take = () => hall.getByRole('link', { name: vi('kiosk:tile.queue.title') }).click()
    await take()
    await expect(number).toHaveText('A001')
    await expect(hall.getByText(vi('kiosk:queue.wait'))).toBeVisible()
    await look('kiosk-ticket')
    await hall.goBack()
    await expect(home(kiosk)).toBeVisible()
    await look('kiosk-home')
    await take()
    await expect(number).toHaveText('A001')
    await hall.reload()
    await expect(home(kiosk)).toBeVisible()
    expect(markersIn(Buffer.from(await hall.content()), ['A001'])).toEqual([])
    await kiosk.context.setOffline(true)
    await take()
    await expect(number).toHaveText('A002')
    await expect(hall.getByText(vi('kiosk:queue.untold'))).toBeVisible()
    await kiosk.context.setOffline(false)
    await expect(hall.getByText(vi('kiosk:queue.wait'))).toBeVisible({ timeout: 30_000 })
    await television.goto(`${hub.officeUrl}/hall/${officer.tenant}`)
    await expect(television.getByText(vi('desk:hall.waiting', { count: 2 }))).toBeVisible()
    await officer.post('/api/desk/queue/next', { counter: '2' }, z.unknown())
    await expect(television.getByRole('listitem').filter({ hasText: 'A001' })).toContainText(
      vi('desk:hall.counter', { counter: '2' }),
    )
    await lookAtHall('hall')
    await television.goto(`${hub.officeUrl}/office/queue`)
    await expect(television.getByRole('heading', { level: 1, name: vi('desk:login.heading') })).toBeVisible()
  })

  await test.step('its home stands before the app does; what is touched by then is done as soon as the app is there', async () => {
    const { page: hall } = kiosk
    await hall.goBack()
    await expect(home(kiosk)).toBeVisible()
    await hall.waitForFunction(() => localStorage.getItem('tramso.front') !== null)
    await hall.addInitScript(touchEarly, kioskLookUp)
    await hall.reload()
    await expect(kiosk.heading(vi('kiosk:lookUp.title'))).toBeVisible()
    await expect(hall.locator('html[data-touched-early]')).toHaveCount(1)
  })

  await test.step('a volunteer with a line goes on with it by the slip', async () => {
    const team = await tabletOf(own)
    await team.enter('/field/claim', hub.practice.volunteerPin)
    await team.page.getByLabel(vi('dossier:claim.code')).fill(slip.code)
    await team.page.getByLabel(vi('dossier:claim.secret')).fill(slip.secret)
    await team.button('dossier:claim.open').click()
    await expect(team.page).toHaveURL(/\/field\/dossier\/[0-9a-f-]{36}\//)
    const id = new URL(team.page.url()).pathname.split('/')[3]
    await team.goto(`/field/dossier/${id}/check`)
    await team.unlock(hub.practice.volunteerPin)
    await expect(team.page.getByText(office)).toBeVisible()
    await expect(team.page.getByText(requester)).toBeVisible()
    await expect(team.page.getByText(unfinished)).toHaveCount(0)
  })
  expect(found).toEqual([])
})

/** In the page: a finger that is quicker than the app, on the picture of its home. */
function touchEarly(href: string): void {
  const watching = new MutationObserver(() => {
    const tile = document.querySelector<HTMLElement>(`#front a[href="${href}"]`)
    if (!tile) return
    watching.disconnect()
    tile.click()
    document.documentElement.toggleAttribute('data-touched-early', true)
  })
  watching.observe(document, { childList: true, subtree: true })
}

/** Whoever comes next looks where the one before was: at the forms. */
async function halfOpen(tablet: Tablet): Promise<void> {
  await tablet.page.getByRole('link', { name: vi('kiosk:tile.dossier.title') }).click()
  await tablet.page.getByRole('button', { name: 'Đăng ký khai sinh' }).click()
  await expect(tablet.heading(vi('kiosk:consent.title'))).toBeVisible()
  await expect(tablet.page.getByRole('checkbox')).not.toBeChecked()
}
