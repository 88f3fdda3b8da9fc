import { leastCost, type StretchCost } from '../../../protocol/pinBundle.ts'

/** How long an unlock may take on this tablet, ms: felt as a moment, dear to whoever guesses. */
export const aimMs = 600
/** A 2 GB tablet with a page open has no more to give; beyond it, passes rise instead. */
const mostMemoryKiB = 65_536
const mostPasses = 10

/**
 * Argon2id cost for this tablet out of one measured run (its time grows with memory × passes). Never under 19 MiB and 2
 * passes (design D9), however slow the tablet is.
 */
export function calibrate(measured: { cost: StretchCost; ms: number }): StretchCost {
  const perUnit = Math.max(measured.ms, 1) / (measured.cost.memoryKiB * measured.cost.passes)
  const units = aimMs / perUnit
  const fitting = Math.floor(units / leastCost.passes / 1024) * 1024
  const memoryKiB = Math.min(mostMemoryKiB, Math.max(leastCost.memoryKiB, fitting))
  const passes = Math.min(mostPasses, Math.max(leastCost.passes, Math.floor(units / memoryKiB)))
  return { memoryKiB, passes, lanes: leastCost.lanes }
}
