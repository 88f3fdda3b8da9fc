import { describe, expect, it } from 'vitest'
import { sampleBundle } from '../../../../tests/tablet/sampleBundle.ts'
import type { Holder } from '../../../domain/holder.ts'
import { heldBy, offerOf } from './heldBy.ts'

const now = 1_700_000_000_000
const asking = {
  me: 'v1',
  device: 't1',
  names: new Map([
    ['v1', 'Lan Mẫu'],
    ['v2', 'Nam Mẫu'],
  ]),
  now,
}
const pulledOnly = { ...sampleBundle().draft, createdAt: 0 }
const works: Holder = { device: 't2', tablet: 'Máy 2', volunteer: 'v3', name: 'Chị Thử Hai', since: now - 60_000 }
const given: Holder = { since: now - 60_000, giver: 'Lan Mẫu', from: 't1', fromTablet: 'Máy 1' }
const shown = (holder: Holder | null, isSent = true, as = asking) => heldBy(pulledOnly, holder, isSent, as)

describe('who has a draft', () => {
  it('is whoever works at it on another tablet, with since when, for a day by its stamp (SPEC HLD-1, HLD-4)', () => {
    expect(shown(works)).toEqual({ who: 'Chị Thử Hai, Máy 2', since: works.since, way: 'elsewhere' })
    expect(shown({ ...works, since: now - 24 * 3_600_000 })).toBeNull()
    expect(shown({ ...works, since: now + 24 * 3_600_000 })).toBeNull()
    expect(shown({ ...works, device: 't1' })).toBeNull()
    expect(shown({ ...works, device: 't1', volunteer: 'v2' })).toMatchObject({ who: 'Nam Mẫu', way: 'here' })
    expect(shown(null)).toBeNull()
  })

  it('of what was given waits for the line, lies at the commune, and is offered where it was meant for (SPEC HLD-2)', () => {
    const toTwo = { ...given, device: 't2', tablet: 'Máy 2' }
    expect(shown(toTwo, false)).toEqual({ who: 'Máy 2', since: given.since, way: 'waiting' })
    expect(shown(toTwo)?.way).toBe('sent')
    expect(shown(given)).toEqual({ who: '', since: given.since, way: 'sent' })
    const [second, third] = [
      { ...asking, device: 't2' },
      { ...asking, device: 't3' },
    ]
    expect([shown(toTwo, true, second), shown(toTwo, true, third)?.way]).toEqual([null, 'offered'])
    expect(offerOf(toTwo, second)).toEqual({ by: 'Lan Mẫu, Máy 1', at: given.since })
    expect([offerOf(toTwo, third), offerOf(given, asking), offerOf(works, asking)]).toEqual([null, null, null])
    expect(offerOf(given, third)).toEqual({ by: 'Lan Mẫu, Máy 1', at: given.since })
  })
})
