import { describe, expect, it } from 'vitest'
import { applyPatch, changedFields } from './applyPatch.ts'

describe('applyPatch', () => {
  it('merges fields into their groups and removes what is null or empty', () => {
    const groups = { identity: { name: 'A', sex: 'f' }, contact: { phone: '0901' } }
    const merged = applyPatch(groups, { identity: { name: 'B', sex: null }, contact: { phone: '' }, notes: { a: 0 } })
    expect(merged).toEqual({ identity: { name: 'B' }, notes: { a: 0 } })
    expect(groups.identity.name).toBe('A')
  })
})

describe('changedFields (SPEC ITM-2)', () => {
  it('names only what differs, and says null for what is gone', () => {
    const read = { identity: { name: 'A', sex: 'f' }, contact: { phone: '0901' }, notes: { entries: [1] } }
    const now = { identity: { name: 'B', sex: 'f' }, notes: { entries: [1] }, visit: { hamlet: 'X' } }
    expect(changedFields(read, now)).toEqual({
      identity: { name: 'B' },
      contact: { phone: null },
      visit: { hamlet: 'X' },
    })
    expect(applyPatch(read, changedFields(read, now))).toEqual(now)
  })
})
