import { ActivationWalk } from './kit/ActivationWalk.ts'
import { DeskPage } from './kit/DeskPage.ts'
import { expect, test } from './kit/fixtures.ts'
import { BirthWalk, ResidenceWalk } from './kit/formWalks.ts'
import { thiMauDon } from './kit/people.ts'
import { Tablet } from './kit/Tablet.ts'
import { vi } from './kit/vi.ts'

test('đăng ký khai sinh and CT01: filled with no line, members too, whole at the desk and on paper', async ({
  own,
  page,
}, info) => {
  test.setTimeout(300_000)
  const { hub } = own
  const { volunteerPin: pin, enrolUrl } = hub.practice
  const desk = new DeskPage(page, hub.officeUrl)
  const tablet = await Tablet.open(hub.fieldUrl)
  try {
    await desk.signIn(hub.practice)
    await tablet.page.goto(hub.fieldUrl + new URL(enrolUrl).pathname + new URL(enrolUrl).hash)
    await desk.approve(await tablet.code())
    await tablet.startWork()
    await tablet.unlock(pin)
    await tablet.readyForOffline()
    await tablet.context.setOffline(true)
    await tablet.enter('/field', pin)

    const birth = await test.step('a birth, from an activation: the mother is asked nothing twice', async () => {
      const activation = new ActivationWalk(tablet)
      await activation.start()
      await activation.questions(thiMauDon)
      await activation.ladder('sms')
      await activation.outcome()
      await activation.slip()
      const walk = new BirthWalk(tablet)
      await walk.begin('Đăng ký khai sinh')
      await walk.known([thiMauDon.name, thiMauDon.idNumber])
      const asked = await walk.questions()
      expect(asked).toContain('Em bé tên gì? Ghi đủ họ, chữ đệm, tên')
      expect(asked).not.toContain('Họ tên mẹ')
      expect(asked).toContain('Họ tên cha')
      await walk.papers()
      return walk.check(['Điểu Thử Mai', 'Điểu Thử Cha'])
    })

    const residence = await test.step('CT01 from the list of work: consent first, then members', async () => {
      await tablet.page.getByRole('link', { name: vi('dossier:done.home') }).click()
      const walk = new ResidenceWalk(tablet)
      await walk.beginFromWork('Đăng ký tạm trú')
      await tablet.page.getByRole('link', { name: vi('common:back') }).click()
      await expect(tablet.page.getByRole('img', { name: vi('consent:mark.there') })).toBeVisible()
      await tablet.page.screenshot({ path: info.outputPath('consent.png'), fullPage: true })
      await tablet.button('activation:consent.agree').click()
      await walk.questionsTo(vi('form:help.members'))
      await walk.addMember('Điểu Thử Vỹ', '2015', 'Con')
      await walk.addMember('Điểu Thử Lâm', '2018', 'Con')
      await walk.addMember('Điểu Thử Thừa', '1990', 'Em')
      await walk.moveUp('Điểu Thử Lâm')
      await walk.remove('Điểu Thử Thừa')
      await expect(tablet.page.getByText(vi('common:save.saved'))).toBeVisible()
      // the tablet dies in the middle: members are saved like every other answer
      await tablet.kill()
      await tablet.switchOn()
      await tablet.context.setOffline(true)
      await tablet.enter('/field', pin)
      await tablet.page.getByRole('link', { name: /Thị Thử Hiền/ }).click()
      await walk.listed(['Điểu Thử Lâm', 'Điểu Thử Vỹ'])
      await tablet.button('dossier:members.after').click()
      await walk.papers()
      return walk.check(['Điểu Thử Lâm', 'Điểu Thử Vỹ', 'Đăng ký tạm trú tại Ấp 7'])
    })

    await test.step('the line returns, and the desk has both', async () => {
      await tablet.context.setOffline(false)
      await tablet.page.getByRole('link', { name: vi('dossier:done.home') }).click()
      await expect(tablet.pill).toHaveText(vi('common:pending.none'), { timeout: 30_000 })
      await desk.inbox()
      await expect(desk.row(birth)).toBeVisible({ timeout: 30_000 })
      await expect(desk.row(residence)).toBeVisible({ timeout: 30_000 })
    })

    await test.step('the birth prints in the official order, the date in words', async () => {
      await desk.open(birth)
      await desk.page.getByRole('link', { name: vi('desk:case.print') }).click()
      const sheet = desk.page.getByRole('article')
      await expect(sheet.getByText('ngày năm tháng mười một năm hai nghìn không trăm hai mươi sáu')).toBeVisible()
      await expect(sheet.getByRole('heading', { level: 2 })).toHaveText([
        'Người yêu cầu',
        'Người được khai sinh',
        'Người mẹ',
        'Người cha',
        'Cuối',
      ])
      await desk.page.emulateMedia({ media: 'print' })
      await desk.page.setViewportSize({ width: 794, height: 1123 })
      await desk.page.screenshot({ path: info.outputPath('khai-sinh.png'), fullPage: true })
      await desk.page.emulateMedia({ media: 'screen' })
    })

    await test.step('CT01 prints its members as rows, in the order that was given', async () => {
      await desk.page.setViewportSize({ width: 1280, height: 800 })
      await desk.inbox()
      await desk.open(residence)
      // signed at the consent, and sealed with it
      const signature = desk.page.getByRole('img', { name: vi('desk:case.mark') })
      await expect(signature).toBeVisible()
      await signature.screenshot({ path: info.outputPath('signature.png') })
      await desk.page.getByRole('link', { name: vi('desk:case.print') }).click()
      const rows = desk.page.getByRole('article').getByRole('row')
      await expect(rows).toHaveText([
        /^TTHọ tênNgày sinhGiới tínhSố định danhMối quan hệ với chủ hộ$/,
        /^1Điểu Thử Lâm2018/,
        /^2Điểu Thử Vỹ2015/,
      ])
      await desk.page.emulateMedia({ media: 'print' })
      await desk.page.setViewportSize({ width: 794, height: 1123 })
      await desk.page.screenshot({ path: info.outputPath('ct01.png'), fullPage: true })
    })

    expect(tablet.said.filter((line) => line.startsWith('thrown:'))).toEqual([])
  } finally {
    await tablet.dispose()
  }
})
