/**
 * npm run gallery -- [--only=word]: every screen and control × size × language × theme into gallery/, and an index of them to
 * look through. The screens that need a hub come from the browser test of looks, which writes into the same folder.
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { type Browser, chromium } from 'playwright'
import { createServer } from 'vite'
import { chromiumPath } from '../e2e/kit/chromiumPath.ts'
import { allPictures, languagesOf, openPicture, settle, themes } from './variants.ts'

const root = resolve(import.meta.dirname, '../..')
const folder = join(root, 'gallery')

const sizes = [
  { name: 'wide', width: 1280, height: 800 },
  { name: 'tall', width: 800, height: 1280 },
  { name: 'phone', width: 390, height: 844 },
] as const
const scales = ['1', '1.5'] as const

async function takeScreens(browser: Browser, origin: string, only: string): Promise<void> {
  const page = await browser.newPage({ locale: 'vi-VN', timezoneId: 'Asia/Ho_Chi_Minh', reducedMotion: 'reduce' })
  const chosen = allPictures.filter(({ name }) => name.includes(only))
  for (const [index, picture] of chosen.entries()) {
    const { name } = picture
    console.log(`${index + 1}/${chosen.length} ${name}`)
    for (const lang of languagesOf(picture)) {
      // letters are no other in the dark
      for (const theme of lang === 'km' || lang === 'zh' ? (['light'] as const) : themes) {
        for (const scale of scales) {
          await openPicture(page, origin, picture, { lang, theme, scale })
          for (const { name: size, ...viewport } of sizes) {
            await page.setViewportSize(viewport)
            await page.screenshot({ path: join(folder, `${name}_${lang}_${theme}_${scale}_${size}.png`) })
          }
        }
      }
    }
  }
  await page.close()
}

async function takeControls(browser: Browser, origin: string): Promise<void> {
  const page = await browser.newPage({ viewport: { width: 800, height: 1280 }, reducedMotion: 'reduce' })
  for (const theme of themes) {
    for (const scale of scales) {
      await page.goto(`${origin}/tests/looks/index.html?${new URLSearchParams({ theme, scale })}`)
      await settle(page)
      for (const control of await page.locator('[data-control]').all()) {
        const name = await control.getAttribute('data-control')
        await control.screenshot({ path: join(folder, `control-${name}_vi_${theme}_${scale}_tall.png`) })
      }
    }
  }
  await page.close()
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')

function writeIndex(): number {
  const files = readdirSync(folder).filter((file) => file.endsWith('.png'))
  const byScreen: Record<string, string[]> = {}
  for (const file of files.sort()) {
    const screen = file.split('_')[0] ?? file
    byScreen[screen] = [...(byScreen[screen] ?? []), file]
  }
  const sections = Object.entries(byScreen).map(
    ([screen, of]) =>
      `<section><h2>${escaped(screen)}</h2>${of
        .map(
          (file) =>
            `<figure><a href="${escaped(file)}"><img loading="lazy" src="${escaped(file)}" alt=""></a><figcaption>${escaped(file)}</figcaption></figure>`,
        )
        .join('')}</section>`,
  )
  const style =
    'body{font:16px sans-serif;margin:1rem}section{display:flex;flex-wrap:wrap;gap:1rem}h2{width:100%}img{width:260px;border:1px solid #999}figure{margin:0}figcaption{font-size:12px;max-width:260px;overflow-wrap:anywhere}'
  writeFileSync(
    join(folder, 'index.html'),
    `<!doctype html><html lang="vi"><meta charset="utf-8"><title>Trạm Số: ${files.length}</title><style>${style}</style>${sections.join('')}`,
  )
  return files.length
}

const { values } = parseArgs({ options: { only: { type: 'string', default: '' } } })
if (values.only === '') rmSync(folder, { recursive: true, force: true })
mkdirSync(folder, { recursive: true })
const server = await createServer({ root, logLevel: 'error', server: { port: 0, host: '127.0.0.1' } })
await server.listen()
const origin = server.resolvedUrls?.local[0]?.replace(/\/$/, '')
const executablePath = chromiumPath()
const browser = await chromium.launch(executablePath === undefined ? {} : { executablePath })
try {
  if (origin === undefined) throw new Error('the server of pictures has no address')
  await takeScreens(browser, origin, values.only)
  if (values.only === '') await takeControls(browser, origin)
} finally {
  await browser.close()
  await server.close()
}
const walked =
  values.only === ''
    ? spawnSync(
        'npx',
        ['playwright', 'test', '--config', 'tests/e2e/playwright.config.ts', 'looks.spec.ts', 'realCommune.spec.ts'],
        {
          cwd: root,
          stdio: 'inherit',
          env: { ...process.env, LOOKS: 'all' },
        },
      ).status
    : 0
console.log(`${writeIndex()} pictures: ${join(folder, 'index.html')}`)
process.exit(walked ?? 1)
