import { ActivationWalk } from './kit/ActivationWalk.ts'
import { casesOf } from './kit/cases.ts'
import { expect, test } from './kit/fixtures.ts'
import { vi } from './kit/vi.ts'

const year = 31_557_600_000

/*
 * The clock of every page of the tablet is shifted, from enrolment on. libfaketime below Chromium would shift its network
 * stack too, but Debian's 0.9.10 hangs Chromium 156 at its start, with either of its libraries.
 */
test.describe('fault 23: a tablet whose clock is years wrong', () => {
  for (const [years, words] of [
    [-5, 'five years behind'],
    [50, 'fifty years ahead'],
  ] as const) {
    test(`${words}: enrolled, sealed, sent and applied all the same, and its clock is doubted`, async ({
      shared,
      tabletOf,
    }) => {
      const { hub, officer } = shared
      const tablet = await tabletOf(shared, { clockShift: years * year })
      await tablet.unlock(hub.practice.volunteerPin)
      const seen = await tablet.page.evaluate(() => Date.now())
      expect(Math.round((seen - Date.now()) / year)).toBe(years)

      const walk = new ActivationWalk(tablet)
      const codes: string[] = []
      for (let n = 0; n < 2; n += 1) {
        await walk.declined()
        await tablet.button('common:done').click()
        await expect(tablet.heading(vi('activation:done.title'))).toBeVisible()
        codes.push(await walk.slipCode())
        await tablet.page.getByRole('link', { name: vi('activation:done.home') }).click()
      }
      await expect(tablet.pill).toHaveText(vi('common:pending.none'), { timeout: 30_000 })
      await tablet.page.getByRole('link', { name: vi('common:pending.none') }).click()
      await expect(tablet.page.getByText(/Lệch .* so với máy chủ/)).toBeVisible()
      await expect.poll(() => tablet.figure('applied'), { timeout: 30_000 }).toBe(2)
      const cases = await casesOf(officer)
      for (const code of codes) expect(cases.has(code)).toBe(true)
    })
  }
})
