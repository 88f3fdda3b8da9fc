import { describe, expect, it } from 'vitest'
import { matchesSearch } from '../../domain/foldVietnamese.ts'
import { shortCodeOf } from '../../domain/shortCode.ts'
import { isShared, newRecord, withDerived } from './recordState.ts'

const id = '6f1d3c0a-2b7e-4a55-9d3c-0a1b2c3d4e5f'
const groups = { identity: { value: { name: 'Điểu Thị Mẫu', idNumber: '070185012345' }, version: 1 } }
const record = withDerived({ ...newRecord(id, 'activation', 'team', null, 1), groups, version: 1 }, 2, 7)

describe('how the desk finds a record', () => {
  it.each([
    ['a name without accents', 'dieu mau'],
    ['a card number', '070185012345'],
    ['the code on the slip', shortCodeOf(id)],
    ['that code without its hyphens', shortCodeOf(id).replaceAll('-', '')],
  ])('by %s', (_, query) => {
    expect(matchesSearch(record.search, query)).toBe(true)
  })

  it('and not by what it does not hold', () => {
    expect(matchesSearch(record.search, 'nguyen')).toBe(false)
  })
})

describe('what a team sees (SPEC PULL-4, MRG-6)', () => {
  it('a submitted case is gone from the tablets, one sent back or in conflict is not', () => {
    expect(isShared({ ...record, status: 'submitted' })).toBe(false)
    expect(isShared({ ...record, status: 'needsSupplement' })).toBe(true)
    expect(isShared({ ...record, status: 'submitted', openConflicts: 1 })).toBe(true)
  })

  it("a person's choice stays until the desk takes the case on", () => {
    const chosen = { identity: { ...groups.identity, chosen: 3 } }
    expect(isShared({ ...record, status: 'submitted', groups: chosen })).toBe(true)
    expect(isShared({ ...record, status: 'received', groups: chosen })).toBe(false)
  })
})
