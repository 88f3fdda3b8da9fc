import { describe, expect, it } from 'vitest'
import { BackupLoop, nextBackupAt } from './BackupLoop.ts'

const hour = 3_600_000
/** local time: what the people in the office see */
const at = (day: number, hours: number, minutes = 0) => new Date(2026, 10, day, hours, minutes).getTime()

describe('the next backup', () => {
  it('is due at once when there is none, when it is a day old, or when a clock was set back', () => {
    const now = at(22, 15)
    expect(nextBackupAt(now, null, 2)).toBe(now)
    expect(nextBackupAt(now, now - 24 * hour, 2)).toBe(now)
    expect(nextBackupAt(now, now + 1, 2)).toBe(now)
  })

  it('is due when the hour has come since the last one, and not twice in it', () => {
    expect(nextBackupAt(at(22, 15), at(22, 2, 1), 2)).toBe(at(23, 2))
    expect(nextBackupAt(at(23, 2, 5), at(22, 2, 30), 2)).toBe(at(23, 2, 5))
    expect(nextBackupAt(at(22, 2, 30), at(22, 2, 1), 2)).toBe(at(23, 2))
    // one made by hand at noon does not put off the night's
    expect(nextBackupAt(at(22, 13), at(22, 12), 2)).toBe(at(23, 2))
  })
})

describe('BackupLoop', () => {
  const make = (run: () => Promise<unknown>) => {
    const planned: { ms: number; work: () => void }[] = []
    const errors: unknown[] = []
    const world = { now: at(22, 15), last: null as number | null }
    const loop = new BackupLoop({
      run: async () => {
        await run()
        world.last = world.now
      },
      lastAt: () => world.last,
      hour: 2,
      timers: {
        after: (ms, work) => {
          planned.push({ ms, work })
          return { cancel: () => planned.splice(0) }
        },
      },
      now: () => world.now,
      onError: (error) => errors.push(error),
    })
    /** the next timer strikes; how far away it was, ms */
    const strike = async () => {
      const next = planned.shift()
      if (!next) return null
      world.now += next.ms
      next.work()
      // the round plans the next timer or begins its work: both within these turns
      for (let i = 0; i < 20; i++) await Promise.resolve()
      return next.ms
    }
    return { loop, strike, planned, errors, world }
  }

  it('makes one soon after a late start, then each night, and looks every hour', async () => {
    let made = 0
    const { loop, strike, world } = make(async () => {
      made += 1
    })
    loop.start()
    expect([await strike(), made]).toEqual([60_000, 1])
    const times: number[] = []
    for (let i = 0; i < 60 && made < 3; i++) {
      const before = made
      await strike()
      if (made > before) times.push(world.now)
    }
    expect(times).toEqual([at(23, 2), at(24, 2)])
  })

  it('tries again in an hour when one failed', async () => {
    let made = 0
    const { loop, strike, errors } = make(async () => {
      made += 1
      if (made === 1) throw new Error('full')
    })
    loop.start()
    await strike()
    expect([made, errors.length, await strike(), made]).toEqual([1, 1, hour, 2])
  })

  it('gives up what is in work when the hub stops, and begins no other', async () => {
    let ended = false
    const { loop, strike, planned, errors } = make(() => Promise.reject(new Error('aborted')))
    loop.start()
    const first = planned[0]
    const stopped = loop.stop().then(() => {
      ended = true
    })
    await stopped
    first?.work()
    for (let i = 0; i < 20; i++) await Promise.resolve()
    expect([ended, planned.length, errors, await strike()]).toEqual([true, 0, [], null])
  })
})
