import { parseArgs } from 'node:util'
import { chromium, expect, type Page } from '@playwright/test'
import { z } from 'zod'
import { loadGuides } from '../../../src/domain/guidesPack.ts'
import { sentencesOf } from '../../../src/domain/sentences.ts'
import { readOpus } from '../../../src/hub/sound/readOpus.ts'
import { chromiumPath, trustArgs } from '../../e2e/kit/chromiumPath.ts'
import { DeskPage } from '../../e2e/kit/DeskPage.ts'
import { microphoneArgs } from '../../e2e/kit/microphoneArgs.ts'
import { Tablet } from '../../e2e/kit/Tablet.ts'
import { vi } from '../../e2e/kit/vi.ts'
import { DeskClient } from '../../kit/DeskClient.ts'
import { HubProcess } from '../../kit/HubProcess.ts'
import { speechLike } from './speechLike.ts'

/*
 * npm run bench:voice -- [--json] [--clips=60]: a full voice as the product makes it. The first sentences of the guides that ship are
 * recorded in the desk's studio by Chromium, whose microphone hears babble that costs a codec what speech does, each as long as it is
 * read aloud; a second officer takes them, they are published, and what a tablet then keeps is counted.
 */
const { values } = parseArgs({
  options: { json: { type: 'boolean', default: false }, clips: { type: 'string', default: '60' } },
})
const aim = 3_000_000
/** Slowly and clearly, as one reads to somebody who is to do it. */
const syllablesPerSecond = 3.3
/** Recorded side by side: each takes as long as it is spoken. */
const pagesAtOnce = 4
const language = 'sti'
const listener = { name: 'nguoi.nghe', password: 'mot mat khau de thu' }
const clipsSchema = z.object({ clips: z.array(z.object({ id: z.string(), bytes: z.number() })) })

interface Work {
  guide: string
  /** from 1 */
  number: number
  sound: string
  seconds: number
}

/** Each sound once, in the order of the guides. */
function sentences(count: number): Work[] {
  const all = loadGuides().flatMap((guide) =>
    sentencesOf(guide).map(({ sound, texts }, at): Work => {
      const syllables = texts.flatMap(({ vi: text }) => text.split(/\s+/)).length
      return { guide: guide.id, number: at + 1, sound, seconds: syllables / syllablesPerSecond }
    }),
  )
  return [...new Map(all.map((work) => [work.sound, work])).values()].slice(0, count)
}

async function record(desk: DeskPage, { guide, number, seconds }: Work): Promise<void> {
  const { page } = desk
  await page.goto(`${desk.url}/office/studio/${language}/${guide}/${number}`)
  await page.getByLabel(vi('studio:record.speaker')).fill('Điểu Thị Mẫu')
  await page.getByLabel(vi('studio:record.consent')).check()
  await desk.button('studio:record.start').click()
  await expect(desk.button('studio:record.stop')).toBeVisible()
  await new Promise((resolve) => setTimeout(resolve, 1000 * seconds))
  await desk.button('studio:record.stop').click()
  await desk.button('studio:record.keep').click()
  await expect(page.getByText(vi('studio:ownText'))).toBeVisible()
}

/** Bytes of every pack that this tablet keeps. */
const packBytes = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<number>((resolve, reject) => {
        const opening = indexedDB.open('tram-so')
        opening.onerror = () => reject(opening.error)
        opening.onsuccess = () => {
          const asked = opening.result.transaction('packBodies').objectStore('packBodies').getAll()
          asked.onsuccess = () => {
            const whole = asked.result.filter((row) => row.whole === true)
            resolve(whole.reduce((sum, row) => sum + row.bytes.length, 0))
            opening.result.close()
          }
        }
      }),
  )

const work = sentences(Number(values.clips))
const hub = await HubProcess.start()
const executablePath = chromiumPath()
const browser = await chromium.launch({
  args: [...trustArgs, ...microphoneArgs(speechLike(60))],
  ...(executablePath ? { executablePath } : {}),
})
const tablet = await Tablet.open(hub.fieldUrl)
try {
  const admin = await DeskClient.signIn(hub.officeUrl, hub.practice.officer)
  await admin.post('/api/desk/officers', { ...listener, displayName: 'Người Nghe Mẫu', role: 'officer' }, z.unknown())
  const context = await browser.newContext({ locale: 'vi-VN', permissions: ['microphone'] })
  await new DeskPage(await context.newPage(), hub.officeUrl).signIn(hub.practice)
  const left = [...work]
  await Promise.all(
    Array.from({ length: pagesAtOnce }, async () => {
      const desk = new DeskPage(await context.newPage(), hub.officeUrl)
      for (let next = left.shift(); next; next = left.shift()) await record(desk, next)
    }),
  )
  const second = await DeskClient.signIn(hub.officeUrl, listener)
  const path = `/api/desk/studio/languages/${language}`
  const { clips } = await second.get(path, clipsSchema)
  for (const { id } of clips)
    await second.post(`/api/desk/studio/clips/${id}/decide`, { decision: 'approve' }, z.unknown())
  await admin.post(`${path}/publish`, {}, z.unknown())

  const clipBytes = clips.reduce((sum, { bytes }) => sum + bytes, 0)
  let seconds = 0
  for (const { id } of clips) {
    const heard = readOpus(await second.bytes(`/api/desk/studio/clips/${id}/sound`))
    if (typeof heard === 'string') throw new Error(heard)
    seconds += heard.seconds
  }
  await tablet.enrol(await admin.enrolUrl(), admin)
  await tablet.unlock(hub.practice.volunteerPin)
  await expect.poll(() => packBytes(tablet.page), { timeout: 60_000 }).toBeGreaterThan(clipBytes)
  const bytes = await packBytes(tablet.page)
  if (values.json) console.log(JSON.stringify({ clips: clips.length, seconds, clipBytes, bytes, aim }))
  else {
    const each = `${(bytes / clips.length / 1000).toFixed(1)} kB a sentence, ${(clipBytes / seconds / 1000).toFixed(2)} kB a second`
    console.log(
      `${clips.length} sentences, ${seconds.toFixed(0)} s spoken: ${bytes} bytes on a tablet (aim < ${aim}); ${each}`,
    )
  }
  if (clips.length !== work.length || bytes >= aim) process.exitCode = 1
} finally {
  await tablet.dispose()
  await browser.close()
  await hub.dispose()
}
