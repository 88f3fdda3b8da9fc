// Bundles benchHub.ts into one module that Node runs without a loader.
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'

const here = path.dirname(fileURLToPath(import.meta.url))
const root = path.resolve(here, '../../..')

/** @returns the module `benchHub.ts`, freshly built from the sources */
export async function bundleHub() {
  const folder = path.join(root, '.bench')
  mkdirSync(folder, { recursive: true })
  const outfile = path.join(folder, `benchHub-${process.pid}.mjs`)
  await build({
    entryPoints: [path.join(here, 'benchHub.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    packages: 'external',
    logLevel: 'error',
  })
  return import(pathToFileURL(outfile).href)
}
