import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareVietnamese, foldVietnamese, matchesSearch } from './foldVietnamese.ts'

describe('foldVietnamese', () => {
  it('drops accents, case and signs, in either Unicode form', () => {
    for (const text of ['Điểu Đắk Ơ', 'Điểu Đắk Ơ'.normalize('NFD'), '  điểu, ĐẮK-ơ ']) {
      expect(foldVietnamese(text)).toBe('dieu dak o')
    }
    expect(foldVietnamese('Nguyễn Thị Thuỷ')).toBe('nguyen thi thuy')
  })

  it("keeps S'tiêng one word and folds its letters", () => {
    expect(foldVietnamese("S'tiêng")).toBe('stieng')
    expect(foldVietnamese('M’nông ƀŭ')).toBe('mnong bu')
  })

  it('leaves Khmer whole', () => {
    expect(foldVietnamese('ភាសាខ្មែរ')).toBe('ភាសាខ្មែរ')
  })

  it('folds once and for all', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        (text) => foldVietnamese(foldVietnamese(text)) === foldVietnamese(text),
      ),
    )
  })
})

it('matches when every word begins one of the text', () => {
  expect(matchesSearch('Điểu Thị Mẫu, Xã Lộc Ninh', 'mau loc')).toBe(true)
  expect(matchesSearch('Điểu Thị Mẫu', 'Điểu M')).toBe(true)
  expect(matchesSearch('Điểu Thị Mẫu', 'au')).toBe(false)
  expect(matchesSearch('Điểu Thị Mẫu', 'mau ninh')).toBe(false)
  expect(matchesSearch('Điểu Thị Mẫu', '  ')).toBe(true)
})

it('sorts as Vietnamese does', () => {
  expect(['Đắk Ơ', 'Ân', 'Dầu', 'An', 'Ấp 10', 'Ấp 2', 'Ăn'].sort(compareVietnamese)).toEqual([
    'An',
    'Ăn',
    'Ân',
    'Ấp 2',
    'Ấp 10',
    'Dầu',
    'Đắk Ơ',
  ])
})
