import { describe, expect, it } from 'vitest'
import { asLastTime, byHamlet, housesOf } from './startOfWalk.ts'

const house = (id: string, unit: string, number: string, state: 'notYet' | 'done' | 'absent' = 'notYet') => ({
  ...{ id, unit, number, head: '', order: null },
  visit: { state, on: '', comeAgainOn: '', saidBy: '' },
})
const known = [
  house('h9', 'a', '9'),
  house('h2', 'a', '2', 'absent'),
  house('h1', 'a', '1', 'done'),
  house('h5', 'b', '5'),
]

describe('where the plan of an evening begins', () => {
  it('at the hamlet’s houses that are left, in its order', () => {
    const houses = housesOf([...known, house('new', '', '30')], 'a')
    expect(houses.map(({ id }) => id)).toEqual(['h1', 'h2', 'h9', 'new'])
    expect(byHamlet(houses)).toEqual(['h2', 'h9', 'new'])
  })

  it('or at the houses of the evening before there, those that are left, as they were walked', () => {
    const houses = housesOf(known, 'a')
    const at = (evening: string, households: string[], unit = 'a') => ({ evening, unit, households })
    const evenings = [
      at('2026-11-20', ['h2']),
      at('2026-11-25', ['h9', 'h1', 'gone', 'h2']),
      at('2026-11-26', ['h5'], 'b'),
      at('2026-11-27', ['h2']),
    ]
    const tonight = { unit: 'a', evening: '2026-11-27' }
    expect(asLastTime(houses, evenings, tonight)).toEqual(['h9', 'h2'])
    expect(asLastTime(houses, evenings.slice(2), tonight)).toBeNull()
  })
})
