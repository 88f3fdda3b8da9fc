import type { Locator } from '@playwright/test'
import { ActivationWalk } from './kit/ActivationWalk.ts'
import { expect, test } from './kit/fixtures.ts'
import { thiMauDon } from './kit/people.ts'
import type { Tablet } from './kit/Tablet.ts'
import { vi } from './kit/vi.ts'

/** Leaves the case and comes back to the list of work, as the name of the app in the corner does. */
async function home(tablet: Tablet): Promise<void> {
  await tablet.page.getByRole('banner').getByRole('link').first().click()
  await expect(tablet.heading(vi('field:title'))).toBeVisible()
}

test('every field survives a killed browser, also half typed', async ({ shared, tabletOf }) => {
  const pin = shared.hub.practice.volunteerPin
  const tablet = await tabletOf(shared)
  await tablet.unlock(pin)
  const walk = new ActivationWalk(tablet)
  await walk.start()
  await walk.consent()

  /** Type, wait for "saved", kill, switch on, unlock, open the case: what was typed stands there. */
  async function survives(field: () => Locator, half: string): Promise<void> {
    await field().pressSequentially(half)
    await tablet.saved()
    await tablet.kill()
    await tablet.switchOn()
    await tablet.enter('/field', pin)
    await tablet.page.getByRole('listitem').getByRole('link').first().click()
    await expect(field()).toHaveValue(half)
  }

  await survives(() => walk.field('activation:name.question'), 'Thị Mẫu Đ')
  await walk.name(thiMauDon)
  await survives(() => walk.field('activation:idNumber.question'), '0701')
  await walk.idNumber(thiMauDon)
  await survives(() => walk.field('common:date.monthBox'), '3')
  await walk.birthDate(thiMauDon)
  await walk.sex(thiMauDon)
  await walk.radio('domain:phoneOwner.self').check()
  await survives(() => walk.field('activation:phone.number'), '09120')
  await walk.phone(thiMauDon)
  await survives(() => walk.field('activation:address.text'), 'tổ 2, ')
  await walk.address(thiMauDon)
  await walk.language()
  await walk.stepFails('sms', 'noNotice')
  await tablet.saved()
  await tablet.kill()
  await tablet.switchOn()
  await tablet.enter('/field', pin)
  await tablet.page.getByRole('listitem').getByRole('link').first().click()
  await expect(tablet.page.getByText(vi('guide:tried', { count: 1 }))).toBeVisible()
})

test('what looks like a secret is refused with a sentence and never stored', async ({ shared, tabletOf }) => {
  const pin = shared.hub.practice.volunteerPin
  const tablet = await tabletOf(shared)
  await tablet.unlock(pin)
  const walk = new ActivationWalk(tablet)
  await walk.start()
  await walk.consent()
  const name = () => walk.field('activation:name.question')
  await name().fill('Thị Mẫu')
  await tablet.saved()
  await name().fill('Thị Mẫu mã OTP 4821')
  await expect(tablet.page.getByText(/mã OTP, mật khẩu/).first()).toBeVisible()
  await walk.next()
  await expect(name()).toHaveValue('Thị Mẫu mã OTP 4821')
  await tablet.kill()
  await tablet.switchOn()
  await tablet.enter('/field', pin)
  await tablet.page.getByRole('listitem').getByRole('link').first().click()
  await expect(name()).toHaveValue('Thị Mẫu')

  await walk.next()
  await walk.idNumber(thiMauDon)
  await walk.birthDate(thiMauDon)
  await walk.sex(thiMauDon)
  await walk.phone(thiMauDon)
  const house = () => walk.field('activation:address.text')
  await house().fill('Ấp Mẫu')
  await tablet.saved()
  await house().fill('482193')
  await expect(house()).toHaveAttribute('aria-invalid', 'true')
  await tablet.kill()
  await tablet.switchOn()
  await tablet.enter('/field', pin)
  await tablet.page.getByRole('listitem').getByRole('link').first().click()
  await expect(house()).toHaveValue('Ấp Mẫu')
})

test('open work is found without accents; what was thrown away can be taken back', async ({ shared, tabletOf }) => {
  const tablet = await tabletOf(shared)
  await tablet.unlock(shared.hub.practice.volunteerPin)
  const walk = new ActivationWalk(tablet)
  for (const name of ['Điểu Văn Thử', 'Thị Bông Mẫu', 'Lâm Thử Nghiệm', 'Hoàng Ví Dụ']) {
    await walk.start()
    await walk.consent()
    await walk.name({ ...thiMauDon, name })
    await expect(tablet.heading(vi('activation:idNumber.question'))).toBeVisible()
    await home(tablet)
    await expect(tablet.page.getByRole('link', { name })).toBeVisible()
  }
  const row = (name: string) => tablet.page.getByRole('listitem').filter({ hasText: name })
  await tablet.page.getByRole('textbox', { name: vi('field:search') }).fill('dieu van')
  await expect(tablet.page.getByText(vi('field:found', { count: 1 }))).toBeVisible()
  await expect(row('Điểu Văn Thử')).toBeVisible()
  await expect(row('Thị Bông Mẫu')).toBeHidden()
  await tablet.page.getByRole('textbox', { name: vi('field:search') }).fill('')

  await tablet.button('field:discardWhat', { title: 'Thị Bông Mẫu' }).click()
  const dialog = tablet.page.getByRole('dialog', { name: vi('field:discardAsk.title') })
  await dialog.getByRole('button', { name: vi('field:discardAsk.yes') }).click()
  await expect(row('Thị Bông Mẫu')).toBeHidden()
  await tablet.button('field:undo').click()
  await expect(row('Thị Bông Mẫu')).toBeVisible()
})

test('another language, back and forward, and a deep link with no line: nothing typed is lost', async ({
  shared,
  tabletOf,
}) => {
  const pin = shared.hub.practice.volunteerPin
  const tablet = await tabletOf(shared)
  await tablet.unlock(pin)
  await tablet.readyForOffline()
  const walk = new ActivationWalk(tablet)
  await walk.start()
  await walk.consent()
  await walk.name(thiMauDon)
  await walk.field('activation:idNumber.question').pressSequentially('07015')
  await tablet.page.getByRole('button', { name: /English/ }).click()
  await expect(tablet.page.locator('html')).toHaveAttribute('lang', 'en')
  await expect(tablet.page.getByRole('textbox').first()).toHaveValue('07015')
  await tablet.page.getByRole('button', { name: /Tiếng Việt/ }).click()
  await expect(walk.field('activation:idNumber.question')).toHaveValue('07015')

  await tablet.page.goBack()
  await expect(walk.field('activation:name.question')).toHaveValue(thiMauDon.name)
  await tablet.page.goForward()
  await expect(walk.field('activation:idNumber.question')).toHaveValue('07015')
  await tablet.saved()

  await tablet.context.setOffline(true)
  const place = new URL(tablet.page.url()).pathname.replace(/[^/]+$/, 'name')
  await tablet.enter(place, pin)
  await expect(walk.field('activation:name.question')).toHaveValue(thiMauDon.name)
  await tablet.enter('/field/status', pin)
  await expect(tablet.heading(vi('status:title'))).toBeVisible()
})

test('one activation with the keyboard alone', async ({ shared, tabletOf }) => {
  const tablet = await tabletOf(shared)
  const { page } = tablet
  const walk = new ActivationWalk(tablet)

  /** Tab until this has the focus, as somebody without a pointer does; a trap or a missing stop fails. */
  async function tabTo(target: Locator): Promise<void> {
    await expect(target).toBeVisible()
    for (let presses = 0; presses < 40; presses += 1) {
      if (await target.evaluate((element) => element === document.activeElement)) return
      await page.keyboard.press('Tab')
    }
    throw new Error('the Tab key does not lead there')
  }
  async function press(target: Locator, key = 'Enter'): Promise<void> {
    await tabTo(target)
    await page.keyboard.press(key)
  }
  async function type(target: Locator, text: string): Promise<void> {
    await tabTo(target)
    await page.keyboard.insertText(text)
  }

  await press(page.getByRole('button', { name: /Tình nguyện viên/ }).first())
  await expect(tablet.heading(vi('unlock:pinTitle'))).toBeVisible()
  await page.keyboard.type(shared.hub.practice.volunteerPin)
  await page.keyboard.press('Enter')
  await press(tablet.button('field:start'))
  await press(page.getByRole('checkbox', { name: vi('activation:consent.read') }), 'Space')
  await press(walk.radio('consent:method.voice'), 'Space')
  await press(tablet.button('activation:consent.agree'))
  await type(walk.field('activation:name.question'), thiMauDon.name)
  await page.keyboard.press('Enter')
  await type(walk.field('activation:idNumber.question'), thiMauDon.idNumber)
  await page.keyboard.press('Enter')
  await type(walk.field('common:date.yearBox'), thiMauDon.birth.year)
  await page.keyboard.press('Enter')
  await press(walk.radio('domain:sex.f'), 'Space')
  await page.keyboard.press('Enter')
  await tabTo(walk.radio('domain:phoneOwner.self'))
  await page.keyboard.press('ArrowUp')
  await expect(walk.radio('domain:phoneOwner.none')).toBeChecked()
  await page.keyboard.press('ArrowDown')
  await expect(walk.radio('domain:phoneOwner.self')).toBeChecked()
  await type(walk.field('activation:phone.number'), thiMauDon.phone)
  await page.keyboard.press('Enter')
  await type(walk.field('activation:address.text'), thiMauDon.house)
  await type(walk.field('activation:address.commune'), thiMauDon.communeTyped)
  await press(
    page
      .getByRole('list', { name: vi('activation:address.commune') })
      .getByRole('button', { name: thiMauDon.communeOld }),
  )
  await press(tablet.button('common:next'))
  await press(page.getByRole('radio', { name: 'Việt', exact: true }), 'Space')
  await page.keyboard.press('Enter')
  await expect(tablet.heading(vi('ladder:sms.title'))).toBeVisible()
  await press(tablet.button('guide:notYet'))
  await press(walk.radio('ladder:failure.noNotice.label'), 'Space')
  await page.keyboard.press('Enter')
  await press(tablet.button('common:askPerson'))
  await press(tablet.button('activation:ask.stop'))
  await expect(tablet.heading(vi('activation:outcome.question'))).toBeVisible()
  await press(tablet.button('common:next'))
  await press(tablet.button('activation:slip.finish'))
  await expect(tablet.heading(vi('activation:done.title'))).toBeVisible()
})
