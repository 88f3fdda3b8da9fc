import { describe, expect, it } from 'vitest'
import { parsePersonName, samePersonName } from './personName.ts'

describe('parsePersonName', () => {
  it('keeps accents, composes them, folds spaces', () => {
    expect(parsePersonName('  Điểu   Thị\tMẫu '.normalize('NFD'))).toEqual({ ok: true, name: 'Điểu Thị Mẫu' })
  })

  it('takes the names that live here', () => {
    for (const name of ["H'Thử Niê", 'K’Mẫu', 'Y', 'Thạch Sa-Vươn', 'សុខ ម៉ៅ', '陳 試']) {
      expect(parsePersonName(name)).toEqual({ ok: true, name })
    }
  })

  it('says what is wrong', () => {
    expect(parsePersonName(' \n ')).toEqual({ ok: false, problem: 'nameEmpty' })
    expect(parsePersonName('a'.repeat(121))).toEqual({ ok: false, problem: 'nameTooLong' })
    expect(parsePersonName('Mẫu 2')).toEqual({ ok: false, problem: 'nameHasDigits' })
    for (const typed of ['<b>Mẫu', 'Mẫu|Thử', '=Mẫu', '-', 'Mẫu@Thử']) {
      expect(parsePersonName(typed)).toEqual({ ok: false, problem: 'nameHasSigns' })
    }
  })
})

describe('samePersonName', () => {
  it('does not mind where the tone mark stands', () => {
    for (const [a, b] of [
      ['Hoà', 'Hòa'],
      ['Nguyễn Thuỷ', 'NGUYỄN THỦY'],
      ['Khoẻ', 'khỏe'],
      ['Hoà'.normalize('NFD'), 'Hòa'],
      ['K’Mẫu', "K'Mẫu"],
    ] as const) {
      expect(samePersonName(a, b)).toBe(true)
    }
  })

  it('minds every other accent', () => {
    for (const [a, b] of [
      ['Hòa', 'Hóa'],
      ['Hoa', 'Hòa'],
      ['Thị Mẫu', 'Thị Mâu'],
      ['Điểu', 'Diểu'],
      ['An Na', 'Anna'],
    ] as const) {
      expect(samePersonName(a, b)).toBe(false)
    }
  })
})
