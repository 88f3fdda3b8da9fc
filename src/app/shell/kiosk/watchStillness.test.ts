// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { watchStillness } from './watchStillness.ts'

let visible: 'visible' | 'hidden' = 'visible'
const told: string[] = []
let limit = 60_000
let watch: ReturnType<typeof watchStillness>

beforeEach(() => {
  vi.useFakeTimers()
  visible = 'visible'
  limit = 60_000
  told.length = 0
  vi.spyOn(document, 'visibilityState', 'get').mockImplementation(() => visible)
  watch = watchStillness({
    now: () => Date.now(),
    limitMs: () => limit,
    onStill: () => told.push('still'),
    onBlank: (blank) => told.push(blank ? 'blank' : 'seen'),
    onGone: () => told.push('gone'),
  })
})
afterEach(() => {
  watch.stop()
  vi.useRealTimers()
  vi.restoreAllMocks()
})

function turn(state: 'visible' | 'hidden') {
  visible = state
  document.dispatchEvent(new Event('visibilitychange'))
}
const touch = () => document.dispatchEvent(new Event('pointerdown'))

test('sixty seconds without a touch: it asks, once; a touch before begins the count again (fault 50)', () => {
  vi.advanceTimersByTime(59_000)
  touch()
  vi.advanceTimersByTime(59_000)
  expect(told).toEqual([])
  vi.advanceTimersByTime(1000)
  expect(told).toEqual(['still'])
  vi.advanceTimersByTime(60_000)
  expect(told).toEqual(['still'])
})

test('while it asks a touch is no answer; the answer begins the count again', () => {
  vi.advanceTimersByTime(60_000)
  touch()
  vi.advanceTimersByTime(120_000)
  expect(told).toEqual(['still'])
  watch.touch()
  vi.advanceTimersByTime(60_000)
  expect(told).toEqual(['still', 'still'])
})

test('waits longer where it is told to', () => {
  limit = 180_000
  vi.advanceTimersByTime(179_000)
  expect(told).toEqual([])
  limit = 60_000
  vi.advanceTimersByTime(1000)
  expect(told).toEqual(['still'])
})

test('a screen that slept is blank at once and wakes to a new person; a glance away does not (fault 50)', () => {
  turn('hidden')
  vi.advanceTimersByTime(5000)
  turn('visible')
  expect(told).toEqual(['blank', 'seen'])
  turn('hidden')
  // timers sleep with the page
  vi.setSystemTime(Date.now() + 11_000)
  turn('visible')
  expect(told.slice(2)).toEqual(['blank', 'gone', 'seen'])
})

test('a clock set back hides no time, and one that stands still neither', () => {
  vi.setSystemTime(Date.now() - 3_600_000)
  vi.advanceTimersByTime(60_000)
  expect(told).toEqual(['still'])
})

test('what the browser kept for Back is blank before it is kept, and a new person’s when it comes (fault 50)', () => {
  dispatchEvent(new Event('pagehide'))
  expect(told).toEqual(['blank'])
  const show = new Event('pageshow')
  Object.assign(show, { persisted: true })
  dispatchEvent(show)
  expect(told).toEqual(['blank', 'gone', 'seen'])
})
