import { ActivationWalk } from './kit/ActivationWalk.ts'
import { expect, test } from './kit/fixtures.ts'
import { markersIn } from './kit/hunt.ts'
import { thiMauDon } from './kit/people.ts'
import { vi } from './kit/vi.ts'

const secret = 'Qzvxwj Kbhfgp'

test('turned to a resident, a tablet shows one question; Back, history, reload, a typed address and other tabs end at the PIN', async ({
  shared,
  tabletOf,
}) => {
  const pin = shared.hub.practice.volunteerPin
  const tablet = await tabletOf(shared)
  const { page } = tablet
  await tablet.enter('/field', pin)
  const walk = new ActivationWalk(tablet)
  const name = walk.field('activation:name.question')
  const shown = async () => markersIn(Buffer.from((await page.content()) + (await page.title())), [secret])

  await test.step('somebody else’s work lies on the tablet, open in another tab too', async () => {
    await walk.start()
    await walk.consent()
    await name.fill(secret)
    await tablet.saved()
    await page.goto(`${tablet.origin}/field`)
    await tablet.unlock(pin)
    await expect(page.getByText(secret)).toBeVisible()
  })
  const second = await tablet.context.newPage()
  await second.goto(`${tablet.origin}/field`)
  await second
    .getByRole('button', { name: /Tình nguyện viên/ })
    .first()
    .click()
  for (const digit of pin) await second.getByRole('button', { name: digit, exact: true }).click()
  await second.getByRole('button', { name: vi('unlock:open'), exact: true }).click()
  await expect(second.getByText(secret)).toBeVisible()
  await page.bringToFront()

  await test.step('turned: the other tab locks, Back and the history stay at the question', async () => {
    await walk.start()
    await walk.consent()
    await tablet.button('turned:button').click()
    await expect(tablet.button('turned:giveBack')).toBeVisible()
    await expect(second.getByText(secret)).toHaveCount(0)
    await expect(second.getByRole('heading', { level: 1, name: vi('unlock:pinTitle') })).toBeVisible()
    for (const steps of [-1, -2, 1]) {
      await page.evaluate((delta) => history.go(delta), steps)
      await expect(name).toBeVisible()
      await expect(tablet.button('turned:giveBack')).toBeVisible()
      expect(await shown()).toEqual([])
    }
    await name.fill(thiMauDon.name)
    await tablet.button('common:next').click()
    await expect(tablet.heading(vi('turned:title'))).toBeVisible()
  })

  await test.step('a typed address or a reload: the lock; the PIN opens the question with what the resident wrote', async () => {
    const here = new URL(page.url()).pathname
    await tablet.goto('/field')
    await expect(tablet.heading(vi('unlock:whoTitle'))).toBeVisible()
    expect(await shown()).toEqual([])
    await tablet.goto(here)
    await tablet.unlock(pin)
    await expect(name).toHaveValue(thiMauDon.name)
    await tablet.button('turned:button').click()
    await expect(tablet.button('turned:giveBack')).toBeVisible()
    await page.reload()
    await expect(tablet.heading(vi('unlock:whoTitle'))).toBeVisible()
    await tablet.unlock(pin)
    await expect(name).toHaveValue(thiMauDon.name)
  })

  await test.step('handed back: a wrong PIN counts as at the lock, the right one goes on at the next question', async () => {
    await tablet.button('turned:button').click()
    await tablet.button('common:next').click()
    await tablet.button('turned:open').click()
    await expect(tablet.heading(vi('unlock:pinTitle'))).toBeVisible()
    await tablet.typePin(pin === '928374' ? '928375' : '928374')
    await expect(page.getByText(vi('unlock:wrong', { count: 9 }))).toBeVisible()
    await tablet.typePin(pin)
    await expect(walk.field('activation:idNumber.question')).toBeVisible()
    await expect(tablet.button('common:lockNow')).toBeVisible()
  })
})
