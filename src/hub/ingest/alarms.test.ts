import { expect, it } from 'vitest'
import { TestHub } from '../../../tests/kit/TestHub.ts'
import { raiseAlarm } from './appendFrames.ts'

it('a revoked tablet that never stops sending buries no other tablet’s alarm (SPEC CHN-3, PULL-5)', async () => {
  const hub = await TestHub.create('alarms')
  const honest = await hub.tablet('honest')
  const stolen = await hub.tablet('stolen')
  await honest.newCase()
  await hub.push(await honest.stream())
  await honest.newCase()
  const damaged = await honest.stream(2)
  await hub.push(damaged.map((byte, i) => (i === damaged.length - 1 ? byte ^ 1 : byte)))
  await hub.setStatus(stolen, 'revoked')
  for (let i = 1; i <= 30; i++) {
    hub.now += 1000
    await stolen.seal({ r: stolen.newRecord(), b: 0, g: {} })
    await hub.push(await stolen.stream(i))
  }
  expect(await hub.in((tx) => tx.alarms())).toMatchObject([
    { code: 'bad-frame', device: honest.deviceId, n: 2, count: 1 },
    { code: 'quarantined', device: stolen.deviceId, n: 30, count: 30, at: hub.now },
  ])
})

it('what anybody could have sent in a tablet’s name counts by itself and moves no place of its own', async () => {
  const hub = await TestHub.create('alarms')
  const device = hub.newId()
  const raise = (n: number, byAnybody: boolean) =>
    hub.in((tx) => raiseAlarm(tx, hub.crypto.port, { code: 'bad-frame', device, chain: 'c', n, at: n }, byAnybody))
  await raise(7, false)
  for (const n of [8, 9, 9, 10]) await raise(n, true)
  const alarms = await hub.in((tx) => tx.alarms())
  expect(alarms.map(({ n, count }) => [n, count])).toEqual([
    [7, 1],
    [10, 3],
  ])
})
