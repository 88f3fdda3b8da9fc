import { expect, it } from 'vitest'
import { UpkeepLoop } from './UpkeepLoop.ts'

const settled = async () => {
  for (let i = 0; i < 20; i++) await Promise.resolve()
}

function loopOver(work: (goesOn: () => boolean) => Promise<unknown>) {
  const planned: { ms: number; run: () => void }[] = []
  const errors: unknown[] = []
  const timers = {
    after: (ms: number, run: () => void) => {
      const one = { ms, run }
      planned.push(one)
      return { cancel: () => void planned.splice(planned.indexOf(one), 1) }
    },
  }
  const loop = new UpkeepLoop({ work, timers, onError: (error) => errors.push(error) })
  const fire = async () => {
    planned.shift()?.run()
    await settled()
  }
  return { loop, planned, errors, fire, waits: () => planned.map(({ ms }) => ms) }
}

it('works a minute after the start, then every hour, also after a round that failed', async () => {
  let rounds = 0
  const { loop, errors, fire, waits } = loopOver(async () => {
    rounds += 1
    if (rounds === 1) throw new Error('disk')
  })
  loop.start()
  expect([rounds, waits()]).toEqual([0, [60_000]])
  await fire()
  expect([rounds, waits(), errors]).toEqual([1, [3_600_000], [new Error('disk')]])
  await fire()
  expect([rounds, waits()]).toEqual([2, [3_600_000]])
  await loop.stop()
  expect(waits()).toEqual([])
})

it('stops after the step in work, and plans no other round', async () => {
  let go = () => {}
  const said: boolean[] = []
  const { loop, fire, waits } = loopOver(async (goesOn) => {
    said.push(goesOn())
    await new Promise<void>((resolve) => {
      go = resolve
    })
    said.push(goesOn())
  })
  loop.start()
  await fire()
  let stopped = false
  const stopping = loop.stop().then(() => {
    stopped = true
  })
  await settled()
  expect([said, stopped]).toEqual([[true], false])
  go()
  await stopping
  expect([said, waits()]).toEqual([[true, false], []])
})
