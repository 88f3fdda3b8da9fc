/**
 * npm test -- axe, or npx tsx tests/looks/lookWithAxe.ts [--only=word]: every screen of the gallery in every language and theme,
 * looked at by axe: no violation anywhere. All rules in light; the other themes change colours and nothing else.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import axe from 'axe-core'
import { type Browser, chromium, type Page } from 'playwright'
import { build, preview } from 'vite'
import { chromiumPath } from '../e2e/kit/chromiumPath.ts'
import type { Picture } from './pictures.ts'
import { allPictures, languagesOf, openPicture, type ScreenLanguage, themes, turnPicture } from './variants.ts'

const root = resolve(import.meta.dirname, '../..')
/** Beside the browser's walks, which take much longer, on a machine of two processors. */
const pagesAtOnce = 1

/** What axe's own run answers; only what is told here of it. */
interface Found {
  looked: number
  violations: string[]
}

/** In the page: the violations in one theme, `all` rules or those of colours only. */
async function lookAt([theme, all]: readonly [theme: string, all: boolean]): Promise<Found> {
  document.documentElement.dataset.theme = theme
  const { axe: here } = window as typeof window & { axe: typeof axe }
  const { passes, violations } = await here.run(document, {
    ...(all ? {} : { runOnly: ['color-contrast'] }),
    resultTypes: ['violations', 'passes'],
  })
  return {
    looked: passes.length,
    violations: violations.map(({ id, nodes }) => `${id} at ${nodes.map(({ target }) => target.join(' ')).join('; ')}`),
  }
}

async function lookAtThemes(page: Page, { name }: Picture, lang: ScreenLanguage): Promise<string[]> {
  const problems: string[] = []
  for (const theme of themes) {
    const { looked, violations } = await page.evaluate(lookAt, [theme, theme === 'light'] as const)
    const where = `${name} (${lang}, ${theme})`
    if (looked === 0) problems.push(`${where}: axe looked at nothing`)
    problems.push(...violations.map((violation) => `${where}: ${violation}`))
  }
  return problems
}

/** A screen is opened once, and turned from language to language as whoever holds it would. */
async function lookAtScreen(page: Page, origin: string, picture: Picture): Promise<string[]> {
  const problems: string[] = []
  for (const [index, lang] of languagesOf(picture).entries()) {
    if (index > 0) await turnPicture(page, lang)
    else {
      await openPicture(page, origin, picture, { lang, theme: 'light', scale: '1' })
      await page.evaluate(axe.source)
    }
    problems.push(...(await lookAtThemes(page, picture, lang)))
  }
  return problems
}

async function lookAtAll(browser: Browser, origin: string, chosen: readonly Picture[]): Promise<string[]> {
  const problems: string[] = []
  const waiting = [...chosen]
  const worker = async () => {
    const options = { locale: 'vi-VN', timezoneId: 'Asia/Ho_Chi_Minh', reducedMotion: 'reduce' } as const
    const page = await browser.newPage({ ...options, viewport: { width: 1280, height: 800 } })
    for (let picture = waiting.shift(); picture; picture = waiting.shift()) {
      const { name } = picture
      problems.push(
        ...(await lookAtScreen(page, origin, picture).catch((error: unknown) => [`${name}: ${String(error)}`])),
      )
      // what a screen remembers is not for the next
      await page.evaluate(() => localStorage.clear())
    }
    await page.close()
  }
  await Promise.all(Array.from({ length: pagesAtOnce }, worker))
  return problems
}

const { values } = parseArgs({ options: { only: { type: 'string', default: '' } } })
const chosen = allPictures.filter(({ name }) => name.includes(values.only))
const looks = chosen.reduce((sum, picture) => sum + languagesOf(picture).length, 0)
const outDir = mkdtempSync(join(tmpdir(), 'tram-so-axe-'))
// built once: a server that builds on demand is asked hundreds of times for each screen
const input = { app: 'tests/looks/app.html', desk: 'tests/looks/desk.html' }
const own = { root, logLevel: 'error' as const, build: { outDir, rollupOptions: { input } } }
await build({ ...own, configFile: join(import.meta.dirname, 'vite.config.ts') })
const server = await preview({ ...own, configFile: false, appType: 'mpa', preview: { port: 0, host: '127.0.0.1' } })
const executablePath = chromiumPath()
const browser = await chromium.launch(executablePath === undefined ? {} : { executablePath })
try {
  const origin = server.resolvedUrls?.local[0]?.replace(/\/$/, '')
  if (origin === undefined) throw new Error('the server of pictures has no address')
  const began = Date.now()
  const problems = await lookAtAll(browser, origin, chosen)
  for (const problem of problems.sort()) console.error(problem)
  const seconds = Math.round((Date.now() - began) / 1000)
  console.log(
    `${chosen.length} screens, ${looks} with their languages, × ${themes.length} themes in ${seconds} s: ${problems.length} violations`,
  )
  process.exitCode = problems.length === 0 ? 0 : 1
} finally {
  await browser.close()
  await server.close()
  rmSync(outDir, { recursive: true, force: true })
}
