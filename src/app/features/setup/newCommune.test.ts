import { expect, it } from 'vitest'
import { communeProblems, emptySetupForm, newCommuneFrom, officerProblems, type SetupForm } from './newCommune.ts'

const whole = {
  code: '25270',
  listDate: '2025-07-01',
  name: ' Xã Mẫu ',
  oldName: ' Xã Mẫu Cũ, Xã Thử Cũ ',
  displayName: 'Cán bộ Đặt Ra',
  login: 'quan.tri',
  password: 'bốn từ không liên quan',
}

const setupProblems = (form: SetupForm) => [...communeProblems(form), ...officerProblems(form)]

it('names everything that is missing in the order of the form', () => {
  expect(setupProblems(emptySetupForm).map(({ problem }) => problem)).toEqual([
    'communeMissing',
    'displayNameMissing',
    'loginForm',
    'passwordShort',
  ])
})

it('keeps code and list date together and real', () => {
  expect(setupProblems(whole)).toEqual([])
  expect(setupProblems({ ...whole, code: '2527' })[0]?.problem).toBe('codeForm')
  expect(setupProblems({ ...whole, listDate: '2025-02-30' })[0]?.problem).toBe('listDateForm')
  expect(setupProblems({ ...whole, listDate: '2025-07' })[0]?.problem).toBe('listDateForm')
})

it('refuses a password that is a number or the name', () => {
  expect(setupProblems({ ...whole, password: '0900000001' })[0]?.problem).toBe('passwordDigits')
  expect(setupProblems({ ...whole, password: 'quantri2026' })[0]?.problem).toBe('passwordName')
})

it.each(['Quan', 'quản', '1abc', 'ab', 'a b c'])('refuses the sign-in name %j', (login) => {
  expect(setupProblems({ ...whole, login }).map(({ field }) => field)).toEqual(['login'])
})

it('gives the hub the form without stray spaces', () => {
  expect(newCommuneFrom(whole)).toEqual({
    communeCode: '25270',
    listDate: '2025-07-01',
    name: 'Xã Mẫu',
    oldName: 'Xã Mẫu Cũ, Xã Thử Cũ',
    officer: { name: 'quan.tri', displayName: 'Cán bộ Đặt Ra', password: 'bốn từ không liên quan' },
  })
})
