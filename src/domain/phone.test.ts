import { expect, it } from 'vitest'
import { parsePhone, showPhone } from './phone.ts'

it('reads one number however it is written', () => {
  for (const typed of [
    '0912345678',
    '091 234 5678',
    '0912.345.678',
    '+84912345678',
    '+84 (0)912 345 678',
    '84912345678',
    '0084-912-345-678',
  ]) {
    expect(parsePhone(typed)).toEqual({ ok: true, phone: '0912345678' })
  }
})

it('takes every mobile prefix and no other', () => {
  for (const second of '0123456789') {
    const parsed = parsePhone(`0${second}12345678`)
    expect(parsed).toEqual(
      '35789'.includes(second) ? { ok: true, phone: `0${second}12345678` } : { ok: false, problem: 'phoneNotMobile' },
    )
  }
})

it('says when the length or a sign is wrong', () => {
  for (const typed of ['', '091234567', '09123456789', '01681234567', 'ABCDEFGHIJ', '+12125550100', '9912345678']) {
    expect(parsePhone(typed)).toEqual({ ok: false, problem: 'phoneNotTenDigits' })
  }
})

it('shows a number in groups', () => {
  expect(showPhone('0912345678')).toBe('0912 345 678')
  expect(showPhone('113')).toBe('113')
})
