// npm run engines: starts, captures and sends in Firefox ESR and WebKitGTK; installs what is missing.
import { spawnSync } from 'node:child_process'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const steps = [
  ['scripts/setup.mjs', '--engines'],
  ['scripts/build.mjs'],
  [join('node_modules', 'vitest', 'vitest.mjs'), 'run', '--config', join('tests', 'engines', 'vitest.config.ts')],
]
for (const step of steps) {
  const { status } = spawnSync(process.execPath, step, { cwd: root, stdio: 'inherit' })
  if (status !== 0) process.exit(status ?? 1)
}
