// npm run gallery [-- --only=word]: pictures of every screen and control, to be looked at (tests/looks/takePictures.ts).
import { spawnSync } from 'node:child_process'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { prepare } from './prepare.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
prepare()
const tsx = join(root, 'node_modules', 'tsx', 'dist', 'cli.mjs')
const args = [tsx, join('tests', 'looks', 'takePictures.ts'), ...process.argv.slice(2)]
process.exit(spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' }).status ?? 1)
