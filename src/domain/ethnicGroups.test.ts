import { expect, it } from 'vitest'
import { ethnicGroupNames, ethnicGroups, findEthnicGroup } from './ethnicGroups.ts'

it('holds the 54 groups, each name once', () => {
  expect(ethnicGroups).toHaveLength(54)
  expect(new Set(ethnicGroupNames()).size).toBe(54)
})

it('knows the names that cards and people use', () => {
  for (const [written, name] of [
    ["S'tiêng", 'Xtiêng'],
    ['stieng', 'Xtiêng'],
    ['Khmer', 'Khơ-me'],
    ['khơ me', 'Khơ-me'],
    ['M’Nông', 'Mnông'],
    ['Châu Ro', 'Chơ-ro'],
    ['H’Mông', 'Hmông'],
  ] as const) {
    expect(findEthnicGroup(written)?.name).toBe(name)
  }
  expect(findEthnicGroup('Không rõ')).toBeUndefined()
})

it('does not guess between groups that differ only in accents', () => {
  expect(findEthnicGroup('Co')?.name).toBe('Co')
  expect(findEthnicGroup('Thái')?.name).toBe('Thái')
})
