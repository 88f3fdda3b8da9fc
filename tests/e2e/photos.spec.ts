import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { cardBack } from '../kit/cardBack.ts'
import { expect, test } from './kit/fixtures.ts'
import { ResidenceWalk } from './kit/formWalks.ts'
import { filmOf, paperCamera } from './kit/paperCamera.ts'
import { vi } from './kit/vi.ts'

/** The QR of an invented person's card (facts §1). */
const card = '070185012345|285123456|Thị Thử Hiền|09041985|Nữ|Ấp 7, Lộc Khánh, Lộc Ninh, Bình Phước|15082021'

test('a card is scanned and papers are photographed with no line; the desk has the text first, then the photos, with the same hash', async ({
  shared,
  tabletOf,
  deskOf,
}, info) => {
  test.setTimeout(240_000)
  const tablet = await tabletOf(shared, { args: paperCamera(info.outputPath('page.y4m'), card) })
  const { page, context } = tablet
  await tablet.unlock(shared.hub.practice.volunteerPin)
  await tablet.readyForOffline()
  await context.setOffline(true)
  const dwelling = 'Giấy tờ chứng minh chỗ ở hợp pháp'

  const walk = new ResidenceWalk(tablet)
  await test.step('a card answers who it is for, looked through first; typed before, another name is asked about', async () => {
    await walk.beginFromWork('Đăng ký tạm trú')
    await walk.write('Công an xã Thử')
    await tablet.button('common:next').click()
    await walk.write('Thị Thử Hiên')
    await page.getByRole('link', { name: vi('scan:open') }).click()
    await expect(tablet.heading(vi('scan:check.title'))).toBeVisible()
    await expect(page.getByText('070185012345')).toBeVisible()
    await tablet.button('scan:check.fill').click()
    await expect(page.getByRole('alert')).toContainText('chọn giữ cái nào')
    await page.getByRole('radio', { name: /^Thị Thử Hiền/ }).check()
    await page.screenshot({ path: info.outputPath('card.png'), fullPage: true })
    await tablet.button('scan:check.fill').click()
    await expect(tablet.heading(vi('scan:check.title'))).toBeHidden()
    expect(await page.content()).not.toContain('285123456')
  })

  await test.step('nothing is photographed before the resident was asked, by itself', async () => {
    await walk.questionsTo(vi('form:help.members'))
    await tablet.button('dossier:members.after').click()
    await expect(tablet.heading(vi('dossier:papers.title'))).toBeVisible()
    await expect(page.getByText(vi('dossier:photo.ask'))).toBeHidden()
    await page.getByRole('radio', { name: vi('form:paper.have') }).check()
    await expect(page.getByText(vi('dossier:photo.ask'))).toBeVisible()
    await expect(page.getByRole('link', { name: vi('dossier:photo.takeWhat', { paper: dwelling }) })).toBeHidden()
    await walk.choose(vi('dossier:photo.yes'))
    await page.screenshot({ path: info.outputPath('papers.png'), fullPage: true })
    await page.getByRole('link', { name: vi('dossier:photo.takeWhat', { paper: dwelling }) }).click()
  })

  await test.step('two pages, one of them taken again', async () => {
    await expect(tablet.heading(vi('dossier:camera.title', { paper: dwelling }))).toBeVisible()
    await tablet.button('dossier:camera.shoot', { number: 1 }).click()
    await expect(page.getByText(vi('dossier:camera.good'))).toBeVisible()
    await page.screenshot({ path: info.outputPath('taken.png'), fullPage: true })
    await tablet.button('dossier:camera.again').click()
    await expect(tablet.button('dossier:camera.shoot', { number: 1 })).toBeEnabled()
    await page.screenshot({ path: info.outputPath('camera.png'), fullPage: true })
    for (const number of [1, 2]) {
      await tablet.button('dossier:camera.shoot', { number }).click()
      await tablet.button('dossier:camera.keep').click()
      await expect(page.getByText(vi('dossier:camera.kept', { number }))).toBeVisible()
    }
    await page.getByRole('link', { name: vi('common:back') }).click()
    await expect(page.getByRole('img', { name: vi('dossier:photo.page', { number: 2 }) })).toBeVisible()
    await page.screenshot({ path: info.outputPath('pages.png'), fullPage: true })
  })

  const ids = () =>
    tablet.page.evaluate(async () => {
      const done = <T>(request: IDBRequest<T>) =>
        new Promise<T>((resolve, reject) => {
          request.onsuccess = () => resolve(request.result)
          request.onerror = () => reject(request.error)
        })
      const database = await done(indexedDB.open('tram-so'))
      const keys = await done(database.transaction('photos').objectStore('photos').getAllKeys())
      database.close()
      return keys.map(String).sort()
    })
  const code =
    await test.step('the tablet dies, and the pages are there; the case is finished with no line', async () => {
      const before = await ids()
      expect(before).toHaveLength(2)
      await tablet.kill()
      await tablet.switchOn()
      await tablet.context.setOffline(true)
      await tablet.enter('/field', shared.hub.practice.volunteerPin)
      await tablet.page.getByRole('link', { name: /Thị Thử Hiền/ }).click()
      // who unlocked anew cannot see what was sealed before; that it is there is known
      await expect(tablet.page.getByText(vi('dossier:photo.sealed'))).toHaveCount(2)
      await tablet.button('common:next').click()
      return walk.check(['Đã có · 2 ảnh'])
    })

  const desk = await deskOf(shared)
  await test.step('the line returns, photos wait for Wi-Fi: the desk has the case without them', async () => {
    await tablet.goto('/field/status')
    await tablet.unlock(shared.hub.practice.volunteerPin)
    await tablet.page.getByRole('radio', { name: vi('status:photos.budgets.wifi') }).check()
    await tablet.context.setOffline(false)
    await expect.poll(() => tablet.figure('applied'), { timeout: 30_000 }).toBeGreaterThan(0)
    await expect(tablet.page.getByText(vi('status:photos.held.wifi'))).toBeVisible()
    await desk.inbox()
    await expect(desk.row(code)).toBeVisible({ timeout: 30_000 })
    await desk.open(code)
    await expect(desk.page.getByText(vi('desk:photo.state.missing'))).toHaveCount(2)
    await expect(desk.button('desk:photo.open')).toHaveCount(0)
  })

  await test.step('then they are sent, and open at the desk by a tap', async () => {
    await tablet.page.getByRole('button', { name: /^Gửi ảnh ngay/ }).click()
    await expect(desk.button('desk:photo.open')).toHaveCount(2, { timeout: 60_000 })
    await desk.button('desk:photo.open').first().click()
    const picture = desk.page.getByRole('img', { name: vi('desk:photo.of', { paper: dwelling, number: 1 }) })
    await expect(picture).toBeVisible()
    const size = await picture.evaluate((image: HTMLImageElement) => [image.naturalWidth, image.naturalHeight])
    // the frame of a sheet that stands upright, out of a picture of 1600 by 1200
    expect(size).toEqual([798, 1128])
    await desk.page.screenshot({ path: info.outputPath('desk.png'), fullPage: true })
  })

  await test.step('what lies in the hub is what was sealed on the tablet, byte for byte', async () => {
    const { hub, officer } = shared
    const folder = join(hub.dataDir, 'photos', officer.tenant)
    const files = readdirSync(folder).flatMap((device) =>
      readdirSync(join(folder, device)).map((id) => [device, id] as const),
    )
    const sealed = await ids()
    const own = files.filter(([, id]) => sealed.includes(id))
    expect(own.map(([, id]) => id).sort()).toEqual(sealed)
    for (const [device, id] of own) {
      const bytes = readFileSync(join(folder, device, id))
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(id)
      expect(bytes.includes('JFIF')).toBe(false)
    }
  })
  expect(tablet.said.filter((line) => line.startsWith('thrown:'))).toEqual([])
})

test('the lines on the back of a card are read by the camera with no line, looked through, and their name is not taken without accents', async ({
  shared,
  tabletOf,
}, info) => {
  test.setTimeout(120_000)
  const back = await cardBack(1280, 720, { share: 0.7, askew: 2, blur: 0.8, noise: 8 })
  const tablet = await tabletOf(shared, { args: filmOf(info.outputPath('back.y4m'), back, 1280, 720) })
  const { page, context } = tablet
  await tablet.unlock(shared.hub.practice.volunteerPin)
  await tablet.readyForOffline()
  await context.setOffline(true)
  const walk = new ResidenceWalk(tablet)
  await walk.beginFromWork('Đăng ký tạm trú')
  await walk.write('Công an xã Thử')
  await tablet.button('common:next').click()
  await page.getByRole('link', { name: vi('scan:open') }).click()
  await tablet.button('scan:back.open').click()
  await expect(tablet.heading(vi('scan:back.title'))).toBeVisible()
  await expect(tablet.heading(vi('scan:lines.titleRead'))).toBeVisible()
  await page.screenshot({ path: info.outputPath('read.png'), fullPage: true })
  await expect(page.getByRole('textbox', { name: vi('scan:lines.line', { number: 1 }) })).toHaveValue(
    'IDVNM1850123459070185012345<<0',
  )
  await expect(page.getByRole('textbox', { name: vi('scan:lines.line', { number: 3 }) })).toHaveValue(
    'THI<<MAU<MAU<<<<<<<<<<<<<<<<<<',
  )
  await tablet.button('scan:lines.check').click()
  await expect(tablet.heading(vi('scan:check.title'))).toBeVisible()
  await expect(page.getByText('070185012345')).toBeVisible()
  await expect(page.getByText(vi('scan:check.damage.bare'))).toBeVisible()
})
