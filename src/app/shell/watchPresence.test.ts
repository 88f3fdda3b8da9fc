// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { watchPresence } from './watchPresence.ts'

let visible: 'visible' | 'hidden' = 'visible'
const onAway = vi.fn()
const onBlank = vi.fn()
const onIdleSoon = vi.fn()
let stop: () => void

beforeEach(() => {
  vi.useFakeTimers()
  visible = 'visible'
  vi.spyOn(document, 'visibilityState', 'get').mockImplementation(() => visible)
  onAway.mockClear()
  onBlank.mockClear()
  onIdleSoon.mockClear()
  stop = watchPresence({ now: () => Date.now(), onAway, onBlank, onIdleSoon })
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

test('back from the back/forward cache: blank and locked at once (fault 34)', () => {
  window.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true }))
  expect(onBlank.mock.calls).toEqual([[true]])
  expect(onAway.mock.calls).toEqual([['hidden']])
})

test('before it locks an idle tablet asks, and counts down each second (look.md)', () => {
  vi.advanceTimersByTime(99_000)
  expect(onIdleSoon).not.toHaveBeenCalled()
  vi.advanceTimersByTime(20_000)
  expect(onIdleSoon.mock.calls.map(([left]) => left)).toEqual([...Array(20).keys()].map((n) => 20 - n))
  expect(onAway).not.toHaveBeenCalled()
  vi.advanceTimersByTime(1000)
  expect(onAway.mock.calls).toEqual([['idle']])
})

test('one touch stays: the question goes when the tap has ended, so that it presses nothing below', () => {
  vi.advanceTimersByTime(110_000)
  onIdleSoon.mockClear()
  document.dispatchEvent(new Event('pointerdown'))
  expect(onIdleSoon).not.toHaveBeenCalled()
  document.dispatchEvent(new Event('click'))
  expect(onIdleSoon.mock.calls).toEqual([[null]])
  vi.advanceTimersByTime(99_000)
  expect(onIdleSoon).toHaveBeenCalledTimes(1)
  vi.advanceTimersByTime(1000)
  expect(onIdleSoon).toHaveBeenLastCalledWith(20)
  document.dispatchEvent(new Event('wheel'))
  vi.advanceTimersByTime(1000)
  expect(onIdleSoon).toHaveBeenLastCalledWith(null)
})
