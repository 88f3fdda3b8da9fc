import { ActivationWalk } from './kit/ActivationWalk.ts'
import { casesOf, sendBack } from './kit/cases.ts'
import { expect, test } from './kit/fixtures.ts'
import { looker } from './kit/looker.ts'
import { thiMauDon } from './kit/people.ts'
import type { Tablet } from './kit/Tablet.ts'
import { vi } from './kit/vi.ts'

test('fault 31: two tablets edit one group; the desk shows both values, chooses, and the choice reaches both', async ({
  own,
  tabletOf,
  deskOf,
}) => {
  test.setTimeout(300_000)
  const { officer, hub } = own
  const pin = hub.practice.volunteerPin
  const first = await tabletOf(own)
  const second = await tabletOf(own)
  await first.unlock(pin)
  const code = await new ActivationWalk(first).all(thiMauDon)
  await expect.poll(async () => (await casesOf(officer)).get(code)?.status, { timeout: 30_000 }).toBe('submitted')
  await sendBack(officer, code, 'Nhờ tổ hỏi lại số điện thoại.')

  /** Opens what was sent back, with a line. */
  async function openReturned(tablet: Tablet): Promise<string> {
    await tablet.enter('/field/status', pin)
    await tablet.button('status:send').click()
    const link = tablet.page.getByRole('link', { name: vi('status:openItem', { code }) })
    await expect(link).toBeVisible({ timeout: 30_000 })
    await link.click()
    await expect(tablet.page).toHaveURL(/\/field\/activation\/[0-9a-f-]+\/\w+/)
    return new URL(tablet.page.url()).pathname.split('/').slice(0, 4).join('/')
  }
  /** Another phone number, then sealed again. */
  async function resubmit(tablet: Tablet, path: string, phone: string): Promise<void> {
    await tablet.enter(`${path}/phone`, pin)
    const walk = new ActivationWalk(tablet)
    await walk.field('activation:phone.number').fill(phone)
    await walk.field('activation:phone.number').press('Enter')
    await walk.slip()
  }

  const firstPath = await openReturned(first)
  const secondPath = await openReturned(second)
  await second.context.setOffline(true)
  await resubmit(first, firstPath, '0912000111')
  await expect.poll(async () => (await casesOf(officer)).get(code)?.status, { timeout: 30_000 }).toBe('submitted')
  await resubmit(second, secondPath, '0912000222')
  await second.context.setOffline(false)
  await expect.poll(async () => (await casesOf(officer)).get(code)?.openConflicts, { timeout: 30_000 }).toBe(1)

  const desk = await deskOf(own)
  await desk.open(code)
  const kept = desk.page.getByRole('region', { name: vi('desk:conflict.current'), exact: true })
  const later = desk.page.getByRole('region', { name: vi('desk:conflict.proposed'), exact: true })
  await expect(kept.getByText(/0912.?000.?111/)).toBeVisible()
  await expect(later.getByText(/0912.?000.?222/)).toBeVisible()
  const found: string[] = []
  await looker(() => desk.page, 'desk', found)('conflict')
  expect(found).toEqual([])
  await later.getByRole('button', { name: /Lấy bản đến sau/ }).click()
  await expect(desk.page.getByText(vi('desk:conflict.done'))).toBeVisible()

  for (const tablet of [first, second]) {
    await tablet.enter('/field/status', pin)
    await tablet.button('status:send').click()
    await expect(tablet.page.getByText(vi('status:kind.conflict-resolved')).first()).toBeVisible({ timeout: 30_000 })
  }
})
