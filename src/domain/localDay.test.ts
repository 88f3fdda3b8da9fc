import { expect, test } from 'vitest'
import { localDay } from './localDay.ts'

test('a day ends at midnight in Vietnam, whatever zone the machine is set to (SPEC KSK-8)', () => {
  const midnight = Date.UTC(2026, 10, 27, 17)
  expect([localDay(midnight - 1), localDay(midnight)]).toEqual(['2026-11-27', '2026-11-28'])
})
