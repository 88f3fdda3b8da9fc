// npm run check: what a change is held to before it is committed; under a minute.
import { spawnSync } from 'node:child_process'

const steps = [
  ['types: shared rooms', 'npx', ['tsc', '-p', 'src/tsconfig.json']],
  ['types: app', 'npx', ['tsc', '-p', 'src/app']],
  ['types: service worker', 'npx', ['tsc', '-p', 'src/sw']],
  ['types: hub', 'npx', ['tsc', '-p', 'src/hub']],
  ['types: tests', 'npx', ['tsc', '-p', 'tests']],
  ['types: yardstick', 'npx', ['tsc', '-p', 'tests/bench/peer', '--noEmit']],
  ['rooms', 'node', ['scripts/arrows.mjs']],
  ['lint', 'npx', ['biome', 'ci', '--colors=off', '--error-on-warnings', '.']],
  ['locales', 'node', ['scripts/i18n-check.mjs']],
]
if (process.argv.includes('--unit')) steps.push(['unit', 'npx', ['vitest', 'run', 'src']])

let failed = 0
for (const [name, command, args] of steps) {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8' })
  console.log(`${status === 0 ? 'ok    ' : 'FAILED'} ${name}`)
  if (status === 0) continue
  failed += 1
  console.log(stdout + stderr)
}
process.exit(failed === 0 ? 0 : 1)
