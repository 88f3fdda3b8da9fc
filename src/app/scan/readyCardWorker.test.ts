import { afterEach, beforeEach, expect, it, vi } from 'vitest'

class StillWorker {
  ended = false
  onerror: (() => void) | null = null
  terminate(): void {
    this.ended = true
  }
}
const made: StillWorker[] = []
vi.mock('./startCardWorker.ts', () => ({
  startCardWorker: () => {
    const worker = new StillWorker()
    made.push(worker)
    return worker
  },
}))
const load = () => import('./readyCardWorker.ts')

beforeEach(() => {
  vi.resetModules()
  vi.useFakeTimers()
  made.length = 0
})
afterEach(() => vi.useRealTimers())

it('is there for the scan that follows, and ends when none does', async () => {
  const { readyCardWorker, takeCardWorker } = await load()
  readyCardWorker()()
  expect(takeCardWorker()).toBe(made[0])
  // it belongs to the scan now
  vi.advanceTimersByTime(60_000)
  expect(made.map(({ ended }) => ended)).toEqual([false])
  readyCardWorker()()
  vi.advanceTimersByTime(60_000)
  expect(made.map(({ ended }) => ended)).toEqual([false, true])
})

it.each(['before', 'after'])('the next question goes on with it, come %s the last has gone', async (order) => {
  const { readyCardWorker, takeCardWorker } = await load()
  const leaveName = readyCardWorker()
  if (order === 'after') leaveName()
  readyCardWorker()
  if (order === 'before') leaveName()
  vi.advanceTimersByTime(60_000)
  expect(takeCardWorker()).toBe(made[0])
  expect(made.map(({ ended }) => ended)).toEqual([false])
})

it('one that could not start is handed to nobody', async () => {
  const { readyCardWorker, takeCardWorker } = await load()
  readyCardWorker()
  made[0]?.onerror?.()
  expect(takeCardWorker()).toBe(made[1])
})
