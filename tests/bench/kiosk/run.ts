import { parseArgs } from 'node:util'
import type { CDPSession } from 'playwright'
import { Tablet } from '../../e2e/kit/Tablet.ts'
import { DeskClient } from '../../kit/DeskClient.ts'
import { HttpProxy } from '../../kit/HttpProxy.ts'
import { HubProcess } from '../../kit/HubProcess.ts'
import { median } from '../measure.ts'
import { withEmptyPage } from './withEmptyPage.ts'

/*
 * npm run bench:kiosk -- [--json] [--runs=7]: a kiosk's first screen with no line, in a browser that was just started, on a
 * processor six times slower, beside an empty Preact page that the same service worker keeps; and how long a change of language
 * takes, from the touch to the first frame in the other language. The two pages take turns: read the ratio.
 */
const { values } = parseArgs({
  options: { json: { type: 'boolean', default: false }, runs: { type: 'string', default: '7' } },
})
const runs = Number(values.runs)
const slowdown = 6

/** In the page: `told` is when the first heading with words in it was on the screen, ms since the page was asked for. */
function tellFirstHeading(): void {
  const look = () => {
    if (!document.querySelector('h1')?.textContent) return
    watching.disconnect()
    requestAnimationFrame(() =>
      setTimeout(() => document.documentElement.setAttribute('data-told', String(performance.now()))),
    )
  }
  const watching = new MutationObserver(look)
  watching.observe(document, { childList: true, subtree: true, characterData: true })
}

/** In the page: from a touch of the button that says `name` to the frame in which the heading has changed, ms. */
async function touchLanguage(name: string): Promise<number> {
  const heading = () => document.querySelector('h1')?.textContent
  const button = [...document.querySelectorAll('button')].find((one) => one.textContent?.includes(name))
  if (!button) throw new Error('no such language')
  const before = heading()
  const began = performance.now()
  const changed = new Promise<void>((resolve) => {
    const watching = new MutationObserver(() => {
      if (heading() === before) return
      watching.disconnect()
      requestAnimationFrame(() => setTimeout(resolve))
    })
    watching.observe(document, { childList: true, subtree: true, characterData: true })
  })
  button.click()
  await changed
  return performance.now() - began
}

async function slowPage(tablet: Tablet): Promise<CDPSession> {
  // tsx lets functions keep their names through a helper that no page has
  await tablet.page.addInitScript('globalThis.__name = (named) => named')
  await tablet.page.addInitScript(tellFirstHeading)
  const session = await tablet.context.newCDPSession(tablet.page)
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown })
  return session
}

interface Start {
  seen: number
  answers: number
  session: CDPSession
}

/** ms until the first heading was on the screen, and until the app itself had taken the place of its picture (`front.ts`). */
async function firstHeading(tablet: Tablet, path: string): Promise<Start> {
  await tablet.switchOff()
  await tablet.switchOn()
  const session = await slowPage(tablet)
  await tablet.goto(path)
  const seen = Number(await tablet.page.locator('html[data-told]').getAttribute('data-told'))
  const answered = () => (document.getElementById('front') ? null : performance.now())
  const answers = Number(await (await tablet.page.waitForFunction(answered)).jsonValue())
  return { seen, answers, session }
}

/** The kiosk has kept the picture of its home, as it does a few seconds after it was first drawn. */
async function keptItsFront(tablet: Tablet): Promise<void> {
  await tablet.goto('/')
  await tablet.page.waitForFunction(() => localStorage.getItem('tramso.front') !== null)
}

const hub = await HubProcess.start()
const proxy = await HttpProxy.start(hub.port)
proxy.asksPlain = true
proxy.meddle = await withEmptyPage()
const tablet = await Tablet.open(proxy.url)
try {
  const officer = await DeskClient.signIn(hub.officeUrl, hub.practice.officer)
  await tablet.enrol(await officer.enrolUrl(), officer, 'kiosk')
  await tablet.readyForOffline()
  proxy.meddle = async () => null
  await keptItsFront(tablet)
  const kiosk: number[] = []
  const empty: number[] = []
  const answering: number[] = []
  const changes: number[] = []
  const quick: number[] = []
  for (let run = 0; run < runs; run++) {
    empty.push((await firstHeading(tablet, '/bench.html')).seen)
    const { seen, answers, session } = await firstHeading(tablet, '/')
    kiosk.push(seen)
    answering.push(answers)
    // whoever comes to the names of languages has read them first
    await tablet.page.locator('[data-language=khm][lang=km]').waitFor()
    for (const name of ['English', 'Việt', 'English', 'Việt'])
      changes.push(await tablet.page.evaluate(touchLanguage, name))
    await session.send('Emulation.setCPUThrottlingRate', { rate: 1 })
    for (const name of ['English', 'Việt', 'English', 'Việt'])
      quick.push(await tablet.page.evaluate(touchLanguage, name))
  }
  const told = {
    emptyMs: median(empty),
    kioskMs: median(kiosk),
    ratio: median(kiosk) / median(empty),
    answersMs: median(answering),
    languageMs: median(quick),
    languageSlowMs: median(changes),
    slowestLanguageMs: Math.max(...changes),
  }
  const ms = (value: number) => `${value.toFixed(0)} ms`
  if (values.json) console.log(JSON.stringify(told))
  else {
    console.log(`empty page ${ms(told.emptyMs)}, kiosk ${ms(told.kioskMs)}: ${told.ratio.toFixed(2)} x (aim < 1.5 x)`)
    console.log(`the app answers touches after ${ms(told.answersMs)}`)
    console.log(
      `change of language ${ms(told.languageMs)} (aim < 100 ms); on the slow processor ${ms(told.languageSlowMs)}`,
    )
  }
} finally {
  await tablet.dispose()
  await proxy.stop()
  await hub.dispose()
}
