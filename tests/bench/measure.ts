import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Page } from 'playwright'
import { fastLine, type LineKind, slowLine } from './line.ts'
import { Station } from './Station.ts'

/** What one engine did; times in seconds or ms as named, bytes with all HTTP headers. */
export interface Measured {
  captureMs: number
  fastSeconds: number
  fastBytesUp: number
  fastBytesDown: number
  fastRequests: number
  slowSeconds: number
  editBytes: number
  pullSeconds: number
  pullBytesDown: number
  firstListMs: number
  /** cases or edits that the server did not hold whole, and cases it held twice, over all of the above */
  lost: number
  doubled: number
}

export interface Sizes {
  cases: number
  many: number
  runs: number
}

const seed = 11
const warm = 20
const quietMs = 600

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}

/** Sync until the page is done and the server has all durable; then let the last bytes pass. */
async function send(station: Station, page: Page, count: number, kind: LineKind) {
  station.line.become(kind)
  const began = Date.now()
  const durable = station.whenDurable(count)
  await page.evaluate('bench.syncUp()')
  const ended = Math.max(Date.now(), await durable)
  await wait(quietMs)
  return { seconds: (ended - began) / 1000, ...station.line.count() }
}

/** Capture, sync and one-field edits on the fast line. */
async function captureAndEdit(station: Station, { cases }: Sizes) {
  const page = await station.host()
  await page.evaluate(`bench.capture(${seed}, ${warm}, ${-2 * warm})`)
  await send(station, page, warm, fastLine)
  const times = await page.evaluate<number[]>(`bench.capture(${seed}, ${cases})`)
  const fast = await send(station, page, cases + warm, fastLine)
  const kept = await station.check(seed, cases)
  await page.evaluate(`bench.edit(${seed}, ${cases})`)
  const edits = await send(station, page, cases + warm, fastLine)
  const edited = await station.check(seed, cases, true)
  return {
    captureMs: median(times),
    fastSeconds: fast.seconds,
    fastBytesUp: fast.up / cases,
    fastBytesDown: fast.down / cases,
    fastRequests: fast.requests / cases,
    editBytes: (edits.up + edits.down) / cases,
    lost: kept.lost + edited.lost,
    doubled: kept.doubled + edited.doubled,
  }
}

async function sendSlowly(station: Station, { cases }: Sizes) {
  const page = await station.host()
  await page.evaluate(`bench.capture(${seed}, ${cases})`)
  const { seconds } = await send(station, page, cases, slowLine)
  return { slowSeconds: seconds, ...(await station.check(seed, cases)) }
}

/** Pull many, then show the newest 50 from a new browser process with the hub out of reach. */
async function pullAndList(station: Station, { many, runs }: Sizes) {
  const page = await station.host()
  await station.seed(seed, many)
  station.line.become(fastLine)
  const began = Date.now()
  const got = await page.evaluate<number>(`bench.pull(${many})`)
  const pullSeconds = (Date.now() - began) / 1000
  await wait(quietMs)
  const pullBytesDown = station.line.count().down / many
  const shown: number[] = []
  for (let run = 0; run < 2 * runs + 1; run++) {
    const list = await station.page('list.html', 6)
    const handle = await list.waitForFunction(() => Reflect.get(globalThis, 'firstList'))
    const first: { shown: number; rows: number } = await handle.jsonValue()
    if (first.rows !== 50) throw new Error(`${first.rows} rows instead of 50`)
    shown.push(first.shown)
  }
  return { pullSeconds, pullBytesDown, firstListMs: median(shown), lost: many - got, doubled: 0 }
}

/** Median ms of a case that is sealed and on the disk, and nothing else: what the aim for capture is to be read against. */
export async function measureFloor(folder: string, pages: string, { cases, runs }: Sizes): Promise<number> {
  const medians: number[] = []
  for (let run = 0; run < runs; run++) {
    const station = await Station.start('limit', path.join(folder, `floor-${run}`), pages)
    try {
      const page = await station.host()
      await page.evaluate(`bench.captureSealed(${seed}, ${warm})`)
      medians.push(median(await page.evaluate<number[]>(`bench.captureSealed(${seed}, ${cases})`)))
    } finally {
      await station.end()
    }
  }
  return median(medians)
}

/** All measurements of one engine, each `runs` times on fresh stations; medians. */
export async function measure(engine: string, folder: string, pages: string, sizes: Sizes): Promise<Measured> {
  const runs: Measured[] = []
  for (let run = 0; run < sizes.runs; run++) {
    const parts: Partial<Measured>[] = []
    for (const part of [captureAndEdit, sendSlowly, pullAndList]) {
      const station = await Station.start(engine, path.join(folder, `${engine}-${part.name}-${run}`), pages)
      console.error(`bench: ${engine}, ${part.name}`)
      try {
        parts.push(await part(station, sizes))
      } finally {
        await station.end()
      }
    }
    const sum = (key: 'lost' | 'doubled') => parts.reduce((total, part) => total + (part[key] ?? 0), 0)
    const all = Object.assign({}, ...parts, { lost: sum('lost'), doubled: sum('doubled') }) as Measured
    runs.push(all)
  }
  const names = Object.keys(runs[0] ?? {}) as (keyof Measured)[]
  const [first] = runs
  if (!first) throw new Error('no run')
  const medians = { ...first }
  for (const name of names) medians[name] = median(runs.map((run) => run[name]))
  return medians
}
