import { expect, it } from 'vitest'
import { passwordProblem } from './officerPassword.ts'

const names = ['quan.tri', 'Lê Thị Đặt Ra']

it.each([
  ['lua-tre-nui', null],
  ['bốn từ không liên quan', null],
  ['R4nd0m_Base64url', null],
  ['quantri va lua tre', null],
  ['', 'passwordShort'],
  ['lua-tre-n', 'passwordShort'],
  ['🌾🌾🌾🌾🌾', 'passwordShort'],
  ['0900000001', 'passwordDigits'],
  ['01/02/1990 0900', 'passwordDigits'],
  ['1111111111', 'passwordDigits'],
  ['aaaaaaaaaaaa', 'passwordSimple'],
  ['abababababab', 'passwordSimple'],
  ['quantri123456', 'passwordName'],
  ['Quan.Tri.2026', 'passwordName'],
  ['lê thị đặt ra', 'passwordName'],
  ['LeThiDatRa1990', 'passwordName'],
])('%j is judged %s', (password, problem) => {
  expect(passwordProblem(password, names)).toBe(problem)
})
