import { describe, expect, it } from 'vitest'
import { framesOf } from './framesOf.ts'

const rows = (count: number, bytes: number) => Array.from({ length: count }, () => ({ ct: new Uint8Array(bytes) }))
const counts = (frames: readonly (readonly unknown[])[]) => frames.map((frame) => frame.length)

describe('framesOf (STR-2)', () => {
  it('fills frames with small edits', () => {
    expect(counts(framesOf(rows(35, 48), 16))).toEqual([16, 16, 3])
  })

  it('ends a frame of whole cases early, so that a cut loses little', () => {
    expect(counts(framesOf(rows(17, 384), 16))).toEqual([8, 8, 1])
  })

  it('lets frames grow with what has gone before them', () => {
    const lengths = counts(framesOf(rows(1000, 384), 64))
    expect(lengths.slice(0, 9)).toEqual([8, 8, 8, 8, 8, 8, 8, 8, 8])
    expect(lengths.length).toBeLessThan(40)
    expect(Math.max(...lengths)).toBeGreaterThan(50)
  })

  it('gives an item that is long by itself a frame of its own, in order', () => {
    const mixed = [...rows(2, 100), ...rows(1, 60_000), ...rows(2, 100)]
    const frames = framesOf(mixed, 16)
    expect(counts(frames)).toEqual([2, 1, 2])
    expect(frames.flat()).toEqual(mixed)
  })

  it('counts an item without a body as nothing, and makes no frame of nothing', () => {
    expect(counts(framesOf([{ ct: null }, { ct: null }], 1))).toEqual([1, 1])
    expect(framesOf([], 16)).toEqual([])
  })
})
