import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Page } from '@playwright/test'
import { z } from 'zod'
import { hubCommand } from '../kit/hubCommand.ts'
import { chromiumPath, trustArgs } from './kit/chromiumPath.ts'
import { fakeVoiceArgs, fakeVoiceSeconds } from './kit/fakeVoice.ts'
import { expect, test } from './kit/fixtures.ts'
import { looker } from './kit/looker.ts'
import { vi } from './kit/vi.ts'

const executablePath = chromiumPath()
test.use({
  permissions: ['microphone'],
  launchOptions: { args: [...trustArgs, ...fakeVoiceArgs()], ...(executablePath ? { executablePath } : {}) },
})

const listener = { name: 'nguoi.nghe', password: 'mot mat khau de thu' }
const rowsSchema = z.array(z.object({ language: z.string(), namespace: z.string(), clips: z.number() }))
const big = { encoding: 'utf8', maxBuffer: 16 * 1024 * 1024 } as const
const sentence = 'Giữ máy cũ và SIM bên mình'

/** How many seconds the next sound lasts that this page plays to its end. */
const heardOn = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const { play } = HTMLMediaElement.prototype
        HTMLMediaElement.prototype.play = function (this: HTMLMediaElement) {
          HTMLMediaElement.prototype.play = play
          this.addEventListener('ended', () => resolve(this.currentTime))
          return play.call(this)
        }
      }),
  )

test('a sentence from the microphone at the desk, past a second officer, to a tablet’s guide without a line; and taken back', async ({
  shared,
  deskOf,
  tabletOf,
}, testInfo) => {
  const displayName = 'Người Nghe Mẫu'
  await shared.officer.post('/api/desk/officers', { ...listener, displayName, role: 'officer' }, z.unknown())
  const desk = await deskOf(shared)
  const { page } = desk
  const found: string[] = []
  const look = looker(() => page, 'desk', found, true)
  const open = async () => {
    await page.getByRole('link', { name: vi('desk:frame.studio'), exact: true }).click()
    await page.getByRole('link', { name: /Bù Lơ/ }).click()
  }
  const turnTo = async (officer: { name: string; password: string }) => {
    await page.getByRole('button', { name: /^Đăng xuất/ }).click()
    await desk.signIn({ ...shared.hub.practice, officer })
    await open()
  }
  const status = (key: string) => page.getByText(vi(key), { exact: true })

  await test.step('recorded, trimmed and heard again, once the speaker agreed', async () => {
    await open()
    await expect(page.getByText(vi('studio:publish.none'))).toBeVisible()
    await look('studio-language')
    await page.getByRole('link', { name: /^Đổi sang/ }).click()
    await expect(status('studio:state.none').first()).toBeVisible()
    await look('studio-guide')
    await page.getByRole('link', { name: sentence }).click()
    await desk.button('studio:record.start').click()
    await expect(page.getByText(vi('studio:record.consentMissing'))).toBeVisible()
    await page.getByLabel(vi('studio:record.speaker')).fill('Điểu Thị Mẫu')
    await page.getByLabel(vi('studio:record.consent')).check()
    await desk.button('studio:record.start').click()
    await expect(page.getByText(vi('studio:record.seconds', { now: 4, max: 30 }))).toBeVisible()
    await desk.button('studio:record.stop').click()
    const heard = heardOn(page)
    await desk.button('studio:listen').click()
    // a part of the silence stays at both ends, and no more
    expect(await heard).toBeLessThan(fakeVoiceSeconds.beeps + 1)
    expect(await heard).toBeGreaterThan(fakeVoiceSeconds.beeps - 0.3)
    await desk.button('studio:record.keep').click()
    await expect(page.getByText(vi('studio:ownText'))).toBeVisible()
    await look('studio-sentence')
    await expect(desk.button('studio:approve')).toBeHidden()
  })

  const khmer = '[thử]'
  const openWords = async () => {
    await page.getByRole('link', { name: vi('desk:frame.studio'), exact: true }).click()
    await page.getByRole('link', { name: /^Tiếng Khmer/ }).click()
  }
  await test.step('a translation is written; one with markup is refused with a sentence', async () => {
    await openWords()
    await page.getByRole('link', { name: /^Đổi sang/ }).click()
    await page.getByRole('link', { name: vi('studio:toWords') }).click()
    await page.getByRole('link', { name: sentence }).click()
    const box = page.getByLabel(vi('studio:write.label'))
    // what ships is a draft that nobody reviewed: it is offered, never taken
    await expect(box).not.toHaveValue('')
    await box.fill('<b>x</b>')
    await desk.button('studio:write.keep').click()
    await expect(page.getByText(vi('studio:write.markup'))).toBeVisible()
    await box.fill(khmer)
    await desk.button('studio:write.keep').click()
    await expect(page.getByText(vi('studio:write.own'))).toBeVisible()
    await look('studio-text')
  })

  await test.step('a second officer listens and approves, the administrator sends it out', async () => {
    await turnTo(listener)
    await expect(page.getByText(vi('studio:waiting', { count: 1 }))).toBeVisible()
    await page.getByRole('link', { name: /^Đổi sang/ }).click()
    await page.getByRole('link', { name: sentence }).click()
    const heard = heardOn(page)
    await desk.button('studio:listen').click()
    await heard
    await desk.button('studio:approve').click()
    await expect(status('studio:state.reviewed')).toBeVisible()
    await openWords()
    await page.getByRole('link', { name: /^Đổi sang/ }).click()
    await page.getByRole('link', { name: vi('studio:toWords') }).click()
    await page.getByRole('link', { name: khmer }).click()
    await desk.button('studio:write.approve').click()
    await expect(status('studio:textState.reviewed')).toBeVisible()
    await turnTo(shared.hub.practice.officer)
    await openWords()
    await desk.button('studio:publish.button').click()
    await expect(page.getByText(vi('studio:publish.done'))).toBeVisible()
    await open()
    await desk.button('studio:publish.button').click()
    await expect(page.getByText(vi('studio:publish.done'))).toBeVisible()
    await expect(page.getByText(vi('studio:publish.out', { count: 1 }))).toBeVisible()
  })

  await test.step('the report of languages counts what the hub has', async () => {
    const told = await hubCommand(['clips', '--json'], { DATA_DIR: shared.hub.dataDir })
    expect(JSON.parse(told.out)).toEqual({ sti: ['new-phone/keepOld'] })
    const file = testInfo.outputPath('clips.json')
    writeFileSync(file, told.out)
    const report = resolve(import.meta.dirname, '../../scripts/i18n-report.mjs')
    const rows = rowsSchema.parse(
      JSON.parse(execFileSync(process.execPath, [report, '--json', `--clips=${file}`], big)),
    )
    const counted = rows.filter(({ clips }) => clips > 0)
    expect(counted.map(({ language, namespace }) => [language, namespace])).toEqual([['sti', 'guide-new-phone']])
  })

  const tablet = await tabletOf(shared)
  const { volunteerPin } = shared.hub.practice
  const stieng = tablet.page.getByRole('button', { name: /Bù Lơ/ })
  const toGuide = async () => {
    await tablet.page.getByRole('link', { name: vi('field:guides') }).click()
    await tablet.page.getByRole('link', { name: /^Đổi sang/ }).click()
    await expect(tablet.heading(sentence)).toBeVisible()
    await tablet.page.getByRole('button', { name: /^Ngôn ngữ/ }).click()
  }
  await test.step('a tablet has it at its next contact, and plays it without a line', async () => {
    await tablet.unlock(volunteerPin)
    await tablet.button('field:asked.button').click()
    await tablet.readyForOffline()
    await toGuide()
    await expect(stieng).toContainText(vi('guide:language.clips', { count: 1 }), { timeout: 30_000 })
    await tablet.context.setOffline(true)
    await tablet.page.getByRole('button', { name: /Tiếng Khmer/ }).click()
    await expect(tablet.heading(khmer)).toBeVisible()
    await tablet.page.getByRole('button', { name: /^Ngôn ngữ/ }).click()
    await stieng.click()
    const heard = heardOn(tablet.page)
    await tablet.button('guide:voice.listen').click()
    expect(await heard).toBeGreaterThan(fakeVoiceSeconds.beeps - 0.3)
    await expect(tablet.button('guide:voice.again')).toBeVisible()
    await expect(tablet.page.getByText(vi('guide:voice.fellBack'))).toBeHidden()
    expect(tablet.said.filter((line) => /Content Security/.test(line))).toEqual([])
  })

  await test.step('taken back, the tablet says again that there is no recording', async () => {
    await desk.button('studio:publish.withdraw').click()
    const dialog = page.getByRole('dialog', { name: vi('studio:publish.askTitle') })
    await dialog.getByRole('button', { name: vi('studio:publish.withdraw') }).click()
    await expect(page.getByText(vi('studio:publish.withdrawn'))).toBeVisible()
    await tablet.context.setOffline(false)
    await tablet.enter('/field', volunteerPin)
    await tablet.button('field:asked.button').click()
    await toGuide()
    await expect(stieng).toContainText(vi('guide:language.noClips'), { timeout: 30_000 })
  })
  expect(found).toEqual([])
})

test('a volunteer’s tablet records a sentence without a line; an officer takes it, and it plays there without a line (SPEC STU-2, STU-4)', async ({
  shared,
  deskOf,
  tabletOf,
}) => {
  const { volunteerPin } = shared.hub.practice
  const tablet = await tabletOf(shared, { args: fakeVoiceArgs() })
  const { page } = tablet
  const language = /Mường/

  await test.step('recorded with consent and no line; kept over a reload, and handed on', async () => {
    await tablet.unlock(volunteerPin)
    await tablet.readyForOffline()
    await tablet.context.setOffline(true)
    await page.getByRole('link', { name: vi('field:guides') }).click()
    await page.getByRole('link', { name: vi('guide:list.studio') }).click()
    await page.getByRole('link', { name: language }).click()
    await page.getByRole('link', { name: /^Đổi sang/ }).click()
    await page.getByRole('link', { name: sentence }).click()
    await page.getByLabel(vi('studio:record.speaker')).fill('Bùi Thị Mẫu')
    await page.getByLabel(vi('studio:record.consent')).check()
    await tablet.button('studio:record.start').click()
    await expect(page.getByText(vi('studio:record.seconds', { now: 4, max: 16 }))).toBeVisible()
    await tablet.button('studio:record.stop').click()
    await expect(tablet.button('studio:own.keep')).toBeEnabled()
    await page.reload()
    await tablet.unlock(volunteerPin)
    await expect(page.getByText(vi('studio:own.keptText', { name: 'Bùi Thị Mẫu' }))).toBeVisible()
    const heard = heardOn(page)
    await tablet.button('studio:listen').click()
    expect(await heard).toBeGreaterThan(fakeVoiceSeconds.beeps - 0.3)
    await tablet.button('studio:own.keep').click()
    await expect(page.getByText(vi('studio:state.waiting'))).toBeVisible()
    await page.getByRole('link', { name: 'Đổi sang điện thoại mới' }).click()
    await page.getByRole('link', { name: language }).click()
    await expect(page.getByText(vi('studio:own.waiting', { count: 1 }))).toBeVisible()
  })

  await test.step('with a line it reaches the desk, where an officer hears, takes and publishes it', async () => {
    await tablet.context.setOffline(false)
    await expect(page.getByText(vi('studio:own.waiting', { count: 1 }))).toBeHidden({ timeout: 30_000 })
    const desk = await deskOf(shared)
    await desk.page.getByRole('link', { name: vi('desk:frame.studio'), exact: true }).click()
    await desk.page.getByRole('link', { name: language }).click()
    await desk.page.getByRole('link', { name: /^Đổi sang/ }).click()
    await desk.page.getByRole('link', { name: sentence }).click()
    await expect(desk.page.getByText(/Bùi Thị Mẫu nói.*Tình nguyện viên/)).toBeVisible({ timeout: 30_000 })
    await desk.button('studio:approve').click()
    await expect(desk.page.getByText(vi('studio:state.reviewed'), { exact: true })).toBeVisible()
    await desk.page.getByRole('link', { name: vi('desk:frame.studio'), exact: true }).click()
    await desk.page.getByRole('link', { name: language }).click()
    await desk.button('studio:publish.button').click()
    await expect(desk.page.getByText(vi('studio:publish.done'))).toBeVisible()
  })

  await test.step('it comes back signed, and plays in the guide with no line', async () => {
    await tablet.goto('/field')
    await tablet.unlock(volunteerPin)
    await tablet.button('field:asked.button').click()
    await page.getByRole('link', { name: vi('field:guides') }).click()
    await page.getByRole('link', { name: /^Đổi sang/ }).click()
    await page.getByRole('button', { name: /^Ngôn ngữ/ }).click()
    const spoken = page.getByRole('button', { name: language })
    await expect(spoken).toContainText(vi('guide:language.clips', { count: 1 }), { timeout: 30_000 })
    await tablet.context.setOffline(true)
    await spoken.click()
    const heard = heardOn(page)
    await tablet.button('guide:voice.listen').click()
    expect(await heard).toBeGreaterThan(fakeVoiceSeconds.beeps - 0.3)
    await expect(page.getByText(vi('guide:voice.fellBack'))).toBeHidden()
    expect(tablet.said.filter((line) => /Content Security/.test(line))).toEqual([])
  })
})
