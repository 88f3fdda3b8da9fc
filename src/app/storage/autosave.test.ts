import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createAutosave, type DraftPatch } from './autosave.ts'
import { StorageProblem } from './ports.ts'

describe('autosave: every field survives (issue 2 §6)', () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  function recorder(fail: () => Error | null = () => null) {
    const written: { patch: DraftPatch; at: string | undefined }[] = []
    const save = vi.fn(async (patch: DraftPatch, at?: string) => {
      const error = fail()
      if (error) throw error
      written.push({ patch, at })
    })
    return { written, save }
  }

  test('a letter waits 300 ms at most, however fast the next ones come', async () => {
    const { written, save } = recorder()
    const autosave = createAutosave(save)
    autosave.push({ identity: { name: 'N' } })
    await vi.advanceTimersByTimeAsync(200)
    autosave.push({ identity: { name: 'Ng' } })
    expect(written).toEqual([])
    await vi.advanceTimersByTimeAsync(100)
    expect(written).toEqual([{ patch: { identity: { name: 'Ng' } }, at: undefined }])
    expect(autosave.status.value).toEqual({ kind: 'saved' })
  })

  test('fields of several groups go in one write, with the last place', async () => {
    const { written, save } = recorder()
    const autosave = createAutosave(save)
    autosave.push({ identity: { name: 'Ng', sex: 'f' } }, 'name')
    autosave.push({ contact: { phone: null }, identity: { name: 'Nguyễn' } }, 'phone')
    await autosave.flush()
    expect(written).toEqual([
      { patch: { identity: { name: 'Nguyễn', sex: 'f' }, contact: { phone: null } }, at: 'phone' },
    ])
  })

  test('a failed write keeps its fields and says why; the next write carries them', async () => {
    let full = true
    const { written, save } = recorder(() => (full ? new StorageProblem('disk-full') : null))
    const autosave = createAutosave(save)
    autosave.push({ identity: { name: 'Mẫu' } }, 'name')
    expect(await autosave.flush()).toBe(false)
    expect(autosave.status.value).toEqual({ kind: 'failed', code: 'disk-full' })
    full = false
    autosave.push({ identity: { sex: 'f' } })
    expect(await autosave.flush()).toBe(true)
    expect(written).toEqual([{ patch: { identity: { name: 'Mẫu', sex: 'f' } }, at: 'name' }])
  })

  test('what is typed during a write is written after it, never at the same time', async () => {
    const log: string[] = []
    let release: () => void = () => undefined
    const autosave = createAutosave(async (patch) => {
      log.push(`begin ${JSON.stringify(patch)}`)
      await new Promise<void>((resolve) => {
        release = resolve
      })
      log.push('end')
    })
    autosave.push({ a: { x: 1 } })
    const whole = autosave.flush()
    autosave.push({ a: { x: 2 } })
    const all = autosave.flush()
    release()
    await vi.advanceTimersByTimeAsync(0)
    release()
    expect(await whole).toBe(true)
    expect(await all).toBe(true)
    expect(log).toEqual(['begin {"a":{"x":1}}', 'end', 'begin {"a":{"x":2}}', 'end'])
  })
})
