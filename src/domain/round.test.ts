import { describe, expect, it } from 'vitest'
import { eveningsOf, roundOf } from './round.ts'

const at = (evening: string, unit = 'a', households: string[] = []) => ({ evening, unit, households })
const houses = [
  { id: 'h1', unit: 'a' },
  { id: 'h2', unit: '' },
]

describe('the evenings of a team', () => {
  it('stand soonest first, and only where the team has a house', () => {
    const known = [at('2026-11-29'), at('2026-11-27'), at('2026-11-28', 'b'), at('2026-11-30', 'b', ['h2'])]
    expect(eveningsOf(known, houses).map(({ evening }) => evening)).toEqual(['2026-11-27', '2026-11-29', '2026-11-30'])
    expect(eveningsOf(known, [])).toEqual([])
  })

  it('are tonight, or else the next one; what lies behind is over', () => {
    const evenings = eveningsOf([at('2026-11-29'), at('2026-11-26')], houses)
    expect(roundOf(evenings, '2026-11-29')?.evening).toBe('2026-11-29')
    expect(roundOf(evenings, '2026-11-27')?.evening).toBe('2026-11-29')
    expect(roundOf(evenings, '2026-11-30')).toBeNull()
  })
})
