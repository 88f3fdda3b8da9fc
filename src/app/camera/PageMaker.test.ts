import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { NoPage, PageMaker } from './PageMaker.ts'

/** A worker that draws when it is told to. */
class HeldWorker extends EventTarget implements Worker {
  onmessage: Worker['onmessage'] = null
  onmessageerror: Worker['onmessageerror'] = null
  onerror: Worker['onerror'] = null
  ended = false
  postMessage() {}
  terminate() {
    this.ended = true
  }
  draw() {
    this.onmessage?.(new MessageEvent('message', { data: { jpeg: Uint8Array.of(255, 216), flaws: [] } }))
  }
  fall() {
    this.onerror?.(Object.assign(new Event('error'), { message: '' }) as ErrorEvent)
  }
}

describe('PageMaker', () => {
  const workers: HeldWorker[] = []
  const closed = vi.fn()
  const bitmap = (): ImageBitmap => ({ width: 8, height: 9, close: closed })
  const maker = () =>
    new PageMaker(() => {
      const worker = new HeldWorker()
      workers.push(worker)
      return worker
    })
  beforeEach(() => {
    vi.stubGlobal('OffscreenCanvas', class {})
    workers.length = 0
    closed.mockClear()
  })
  afterEach(() => vi.unstubAllGlobals())
  const started = (count: number) => vi.waitFor(() => expect(workers).toHaveLength(count))

  it('starts no worker once its screen has gone: nobody would end it', async () => {
    const pages = maker()
    pages.close()
    await expect(pages.make(bitmap())).rejects.toThrow(NoPage)
    expect([workers.length, closed.mock.calls.length]).toEqual([0, 1])
  })

  it('ends the page that is under way, and those that wait behind it, with its screen', async () => {
    const pages = maker()
    const made = Promise.allSettled([pages.make(bitmap()), pages.make(bitmap())])
    await started(1)
    pages.close()
    const reason = expect.any(NoPage)
    expect(await made).toEqual([
      { status: 'rejected', reason },
      { status: 'rejected', reason },
    ])
    expect([workers.map(({ ended }) => ended), closed.mock.calls.length]).toEqual([[true], 2])
  })

  it('one that was made ready draws the first page; one that could not start is not waited for', async () => {
    const pages = maker()
    pages.warm()
    const first = pages.make(bitmap())
    await vi.waitFor(() => expect(workers[0]?.onmessage).not.toBeNull())
    workers[0]?.draw()
    expect(await first).toMatchObject({ flaws: [] })
    const others = maker()
    others.warm()
    workers[1]?.fall()
    const second = others.make(bitmap())
    await vi.waitFor(() => expect(workers[2]?.onmessage ?? null).not.toBeNull())
    workers[2]?.draw()
    expect(await second).toMatchObject({ flaws: [] })
    expect(workers.map(({ ended }) => ended)).toEqual([false, true, false])
  })

  it('a worker that fell is ended, and the next page has another one', async () => {
    const pages = maker()
    const first = pages.make(bitmap())
    await started(1)
    workers[0]?.fall()
    await expect(first).rejects.toThrow(NoPage)
    const second = pages.make(bitmap())
    await started(2)
    workers[1]?.draw()
    expect(await second).toMatchObject({ flaws: [] })
    expect(workers.map(({ ended }) => ended)).toEqual([true, false])
  })
})
