import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { build } from 'esbuild'
import { type Measured, measure, measureFloor, type Sizes } from './measure.ts'

/*
 * npm run bench -- [--json] [--cases=1000] [--many=10000] [--runs=1]: the product in a real browser against its real hub, beside
 * raw IndexedDB and one gzip POST (the limit), in one run. Times are noisy on a shared machine: read the ratios.
 */
const help = 'npm run bench -- [--json] [--cases=1000] [--many=10000] [--runs=1]'
const here = import.meta.dirname

const engines = { limit: 'limit/limitPage.ts', product: 'productPage.ts' }

interface Line {
  name: string
  key: keyof Measured
  unit: string
  /** at most so many times the limit, or `most` absolute */
  times?: number
  most?: number
}
const lines: Line[] = [
  { name: 'capture, median', key: 'captureMs', unit: 'ms', times: 3 },
  { name: 'sync up, fast line', key: 'fastSeconds', unit: 's' },
  { name: 'bytes up a case', key: 'fastBytesUp', unit: 'B', times: 1.8 },
  { name: 'bytes down a case', key: 'fastBytesDown', unit: 'B' },
  { name: 'requests a case', key: 'fastRequests', unit: '' },
  { name: 'sync up, 400 ms / 50 kB/s', key: 'slowSeconds', unit: 's', times: 1.5 },
  { name: 'bytes a one-field edit', key: 'editBytes', unit: 'B', most: 100 },
  { name: 'pull of many', key: 'pullSeconds', unit: 's', times: 1.5 },
  { name: 'bytes down a pulled case', key: 'pullBytesDown', unit: 'B' },
  { name: 'first 50 of many, CPU x6', key: 'firstListMs', unit: 'ms', times: 1.5 },
  { name: 'lost', key: 'lost', unit: '', most: 0 },
  { name: 'doubled', key: 'doubled', unit: '', most: 0 },
]

const page = (script: string) =>
  `<!doctype html><html lang="vi"><meta charset="utf-8"><link rel="icon" href="data:,"><title>bench</title><body><script type="module" src="/app/${script}"></script></body></html>`

async function bundlePages(engine: string, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true })
  await build({
    entryPoints: { host: path.join(here, 'benchPage.ts'), list: path.join(here, 'listPage.ts') },
    outdir: folder,
    bundle: true,
    // what the product loads late is loaded late here
    splitting: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    alias: { 'bench-engine': path.join(here, engine) },
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'error',
  })
  for (const name of ['host', 'list']) writeFileSync(path.join(folder, `${name}.html`), page(`${name}.js`))
}

function sizesOf(): { sizes: Sizes; json: boolean } | null {
  try {
    const { values } = parseArgs({
      options: {
        json: { type: 'boolean', default: false },
        cases: { type: 'string', default: '1000' },
        many: { type: 'string', default: '10000' },
        runs: { type: 'string', default: '1' },
      },
    })
    const sizes = { cases: Number(values.cases), many: Number(values.many), runs: Number(values.runs) }
    const areCounts = Object.values(sizes).every((size) => Number.isInteger(size) && size > 0)
    return areCounts && sizes.many >= 50 ? { sizes, json: values.json } : null
  } catch {
    return null
  }
}

function row({ name, key, unit, times, most }: Line, limit: Measured, product: Measured): string {
  const ratio = product[key] / limit[key]
  const aim = times === undefined ? most : times
  const reached = times === undefined ? product[key] : ratio
  const word = aim === undefined ? '' : reached <= aim ? 'met' : 'missed'
  const target = aim === undefined ? '' : times === undefined ? `<= ${most}` : `<= ${times} x`
  const figures = [limit[key], product[key]].map((figure) => figure.toFixed(figure < 10 ? 2 : 0).padStart(9))
  const shown = Number.isFinite(ratio) ? `${ratio.toFixed(2)} x` : ''
  return `${name.padEnd(26)}${figures.join('')} ${unit.padEnd(3)}${shown.padStart(9)}  ${target.padEnd(9)} ${word}`
}

const asked = sizesOf()
if (!asked) {
  console.error(help)
  process.exit(2)
}
const folder = mkdtempSync(path.join(tmpdir(), 'tram-so-bench-'))
try {
  const found: Partial<Record<keyof typeof engines, Measured>> = {}
  let floorMs = Number.NaN
  for (const name of ['limit', 'product'] as const) {
    const pages = path.join(folder, `pages-${name}`)
    await bundlePages(engines[name], pages)
    // between the two, so that what the machine does meanwhile weighs on all alike
    if (name === 'product') floorMs = await measureFloor(folder, path.join(folder, 'pages-limit'), asked.sizes)
    found[name] = await measure(name, folder, pages, asked.sizes)
  }
  const { limit, product } = found
  if (!limit || !product) throw new Error('an engine was not measured')
  if (asked.json) console.log(JSON.stringify({ ...asked.sizes, limit, product, floorMs }))
  else {
    console.log(`${''.padEnd(26)}    limit  product          ratio  aim`)
    for (const line of lines) console.log(row(line, limit, product))
    const [least, own] = [floorMs / limit.captureMs, product.captureMs / floorMs].map((times) => times.toFixed(2))
    console.log(
      `sealed and on the disk, no more: ${floorMs.toFixed(2)} ms, ${least} x the limit; a capture is ${own} x that`,
    )
  }
  process.exitCode = product.lost + product.doubled === 0 ? 0 : 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}
