import { ActivationWalk } from './kit/ActivationWalk.ts'
import { DeskPage } from './kit/DeskPage.ts'
import { DossierWalk } from './kit/DossierWalk.ts'
import { expect, test } from './kit/fixtures.ts'
import { thiMauDon } from './kit/people.ts'
import { Tablet } from './kit/Tablet.ts'
import { vi } from './kit/vi.ts'

test('the main job: captured with no line, sealed on the tablet, received once and whole at the desk', async ({
  own,
  page,
}) => {
  test.setTimeout(240_000)
  const { hub } = own
  const { volunteerPin: pin, enrolUrl } = hub.practice
  const desk = new DeskPage(page, hub.officeUrl)
  const tablet = await Tablet.open(hub.fieldUrl)
  try {
    await test.step('the tablet is enrolled, and approved by sight of its code', async () => {
      await desk.signIn(hub.practice)
      await tablet.page.goto(hub.fieldUrl + new URL(enrolUrl).pathname + new URL(enrolUrl).hash)
      await desk.approve(await tablet.code())
      await tablet.startWork()
      await tablet.unlock(pin)
      await tablet.readyForOffline()
    })

    await test.step('the server is killed and the line is gone; the app opens all the same', async () => {
      await hub.killAll()
      await tablet.context.setOffline(true)
      await tablet.enter('/field', pin)
      await expect(tablet.pill).toHaveText(vi('common:line.no-line'))
    })

    const activationCode =
      await test.step('an activation, two failures at one step and a remedy by itself', async () => {
        const walk = new ActivationWalk(tablet)
        await walk.start()
        await walk.questions(thiMauDon)
        await walk.stepDone('sms')
        await walk.stepDone('install')
        await walk.stepDone('tapActivate')
        await walk.stepDone('idAndPhone')
        await walk.stepDone('sendRequest')
        await walk.stepFails('otp', 'otpNotCome')
        await expect(tablet.page.getByText(vi('guide:remedy.title'))).toBeHidden()
        await walk.stepFails('otp', 'otpNotCome')
        await expect(tablet.page.getByText(vi('guide:remedy.title'))).toBeVisible()
        await expect(tablet.page.getByText(/Soạn TTTB gửi 1414/)).toBeVisible()
        await walk.ladder('otp')
        await walk.outcome()
        return walk.slip()
      })

    const dossierCode =
      await test.step('a dossier: known answers confirmed, the others asked, checked, sealed', async () => {
        const walk = new DossierWalk(tablet)
        await walk.begin()
        await walk.known([thiMauDon.name, thiMauDon.idNumber])
        const asked = await walk.questions()
        expect(asked).not.toContain('Số thẻ căn cước')
        await walk.papers()
        return walk.check([thiMauDon.name, 'Chưa kết hôn', 'để đăng ký kết hôn'])
      })

    await test.step('two cases wait, also after the browser was switched off and on with no line', async () => {
      await tablet.page.getByRole('link', { name: vi('dossier:done.home') }).click()
      await expect(tablet.pill).toHaveText('2 việc chờ gửi')
      await tablet.kill()
      await tablet.switchOn()
      await tablet.context.setOffline(true)
      await tablet.enter('/field', pin)
      await expect(tablet.pill).toHaveText('2 việc chờ gửi')
    })

    await test.step('hub and line return: it sends by itself, nobody taps', async () => {
      await hub.start()
      await tablet.context.setOffline(false)
      await expect(tablet.pill).toHaveText(vi('common:pending.none'), { timeout: 30_000 })
      await tablet.page.getByRole('link', { name: vi('common:pending.none') }).click()
      await expect.poll(() => tablet.figure('pending')).toBe(0)
      await expect.poll(() => tablet.figure('applied'), { timeout: 30_000 }).toBe(2)
    })

    await test.step('the desk shows both, opens them, says where they came from', async () => {
      await desk.inbox()
      await expect(desk.row(activationCode)).toBeVisible()
      await expect(desk.row(dossierCode)).toBeVisible()
      await expect(desk.row(activationCode)).toHaveCount(1)
      await desk.open(activationCode)
      const body = desk.page.getByRole('article')
      for (const value of [thiMauDon.name, thiMauDon.house, thiMauDon.communeNew, thiMauDon.communeOld]) {
        await expect(body.getByText(value).first()).toBeVisible()
      }
      await expect(body.getByText(/Tình nguyện viên .* ghi lần đầu trên/)).toBeVisible()
      await expect(body.getByText(vi('ladder:failure.otpNotCome.label')).first()).toBeVisible()
      await desk.inbox()
      await desk.open(dossierCode)
      await expect(body.getByText('để đăng ký kết hôn').first()).toBeVisible()
    })

    const sentence = 'Nhờ tổ hỏi lại mục đích xin giấy cho rõ hơn.'
    await test.step('the desk sends the dossier back with a sentence, and the tablet says so', async () => {
      await desk.command('sendBack', sentence)
      await tablet.goto('/field/status')
      await tablet.unlock(pin)
      await expect(tablet.page.getByText(sentence)).toBeVisible({ timeout: 30_000 })
    })

    await test.step('the team supplements it', async () => {
      await tablet.page.getByRole('link', { name: vi('status:openItem', { code: dossierCode }) }).click()
      await tablet.page
        .getByRole('link', { name: vi('common:changeWhat', { what: 'Xin giấy này để làm gì?' }) })
        .click()
      await new DossierWalk(tablet).write('để đăng ký kết hôn với người cùng ấp')
      await tablet.button('dossier:toCheck').click()
      await new DossierWalk(tablet).check(['để đăng ký kết hôn với người cùng ấp'])
    })

    await test.step('the desk has the supplement and records the official code', async () => {
      await desk.inbox()
      await expect(desk.row(dossierCode).getByText(vi('desk:todo.submitted'))).toBeVisible({ timeout: 30_000 })
      await desk.open(dossierCode)
      await expect(desk.page.getByText('để đăng ký kết hôn với người cùng ấp').first()).toBeVisible()
      await desk.command('receive', 'H19.12.34.56-261122-0001')
      await expect(desk.page.getByText(/H19\.12\.34\.56-261122-0001/).first()).toBeVisible()
    })

    expect(tablet.said.filter((line) => line.startsWith('thrown:'))).toEqual([])
  } finally {
    await tablet.dispose()
  }
})
