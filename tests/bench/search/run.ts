import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { build } from 'esbuild'
import { chromium } from 'playwright'
import { z } from 'zod'
import { chromiumPath } from '../../e2e/kit/chromiumPath.ts'
import type { DeskClient } from '../../kit/DeskClient.ts'
import { fieldHub } from '../../kit/fieldHub.ts'
import { median } from '../measure.ts'
import type {} from './searchHouseholds.ts'

/*
 * npm run bench:search -- [--json] [--people=10000] [--houses=300]: an officer's search among so many people of one commune, typed
 * without accents, from the request to its whole answer over a real hub and its PostgreSQL; and a tablet's search in tonight's list, as
 * its screen searches, on a processor six times slower.
 */
const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    people: { type: 'string', default: '10000' },
    houses: { type: 'string', default: '300' },
  },
})
const [people, houses] = [Number(values.people), Number(values.houses)]
const slowdown = 6
const times = 30

const families = ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Điểu', 'Thị', 'Hoàng', 'Đặng', 'Bùi', 'Lý']
const middles = ['Văn', 'Thị', 'Hữu', 'Ngọc', 'Đức', 'Mẫu', 'Thử', 'Quốc', 'Minh', 'Bích']
const givens = ['Hòa', 'Hoa', 'Đào', 'Dũng', 'Yến', 'Ưng', 'Ớt', 'Bàu', 'Bầu', 'Khánh']
const nameOf = (i: number) =>
  [
    families[i % 10],
    middles[Math.floor(i / 10) % 10],
    givens[Math.floor(i / 100) % 10],
    `Thử ${Math.floor(i / 1000)}`,
  ].join(' ')
/** What an officer types: a whole name, its beginning, and one that many have. */
const queries = ['dieu thi dao', 'nguyen van', 'hoa thu 3', 'le', 'khong co ai']

async function deskSearch(): Promise<number[]> {
  const field = await fieldHub({ env: { TRUSTED_PROXY: '127.0.0.1', LOG_LEVEL: 'error' } })
  try {
    const tablet = await field.tablet()
    console.error(`bench: ${people} people are sealed and sent`)
    for (let i = 0; i < people; i++) await tablet.saveCase(nameOf(i))
    const sent = await tablet.sync()
    if (sent.kind !== 'done') throw new Error(`not all was sent: ${sent.kind}`)
    await allApplied(field.desk)
    const took: number[] = []
    for (let i = 0; i < times; i++) {
      for (const search of queries) {
        const began = performance.now()
        await field.desk.post('/api/desk/cases/search', { search }, z.unknown())
        took.push(performance.now() - began)
      }
    }
    return took
  } finally {
    await field.dispose()
  }
}

/** The last of them can be seen at the desk. */
async function allApplied(desk: DeskClient): Promise<void> {
  const listSchema = z.object({ cases: z.array(z.unknown()) })
  for (;;) {
    const { cases } = await desk.get(`/api/desk/cases?limit=1&offset=${people - 1}`, listSchema)
    if (cases.length > 0) return
    await sleep(500)
  }
}

/** As `RoundScreen` searches: the words are folded once, then matched at every letter. */
async function tabletSearch(): Promise<number[]> {
  const { outputFiles } = await build({
    entryPoints: [path.join(import.meta.dirname, 'searchHouseholds.ts')],
    bundle: true,
    format: 'iife',
    write: false,
  })
  const executablePath = chromiumPath()
  const browser = await chromium.launch(executablePath === undefined ? {} : { executablePath })
  try {
    const page = await browser.newPage()
    await page.evaluate(outputFiles[0]?.text ?? '')
    const session = await page.context().newCDPSession(page)
    await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown })
    const names = Array.from({ length: houses * 4 }, (_, i) => nameOf(i))
    const asked = { names, perHouse: 4, queries, times }
    return await page.evaluate((given) => window.searchHouseholds(given), asked)
  } finally {
    await browser.close()
  }
}

const quantile = (all: readonly number[], q: number) =>
  [...all].sort((a, b) => a - b)[Math.min(all.length - 1, Math.floor(q * all.length))] ?? Number.NaN
const [desk, tablet] = [await deskSearch(), await tabletSearch()]
const told = {
  deskMs: median(desk),
  deskP95Ms: quantile(desk, 0.95),
  tabletMs: median(tablet),
  tabletP95Ms: quantile(tablet, 0.95),
}
if (values.json) console.log(JSON.stringify(told))
else {
  console.log(`desk, ${people} people: ${told.deskMs.toFixed(1)} ms, p95 ${told.deskP95Ms.toFixed(1)} ms (aim < 50 ms)`)
  console.log(
    `tablet, ${houses} households, CPU x${slowdown}: ${told.tabletMs.toFixed(1)} ms, p95 ${told.tabletP95Ms.toFixed(1)} ms (aim < 20 ms)`,
  )
}
