// npm test [-- word …]: installs what is missing, then everything that can fail (or the steps whose name holds a word), in the
// order in which it fails fastest. E2E_TLS=1 lets all browser tests speak HTTPS.
import { spawn } from 'node:child_process'
import process from 'node:process'

const playwright = ['playwright', 'test', '--config', 'tests/e2e/playwright.config.ts']

/** Steps in stages: those of one stage run side by side, because each leaves the processors idle half of the time. */
const stages = [
  [['check', 'node', ['scripts/check.mjs']]],
  [['build', 'node', ['scripts/build.mjs']]],
  [['first-screen budget', 'node', ['scripts/budget.mjs']]],
  [
    ['unit, contract and simulation', 'npx', ['vitest', 'run']],
    ['faults in real processes', 'npx', ['vitest', 'run', '--config', 'tests/faults/vitest.config.ts']],
  ],
  [
    // the clock that is behind is tried over TLS, below: once is enough
    ['in the browser', 'npx', [...playwright, '--grep-invert', 'five years behind']],
    [
      'a wrong clock, over TLS',
      'npx',
      [...playwright, 'clock.spec.ts', '--grep', 'five years behind', '--output', 'test-results/tls'],
      { E2E_TLS: '1' },
    ],
    ['every screen by axe', 'npx', ['tsx', 'tests/looks/lookWithAxe.ts']],
  ],
]

/** What a step printed stays together: of those side by side one is shown as it comes, the others when they end. */
async function run([name, command, args, env = {}], isShown) {
  const started = Date.now()
  if (isShown) console.log(`\n=== ${name}`)
  const kept = []
  const child = spawn(command, args, {
    stdio: isShown ? 'inherit' : ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  })
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (bytes) => kept.push(bytes))
  const passed = await new Promise((resolve) => {
    child.on('error', () => resolve(false))
    child.on('close', (status) => resolve(status === 0))
  })
  return { name, passed, kept, seconds: Math.round((Date.now() - started) / 1000) }
}

function tell({ name, passed, kept, seconds }, isShown) {
  if (!isShown) {
    console.log(`\n=== ${name}`)
    for (const bytes of kept) process.stdout.write(bytes)
  }
  console.log(`=== ${name}: ${passed ? 'passed' : 'FAILED'} (${seconds} s)`)
}

const only = process.argv.slice(2)
const chosen = stages
  .map((steps) => steps.filter(([name]) => only.length === 0 || only.some((word) => name.includes(word))))
  .filter((steps) => steps.length > 0)

const setUp = await run(['set-up', process.execPath, ['scripts/setup.mjs', '--browser']], true)
tell(setUp, true)
if (!setUp.passed) process.exit(1)

const results = []
for (const steps of chosen) {
  const ended = await Promise.all(steps.map((step, index) => run(step, index === 0)))
  for (const [index, result] of ended.entries()) tell(result, index === 0)
  results.push(...ended)
}
const failed = results.filter(({ passed }) => !passed).length
console.log(`\n${results.length - failed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)
