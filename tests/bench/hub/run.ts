import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { paths } from '../../../src/protocol/api.ts'
import { HubRefusal } from '../../../src/sync/askHub.ts'
import type { FieldTablet } from '../../kit/FieldTablet.ts'
import { fieldHub } from '../../kit/fieldHub.ts'
import { residentMb } from '../../kit/residentMb.ts'
import { pgbench } from './pgbench.ts'

/*
 * npm run bench:hub -- [--json] [--seconds=20] [--tablets=24] [--at=8] [--rate=N]: pushes of 20 cases each, from as many tablets, `at`
 * of them at once, against a real hub in a process of its own; from the request to its signed receipt. With `rate` so many begin each
 * second, and each is timed from when it was due: a hub that falls behind shows it. The pushes are sealed and built before the clock starts, but sending and reading answers shares the machine with hub and database. Beside it pgbench on
 * the same PostgreSQL.
 */
const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    seconds: { type: 'string', default: '20' },
    tablets: { type: 'string', default: '24' },
    at: { type: 'string', default: '8' },
    rate: { type: 'string' },
  },
})
const [seconds, tablets, at] = [Number(values.seconds), Number(values.tablets), Number(values.at)]
/** begun a second; null: as many as are answered */
const rate = values.rate === undefined ? null : Number(values.rate)
const itemsAPush = 20
const warmSeconds = 2

interface Sent {
  ms: number
  ok: boolean
}

/** One tablet's pushes, each going on where the last ended. */
async function pushesOf(tablet: FieldTablet, count: number): Promise<Uint8Array[]> {
  for (let i = 0; i < count * itemsAPush; i++) await tablet.saveCase(`Người Thử ${i}`)
  const bodies: Uint8Array[] = []
  for (let i = 0; i < count; i++) bodies.push((await tablet.stream(1 + i * itemsAPush, itemsAPush)).body)
  return bodies
}

/** Every push seems to come from an address of its own: the limits are for one address, and here all is one. */
async function send(url: string, body: Uint8Array, number: number, began: number): Promise<Sent> {
  const response = await fetch(url + paths.push, {
    method: 'POST',
    headers: {
      'content-type': 'application/octet-stream',
      'x-forwarded-for': `10.${(number >> 16) & 255}.${(number >> 8) & 255}.${number & 255}`,
    },
    body: new Uint8Array(body),
  })
  const answer: { receipt?: string | null; problem?: string | null } = await response.json()
  return {
    ms: performance.now() - began,
    ok: response.status === 200 && answer.receipt != null && answer.problem == null,
  }
}

/** All come from one address, and only so many may come from one in a minute. */
async function letIn(): Promise<FieldTablet> {
  for (;;) {
    try {
      return await field.tablet()
    } catch (error) {
      if (!(error instanceof HubRefusal) || error.next !== 'wait') throw error
      await sleep(error.retryAfterMs)
    }
  }
}

const quantile = (sorted: readonly number[], q: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? Number.NaN

const field = await fieldHub({ env: { TRUSTED_PROXY: '127.0.0.1', LOG_LEVEL: 'error' } })
try {
  console.error(`bench: ${tablets} tablets are let in`)
  const all: FieldTablet[] = []
  for (let i = 0; i < tablets; i++) all.push(await letIn())
  // at most so many as a fast machine could take in the time
  const perTablet = Math.ceil(((seconds + warmSeconds) * (rate ?? 400)) / tablets)
  console.error(`bench: ${tablets * perTablet} pushes are sealed`)
  const bodies = await Promise.all(all.map((tablet) => pushesOf(tablet, perTablet)))
  // the hub has ended lines that stood idle while this process sealed: the first to use one would only learn that
  await Promise.allSettled(all.map(() => fetch(`${field.hub.fieldUrl}/healthz`)))
  const sent: Sent[] = []
  let number = 0
  const free = all.map((_, index) => index)
  const began = performance.now()
  let measuredFrom = began
  const isOver = () => performance.now() - began > (seconds + warmSeconds) * 1000
  // a tablet sends one push after the other, so a worker takes a tablet that nobody has
  const worker = async () => {
    while (!isOver()) {
      const due = rate === null ? performance.now() : began + (number * 1000) / rate
      number += 1
      const index = free.shift()
      const body = index === undefined ? undefined : bodies[index]?.shift()
      if (index === undefined || body === undefined) return
      if (due > performance.now()) await sleep(due - performance.now())
      const one = await send(field.hub.fieldUrl, body, number, due)
      if (performance.now() - began < warmSeconds * 1000) measuredFrom = performance.now()
      else sent.push(one)
      free.push(index)
    }
  }
  const sizes: number[] = []
  const sampler = setInterval(() => sizes.push(residentMb(field.hub.pid)), (seconds * 1000) / 40)
  await Promise.all(Array.from({ length: at }, worker))
  clearInterval(sampler)
  const took = (performance.now() - measuredFrom) / 1000
  const times = sent
    .filter(({ ok }) => ok)
    .map(({ ms }) => ms)
    .sort((a, b) => a - b)
  const peer = pgbench(field.hub.ownerUrl, Math.min(seconds, 15))
  const result = {
    seconds: took,
    pushesASecond: times.length / took,
    itemsASecond: (times.length * itemsAPush) / took,
    p50Ms: quantile(times, 0.5),
    p95Ms: quantile(times, 0.95),
    p99Ms: quantile(times, 0.99),
    refused: sent.length - times.length,
    hubMbQuarter: sizes[Math.floor(sizes.length / 4)] ?? null,
    hubMbEnd: sizes.at(-1) ?? null,
    pgbenchTps: peer?.tps ?? null,
    pushesAPgbench: peer ? times.length / took / peer.tps : null,
  }
  if (values.json) console.log(JSON.stringify(result))
  else
    for (const [name, value] of Object.entries(result))
      console.log(`${name.padEnd(16)} ${value === null ? '-' : value.toFixed(2)}`)
  process.exitCode = result.refused === 0 ? 0 : 1
} finally {
  await field.dispose()
}
