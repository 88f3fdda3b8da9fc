// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { watchPresence } from './watchPresence.ts'

let visible: 'visible' | 'hidden' = 'visible'
const onAway = vi.fn()
const onBlank = vi.fn()
let stop: () => void

beforeEach(() => {
  vi.useFakeTimers()
  visible = 'visible'
  vi.spyOn(document, 'visibilityState', 'get').mockImplementation(() => visible)
  onAway.mockClear()
  onBlank.mockClear()
  stop = watchPresence({ now: () => Date.now(), onAway, onBlank })
})
afterEach(() => {
  stop()
  vi.useRealTimers()
  vi.restoreAllMocks()
})

function turn(state: 'visible' | 'hidden') {
  visible = state
  document.dispatchEvent(new Event('visibilitychange'))
}

test('hidden: blank at once, a PIN after thirty seconds (D9)', () => {
  turn('hidden')
  expect(onBlank.mock.calls).toEqual([[true]])
  vi.advanceTimersByTime(29_000)
  expect(onAway).not.toHaveBeenCalled()
  vi.advanceTimersByTime(1000)
  expect(onAway.mock.calls[0]).toEqual(['hidden'])
})

test('hidden for a moment: the same screen comes back without a PIN', () => {
  turn('hidden')
  vi.advanceTimersByTime(20_000)
  turn('visible')
  vi.advanceTimersByTime(60_000)
  expect(onBlank.mock.calls).toEqual([[true], [false]])
  expect(onAway).not.toHaveBeenCalled()
})

test('a sleeping page asks for the PIN before it is seen again, though its timers slept', () => {
  turn('hidden')
  vi.setSystemTime(Date.now() + 3_600_000)
  visible = 'visible'
  const order: string[] = []
  onAway.mockImplementation(() => order.push('away'))
  onBlank.mockImplementation(() => order.push('blank'))
  document.dispatchEvent(new Event('visibilitychange'))
  expect(order).toEqual(['away', 'blank'])
})

test('untouched for two minutes: a PIN; any touch begins the count again (D9)', () => {
  vi.advanceTimersByTime(119_000)
  document.dispatchEvent(new Event('pointerdown'))
  vi.advanceTimersByTime(119_000)
  expect(onAway).not.toHaveBeenCalled()
  vi.advanceTimersByTime(1000)
  expect(onAway.mock.calls[0]).toEqual(['idle'])
})

test('a wall clock set back lets nobody in for longer', () => {
  turn('hidden')
  vi.setSystemTime(Date.now() - 3_600_000)
  vi.advanceTimersByTime(30_000)
  expect(onAway.mock.calls[0]).toEqual(['hidden'])
})

test('back from the back/forward cache: locked at once (security-sync §2)', () => {
  window.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true }))
  expect(onAway.mock.calls).toEqual([['hidden']])
})
