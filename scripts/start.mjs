// npm start: install what is missing, build what is stale, run the hub in this very process, so that Ctrl-C and a kill
// reach it directly.
import { prepare } from './prepare.mjs'

prepare()
await import('../dist/hub/main.js')
