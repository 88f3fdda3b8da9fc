import { describe, expect, it } from 'vitest'
import { checkOldIdNumber, checkPersonalId } from './personalId.ts'

describe('checkPersonalId', () => {
  it('takes the invented people of identity-vectors.json', () => {
    expect(checkPersonalId('070185012345', { sex: 'f', birthDate: { year: 1985, month: 4, day: 9 } })).toEqual({
      ok: true,
      idNumber: '070185012345',
      problems: [],
      warnings: [],
      registeredProvince: 'Bình Phước',
    })
    expect(checkPersonalId('075204054321', { sex: 'm', birthDate: { year: 2004 } })).toMatchObject({
      ok: true,
      warnings: [],
      registeredProvince: 'Đồng Nai',
    })
  })

  it('warns as mustWarn of identity-vectors.json says, and never blocks', () => {
    const warned = [
      checkPersonalId('075204054321', { sex: 'm', birthDate: { year: 2005 } }),
      checkPersonalId('075304054321', { sex: 'm', birthDate: { year: 2004 } }),
      checkPersonalId('999204054321', { sex: 'm', birthDate: { year: 2004 } }),
    ]
    expect(warned.map(({ warnings }) => warnings)).toEqual([
      ['idBirthYearMismatch'],
      ['idSexMismatch'],
      ['idUnknownPrefix'],
    ])
    expect(warned.every(({ ok }) => ok)).toBe(true)
    expect(warned[2]).not.toHaveProperty('registeredProvince')
  })

  it('reads the century from digit 4', () => {
    expect(checkPersonalId('070504054321', { sex: 'f', birthDate: { year: 2104 } }).warnings).toEqual([])
    expect(checkPersonalId('070004054321', { sex: 'm', birthDate: { year: 1904 } }).warnings).toEqual([])
  })

  it('blocks what has not twelve digits, and names a CMND', () => {
    for (const typed of ['07520405432', '0752040543210', '', 'O75204054321', '٠٧٥٢٠٤٠٥٤٣٢١']) {
      expect(checkPersonalId(typed)).toMatchObject({ ok: false, problems: ['idNotTwelveDigits'] })
    }
    expect(checkPersonalId('285123456').problems).toEqual(['idLooksLikeOldNumber'])
  })

  it('forgives spaces, dots and wide digits', () => {
    expect(checkPersonalId(' 075 204.054 321 ').idNumber).toBe('075204054321')
    expect(checkPersonalId('０７５２０４０５４３２１')).toMatchObject({ ok: true, idNumber: '075204054321' })
  })
})

it('checks a CMND apart', () => {
  expect(checkOldIdNumber('285 123 456')).toEqual({ ok: true, oldIdNumber: '285123456', problems: [] })
  expect(checkOldIdNumber('075204054321')).toMatchObject({ ok: false, problems: ['oldIdNotNineDigits'] })
})
