import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { paperCamera } from '../../e2e/kit/paperCamera.ts'
import { Tablet } from '../../e2e/kit/Tablet.ts'
import { vi } from '../../e2e/kit/vi.ts'
import { DeskClient } from '../../kit/DeskClient.ts'
import { HubProcess } from '../../kit/HubProcess.ts'
import { median } from '../measure.ts'

/*
 * npm run bench:scan -- [--json] [--runs=7]: a card before the camera (1280 x 720), with no line, on a processor six times slower:
 * from the camera's first picture until what stands on the card is on the screen to be looked through, and from the touch of
 * "fill in" until it stands in the form. Chromium slows a page's own thread and not its workers, so the worker's share is told
 * apart and counted six times.
 */
const { values } = parseArgs({
  options: { json: { type: 'boolean', default: false }, runs: { type: 'string', default: '7' } },
})
const runs = Number(values.runs)
const slowdown = 6
/** The QR of an invented person's card (facts §1). */
const card = '070185012345|285123456|Thị Thử Hiền|09041985|Nữ|Ấp 7, Lộc Khánh, Lộc Ninh, Bình Phước|15082021'

/** In the page: `told` has, in ms, when the camera's first picture came, how long the worker looked, and when headings changed. */
function tell(): void {
  const told = { camera: 0, worker: 0, heading: [] as { at: number; text: string }[] }
  Object.assign(globalThis, { told })
  document.addEventListener('playing', () => (told.camera ||= performance.now()), true)
  const send = Worker.prototype.postMessage
  Worker.prototype.postMessage = function (this: Worker, ...all: Parameters<typeof send>) {
    const began = performance.now()
    // before the camera a worker stretched the PIN
    if (told.camera > 0)
      this.addEventListener('message', () => (told.worker += performance.now() - began), { once: true })
    return send.apply(this, all)
  } as typeof send
  const look = () => {
    const text = document.querySelector('h1')?.textContent ?? ''
    if (told.heading.at(-1)?.text === text) return
    requestAnimationFrame(() => setTimeout(() => told.heading.push({ at: performance.now(), text })))
  }
  new MutationObserver(look).observe(document, { childList: true, subtree: true, characterData: true })
}

interface Told {
  camera: number
  worker: number
  heading: { at: number; text: string }[]
}

async function scanOnce(tablet: Tablet, pin: string) {
  const { page } = tablet
  await tablet.enter('/field', pin)
  await tablet.button('field:start').click()
  await page.getByRole('checkbox', { name: vi('activation:consent.read') }).check()
  await page.getByRole('radio', { name: vi('consent:method.voice'), exact: true }).check()
  await tablet.button('activation:consent.agree').click()
  await page.getByRole('link', { name: vi('scan:open') }).click()
  await tablet.heading(vi('scan:check.title')).waitFor()
  const seen: Told = await page.evaluate('told')
  const shownAt = seen.heading.findLast(({ text }) => text === vi('scan:check.title'))?.at ?? Number.NaN
  const touched: number = await page.evaluate('performance.now()')
  await tablet.button('scan:check.fill').click()
  await tablet.heading(vi('scan:check.title')).waitFor({ state: 'hidden' })
  const filled: Told = await page.evaluate('told')
  return {
    look: shownAt - seen.camera,
    worker: seen.worker,
    fill: (filled.heading.find(({ at }) => at > touched)?.at ?? Number.NaN) - touched,
  }
}

const folder = mkdtempSync(join(tmpdir(), 'tram-so-scan-'))
const hub = await HubProcess.start()
const tablet = await Tablet.open(hub.fieldUrl, { args: paperCamera(join(folder, 'card.y4m'), card, 1280, 720) })
try {
  const officer = await DeskClient.signIn(hub.officeUrl, hub.practice.officer)
  await tablet.enrol(await officer.enrolUrl(), officer)
  await tablet.readyForOffline()
  await tablet.context.setOffline(true)
  // tsx lets functions keep their names through a helper that no page has
  await tablet.page.addInitScript('globalThis.__name = (named) => named')
  await tablet.page.addInitScript(tell)
  const session = await tablet.context.newCDPSession(tablet.page)
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown })
  const all: Awaited<ReturnType<typeof scanOnce>>[] = []
  for (let run = 0; run < runs; run++) all.push(await scanOnce(tablet, hub.practice.volunteerPin))
  const [lookMs, workerMs, fillMs] = (['look', 'worker', 'fill'] as const).map((part) =>
    median(all.map((one) => one[part])),
  )
  const wholeMs = (lookMs ?? 0) + (slowdown - 1) * (workerMs ?? 0) + (fillMs ?? 0)
  if (values.json) console.log(JSON.stringify({ lookMs, workerMs, fillMs, wholeMs }))
  else {
    console.log(
      `camera to card ${lookMs?.toFixed(0)} ms, of these the worker ${workerMs?.toFixed(0)} ms; touch to form ${fillMs?.toFixed(0)} ms`,
    )
    console.log(`with the worker ${slowdown} times as slow too: ${wholeMs.toFixed(0)} ms (aim < 1000 ms)`)
  }
} finally {
  await tablet.dispose()
  await hub.dispose()
  rmSync(folder, { recursive: true, force: true })
}
