import { expect, it } from 'vitest'
import { checkOfficialDossierCode } from './officialDossierCode.ts'

it('takes the forms that were seen', () => {
  for (const code of [
    'H15.50.05.13-261008-0975',
    'H19-261008-0001',
    '000.00.00.H19-261008-1234567',
    'G01.899.105-261008-123456',
  ]) {
    expect(checkOfficialDossierCode(code)).toEqual({ code, looksOfficial: true, warnings: [] })
  }
})

it('writes a copied code as it is stored', () => {
  expect(checkOfficialDossierCode(' h15.50.05.13 – 261008 – 0975 ').code).toBe('H15.50.05.13-261008-0975')
})

it('warns of another form, and of our own code', () => {
  for (const code of ['H19-2610-0001', 'H19-261008-1', 'ABC', 'H19-261008-12345678']) {
    expect(checkOfficialDossierCode(code)).toEqual({ code, looksOfficial: false, warnings: ['officialCodeUnusual'] })
  }
  expect(checkOfficialDossierCode('ts-t4aac-k').warnings).toEqual(['officialCodeIsOurs'])
})
