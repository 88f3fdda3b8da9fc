// Builds dist/app (tablet and desk, with compressed forms beside) and dist/hub (the hub and its commands), each only when
// something it is made of has changed since. `--force` builds all, `--hub` or `--app` only that part.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { takeTurn } from './onlyOne.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const at = (...parts) => join(root, ...parts)
const common = [
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'scripts/build.mjs',
  'locales',
  'src/domain',
  'src/crypto',
  'src/protocol',
]
const parts = {
  app: {
    from: [
      ...common,
      'index.html',
      'practice.html',
      'desk.html',
      'vite.config.ts',
      'scripts/frontFirst.ts',
      'public',
      'src/app',
      'src/sw',
      'src/sync',
    ],
    build: buildApp,
  },
  hub: { from: [...common, 'src/hub'], build: buildHub },
}

const isTest = (name) => /\.test\.tsx?$|\.examples\.tsx$/.test(name)

function* filesOf(path) {
  if (!existsSync(path)) return
  if (statSync(path).isFile()) return yield path
  for (const entry of readdirSync(path, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.isDirectory()) yield* filesOf(join(path, entry.name))
    else if (!isTest(entry.name)) yield join(path, entry.name)
  }
}

function fingerprint(sources) {
  const hash = createHash('sha256').update(process.version)
  for (const source of sources) {
    for (const file of filesOf(at(source))) hash.update(file).update('\0').update(readFileSync(file)).update('\0')
  }
  return hash.digest('hex')
}

function buildApp() {
  const vite = at('node_modules', 'vite', 'bin', 'vite.js')
  const { status } = spawnSync(process.execPath, [vite, 'build', '--logLevel', 'warn'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  })
  if (status !== 0) throw new Error('the app was not built; see the lines above')
  for (const file of filesOf(at('dist', 'app'))) compress(file)
}

/** What shrinks gets a .br and a .gz beside it; the hub sends them as they are. */
function compress(file) {
  if (!/\.(html|js|css|json|svg|webmanifest|wasm|traineddata|txt)$/.test(file)) return
  const plain = readFileSync(file)
  if (plain.length < 512) return
  const brotli = brotliCompressSync(plain, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: plain.length },
  })
  writeFileSync(`${file}.br`, brotli)
  writeFileSync(`${file}.gz`, gzipSync(plain, { level: 9 }))
}

async function buildHub() {
  const { build } = await import('esbuild')
  const aside = at('dist', 'hub.new')
  rmSync(aside, { recursive: true, force: true })
  await build({
    absWorkingDir: root,
    entryPoints: { main: 'src/hub/main.ts', cli: 'src/hub/cli.ts' },
    outdir: aside,
    bundle: true,
    splitting: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20.19',
    sourcemap: true,
    logLevel: 'warning',
  })
  // a hub that starts at this moment finds the old build or the new one
  rmSync(at('dist', 'hub'), { recursive: true, force: true })
  renameSync(aside, at('dist', 'hub'))
}

const asked = process.argv.slice(2)
const unknown = asked.find((arg) => !['--force', '--hub', '--app'].includes(arg))
if (unknown) {
  console.error(`build: there is no option ${unknown}`)
  process.exit(2)
}
process.once('exit', takeTurn('build'))
const only = Object.keys(parts).filter((name) => asked.includes(`--${name}`))
mkdirSync(at('dist'), { recursive: true })
for (const name of only.length > 0 ? only : Object.keys(parts)) {
  const { from, build } = parts[name]
  const mark = at('dist', `.${name}-mark`)
  const wanted = fingerprint(from)
  if (!asked.includes('--force') && existsSync(mark) && readFileSync(mark, 'utf8') === wanted) continue
  const began = Date.now()
  rmSync(mark, { force: true })
  try {
    await build()
  } catch (error) {
    console.error(`build: ${error.message}`)
    process.exit(1)
  }
  writeFileSync(mark, wanted)
  console.error(`build: ${name} in ${((Date.now() - began) / 1000).toFixed(1)} s`)
}
