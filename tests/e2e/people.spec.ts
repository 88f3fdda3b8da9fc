import { HttpProxy } from '../kit/HttpProxy.ts'
import { ActivationWalk } from './kit/ActivationWalk.ts'
import { expect, test } from './kit/fixtures.ts'
import { looker } from './kit/looker.ts'
import { vi } from './kit/vi.ts'

const endings: (() => unknown)[] = []
test.afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end()
})

const spoken = async (shown: { getAttribute(name: string): Promise<string | null> }) =>
  ((await shown.getAttribute('aria-label')) ?? '').replaceAll(' ', '')

test('people of a team: a PIN forgotten where there is no line, one added, one who leaves', async ({
  own,
  tabletOf,
  deskOf,
}) => {
  test.setTimeout(240_000)
  const { hub, officer } = own
  const pin = hub.practice.volunteerPin
  const found: string[] = []
  const proxy = await HttpProxy.start(hub.port, hub.tls)
  endings.push(() => proxy.stop())
  const tablet = await tabletOf(own, { origin: proxy.url })
  const look = looker(() => tablet.page, 'tablet', found, true)
  const { page: screen } = tablet
  const person = async () => (await screen.getByText(/^Mã PIN của/).innerText()).replace(/^Mã PIN của (.*)\.$/, '$1')
  await tablet.chooseVolunteer()
  const forgetful = await person()
  await tablet.typePin(pin)
  await tablet.readyForOffline()
  const walk = new ActivationWalk(tablet)
  await walk.start()
  await walk.consent()
  await walk.field('activation:name.question').fill('Thị Mẫu Dở')
  await tablet.saved()
  const desk = await deskOf(own)
  const { page } = desk
  const lookAtDesk = looker(() => page, 'desk', found, true)
  await desk.part('devices').click()

  const newPin = '528194'
  await test.step('a PIN forgotten without a line: a code is read to the desk, its answer opens, the work is there', async () => {
    proxy.meddle = async ({ path }, forward) => (path.startsWith('/api/') ? null : forward())
    await tablet.button('common:lockNow').click()
    await tablet.button('unlock:forgot.button').click()
    await expect(tablet.heading(vi('unlock:forgot.title'))).toBeVisible()
    const challenge = await spoken(screen.getByRole('status', { name: /^(\w ){7}\w$/ }))
    await look('forgot-pin')
    await page.getByRole('textbox', { name: vi('desk:recovery.challenge'), exact: true }).fill(challenge.toLowerCase())
    await desk.button('desk:recovery.look').click()
    await expect(page.getByText(new RegExp(`cho ${forgetful}\\.`))).toBeVisible()
    await lookAtDesk('recovery')
    await page.getByRole('button', { name: vi('desk:recovery.sure', { name: forgetful }) }).click()
    const answer = await spoken(page.getByRole('status', { name: /^(\w ){15}\w$/ }))
    const typed = screen.getByRole('textbox', { name: vi('unlock:forgot.call.answer'), exact: true })
    await typed.fill(`${answer.slice(0, -1)}${answer.endsWith('2') ? '3' : '2'}`)
    await tablet.button('unlock:forgot.call.try').click()
    await expect(screen.getByText(vi('unlock:forgot.call.misheard'))).toBeVisible()
    await look('forgot-misheard')
    await typed.fill(answer.replace(/(.{4})/g, '$1 ').toLowerCase())
    await tablet.button('unlock:forgot.call.try').click()
    await expect(tablet.heading(vi('unlock:newPin.first'))).toBeVisible()
    await look('new-pin')
    const type = async (digits: string) => {
      for (const digit of digits) await screen.getByRole('button', { name: digit, exact: true }).click()
      await tablet.button('unlock:newPin.enter').click()
    }
    await type('123456')
    await expect(screen.getByText(vi('unlock:newPin.guessable'))).toBeVisible()
    await type(newPin)
    await expect(tablet.heading(vi('unlock:newPin.again'))).toBeVisible()
    await type(newPin)
    await expect(walk.field('activation:name.question')).toHaveValue('Thị Mẫu Dở')
    await desk.button('desk:recovery.done').click()
  })

  const added = 'Thị Mẫu Mới'
  const firstPin = '739152'
  await test.step('one is added at the desk, and opens the tablet after its next contact', async () => {
    await page.getByRole('textbox', { name: vi('desk:volunteers.name'), exact: true }).fill(added)
    await page.getByLabel(vi('desk:volunteers.pin'), { exact: true }).fill(firstPin)
    await desk.button('desk:volunteers.add').click()
    await expect(page.getByText(vi('desk:pinSlip.title', { name: added }))).toBeVisible()
    await lookAtDesk('pin-slip')
    await desk.button('desk:pinSlip.done').click()
    proxy.meddle = (_asked, forward) => forward()
    await tablet.button('common:lockNow').click()
    await tablet.button('unlock:other').click()
    await expect(async () => {
      await screen.reload()
      await expect(screen.getByRole('button', { name: added })).toBeVisible({ timeout: 3_000 })
    }).toPass()
    await screen.getByRole('button', { name: added }).click()
    await tablet.typePin(firstPin)
    await expect(walk.field('activation:name.question')).toHaveValue('Thị Mẫu Dở')
    await screen.getByRole('link', { name: vi('activation:task') }).click()
  })

  await test.step('one leaves: at the next contact the tablet knows them no more, and the work is there for the others', async () => {
    await page.getByRole('button', { name: vi('desk:leave.what', { name: added }) }).click()
    const dialog = page.getByRole('dialog', { name: vi('desk:leave.title', { name: added }) })
    await dialog.getByRole('button', { name: vi('desk:leave.yes'), exact: true }).click()
    await expect(dialog.getByText(vi('desk:leave.chooseReason'))).toBeVisible()
    await dialog.getByRole('radio').first().check()
    await lookAtDesk('leave')
    await dialog.getByRole('button', { name: vi('desk:leave.yes'), exact: true }).click()
    await expect(page.getByRole('row').filter({ hasText: added }).getByText(vi('desk:volunteers.left'))).toBeVisible()
    await lookAtDesk('volunteers')
    await tablet.button('field:asked.button').click()
    await expect(tablet.heading(vi('unlock:whoTitle'))).toBeVisible({ timeout: 30_000 })
    await expect(screen.getByRole('button', { name: added })).toBeHidden()
    await screen.getByRole('button', { name: forgetful }).click()
    await tablet.typePin(newPin)
    await expect(screen.getByText('Thị Mẫu Dở')).toBeVisible()
  })
  expect((await officer.attention()).items).toEqual([])
  expect(found).toEqual([])
})
