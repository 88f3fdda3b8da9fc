// Checks the rooms' arrows (.dependency-cruiser.cjs). A wrapper only because dependency-cruiser's swc parser does not
// switch JSX on for .tsx files, and its other TypeScript parser does not know TypeScript 7.
import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)
const swc = require('@swc/core')
const parseFileSync = swc.parseFileSync
swc.parseFileSync = (file, options) => parseFileSync(file, { ...options, tsx: file.endsWith('x') })

const { cruise, format } = await import('dependency-cruiser')
const config = require('../.dependency-cruiser.cjs')
const { output } = await cruise(['src'], {
  ...config.options,
  validate: true,
  ruleSet: { forbidden: config.forbidden },
})
const { summary } = typeof output === 'string' ? JSON.parse(output) : output
console.log((await format(typeof output === 'string' ? JSON.parse(output) : output, { outputType: 'err' })).output)
if (summary.totalCruised === 0) throw new Error('no module was read: the check would pass whatever stands there')
process.exit(summary.error > 0 ? 1 : 0)
