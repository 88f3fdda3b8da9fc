// The yardstick's server of this project: starts the real hub and forwards to it (bench README, "Adding an engine").
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'

const here = path.dirname(fileURLToPath(import.meta.url))
const folder = path.resolve(here, '../../../.bench')

/** Bundled from the sources at each start, into the checkout, where packages resolve. */
export async function start(options) {
  mkdirSync(folder, { recursive: true })
  const outfile = path.join(folder, `peer-${process.pid}.mjs`)
  await build({
    entryPoints: [path.join(here, 'startPeer.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    packages: 'external',
    logLevel: 'error',
  })
  const { startPeer } = await import(pathToFileURL(outfile).href)
  return startPeer(options)
}
