import { expect, it } from 'vitest'
import { findEthnicGroup } from './ethnicGroups.ts'
import { languageByCode, spokenLanguages } from './languages.ts'
import { procedureByCode, procedures } from './procedures.ts'

it('holds 24 languages, Vietnamese first, each of a group that exists', () => {
  expect(spokenLanguages).toHaveLength(24)
  expect(spokenLanguages[0]?.code).toBe('vie')
  expect(new Set(spokenLanguages.map(({ code }) => code)).size).toBe(24)
  expect(spokenLanguages.filter(({ ethnicGroup }) => findEthnicGroup(ethnicGroup)?.name !== ethnicGroup)).toEqual([])
  expect(languageByCode('sti')?.label).toBe("S'tiêng (Bù Lơ)")
  expect(languageByCode('xxx')).toBeUndefined()
})

it('holds 49 procedures, each code once', () => {
  expect(new Set(procedures.map(({ code }) => code)).size).toBe(49)
  expect(procedureByCode('1.004873')).toEqual({
    code: '1.004873',
    name: 'Cấp Giấy xác nhận tình trạng hôn nhân',
    field: 'Hộ tịch',
  })
  expect(procedureByCode('9.999999')).toBeUndefined()
})
