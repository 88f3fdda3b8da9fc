// What `npm start` and `npm run hub` need first: packages installed, sources built. Stops with their exit code if not.
import { spawnSync } from 'node:child_process'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'

const here = dirname(fileURLToPath(import.meta.url))

export function prepare(...buildArgs) {
  for (const [script, ...args] of [['setup.mjs'], ['build.mjs', ...buildArgs]]) {
    // their words go to standard error: standard output is the hub's
    const { status } = spawnSync(process.execPath, [join(here, script), ...args], { stdio: ['ignore', 2, 2] })
    if (status !== 0) process.exit(status ?? 1)
  }
}
