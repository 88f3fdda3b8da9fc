import { describe, expect, it } from 'vitest'
import type { SyncOutcome } from './ports.ts'
import { delayBefore, type LoopState, SyncLoop, type SyncLoopPorts } from './SyncLoop.ts'

/** A loop whose pauses end at once; it stops after `rounds` pauses. `onPause` may wake it. */
async function run(
  outcomes: (SyncOutcome | Error | null)[],
  part: Partial<SyncLoopPorts> = {},
  onPause: (loop: SyncLoop, ms: number) => void = () => {},
) {
  const controller = new AbortController()
  const pauses: number[] = []
  const states: LoopState[] = []
  let at = 0
  let busy = false
  const loop: SyncLoop = new SyncLoop(
    {
      clock: {
        now: () => 1000,
        sleep: async (ms, signal) => {
          if (ms > 0) pauses.push(ms)
          onPause(loop, ms)
          if (at >= outcomes.length) controller.abort()
          expect(signal.aborted || ms >= 0).toBe(true)
        },
      },
      random: () => 1,
      round: async () => {
        const outcome = outcomes[at++]
        if (outcome instanceof Error) throw outcome
        return outcome ?? { kind: 'done', progressed: false }
      },
      hasWork: async () => true,
      exclusively: async (work) => {
        expect(busy).toBe(false)
        busy = true
        const isHeld = outcomes[at] === null
        if (isHeld) at++
        const result = isHeld ? null : await work()
        busy = false
        return result
      },
      onState: (state) => states.push(state),
      ...part,
    },
    { firstMs: 1000, capMs: 8000 },
  )
  await loop.run(controller.signal)
  return { pauses, states, loop }
}
const failed: SyncOutcome = { kind: 'no-line', progressed: false }
const idle = 15 * 60_000

describe('when to try again', () => {
  it('doubles up to a ceiling, with full jitter below it (SPEC PRB-2, fault 15)', () => {
    const backoff = { firstMs: 1000, capMs: 8000 }
    const at = (attempt: number, random: number) => delayBefore(attempt, failed, random, backoff)
    expect([0, 1, 2, 3, 4, 999].map((attempt) => at(attempt, 1))).toEqual([1000, 2000, 4000, 8000, 8000, 8000])
    expect([at(3, 0), at(3, 0.25)]).toEqual([0, 2000])
    expect(delayBefore(0, null, 1)).toBe(2000)
  })

  it('waits what the hub asked for in any case, and jitter on top (SPEC PRB-2, fault 15)', () => {
    const busy: SyncOutcome = { kind: 'hub-busy', progressed: false, retryAfter: 30_000 }
    expect(delayBefore(0, busy, 0)).toBe(30_000)
    expect(delayBefore(0, busy, 0.5)).toBe(31_000)
  })

  it('grows with each failure and begins anew with progress or success', async () => {
    const { pauses } = await run([
      failed,
      failed,
      failed,
      { ...failed, progressed: true },
      { kind: 'done', progressed: true },
    ])
    expect(pauses).toEqual([2000, 4000, 8000, 1000, idle])
  })

  it('is slow when nothing waits, or nobody is enrolled; another tab’s round counts as a failed one', async () => {
    const { pauses, states } = await run([{ kind: 'not-enrolled', progressed: false }, null])
    expect(pauses).toEqual([idle, 2000])
    expect(states.filter(({ kind }) => kind === 'waiting')).toEqual([
      { kind: 'waiting', outcome: { kind: 'not-enrolled', progressed: false }, nextTryAt: null },
      { kind: 'waiting', outcome: null, nextTryAt: 3000 },
    ])
    expect((await run([failed], { hasWork: async () => false })).pauses).toEqual([idle])
  })

  it('looks again soon for the verdict of what was stored, more slowly each time, and announces no sending', async () => {
    const verdicts = [true, true, false]
    const { pauses, states } = await run(
      [
        { kind: 'done', progressed: true },
        { kind: 'done', progressed: false },
        { kind: 'done', progressed: false },
      ],
      { awaitsVerdict: async () => verdicts.shift() ?? false },
    )
    expect(pauses).toEqual([1000, 2000, idle])
    expect(states.flatMap((state) => (state.kind === 'waiting' ? [state.nextTryAt] : []))).toEqual([null, null, null])
  })

  it('a round that ended before its work did goes on at once, whatever came before', async () => {
    const { pauses, states } = await run([
      failed,
      { kind: 'done', progressed: true, more: true },
      { kind: 'done', progressed: true, more: true },
      failed,
    ])
    expect(pauses).toEqual([2000, 2000])
    expect(states.filter(({ kind }) => kind === 'waiting')).toHaveLength(2)
  })

  it('asks within a minute while somebody holds the tablet, and only where the line works', async () => {
    const settled: SyncOutcome = { kind: 'done', progressed: false }
    const watched = { isWatched: () => true }
    expect((await run([settled, settled], watched)).pauses).toEqual([45_000, 45_000])
    expect((await run([settled], { ...watched, random: () => 0 })).pauses).toEqual([60_000])
    expect((await run([settled], { isWatched: () => false })).pauses).toEqual([idle])
    expect((await run([failed], { ...watched, hasWork: async () => false })).pauses).toEqual([idle])
    // a verdict is looked for sooner than that, never later
    expect((await run([settled], { ...watched, awaitsVerdict: async () => true })).pauses).toEqual([2000])
  })

  it('storage that fails is told, and the loop goes on (fault 5)', async () => {
    const troubles: unknown[] = []
    const { pauses, states } = await run([new Error('quota'), failed], { onTrouble: (error) => troubles.push(error) })
    expect(troubles).toEqual([new Error('quota')])
    expect(pauses).toEqual([2000, 4000])
    expect(states[1]).toMatchObject({ outcome: { kind: 'storage-failed' } })
  })

  it('a wake-up ends the pause, but never the one that the hub asked for (SPEC PRB-2)', async () => {
    const controller = new AbortController()
    const sleeps: { ms: number; ended: boolean }[] = []
    let rounds = 0
    const loop = new SyncLoop({
      clock: {
        now: () => 0,
        sleep: (ms, signal) =>
          new Promise((resolve) => {
            const sleep = { ms, ended: false }
            sleeps.push(sleep)
            const end = () => {
              sleep.ended = true
              resolve()
            }
            if (signal.aborted) end()
            signal.addEventListener('abort', end, { once: true })
            // the hub's own pause is over some time; the other one is only ended by a wake-up
            queueMicrotask(() => {
              loop.wake()
              if (sleeps.length !== 1) return
              expect(sleep.ended).toBe(false)
              end()
            })
          }),
      },
      random: () => 0.5,
      round: async () => {
        rounds += 1
        if (rounds === 3) controller.abort()
        return rounds === 1 ? { kind: 'hub-busy', progressed: false, retryAfter: 5000 } : failed
      },
      hasWork: async () => true,
      exclusively: (work) => work(),
    })
    await loop.run(controller.signal)
    // woken during the hub's pause: the rest of the pause is left out
    expect(sleeps.map(({ ms, ended }) => [ms, ended])).toEqual([
      [5000, true],
      [expect.any(Number), true],
    ])
    expect(rounds).toBe(3)
  })

  it('a tap ends the pause that the hub asked for too, also one that came in the round (SPEC PRB-2)', async () => {
    const busy: SyncOutcome = { kind: 'hub-busy', progressed: false, retryAfter: 3_600_000 }
    let isEnded = false
    let rounds = 0
    const controller = new AbortController()
    const loop = new SyncLoop({
      clock: {
        now: () => 0,
        sleep: (_ms, signal) =>
          new Promise((resolve) => {
            signal.addEventListener('abort', () => resolve(), { once: true })
            loop.wake()
            isEnded ||= signal.aborted
            loop.wake(true)
          }),
      },
      random: () => 1,
      round: async () => {
        rounds += 1
        if (rounds === 2) loop.wake(true)
        if (rounds === 3) controller.abort()
        return busy
      },
      hasWork: async () => true,
      exclusively: (work) => work(),
    })
    await loop.run(controller.signal)
    expect([rounds, isEnded]).toEqual([3, false])
  })

  it('does not begin when it is aborted before, and stops when it is aborted in a round', async () => {
    const controller = new AbortController()
    controller.abort()
    let rounds = 0
    const ports: SyncLoopPorts = {
      clock: { now: () => 0, sleep: async () => {} },
      random: () => 0,
      round: async () => {
        rounds += 1
        return failed
      },
      hasWork: async () => true,
      exclusively: (work) => work(),
    }
    await new SyncLoop(ports).run(controller.signal)
    expect(rounds).toBe(0)
    new SyncLoop(ports).wake()
  })
})
