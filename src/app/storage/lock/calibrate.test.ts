import { describe, expect, it } from 'vitest'
import { leastCost } from '../../../protocol/pinBundle.ts'
import { aimMs, calibrate } from './calibrate.ts'

const timeOf = (perUnit: number, { memoryKiB, passes }: { memoryKiB: number; passes: number }) =>
  perUnit * memoryKiB * passes

describe('calibrate (design D9)', () => {
  it('never goes under 19 MiB and 2 passes, however slow the tablet', () => {
    expect(calibrate({ cost: leastCost, ms: 4000 })).toEqual(leastCost)
    expect(calibrate({ cost: leastCost, ms: 601 })).toEqual(leastCost)
  })

  it('comes near the aim on faster tablets, first by memory, then by passes', () => {
    for (const ms of [500, 300, 103, 60]) {
      const cost = calibrate({ cost: leastCost, ms })
      const time = timeOf(ms / (leastCost.memoryKiB * leastCost.passes), cost)
      expect(time).toBeLessThanOrEqual(aimMs * 1.15)
      expect(time).toBeGreaterThan(aimMs * 0.6)
      expect(cost.memoryKiB).toBeLessThanOrEqual(65_536)
    }
  })

  it('stands a clock that measured nothing', () => {
    expect(calibrate({ cost: leastCost, ms: 0 })).toEqual({ memoryKiB: 65_536, passes: 10, lanes: 1 })
  })
})
