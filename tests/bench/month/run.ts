import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { SyncLoop } from '../../../src/sync/SyncLoop.ts'
import { fieldHub } from '../../kit/fieldHub.ts'
import { checkArrived } from '../../kit/hubPromises.ts'
import { Line, type LineKind } from '../line.ts'

/*
 * npm run bench:month -- [--cases=250] [--photos=700]: fault 36, a tablet that was thirty days without a line. Its cases and their
 * photos of 200 kB go through a line of 1 Mbit/s with 200 ms there and back that breaks every twelve seconds, by the loop of the
 * product with its own pauses; then every case is looked at in the hub. In real time: about half an hour.
 */
const { values } = parseArgs({
  options: { cases: { type: 'string', default: '250' }, photos: { type: 'string', default: '700' } },
})
const [cases, photos] = [Number(values.cases), Number(values.photos)]
const weakLine: LineKind = { rttMs: 200, bytesPerSecond: 125_000, handshakes: 2 }
const breaksEveryMs = 12_000
const photoBytes = 200_000
const saidEveryMs = 60_000

const field = await fieldHub({ env: { LOG_LEVEL: 'error' } })
const line = new Line(field.hub.port)
try {
  const tablet = await field.tablet()
  console.error(`bench: ${cases} cases and ${photos} photos are sealed`)
  let taken = 0
  for (let i = 0; i < cases; i++) {
    const until = Math.round(((i + 1) * photos) / cases)
    const pages = []
    for (; taken < until; taken++) pages.push(await tablet.photograph(new Uint8Array(randomBytes(photoBytes))))
    await tablet.saveDossier(`Nguyễn Thử ${i}`, pages)
  }
  tablet.url = `http://127.0.0.1:${await line.listen()}`
  line.become(weakLine)
  const left = () => [...tablet.disk.photos.rows.values()].filter(({ state }) => state !== 'stored').length
  const ending = new AbortController()
  let [breaks, rounds] = [0, 0]
  const breaking = setInterval(() => {
    breaks += 1
    line.cut()
  }, breaksEveryMs)
  const began = performance.now()
  const seconds = () => (performance.now() - began) / 1000
  const saying = setInterval(
    () => console.error(`bench: ${seconds().toFixed(0)} s, ${left()} photos left, ${breaks} breaks`),
    saidEveryMs,
  )
  const loop = new SyncLoop({
    clock: {
      now: () => Date.now(),
      sleep: (ms, signal) => sleep(ms, undefined, { signal }).catch(() => undefined),
    },
    random: Math.random,
    round: async (signal) => {
      rounds += 1
      const outcome = await tablet.sync(signal)
      if (outcome.kind === 'done' && left() === 0) ending.abort()
      return outcome
    },
    hasWork: async () => true,
    exclusively: (work) => work(),
  })
  await loop.run(ending.signal)
  const took = seconds()
  clearInterval(breaking)
  clearInterval(saying)
  tablet.url = field.hub.fieldUrl
  await checkArrived(field.hub, [tablet])
  const bytes = photos * photoBytes
  const least = bytes / weakLine.bytesPerSecond
  console.log(
    `${cases} cases, ${photos} photos (${(bytes / 1e6).toFixed(0)} MB) in ${(took / 60).toFixed(1)} min (aim 45): ${breaks} breaks, ${rounds} rounds; ` +
      `the bytes alone need ${(least / 60).toFixed(1)} min: ${(took / least).toFixed(2)} x`,
  )
} finally {
  line.close()
  await field.dispose()
}
