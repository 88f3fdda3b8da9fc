// npm test [-- word …]: installs what is missing, then everything that can fail (or the steps whose name holds a word), in the
// order in which it fails fastest. E2E_TLS=1 lets all browser tests speak HTTPS.
import { spawnSync } from 'node:child_process'

const run = (name, command, args, env = {}) => {
  const started = Date.now()
  console.log(`\n=== ${name}`)
  const { status } = spawnSync(command, args, { stdio: 'inherit', env: { ...process.env, ...env } })
  const seconds = Math.round((Date.now() - started) / 1000)
  console.log(`=== ${name}: ${status === 0 ? 'passed' : 'FAILED'} (${seconds} s)`)
  return status === 0
}

if (!run('set-up', process.execPath, ['scripts/setup.mjs', '--browser'])) process.exit(1)

const steps = [
  ['check', 'node', ['scripts/check.mjs']],
  ['unit, contract and simulation', 'npx', ['vitest', 'run']],
  ['build', 'node', ['scripts/build.mjs']],
  ['first-screen budget', 'node', ['scripts/budget.mjs']],
  ['faults in real processes', 'npx', ['vitest', 'run', '--config', 'tests/faults/vitest.config.ts']],
  ['in the browser', 'npx', ['playwright', 'test', '--config', 'tests/e2e/playwright.config.ts']],
  [
    'a wrong clock, over TLS',
    'npx',
    ['playwright', 'test', '--config', 'tests/e2e/playwright.config.ts', 'clock.spec.ts'],
    { E2E_TLS: '1' },
  ],
]
const only = process.argv.slice(2)
const chosen = only.length === 0 ? steps : steps.filter(([name]) => only.some((word) => name.includes(word)))
const results = chosen.map(([name, command, args, env]) => run(name, command, args, env))
const failed = results.filter((ok) => !ok).length
console.log(`\n${results.length - failed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)
