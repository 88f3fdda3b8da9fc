import { ActivationWalk } from './kit/ActivationWalk.ts'
import { casesOf } from './kit/cases.ts'
import { expect, test } from './kit/fixtures.ts'
import { thiMauDon } from './kit/people.ts'
import { vi } from './kit/vi.ts'

const hour = 3_600_000
const day = 24 * hour

/** Born on a leap day; the number fits (facts §1). */
const bornOnLeapDay = {
  ...thiMauDon,
  name: 'Thị Mẫu Nhuận',
  idNumber: '070156000017',
  birth: { day: '29', month: '2', year: '1956' },
}

test('fault 24: an hour twice, a leap day and a clock that jumps within a form: nothing lost, nobody locked out', async ({
  shared,
  tabletOf,
}) => {
  const { hub, officer } = shared
  const pin = hub.practice.volunteerPin
  // there summer ends in this night: at two it is one again
  const tablet = await tabletOf(shared, { timezoneId: 'America/New_York' })
  const { page } = tablet
  await page.clock.install({ time: new Date('2026-11-01T01:59:30-04:00') })
  await tablet.enter('/field', pin)
  const walk = new ActivationWalk(tablet)
  const name = walk.field('activation:name.question')
  await walk.start()
  await walk.consent()
  await name.fill('Thị Mẫu')

  await test.step('an hour comes twice: the lock does not count it', async () => {
    await page.clock.fastForward(60_000)
    expect(await page.evaluate(() => new Date().getHours())).toBe(1)
    await name.fill('Thị Mẫu Nhuận')
    await tablet.saved()
  })

  await test.step('the clock is set back by five years: the form goes on', async () => {
    await page.clock.setSystemTime(Date.now() - 5 * 365 * day)
    await name.press('End')
    await page.clock.fastForward(30_000)
    await expect(name).toBeFocused()
    await tablet.saved()
    await walk.next()
    await walk.idNumber(bornOnLeapDay)
  })

  await test.step('29 February is a day in some years only', async () => {
    await walk.field('common:date.dayBox').fill('29')
    await walk.field('common:date.monthBox').fill('2')
    await walk.field('common:date.yearBox').fill('1957')
    await walk.next()
    await expect(page.getByRole('alert').first()).toBeVisible()
    await walk.birthDate(bornOnLeapDay)
    await walk.sex(bornOnLeapDay)
  })

  await test.step('it is set to a leap day, years ahead: as after a sleep the PIN is asked once, and the same field comes back', async () => {
    await page.clock.setSystemTime(new Date('2028-02-29T21:00:00-05:00'))
    await page.clock.runFor(2_000)
    await expect(page.getByText(vi('unlock:idle'))).toBeVisible()
    await tablet.typePin(pin)
    await walk.phone(bornOnLeapDay)
    await walk.address(bornOnLeapDay)
    await walk.language()
  })

  await test.step('the case is whole, on the desk too', async () => {
    await walk.ladder()
    await walk.outcome()
    const code = await walk.slip()
    await expect
      .poll(async () => (await casesOf(officer)).get(code), { timeout: 60_000 })
      .toMatchObject({ title: bornOnLeapDay.name, status: 'submitted' })
  })
})
