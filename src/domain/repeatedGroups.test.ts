import { describe, expect, it } from 'vitest'
import { movedKey, nextRepeatedKey, repeatedKeys, repeatedNameOf } from './repeatedGroups.ts'

const [anna, beo, cuc] = ['member01aaaaaaaa', 'member02bbbbbbbb', 'member02cccccccc'] as const
const groups = { answers: { x: 1 }, [cuc]: { name: 'C' }, [anna]: { name: 'A' }, [beo]: { name: 'B' } }

describe('the keys of repeated groups', () => {
  it('name their group, and nothing else does', () => {
    expect(repeatedNameOf(anna)).toBe('member')
    for (const other of ['member', 'member01', 'memberOrder', 'member1aaaaaaaa', 'member01AAAAAAAA', `${anna}0`])
      expect(repeatedNameOf(other)).toBeNull()
  })

  it('stand as they were written down, on every machine alike', () => {
    expect(repeatedKeys('member', groups)).toEqual([anna, beo, cuc])
    expect(repeatedKeys('member', Object.fromEntries(Object.entries(groups).reverse()))).toEqual([anna, beo, cuc])
  })

  it('stand as a person ordered them, new ones behind, emptied and strange ones not at all', () => {
    expect(repeatedKeys('member', groups, [cuc, 'member09dddddddd', cuc, 7])).toEqual([cuc, anna, beo])
    expect(repeatedKeys('member', { ...groups, [beo]: {} })).toEqual([anna, cuc])
  })

  it('go on counting, and differ where two tablets count alike', () => {
    expect(nextRepeatedKey('member', [], 'aaaaaaaa')).toBe(anna)
    expect(nextRepeatedKey('member', [anna], 'bbbbbbbb')).toBe(beo)
    expect(nextRepeatedKey('member', [anna], 'cccccccc')).toBe(cuc)
  })

  it('move by one place and not beyond an end', () => {
    expect(movedKey([anna, beo, cuc], beo, -1)).toEqual([beo, anna, cuc])
    expect(movedKey([anna, beo, cuc], beo, 1)).toEqual([anna, cuc, beo])
    expect(movedKey([anna, beo], anna, -1)).toEqual([anna, beo])
    expect(movedKey([anna, beo], 'member07ffffffff', 1)).toEqual([anna, beo])
  })
})
