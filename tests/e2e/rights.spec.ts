import { z } from 'zod'
import { ActivationWalk } from './kit/ActivationWalk.ts'
import { casesOf, sendBack } from './kit/cases.ts'
import { expect, test } from './kit/fixtures.ts'
import { thiMauDon } from './kit/people.ts'
import { vi } from './kit/vi.ts'

test('a person is shown, handed over, corrected and erased at the desk, and goes from the tablet', async ({
  own,
  tabletOf,
  deskOf,
}, info) => {
  test.setTimeout(240_000)
  const { officer, hub } = own
  const pin = hub.practice.volunteerPin
  const tablet = await tabletOf(own)
  await tablet.unlock(pin)
  const code = await new ActivationWalk(tablet).all(thiMauDon)
  await expect.poll(async () => (await casesOf(officer)).get(code)?.status, { timeout: 30_000 }).toBe('submitted')
  await sendBack(officer, code, 'Nhờ tổ hỏi lại số điện thoại.')
  await tablet.enter('/field/status', pin)
  await tablet.button('status:send').click()
  const returned = tablet.page.getByRole('link', { name: vi('status:openItem', { code }) })
  await expect(returned).toBeVisible({ timeout: 30_000 })

  const desk = await deskOf(own)
  const { page } = desk
  await test.step('everything that is kept stands on one page', async () => {
    await desk.inbox()
    await page.getByRole('button', { name: vi('desk:list.all') }).click()
    await desk.open(code)
    await page.getByRole('link', { name: vi('desk:case.person') }).click()
    await expect(desk.heading(vi('desk:person.heading'))).toBeVisible()
    for (const value of [thiMauDon.name, thiMauDon.idNumber]) await expect(page.getByText(value).first()).toBeVisible()
    await page.screenshot({ path: info.outputPath('person.png'), fullPage: true })
  })

  await test.step('a copy is taken along', async () => {
    const download = page.waitForEvent('download')
    await page.getByRole('link', { name: vi('desk:person.export') }).click()
    const file = await download
    expect(file.suggestedFilename()).toBe(`${code}.json`)
    const stream = await file.createReadStream()
    const parts: Buffer[] = []
    for await (const part of stream) parts.push(Buffer.from(part))
    const content = z
      .object({ cases: z.array(z.object({ said: z.object({ identity: z.object({ name: z.string() }) }) })) })
      .parse(JSON.parse(Buffer.concat(parts).toString('utf8')))
    expect(content.cases[0]?.said.identity.name).toBe(thiMauDon.name)
  })

  await test.step('a word is corrected', async () => {
    await page
      .getByRole('button', { name: vi('desk:person.correctWhat', { what: vi('desk:field.name') }) })
      .first()
      .click()
    await page.getByRole('dialog').getByRole('textbox').fill('Thị Mẫu Đúng')
    await desk.button('desk:person.correctDo').click()
    await expect(page.getByText(vi('desk:person.corrected'))).toBeVisible()
    await expect(page.getByText('Thị Mẫu Đúng').first()).toBeVisible()
  })

  await test.step('erasing says what it does, asks why, and wants the code', async () => {
    await desk.button('desk:person.erase').click()
    await page.screenshot({ path: info.outputPath('erase.png') })
    await desk.button('desk:person.eraseNext').click()
    await page.getByRole('radio', { name: vi('desk:person.reason.asked') }).check()
    await page.getByRole('dialog').getByRole('textbox').fill(code)
    await desk.button('desk:person.eraseDo').click()
    await expect(desk.heading(vi('desk:inbox.heading'))).toBeVisible()
    expect((await casesOf(officer)).get(code)?.title).toBe('')
  })

  await test.step('the tablet has it no more after its next contact', async () => {
    await tablet.enter('/field/status', pin)
    await tablet.button('status:send').click()
    await expect(returned).toHaveCount(0, { timeout: 30_000 })
  })

  await test.step('the officer sees how the system is', async () => {
    await page.getByRole('link', { name: vi('desk:frame.health') }).click()
    await expect(desk.heading(vi('desk:health.heading'))).toBeVisible()
    await expect(page.getByRole('row', { name: new RegExp(vi('health:name.database')) })).toContainText('PostgreSQL')
    await page.screenshot({ path: info.outputPath('health.png'), fullPage: true })
  })
})
