// npm run faults [-- --full] [-- --kills N] [-- --bodies N] [-- --seed S] [-- file …]: faults in real processes (security-sync §5).
// --full kills the hub 1,000 times instead of 50 and sends a million hostile bodies instead of 2,000, which takes hours;
// a run that failed is told by its seed.
import { spawnSync } from 'node:child_process'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')

function readOptions() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        full: { type: 'boolean', default: false },
        kills: { type: 'string' },
        bodies: { type: 'string' },
        seed: { type: 'string' },
      },
    })
  } catch (error) {
    console.error(`faults: ${error.message}`)
    process.exit(2)
  }
}

const { values, positionals } = readOptions()
const env = { ...process.env }
for (const [name, value] of [
  ['KILLS', values.kills ?? (values.full ? '1000' : undefined)],
  ['BODIES', values.bodies ?? (values.full ? '1000000' : undefined)],
  ['SEED', values.seed],
]) {
  if (value === undefined) continue
  if (!/^[1-9]\d{0,8}$/.test(value)) {
    console.error(`faults: --${name.toLowerCase()} wants a whole number above 0, not "${value}"`)
    process.exit(2)
  }
  env[`FAULTS_${name}`] = value
}
const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs')
const args = [vitest, 'run', '--config', join('tests', 'faults', 'vitest.config.ts'), ...positionals]
process.exit(spawnSync(process.execPath, args, { cwd: root, env, stdio: 'inherit' }).status ?? 1)
