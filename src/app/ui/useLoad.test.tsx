// @vitest-environment happy-dom
import { act, cleanup, render, screen } from '@testing-library/preact'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { useLoad } from './useLoad.ts'

interface Props {
  load: (known: string | undefined) => Promise<string>
  name: string
  everyMs?: number
}

function Show({ load, name, everyMs }: Props) {
  const { value, error } = useLoad(load, name, everyMs)
  return <p>{`${value ?? 'nothing'}${error ? ' failed' : ''}`}</p>
}
const see = (visible: boolean) =>
  Object.defineProperty(document, 'visibilityState', {
    configurable: true,
    get: () => (visible ? 'visible' : 'hidden'),
  })

beforeEach(() => {
  vi.useFakeTimers()
  see(true)
})
afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

/** `act` wants nothing back. */
const passing = async (ms: number): Promise<void> => {
  await vi.advanceTimersByTimeAsync(ms)
}

it('drops an answer that a newer question has overtaken', async () => {
  const answers = new Map<string, (text: string) => void>()
  const ask = (name: string) => () => new Promise<string>((resolve) => answers.set(name, resolve))
  const { rerender } = render(<Show load={ask('old')} name="old" />)
  rerender(<Show load={ask('new')} name="new" />)
  await act(async () => answers.get('new')?.('new'))
  await act(async () => answers.get('old')?.('old'))
  expect(screen.getByText('new')).toBeTruthy()
})

it('keeps what was on screen when asking again fails', async () => {
  const load = vi.fn(async () => 'kept')
  render(<Show load={load} name="x" everyMs={1000} />)
  await act(async () => {})
  load.mockRejectedValueOnce(new Error('no line'))
  await act(() => passing(1000))
  expect(screen.getByText('kept failed')).toBeTruthy()
})

it('tries again sooner after a refusal', async () => {
  const load = vi.fn(async () => 'back')
  load.mockRejectedValueOnce(new Error('no line'))
  render(<Show load={load} name="x" everyMs={60_000} />)
  await act(async () => {})
  expect(screen.getByText('nothing failed')).toBeTruthy()
  await act(() => passing(5000))
  expect(screen.getByText('back')).toBeTruthy()
})

it('asks nothing while hidden, and at once when seen again', async () => {
  const load = vi.fn(async () => 'x')
  render(<Show load={load} name="x" everyMs={1000} />)
  await act(async () => {})
  see(false)
  await act(() => passing(5000))
  expect(load).toHaveBeenCalledTimes(1)
  see(true)
  await act(async () => {
    document.dispatchEvent(new Event('visibilitychange'))
  })
  expect(load).toHaveBeenCalledTimes(2)
})

it('gives the last answer to the same question along, and none to another question', async () => {
  const known: (string | undefined)[] = []
  const load = (name: string) => async (before?: string) => {
    known.push(before)
    return before ?? name
  }
  const { rerender } = render(<Show load={load('a')} name="a" everyMs={1000} />)
  await act(() => passing(0))
  await act(() => passing(1000))
  rerender(<Show load={load('b')} name="b" everyMs={1000} />)
  await act(() => passing(0))
  expect(known).toEqual([undefined, 'a', undefined])
  expect(screen.getByText('b')).toBeTruthy()
})

it('asks at once when its window is turned to', async () => {
  const load = vi.fn(async () => 'fresh')
  render(<Show load={load} name="a" everyMs={60_000} />)
  await act(() => passing(0))
  await act(async () => void window.dispatchEvent(new Event('focus')))
  expect(load).toHaveBeenCalledTimes(2)
})
