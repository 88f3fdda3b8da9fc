import { readFileSync } from 'node:fs'
import { ActivationWalk } from './kit/ActivationWalk.ts'
import { expect, test } from './kit/fixtures.ts'
import { thiMauDon } from './kit/people.ts'
import { ScreenFilm } from './kit/screenFilm.ts'
import { sealOne } from './kit/sealOne.ts'
import { vi } from './kit/vi.ts'

/** Invented, as all here. */
const taken = 'Mẫu Thị Vỹ'

test('with no line the work goes to the desk as a file, its receipt comes back as one, and the tablet says received (fault 52)', async ({
  shared,
  tabletOf,
  deskOf,
}, info) => {
  test.setTimeout(120_000)
  const others = new Set((await shared.officer.devices()).map(({ id }) => id))
  const tablet = await tabletOf(shared)
  const own = (await shared.officer.devices()).find(({ id }) => !others.has(id))?.label ?? ''
  const { page, context } = tablet
  await tablet.unlock(shared.hub.practice.volunteerPin)
  await tablet.readyForOffline()
  await context.setOffline(true)
  const code = await sealOne(tablet)

  const file =
    await test.step('what waits is copied into a file that says nothing of anybody, and stays here', async () => {
      await tablet.pill.click()
      const counts = { count: 1, acknowledged: 0, waiting: 1 }
      await expect(page.getByText(vi('status:evening.tonight', counts))).toBeVisible()
      await expect(page.getByText(vi('status:evening.waiting', { codes: code })).first()).toBeVisible()
      await page.screenshot({ path: info.outputPath('status.png'), fullPage: true })
      await page.getByRole('link', { name: vi('status:handOver') }).click()
      await expect(tablet.heading(vi('handover:title'))).toBeVisible()
      // nobody is there to answer the browser's own window that asks where to
      await page.evaluate(() => Reflect.deleteProperty(window, 'showSaveFilePicker'))
      const downloading = page.waitForEvent('download')
      await tablet.button('handover:out.make').click()
      const download = await downloading
      expect(download.suggestedFilename()).toMatch(/^tram-so-[a-z0-9-]+-[0-9a-f]{6}-\d+\.tramso$/)
      const path = info.outputPath(download.suggestedFilename())
      await download.saveAs(path)
      await expect(page.getByText(vi('handover:out.done', { count: 1, photos: 0 }))).toBeVisible()
      await page.screenshot({ path: info.outputPath('copied.png'), fullPage: true })
      expect(readFileSync(path).subarray(0, 3).toString()).toBe('TSF')
      return path
    })

  const receipt = await test.step('the desk takes it in, and a second time nothing is new', async () => {
    const desk = await deskOf(shared)
    await desk.page.getByRole('link', { name: vi('handover:desk.frame') }).click()
    await expect(desk.heading(vi('handover:desk.title'))).toBeVisible()
    const choose = desk.page.getByLabel(vi('handover:desk.load.choose'))
    await choose.setInputFiles(file)
    await expect(desk.page.getByText(vi('handover:desk.load.fresh', { count: 1 }))).toBeVisible()
    const evening = desk.page.getByRole('row').filter({ hasText: own })
    await expect(evening.getByText(vi('handover:desk.book.whole'))).toBeVisible()
    await desk.page.screenshot({ path: info.outputPath('loaded.png'), fullPage: true })
    await choose.setInputFiles(file)
    await expect(desk.page.getByText(vi('handover:desk.load.nothingNew'))).toBeVisible()
    await desk.page.evaluate(() => Reflect.deleteProperty(window, 'showSaveFilePicker'))
    const downloading = desk.page.waitForEvent('download')
    await desk.page.getByRole('button', { name: /^Lấy tệp biên nhận/ }).click()
    const download = await downloading
    const path = info.outputPath(download.suggestedFilename())
    await download.saveAs(path)
    await choose.setInputFiles(path)
    await expect(desk.page.getByText(vi('problems:file-unknown.text'))).toBeVisible()
    await desk.inbox()
    await expect(desk.row(code)).toBeVisible({ timeout: 30_000 })
    return path
  })

  await test.step('the receipt is carried back: still with no line, the tablet knows that the commune has it', async () => {
    const choose = page.getByLabel(vi('handover:back.choose'))
    await choose.setInputFiles(file)
    await expect(page.getByText(vi('handover:back.refused.unknown-file'))).toBeVisible()
    await choose.setInputFiles(receipt)
    await expect(page.getByText(vi('handover:back.ok', { count: 1, photos: 0 }))).toBeVisible()
    await page.screenshot({ path: info.outputPath('received.png'), fullPage: true })
    await page.getByRole('link', { name: vi('common:back') }).click()
    await expect.poll(() => tablet.figure('pending')).toBe(0)
    expect(await tablet.figure('stored')).toBe(1)
    const counts = { count: 1, acknowledged: 1, waiting: 0 }
    await expect(page.getByText(vi('status:evening.tonight', counts))).toBeVisible()
  })

  const other =
    await test.step('half a case goes from screen to camera to another tablet, which answers with a code: then it is there alone', async () => {
      const film = new ScreenFilm(info.outputPath('screen.y4m'))
      const other = await tabletOf(shared, { args: film.args })
      await other.unlock(shared.hub.practice.volunteerPin)
      await other.readyForOffline()
      await other.context.setOffline(true)
      await other.goto('/field/hand-over/take')
      await other.unlock(shared.hub.practice.volunteerPin)
      const key = info.outputPath('key.txt')
      await other.page.evaluate(() => Reflect.deleteProperty(window, 'showSaveFilePicker'))
      const downloading = other.page.waitForEvent('download')
      await other.button('handover:take.save').click()
      await (await downloading).saveAs(key)

      await page.getByRole('link', { name: vi('common:back') }).click()
      const walk = new ActivationWalk(tablet)
      await walk.start()
      await walk.consent()
      await walk.name(thiMauDon)
      const draft = new URL(page.url()).pathname
      await tablet.goto('/field/hand-over/give')
      await tablet.unlock(shared.hub.practice.volunteerPin)
      await page.getByRole('link', { name: new RegExp(thiMauDon.name) }).click()
      await page.getByLabel(vi('handover:away.key')).setInputFiles(key)
      // both people see the same twelve signs
      const check = await other.page.locator('output').first().getAttribute('aria-label')
      expect(check).toMatch(/^(?:\S ){11}\S$/)
      await expect(page.locator('output').first()).toHaveAttribute('aria-label', check ?? '')
      await page.screenshot({ path: info.outputPath('key.png'), fullPage: true })
      await tablet.button('handover:away.show').click()
      await tablet.button('handover:frames.hold').click()
      const shown = page.getByText(/^Hình \d+ trong \d+$/)
      const total = Number((await shown.textContent())?.match(/\d+$/)?.[0])
      for (let seen = 0; seen < total; seen++) {
        await film.take(page.getByRole('img', { name: vi('handover:frames.label') }))
        await tablet.button('handover:frames.next').click()
      }
      film.write()
      await other.button('handover:take.scan').click()
      await expect(other.page.getByText(vi('handover:take.code'))).toBeVisible({ timeout: 30_000 })
      await other.page.screenshot({ path: info.outputPath('taken.png'), fullPage: true })
      // by its address it is not gone on with here: the other tablet has it
      await tablet.goto(draft)
      await tablet.unlock(shared.hub.practice.volunteerPin)
      await expect(page.getByRole('heading', { name: vi('handover:held.title') })).toBeVisible()
      expect(new URL(page.url()).pathname).toContain('/field/hand-over/held/')
      await page.screenshot({ path: info.outputPath('held.png'), fullPage: true })
      return other
    })

  await test.step('with a line half a case goes through the commune: offered there, and seen here to be worked at (SPEC HLD-2)', async () => {
    await context.setOffline(false)
    await other.context.setOffline(false)
    await tablet.goto('/field')
    await tablet.unlock(shared.hub.practice.volunteerPin)
    const walk = new ActivationWalk(tablet)
    await walk.start()
    await walk.consent()
    await walk.name({ ...thiMauDon, name: taken })
    await tablet.goto('/field/hand-over/give')
    await tablet.unlock(shared.hub.practice.volunteerPin)
    await page.getByRole('link', { name: new RegExp(taken) }).click()
    await tablet.button('handover:hub.any').click()
    await expect(page.getByText(/đã tới xã, chưa ai nhận$/)).toBeVisible({ timeout: 30_000 })
    await page.screenshot({ path: info.outputPath('through-commune.png'), fullPage: true })

    await other.goto('/field')
    await other.unlock(shared.hub.practice.volunteerPin)
    await other.button('field:asked.button').click()
    const offered = other.page.getByRole('link', { name: new RegExp(taken) })
    await expect(offered).toContainText(new RegExp(`${own} giao lúc`), { timeout: 30_000 })
    await offered.click()
    await expect(other.page).toHaveURL(/\/field\/activation\//)

    await tablet.goto('/field')
    await tablet.unlock(shared.hub.practice.volunteerPin)
    await expect(async () => {
      await tablet.button('field:asked.button').click()
      await expect(page.getByText(vi('field:elsewhere', { count: 1 }))).toBeVisible({ timeout: 2_000 })
    }).toPass({ timeout: 30_000 })
    await page.getByText(vi('field:elsewhere', { count: 1 })).click()
    await expect(page.getByText(/đã nhận hồ sơ này lúc/)).toBeVisible()
    await page.screenshot({ path: info.outputPath('elsewhere.png'), fullPage: true })
  })
})
