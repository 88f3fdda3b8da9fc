import { describe, expect, it } from 'vitest'
import { stamp } from './stamp.ts'

const session = { wall: 1_700_000_000_000, startedAt: 100 }

describe('stamp (SPEC ITM-2)', () => {
  it('is the monotonic time alone while the wall clock agrees', () => {
    expect(stamp(session, { monotonic: 600.4, now: 1_700_000_000_900 })).toEqual([500])
  })
  it('says by how much the wall clock jumped, either way', () => {
    expect(stamp(session, { monotonic: 600, now: 1_700_000_005_500 })).toEqual([500, 5000])
    expect(stamp(session, { monotonic: 600, now: 1_600_000_000_500 })).toEqual([500, -100_000_000_000])
  })
})
