import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { ResidenceWalk } from '../../e2e/kit/formWalks.ts'
import { paperCamera } from '../../e2e/kit/paperCamera.ts'
import { Tablet } from '../../e2e/kit/Tablet.ts'
import { vi } from '../../e2e/kit/vi.ts'
import { DeskClient } from '../../kit/DeskClient.ts'
import { HubProcess } from '../../kit/HubProcess.ts'
import { median } from '../measure.ts'

/*
 * npm run bench:photo -- [--json] [--runs=7]: a page of paper before the camera (1600 x 1200), with no line, on a processor six times
 * slower: from the touch of the shutter until the picture can be looked at, and from "use it" until it is sealed on the disk; and the
 * longest time for which the page answered nothing meanwhile. Chromium slows a page's own thread and not its workers, so the worker's
 * share is told apart and counted six times.
 */
const { values } = parseArgs({
  options: { json: { type: 'boolean', default: false }, runs: { type: 'string', default: '7' } },
})
const runs = Number(values.runs)
const slowdown = 6

/** In the page: how long workers had something to do since it was last asked, and the longest task, ms. */
function tell(): void {
  const told = { worker: 0, longest: 0 }
  Object.assign(globalThis, { told })
  const send = Worker.prototype.postMessage
  Worker.prototype.postMessage = function (this: Worker, ...all: Parameters<typeof send>) {
    const began = performance.now()
    this.addEventListener('message', () => (told.worker += performance.now() - began), { once: true })
    return send.apply(this, all)
  } as typeof send
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) told.longest = Math.max(told.longest, duration)
  }).observe({ type: 'longtask' })
}

interface Press {
  ms: number
  worker: number
  longest: number
}

/** In the page: from a touch of the button until words are on the screen. */
async function press([button, words]: readonly [string, string]): Promise<Press> {
  const told = Reflect.get(globalThis, 'told') as { worker: number; longest: number }
  const found = [...document.querySelectorAll('button')].find((one) => one.textContent?.trim() === button)
  if (!found) throw new Error('no such button')
  // the camera's first picture is still to come
  while (found.disabled) await new Promise((resolve) => requestAnimationFrame(resolve))
  Object.assign(told, { worker: 0, longest: 0 })
  const began = performance.now()
  const shown = new Promise<void>((resolve) => {
    const look = () => {
      if (!document.body.textContent?.includes(words)) return
      watching.disconnect()
      requestAnimationFrame(() => setTimeout(resolve))
    }
    const watching = new MutationObserver(look)
    watching.observe(document.body, { childList: true, subtree: true, characterData: true })
  })
  found.click()
  await shown
  const ms = performance.now() - began
  // long tasks are told a moment after they ended
  await new Promise((resolve) => setTimeout(resolve, 100))
  return { ms, worker: told.worker, longest: told.longest }
}

/** From the work screen to the camera of a form's paper. */
async function toCamera(tablet: Tablet): Promise<void> {
  const { page } = tablet
  const walk = new ResidenceWalk(tablet)
  await walk.beginFromWork('Đăng ký tạm trú')
  await walk.questionsTo(vi('form:help.members'))
  await tablet.button('dossier:members.after').click()
  await page.getByRole('radio', { name: vi('form:paper.have') }).check()
  await walk.choose(vi('dossier:photo.yes'))
  const paper = 'Giấy tờ chứng minh chỗ ở hợp pháp'
  await page.getByRole('link', { name: vi('dossier:photo.takeWhat', { paper }) }).click()
  await tablet.heading(vi('dossier:camera.title', { paper })).waitFor()
}

const folder = mkdtempSync(join(tmpdir(), 'tram-so-photo-'))
const hub = await HubProcess.start()
const tablet = await Tablet.open(hub.fieldUrl, { args: paperCamera(join(folder, 'page.y4m')) })
try {
  const officer = await DeskClient.signIn(hub.officeUrl, hub.practice.officer)
  await tablet.enrol(await officer.enrolUrl(), officer)
  await tablet.readyForOffline()
  await tablet.context.setOffline(true)
  // tsx lets functions keep their names through a helper that no page has
  await tablet.page.addInitScript('globalThis.__name = (named) => named')
  await tablet.page.addInitScript(tell)
  await tablet.enter('/field', hub.practice.volunteerPin)
  await toCamera(tablet)
  const session = await tablet.context.newCDPSession(tablet.page)
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown })
  const shots: Press[] = []
  const seals: Press[] = []
  for (let number = 1; number <= runs; number++) {
    await tablet.button('dossier:camera.shoot', { number }).waitFor()
    shots.push(
      await tablet.page.evaluate(press, [vi('dossier:camera.shoot', { number }), vi('dossier:camera.good')] as const),
    )
    const kept = vi('dossier:camera.kept', { number })
    seals.push(await tablet.page.evaluate(press, [vi('dossier:camera.keep'), kept] as const))
  }
  const of = (all: readonly Press[], part: keyof Press) => median(all.map((one) => one[part]))
  const [shotMs, workerMs, sealMs] = [of(shots, 'ms'), of(shots, 'worker'), of(seals, 'ms')]
  const longestMs = Math.max(...[...shots, ...seals].map(({ longest }) => longest))
  const wholeMs = shotMs + (slowdown - 1) * workerMs + sealMs
  if (values.json) console.log(JSON.stringify({ shotMs, workerMs, sealMs, longestMs, wholeMs }))
  else {
    console.log(
      `shutter to picture ${shotMs.toFixed(0)} ms, of these the worker ${workerMs.toFixed(0)} ms; use it to sealed ${sealMs.toFixed(0)} ms`,
    )
    console.log(`with the worker ${slowdown} times as slow too: ${wholeMs.toFixed(0)} ms (aim < 1500 ms)`)
    console.log(`the longest time in which the page answered nothing: ${longestMs.toFixed(0)} ms`)
  }
} finally {
  await tablet.dispose()
  await hub.dispose()
  rmSync(folder, { recursive: true, force: true })
}
