// npm run hub -- <command>: the hub's commands, in this process.
import { prepare } from './prepare.mjs'

prepare('--hub')
await import('../dist/hub/cli.js')
