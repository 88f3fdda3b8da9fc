import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findSecret } from './secretGuard.ts'

const words = [
  'OTP',
  'otp',
  'mã OTP',
  'O.T.P',
  'mã xác thực',
  'MA XAC THUC',
  'mật khẩu',
  'mat khau',
  'Matkhau',
  'passcode',
  'PassCode',
]
const word = fc.constantFrom(...words).chain((said) => fc.constantFrom(said, said.normalize('NFD')))
const digits = (least: number, most: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: least, maxLength: most }).map((all) => all.join(''))
const spaced = (code: fc.Arbitrary<string>) =>
  fc.tuple(code, fc.constantFrom('', ' ', '.', '-', '  ')).map(([run, gap]) => [...run].join(gap))
/** Words without digits, and none of the secret ones. */
const filler = (least: number, most: number) =>
  fc.integer({ min: least, max: most }).map((n) => 'bà con ở ấp gần chợ cũ, '.repeat(5).slice(0, n).trim())

describe('findSecret', () => {
  it.each([
    'OTP 123456',
    'mã OTP là 12 34 56',
    'Mật khẩu của bà: 1 2 3 4',
    'mat khau 12345678',
    '482913 là mã xác thực',
    'passcode=1.2.3.4.5.6',
    'o t p: 9 9 9 9',
    'OTP 123456 gọi 0912345678',
    'OTP 123456 0912345678',
    'OTP 1\u200b2\u200b3\u200b4',
    'otp \u200b12\u200b3456',
    'OTP ១២៣៤៥៦',
    'ＯＴＰ １２３４５６',
  ])('refuses %s', (text) => {
    expect(findSecret(text)).toEqual({ kind: 'digitsNearSecretWord' })
  })

  it.each(['123456', ' 123 456 ', '12.34.56', '1-2-3-4-5-6', '１２３４５６'])(
    'refuses exactly six digits: %s',
    (text) => {
      expect(findSecret(text)).toEqual({ kind: 'sixDigits' })
    },
  )

  it.each([
    '',
    'Bà quên mật khẩu, hẹn tối mai',
    'OTP không về sau 3 lần',
    'OTP gửi về số 0912 345 678',
    'Quên passcode, số định danh 070 185 012345',
    'Nhà ở ấp 5, gần trường',
    'Họp lúc 19:30 ngày 12/10/2026',
    '1234567',
    'Không tốt phải đổi 1234 lần',
    'hẹn 20.11.2026 tại nhà văn hóa',
  ])('keeps %s', (text) => {
    expect(findSecret(text)).toBeNull()
  })

  it('refuses any code of 4 to 8 digits within 30 characters, before or after the word', () => {
    fc.assert(
      fc.property(
        word,
        spaced(digits(4, 8)),
        filler(0, 28),
        fc.boolean(),
        filler(0, 80),
        (said, code, between, first, around) => {
          const middle = between === '' ? ' ' : ` ${between} `.slice(0, 30)
          const text = first ? said + middle + code : code + middle + said
          expect(findSecret(`${around} ${text} ${around}`)).not.toBeNull()
        },
      ),
    )
  })

  it('keeps phone numbers, dates and ID numbers that stand farther off', () => {
    const phone = digits(8, 8).map((rest) => `09${rest}`)
    const date = fc
      .tuple(fc.integer({ min: 1, max: 28 }), fc.integer({ min: 1, max: 12 }))
      .map(([d, m]) => `${d}/${m}/1950`)
    const thing = fc.oneof(
      phone,
      date,
      digits(12, 12).map((all) => `0${all.slice(1)}`),
    )
    fc.assert(
      fc.property(word, thing, fc.boolean(), (said, number, first) => {
        const far = ` ${'bà con ở ấp gần chợ cũ '.repeat(2)}`
        expect(findSecret(first ? said + far + number : number + far + said)).toBeNull()
      }),
    )
  })

  it('keeps any text without four digits in a row of digits', () => {
    fc.assert(
      fc.property(word, digits(1, 3), filler(0, 40), (said, few, between) => {
        expect(findSecret(`${said} ${between} x${few}x`)).toBeNull()
      }),
    )
  })

  it('measures 30 characters exactly', () => {
    expect(findSecret(`otp${'x'.repeat(30)}1234`)).not.toBeNull()
    expect(findSecret(`otp${'x'.repeat(31)}1234`)).toBeNull()
    expect(findSecret(`1234${'x'.repeat(30)}otp`)).not.toBeNull()
    expect(findSecret(`1234${'x'.repeat(31)}otp`)).toBeNull()
  })
})
