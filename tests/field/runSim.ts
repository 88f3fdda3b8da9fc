/*
 * npm run sim -- --seeds N [--from S] [--json]   many evenings, stops at the first that breaks a promise
 * npm run sim -- --seed S [--trace]              one evening, with everything that happened in it
 */
import { parseArgs } from 'node:util'
import { simulate } from './sim/simulate.ts'

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '500' },
    from: { type: 'string', default: '1' },
    seed: { type: 'string' },
    trace: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
})
const whole = (text: string, name: string): number => {
  const value = Number(text)
  if (Number.isInteger(value) && value >= 0) return value
  console.error(`sim: --${name} wants a whole number, not "${text}"`)
  process.exit(2)
}
const first = whole(values.seed ?? values.from, values.seed === undefined ? 'from' : 'seed')
const count = values.seed === undefined ? whole(values.seeds, 'seeds') : 1
const started = Date.now()
const sum = { seeds: 0, saves: 0, forked: 0, events: 0, virtualHours: 0 }

for (let seed = first; seed < first + count; seed++) {
  try {
    const result = await simulate(seed, values.trace)
    if (values.trace) console.log(result.trace.join('\n'))
    sum.seeds += 1
    sum.saves += result.saves
    sum.forked += result.forked
    sum.events += result.events
    sum.virtualHours += result.virtualMs / 3_600_000
  } catch (error) {
    const what = error instanceof Error ? error.message : String(error)
    if (values.json) console.log(JSON.stringify({ ...sum, failedSeed: seed, what }))
    else console.error(`seed ${seed} broke a promise: ${what}\n  again: npm run sim -- --seed ${seed} --trace`, error)
    process.exit(1)
  }
}
const seconds = (Date.now() - started) / 1000
if (values.json) console.log(JSON.stringify({ ...sum, failedSeed: null, seconds }))
else
  console.log(
    `${sum.seeds} evenings, ${sum.saves} saves (${sum.forked} of them forked and let in), ${sum.events} events: nothing lost, nothing twice (${seconds} s)`,
  )
