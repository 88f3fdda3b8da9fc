import { describe, expect, it } from 'vitest'
import { ApplyLoop, type LoopTimers } from './ApplyLoop.ts'

class HandTimers implements LoopTimers {
  readonly set = new Map<number, { ms: number; run: () => void }>()
  private next = 0
  after(ms: number, run: () => void) {
    const id = this.next++
    this.set.set(id, { ms, run })
    return { cancel: () => void this.set.delete(id) }
  }
  fire(ms: number) {
    for (const [id, timer] of [...this.set]) {
      if (timer.ms !== ms) continue
      this.set.delete(id)
      timer.run()
    }
  }
}

const settled = async () => {
  for (let i = 0; i < 20; i++) await Promise.resolve()
}

function loopOver(tenants: string[], apply: (tenant: string, most: number) => Promise<number>) {
  const timers = new HandTimers()
  const errors: Array<string | null> = []
  const store = { tenants: async () => tenants.map((id) => ({ id }) as never) }
  const loop = new ApplyLoop({ store, apply, timers, onError: (_, tenant) => errors.push(tenant) })
  return { loop, timers, errors }
}

describe('ApplyLoop', () => {
  it('takes up at the start what a killed hub left, and all again every 30 s', async () => {
    const done: string[] = []
    const { loop, timers } = loopOver(['a', 'b'], async (tenant) => done.push(tenant))
    loop.start()
    await settled()
    expect(done).toEqual(['a', 'b'])
    timers.fire(30_000)
    await settled()
    expect(done).toEqual(['a', 'b', 'a', 'b'])
  })

  it('runs one at a time, and once more for a hint that came while it ran', async () => {
    let go = () => {}
    let inside = 0
    let most = 0
    const runs: string[] = []
    const { loop } = loopOver([], async (tenant) => {
      inside += 1
      most = Math.max(most, inside)
      runs.push(tenant)
      await new Promise<void>((resolve) => {
        go = resolve
      })
      inside -= 1
      return 0
    })
    loop.hint('a')
    loop.hint('a')
    loop.hint('a')
    for (let i = 0; i < 3; i++) {
      await settled()
      go()
    }
    await settled()
    expect(runs).toEqual(['a', 'a'])
    expect(most).toBe(1)
  })

  it('gives the next tenant its turn before a busy one goes on (design §8: one hot commune holds up no other)', async () => {
    const left = new Map([
      ['hot', 3],
      ['calm', 1],
    ])
    const done: string[] = []
    const { loop } = loopOver([], async (tenant, most) => {
      const batches = left.get(tenant) ?? 0
      if (batches === 0) return 0
      left.set(tenant, batches - 1)
      done.push(tenant)
      return most
    })
    loop.hint('hot')
    loop.hint('calm')
    await settled()
    expect(done).toEqual(['hot', 'calm', 'hot', 'hot'])
  })

  it('tries a tenant that failed again after a while, and keeps no other back', async () => {
    let broken = true
    const done: string[] = []
    const { loop, timers, errors } = loopOver([], async (tenant) => {
      if (tenant === 'a' && broken) throw new Error('down')
      return done.push(tenant)
    })
    loop.hint('a')
    loop.hint('b')
    await settled()
    expect([done, errors]).toEqual([['b'], ['a']])
    broken = false
    timers.fire(3_000)
    await settled()
    expect(done).toEqual(['b', 'a'])
  })

  it('stops after the one in work', async () => {
    let go = () => {}
    const done: string[] = []
    const { loop, timers } = loopOver([], async (tenant) => {
      await new Promise<void>((resolve) => {
        go = resolve
      })
      return done.push(tenant)
    })
    loop.hint('a')
    loop.hint('b')
    await settled()
    const stopped = loop.stop()
    go()
    await stopped
    loop.hint('c')
    timers.fire(30_000)
    await settled()
    expect(done).toEqual(['a'])
  })
})
