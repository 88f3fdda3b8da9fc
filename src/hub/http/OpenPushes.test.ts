import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { OpenPushes } from './OpenPushes.ts'

describe('OpenPushes', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  /** A push that is read until its `end` is called. */
  function holder(pushes: OpenPushes) {
    const begun: string[] = []
    const ends: (() => void)[] = []
    const hold = (host: string) =>
      pushes.within(host, () => {
        begun.push(host)
        return new Promise<void>((resolve) => ends.push(resolve))
      })
    return { begun, ends, hold }
  }

  it('lets each host have a share; one too many waits, before it is read, and comes in when one ends', async () => {
    const pushes = new OpenPushes()
    const { begun, ends, hold } = holder(pushes)
    const held = Array.from({ length: 33 }, () => hold('a'))
    held.push(hold('b'))
    await Promise.resolve()
    expect(begun.filter((host) => host === 'a').length).toBe(32)
    expect(begun).toContain('b')
    ends[0]?.()
    await held[0]
    await vi.waitFor(() => expect(begun.filter((host) => host === 'a').length).toBe(33))
    for (const end of ends) end()
    await Promise.all(held)
  })

  it('asks to come again who waited long enough, and gives the place back of one that failed', async () => {
    const pushes = new OpenPushes()
    const { ends, hold } = holder(pushes)
    const held = Array.from({ length: 32 }, () => hold('a'))
    const late = expect(hold('a')).rejects.toMatchObject({ code: 'busy', data: { retryAfter: 5 } })
    await vi.advanceTimersByTimeAsync(20_000)
    await late
    await expect(pushes.within('b', () => Promise.reject(new Error('cut')))).rejects.toThrow('cut')
    for (const end of ends) end()
    await Promise.all(held)
    await expect(pushes.within('a', async () => 'in')).resolves.toBe('in')
  })

  it('holds no more than all tablets may have, and no endless queue', async () => {
    const pushes = new OpenPushes()
    const { begun, hold } = holder(pushes)
    const asked = Array.from({ length: 256 + 2_000 }, (_, i) => hold(`n${i % 100}`).catch(() => 'busy'))
    await Promise.resolve()
    expect(begun.length).toBe(256)
    await expect(hold('other')).rejects.toMatchObject({ code: 'busy' })
    await vi.advanceTimersByTimeAsync(20_000)
    expect(await asked.at(-1)).toBe('busy')
  })
})
