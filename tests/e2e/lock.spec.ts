import { ActivationWalk } from './kit/ActivationWalk.ts'
import { casesOf } from './kit/cases.ts'
import { expect, test } from './kit/fixtures.ts'
import { thiMauDon } from './kit/people.ts'
import { setHidden } from './kit/setHidden.ts'
import { vi } from './kit/vi.ts'

test('hidden: blank at once; after 30 s hidden or 2 min idle, asked first, the PIN, then back to the same field', async ({
  shared,
  tabletOf,
}) => {
  const pin = shared.hub.practice.volunteerPin
  const tablet = await tabletOf(shared)
  await tablet.page.clock.install()
  await tablet.enter('/field', pin)
  const walk = new ActivationWalk(tablet)
  const name = walk.field('activation:name.question')
  await walk.start()
  await walk.consent()
  await name.fill(thiMauDon.name)
  const words = tablet.page.getByText(vi('activation:name.hint'))
  await expect(words).toBeVisible()

  await setHidden(tablet, true)
  await expect(words).toBeHidden()
  await tablet.page.clock.fastForward(20_000)
  await setHidden(tablet, false)
  await expect(name).toHaveValue(thiMauDon.name)
  await expect(words).toBeVisible()

  await setHidden(tablet, true)
  await tablet.page.clock.fastForward(31_000)
  await setHidden(tablet, false)
  await expect(tablet.page.getByText(vi('unlock:hidden'))).toBeVisible()
  await expect(tablet.page.getByText(thiMauDon.name)).toHaveCount(0)
  await tablet.typePin(pin)
  await expect(name).toHaveValue(thiMauDon.name)
  await expect(name).toBeFocused()

  await tablet.page.clock.fastForward(99_000)
  await name.press('End')
  await tablet.page.clock.fastForward(99_000)
  await expect(name).toBeFocused()
  const question = tablet.page.getByRole('dialog', { name: vi('field:stillThere.title') })
  await expect(question).toBeHidden()
  await name.fill(`${thiMauDon.name} H`)
  await tablet.page.clock.fastForward(105_000)
  await expect(question.getByText(/Máy tự khóa sau 1\d giây/).first()).toBeVisible()
  await question.getByRole('button', { name: vi('field:stillThere.stay') }).click()
  await expect(question).toBeHidden()
  await expect(name).toBeFocused()
  await name.fill(thiMauDon.name)
  await tablet.page.clock.fastForward(105_000)
  await expect(question).toBeVisible()
  await tablet.page.clock.fastForward(16_000)
  await expect(tablet.page.getByText(vi('unlock:idle'))).toBeVisible()
  await tablet.typePin(pin)
  await expect(name).toHaveValue(thiMauDon.name)
  await expect(name).toBeFocused()
})

test('fault 34: Back to a page that the browser had kept as it was shows nothing of it', async ({
  shared,
  tabletOf,
}) => {
  const { hub } = shared
  const tablet = await tabletOf(shared, { withoutArgs: ['--disable-back-forward-cache'] })
  // what every frame shows after the page was taken out of the browser's cache
  await tablet.context.addInitScript(() => {
    const seen: string[] = []
    Object.assign(window, { seen })
    addEventListener('pageshow', ({ persisted }) => {
      if (!persisted) return
      seen.push('back')
      const look = () => {
        const isDrawn = getComputedStyle(document.body).visibility === 'visible'
        const texts = [document.body.innerText, ...[...document.querySelectorAll('input')].map(({ value }) => value)]
        if (isDrawn) seen.push(...texts)
        requestAnimationFrame(look)
      }
      requestAnimationFrame(look)
    })
  })
  await tablet.enter('/field', hub.practice.volunteerPin)
  const walk = new ActivationWalk(tablet)
  await walk.start()
  await walk.consent()
  await walk.field('activation:name.question').fill(thiMauDon.name)
  await tablet.saved()
  await tablet.page.goto(hub.officeUrl)
  await tablet.page.goBack({ waitUntil: 'commit' })
  await expect(tablet.page.getByText(vi('unlock:hidden'))).toBeVisible()
  const seen = await tablet.page.evaluate(() => Reflect.get(window, 'seen'))
  expect(seen, 'or the page was simply loaded anew').toContain('back')
  expect(seen).toContainEqual(expect.stringContaining(vi('unlock:pinTitle')))
  expect(JSON.stringify(seen)).not.toContain(thiMauDon.name)
  await tablet.typePin(hub.practice.volunteerPin)
  await expect(walk.field('activation:name.question')).toHaveValue(thiMauDon.name)
})

test('fault 38: ten wrong PINs wait, then lock; a reload resets nothing; the outbox still sends', async ({
  own,
  tabletOf,
}) => {
  const { hub, officer } = own
  const { volunteerPin: pin } = hub.practice
  const tablet = await tabletOf(own)
  await tablet.page.clock.install()
  await tablet.enter('/field', pin)
  await tablet.readyForOffline()
  await hub.killAll()
  const walk = new ActivationWalk(tablet)
  await walk.declined()
  await tablet.button('common:done').click()
  await expect(tablet.heading(vi('activation:done.title'))).toBeVisible()

  await tablet.goto('/field')
  await tablet.chooseVolunteer()
  await expect(tablet.page.getByText(vi('unlock:stillSending', { count: 1 }))).toBeVisible()
  const wrong = pin === '928374' ? '928375' : '928374'
  const waiting = tablet.page.getByRole('timer')
  for (let left = 9; left > 5; left -= 1) {
    await tablet.typePin(wrong)
    await expect(tablet.page.getByText(vi('unlock:wrong', { count: left }))).toBeVisible()
  }
  await tablet.typePin(wrong)
  await expect(waiting).toBeVisible()

  await tablet.goto('/field')
  await tablet.chooseVolunteer()
  await expect(waiting).toBeVisible()
  await expect(tablet.page.getByRole('button', { name: '1', exact: true })).toBeDisabled()
  for (const seconds of [30, 60, 120, 300]) {
    await tablet.page.clock.fastForward(seconds * 1000 + 1000)
    await expect(waiting).toBeHidden()
    await tablet.typePin(wrong)
    await expect(waiting).toBeVisible()
  }
  await tablet.page.clock.fastForward(901_000)
  await expect(waiting).toBeHidden()
  await tablet.typePin(wrong)
  await expect(tablet.heading(vi('unlock:locked.title'))).toBeVisible()

  await tablet.kill()
  await tablet.switchOn()
  await tablet.goto('/field')
  await tablet.page
    .getByRole('button', { name: /Tình nguyện viên/ })
    .first()
    .click()
  await expect(tablet.heading(vi('unlock:locked.title'))).toBeVisible()
  await hub.start()
  await expect(tablet.page.getByText(vi('unlock:stillSending', { count: 1 }))).toBeHidden({ timeout: 60_000 })
  await expect.poll(async () => (await casesOf(officer)).size).toBe(1)
})
