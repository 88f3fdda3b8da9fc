import { spawnSync } from 'node:child_process'
import { cpSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '../..')

/**
 * Builds the hub if its sources have changed, and takes a copy for this run: whoever builds again meanwhile does not take
 * the program away from under hubs that these tests start.
 */
export default function buildHub(): () => void {
  const { status, stderr } = spawnSync(process.execPath, [join(root, 'scripts/build.mjs'), '--hub'], {
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(`the hub was not built: ${stderr}`)
  const folder = join(root, `dist/hub-faults-${process.pid}`)
  cpSync(join(root, 'dist/hub'), folder, { recursive: true })
  process.env.TRAM_SO_HUB = join(folder, 'main.js')
  return () => rmSync(folder, { recursive: true, force: true })
}
