// npm run budget, after a build: holds the tablet's first screen to its budget, and its precache to what a round needs.
// Whatever the tablet's page can reach must be there without a line; what only the desk reaches must not fill the tablet.
import { readdirSync, readFileSync } from 'node:fs'
import { basename, join, relative, resolve } from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'

const budget = 90_000
const root = resolve(process.argv[2] ?? 'dist/app')
const problems = []

const files = new Map(
  readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.(br|gz|map)$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath ?? entry.path, entry.name)))
    .map((path) => [
      path,
      /\.(js|css|html|json|webmanifest)$/.test(path) ? readFileSync(join(root, path), 'utf8') : '',
    ]),
)
const isHtml = (path) => path.endsWith('.html')
const textOf = (path) => {
  const text = files.get(path)
  if (text === undefined) throw new Error(`${join(root, path)} is missing: build first`)
  return text
}

/** Everything that a file leads to, by the names that stand in it. Names carry a hash, so none stands anywhere by chance. */
function reachable(start) {
  const seen = new Set([start])
  for (const path of seen) {
    for (const other of files.keys()) {
      if (!seen.has(other) && !isHtml(other) && other !== 'sw.js' && textOf(path).includes(basename(other)))
        seen.add(other)
    }
  }
  return seen
}

/** The entry of a page and what it imports before anything is drawn; `import()` comes later and is not counted. */
function firstScreen(page) {
  const entries = [...textOf(page).matchAll(/<script\b[^>]*\bsrc="\/([^"]+)"/g)].map((match) => match[1])
  const seen = new Set(entries)
  for (const path of seen) {
    const imports = textOf(path).matchAll(
      /(?:^|[;}\s])(?:import|export)\s*(?:[\w$*{},\s]*?from\s*)?["']([^"'()]+\.js)["']/g,
    )
    for (const [, to] of imports) seen.add(relative(root, resolve(root, path, '..', to)))
  }
  return [...seen]
}

const brotli = (text) => brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length
const first = firstScreen('index.html').map((path) => ({ path, bytes: brotli(textOf(path)) }))
if (first.length === 0) problems.push('index.html has no script: nothing was measured')
const sum = first.reduce((total, { bytes }) => total + bytes, 0)
for (const { path, bytes } of first.sort((a, b) => b.bytes - a.bytes))
  console.log(`${String(bytes).padStart(8)}  ${path}`)
console.log(`first screen: ${sum} bytes of JavaScript with brotli, of ${budget}`)
if (sum > budget) problems.push(`the first screen's JavaScript is ${sum - budget} bytes over its budget`)

const precached = new Set(
  [...textOf('sw.js').matchAll(/["']?\burl["']?\s*:\s*["'`]\/?([^"'`]+)["'`]/g)].map((match) => match[1]),
)
if (precached.size === 0) problems.push('no precache list was found in sw.js')
const tablet = reachable('index.html')
for (const path of tablet)
  if (!precached.has(path)) problems.push(`the precache misses ${path}: without a line it is not there`)
for (const path of reachable('desk.html')) {
  if (!tablet.has(path) && precached.has(path))
    problems.push(`${path} is the desk's alone, but every tablet would keep it`)
}
for (const path of precached) if (!files.has(path)) problems.push(`the precache names ${path}, which was not built`)

// named, so that a change of file names cannot empty the checks above
const kinds = {
  fonts: /vietnamese.*\.woff2$/,
  'the other language': /\btabletEn-.*\.js$/,
  'the Argon2id worker': /\bargonWorker-.*\.js$/,
  icons: /^icons\//,
}
for (const [kind, pattern] of Object.entries(kinds)) {
  if (![...precached].some((path) => pattern.test(path)))
    problems.push(`the precache has no file of ${kind} (${pattern})`)
}
console.log(`precache: ${precached.size} files, the tablet's page reaches ${tablet.size}`)

for (const problem of problems) console.error(problem)
process.exit(problems.length === 0 ? 0 : 1)
