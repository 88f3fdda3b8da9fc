import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Locator } from '@playwright/test'
import { encodeVoicePack } from '../../src/protocol/voicePack.ts'
import { hubCommand } from '../kit/hubCommand.ts'
import { expect, test } from './kit/fixtures.ts'
import { looker } from './kit/looker.ts'
import type { Tablet } from './kit/Tablet.ts'
import { vi } from './kit/vi.ts'

/** The fonts that really drew an element, and whether each came with the app. */
async function fontsOf(tablet: Tablet, element: Locator): Promise<{ name: string; own: boolean }[]> {
  await element.evaluate((node) => node.setAttribute('data-looked-at', ''))
  const session = await tablet.context.newCDPSession(tablet.page)
  await session.send('DOM.enable')
  await session.send('CSS.enable')
  const { root } = await session.send('DOM.getDocument')
  const { nodeId } = await session.send('DOM.querySelector', { nodeId: root.nodeId, selector: '[data-looked-at]' })
  const { fonts } = await session.send('CSS.getPlatformFontsForNode', { nodeId })
  await session.detach()
  await element.evaluate((node) => node.removeAttribute('data-looked-at'))
  return fonts.map(({ familyName, isCustomFont }) => ({ name: familyName, own: isCustomFont }))
}

/** A third of a second of a tone as the browser records it: Opus, as a speaker's clip would be. */
const recordTone = (tablet: Tablet): Promise<number[]> =>
  tablet.page.evaluate(async () => {
    const context = new AudioContext()
    await context.resume()
    const [tone, out] = [context.createOscillator(), context.createMediaStreamDestination()]
    tone.connect(out)
    tone.start()
    const recorder = new MediaRecorder(out.stream, { mimeType: 'audio/webm;codecs=opus' })
    const parts: Blob[] = []
    const ended = new Promise<void>((resolve) => {
      recorder.onstop = () => resolve()
      recorder.ondataavailable = ({ data }) => {
        parts.push(data)
        if (data.size > 1000) recorder.stop()
      }
    })
    recorder.start(300)
    await ended
    await context.close()
    return [...new Uint8Array(await new Blob(parts).arrayBuffer())]
  })

test('a guide with no line: found, failed twice, turned to other languages and their letters, nothing lost', async ({
  shared,
  tabletOf,
}) => {
  const tablet = await tabletOf(shared)
  await tablet.unlock(shared.hub.practice.volunteerPin)
  await tablet.readyForOffline()
  await tablet.context.setOffline(true)
  const { page } = tablet

  await page.getByRole('link', { name: vi('field:guides') }).click()
  await page.getByLabel(vi('guide:list.search')).fill('quen ma')
  await expect(page.getByRole('listitem')).toHaveCount(1)
  await page.getByRole('listitem').getByRole('link').click()
  await expect(tablet.heading('Bấm “Quên passcode”')).toBeVisible()
  await tablet.button('guide:worked').click()
  await expect(tablet.heading('Trả lời câu hỏi bảo mật')).toBeVisible()

  for (const times of [1, 2]) {
    await page.getByRole('link', { name: vi('guide:notYet') }).click()
    await page.getByRole('radio', { name: 'Không nhớ câu trả lời' }).check()
    await tablet.button('guide:why.see').click()
    await expect(page.getByText(vi('guide:tried', { count: times }))).toBeVisible()
  }
  await expect(page.getByText(vi('guide:remedy.title'))).toBeVisible()

  await page.getByRole('button', { name: /^Ngôn ngữ/ }).click()
  const khmer = page.getByText('ខ្មែរ', { exact: true })
  await expect(khmer).toBeVisible()
  expect(await fontsOf(tablet, khmer)).toEqual([{ name: expect.stringContaining('Noto Sans Khmer'), own: true }])
  const chinese = page.getByText('粤语', { exact: true })
  expect(await fontsOf(tablet, chinese)).toEqual([{ name: expect.stringContaining('Noto Sans CJK SC'), own: true }])
  // letters of S'tiêng and M'nông, also taken apart (facts §8): no text with them is reviewed yet
  await page.evaluate(() => {
    const line = document.createElement('p')
    line.id = 'letters'
    line.textContent = 'ƀĕĭŏŭŏ\u0301e\u0306\u0300'
    document.body.append(line)
  })
  const letters = page.locator('#letters')
  await expect.poll(() => fontsOf(tablet, letters)).toEqual([{ name: 'Noto Sans Medium', own: true }])
  await letters.evaluate((node) => node.remove())
  await page.getByRole('button', { name: /Tiếng Khmer/ }).click()

  await expect(page.getByText(vi('guide:reader.draft', { language: 'Tiếng Khmer' }))).toBeVisible()
  await expect(page.getByText(vi('guide:tried', { count: 2 }))).toBeVisible()
  await expect(page.getByText(vi('guide:remedy.title'))).toBeVisible()

  const found: string[] = []
  const look = looker(() => page, 'tablet', found, true)
  await look('guide-khmer')
  await page
    .getByRole('button', { name: /^Ngôn ngữ|ខ្មែរ/ })
    .first()
    .click()
  await page.getByRole('button', { name: /粤语/ }).click()
  await expect(page.getByText(vi('guide:reader.draft', { language: 'Tiếng Quảng Đông' }))).toBeVisible()
  await look('guide-chinese')
  expect(found).toEqual([])
  expect(tablet.said.filter((line) => /^thrown|Content Security/.test(line))).toEqual([])
})

test('fault 48: a guide and a voice that the commune publishes reach the tablet and stay without a line; a bad one changes nothing', async ({
  own,
  tabletOf,
}) => {
  const folder = mkdtempSync(join(tmpdir(), 'packs-'))
  const shipped = JSON.parse(
    readFileSync(resolve(import.meta.dirname, '../../src/domain/packs/guide-new-phone.json'), 'utf8'),
  )
  const command = async (args: readonly string[]) => hubCommand([...args, '--json'], { DATA_DIR: own.hub.dataDir })
  const publish = async (pack: object) => {
    const path = join(folder, 'pack.json')
    writeFileSync(path, JSON.stringify(pack))
    return command(['publish-pack', path])
  }
  try {
    const title = { vi: 'Đổi máy, lời của xã Mẫu' }
    const published = await publish({ ...shipped, version: 2, title })
    expect(JSON.parse(published.out)).toMatchObject({ id: 'new-phone', version: 2, kind: 'guide' })
    expect(await publish({ ...shipped, version: 2, title })).toMatchObject({ code: 1, out: '' })
    expect((await publish({ ...shipped, version: 3, title: { vi: '<b>x</b>' } })).err).toContain('< > { }')
    expect((await publish({ ...shipped, version: 3, also: 1 })).code).toBe(1)

    const tablet = await tabletOf(own)
    await tablet.unlock(own.hub.practice.volunteerPin)
    await tablet.goto('/field/guides')
    await tablet.unlock(own.hub.practice.volunteerPin)
    await expect(tablet.page.getByRole('link', { name: title.vi })).toBeVisible({ timeout: 30_000 })
    const clip = Uint8Array.from(await recordTone(tablet))
    const voicePath = join(folder, 'voice.tsv')
    const header = {
      id: 'voice-sti-mau',
      version: 1,
      language: 'sti',
      speaker: { name: 'Điểu Thị Mẫu', consentOn: '2026-11-20' },
      clips: [{ sound: 'new-phone/keepOld', type: 'audio/webm; codecs=opus' as const, bytes: clip.length }],
    }
    writeFileSync(voicePath, encodeVoicePack(header, [clip]))
    expect((await command(['publish-pack', voicePath])).code).toBe(0)
    await tablet.enter('/field', own.hub.practice.volunteerPin)
    await tablet.button('field:asked.button').click()
    await tablet.page.getByRole('link', { name: vi('field:guides') }).click()
    await tablet.page.getByRole('link', { name: title.vi }).click()
    await expect(tablet.heading('Giữ máy cũ và SIM bên mình')).toBeVisible()
    await tablet.page.getByRole('button', { name: /^Ngôn ngữ/ }).click()
    const stieng = tablet.page.getByRole('button', { name: /Bù Lơ/ })
    await expect(stieng).toContainText(vi('guide:language.clips', { count: 1 }), { timeout: 30_000 })
    await stieng.click()

    await tablet.readyForOffline()
    await tablet.context.setOffline(true)
    const heard = tablet.page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          const { play } = HTMLMediaElement.prototype
          HTMLMediaElement.prototype.play = function (this: HTMLMediaElement) {
            this.addEventListener('ended', () => resolve(this.currentTime))
            return play.call(this)
          }
        }),
    )
    await tablet.button('guide:voice.listen').click()
    expect(await heard).toBeGreaterThan(0.1)
    await expect(tablet.button('guide:voice.again')).toBeVisible()
    await expect(tablet.page.getByText(vi('guide:voice.fellBack'))).toBeHidden()
    expect(tablet.said.filter((line) => /Content Security/.test(line))).toEqual([])

    await tablet.enter('/field/guides', own.hub.practice.volunteerPin)
    await tablet.page.getByRole('link', { name: title.vi }).click()
    await expect(tablet.heading('Giữ máy cũ và SIM bên mình')).toBeVisible()
    await tablet.context.setOffline(false)

    expect(JSON.parse((await command(['withdraw-pack', '--id', 'new-phone'])).out)).toMatchObject({ version: 3 })
    await tablet.enter('/field', own.hub.practice.volunteerPin)
    await tablet.button('field:asked.button').click()
    await tablet.page.getByRole('link', { name: vi('field:guides') }).click()
    await expect(tablet.page.getByRole('link', { name: shipped.title.vi })).toBeVisible({ timeout: 30_000 })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
