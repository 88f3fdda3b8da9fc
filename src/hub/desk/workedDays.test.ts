import { describe, expect, it } from 'vitest'
import { afterWork, certainlyPast, type WorkedDays } from './workedDays.ts'

const day = 86_400_000
const start = 20_000
const work = (at: readonly number[], before: WorkedDays = []) =>
  at.reduce<WorkedDays>((days, one) => afterWork(days, one * day + 3_600_000), before)

describe('the time that has certainly passed', () => {
  it('is not known before the hub was at work on seven days', () => {
    const six = work([0, 0.2, 1, 2, 3, 4, 5].map((after) => start + after))
    expect([six.length, certainlyPast(six)]).toEqual([6, null])
    expect(certainlyPast(work([start + 6], six))).toBe(start * day)
  })

  it('lies seven working days back, however long the machine was off between', () => {
    const office = work([0, 1, 2, 3, 4, 7, 8, 9, 40].map((after) => start + after))
    expect(certainlyPast(office)).toBe((start + 2) * day)
  })

  it('does not follow a clock that jumps years ahead, and forgets those years when it is mended', () => {
    const before = work([0, 1, 2, 3, 4, 5, 6].map((after) => start + after))
    const wrong = work([start + 3650, start + 3651, start + 3652], before)
    expect(certainlyPast(wrong)).toBe((start + 3) * day)
    const mended = work([start + 8, start + 9], wrong)
    expect(mended).toEqual([3, 4, 5, 6, 8, 9].map((after) => start + after))
    expect(certainlyPast(mended)).toBeNull()
    expect(certainlyPast(work([start + 10], mended))).toBe((start + 3) * day)
  })

  it('a clock that was behind for a while has counted days that were not: it waits the longer', () => {
    const behind = work([start - 3000, start - 2999])
    expect(
      certainlyPast(
        work(
          [0, 1, 2, 3, 4].map((after) => start + after),
          behind,
        ),
      ),
    ).toBe((start - 3000) * day)
  })
})
