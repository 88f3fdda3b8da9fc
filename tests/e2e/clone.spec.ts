import { cpSync } from 'node:fs'
import { casesOf } from './kit/cases.ts'
import { expect, test } from './kit/fixtures.ts'
import { newProfile } from './kit/profiles.ts'
import { sealOne } from './kit/sealOne.ts'
import { Tablet } from './kit/Tablet.ts'
import { vi } from './kit/vi.ts'

test('fault 35: a copied profile works on beside the first; both families’ work comes to the desk once, the second by an officer', async ({
  shared,
  tabletOf,
  deskOf,
}) => {
  const { hub, officer } = shared
  const pin = hub.practice.volunteerPin
  const atDesk = (codes: readonly string[]) =>
    expect.poll(async () => {
      const cases = [...(await casesOf(officer)).values()].map(({ shortCode }) => shortCode)
      return codes.map((code) => cases.filter((one) => one === code).length)
    })
  const first = await tabletOf(shared)
  await first.unlock(pin)
  const common = await sealOne(first)
  await atDesk([common]).toEqual([1])
  await first.switchOff()

  const profile = newProfile()
  cpSync(first.profile, profile, { recursive: true, filter: (path) => !/\/Singleton[A-Z]/.test(path) })
  const second = await Tablet.open(first.origin, { profile })
  try {
    await first.switchOn()
    for (const tablet of [first, second]) {
      await tablet.enter('/field', pin)
      await tablet.readyForOffline()
      await tablet.context.setOffline(true)
    }
    const [ofFirst, ofSecond] = [await sealOne(first), await sealOne(second)]
    await first.context.setOffline(false)
    await atDesk([ofFirst]).toEqual([1])
    await second.context.setOffline(false)

    await test.step('the second says what happened and what to do, and both work on', async () => {
      const { page } = second
      await page.getByRole('link', { name: new RegExp(vi('status:kind.held')) }).click()
      await expect(page.getByText(vi('status:copied.title'))).toBeVisible()
      await expect(page.getByText(/máy cùng danh tính với máy khác/)).toBeVisible()
      await expect.poll(() => second.figure('pending')).toBe(0)
      const later: string[] = []
      for (const tablet of [first, second]) {
        await tablet.enter('/field', pin)
        later.push(await sealOne(tablet))
      }
      await atDesk([common, ofFirst, ofSecond, ...later]).toEqual([1, 1, 0, 1, 1])
    })

    await test.step('the desk names the tablet; the officer lets in what is held, and says that it is all right', async () => {
      const desk = await deskOf(shared)
      await desk.part('attention').click()
      const card = desk.page.locator('.card', { has: desk.page.getByRole('heading', { name: /hai máy cùng/ }) })
      await expect(card.getByText(vi('desk:cloned.held', { count: 1 }))).toBeVisible()
      await card.getByRole('button', { name: /^Cho vào sổ/ }).click()
      await desk.page
        .getByRole('dialog')
        .getByRole('button', { name: vi('desk:decide.letInYes') })
        .click()
      await expect(card.getByText(vi('desk:cloned.noneHeld'))).toBeVisible()
      await atDesk([common, ofFirst, ofSecond]).toEqual([1, 1, 1])
      await card.getByRole('button', { name: /^Máy này ổn/ }).click()
      await desk.page
        .getByRole('dialog')
        .getByRole('button', { name: vi('desk:cloned.fine') })
        .click()
      await expect(card).toBeHidden()
    })

    await test.step('both tablets hear of their own alone', async () => {
      for (const [tablet, copied] of [
        [first, false],
        [second, true],
      ] as const) {
        await tablet.enter('/field/status', pin)
        await tablet.button('status:send').click()
        await expect.poll(() => tablet.figure('applied'), { timeout: 30_000 }).toBe(3)
        await expect(tablet.page.getByText(vi('status:noAttention'))).toBeVisible()
        await expect(tablet.page.getByText(vi('status:copied.name'))).toBeVisible({ visible: copied })
      }
    })
  } finally {
    await second.dispose()
  }
})
