import { stripAccents } from './foldVietnamese.ts'

/** Why a text was refused. The text itself is never kept, shown elsewhere or logged. */
export type SecretKind = 'sixDigits' | 'digitsNearSecretWord'

/** How close, in characters, digits and a word such as "mật khẩu" may not stand. */
const reach = 30

/** The words, on text without accents and case. Letters of "otp" may be spaced or dotted, if they stand apart. */
const secretWords = /(?:ma\s?)?otp|(?<![a-z])o[\s.-]?t[\s.-]?p(?![a-z])|ma\s?xac\s?thuc|mat\s?khau|passcode/g

/** Digits with spaces, dots or hyphens between them: one run, however it is grouped. */
const digitRuns = /\d(?:[\s.-]*\d)*/g

const invisible = /[\u00ad\u200b-\u200f\u2060\ufeff]/g
const khmerZero = 0x17e0

const readable = (text: string) =>
  stripAccents(text.normalize('NFKC').replace(invisible, ''))
    .replace(/[\u17e0-\u17e9]/g, (digit) => String(digit.charCodeAt(0) - khmerZero))
    .replace(/\s+/g, ' ')
    .trim()

const isSecretLong = (digits: string) => digits.length >= 4 && digits.length <= 8
const isPhoneOrId = (digits: string) => /^(?:0[35789]\d{8}|\d{12})$/.test(digits)

/**
 * Whether a run holds 4 to 8 digits as a whole, or in one of its groups: "123456 0912345678" hides a code beside a phone
 * number. A run that is one whole phone or ID number is read as that.
 */
const holdsCode = (run: string) => {
  const digits = run.replace(/\D/g, '')
  if (isPhoneOrId(digits)) return false
  return isSecretLong(digits) || run.split(/\D+/).some(isSecretLong)
}

/**
 * Finds what looks like an OTP, passcode or password in free text, before anything is stored (design §1, issue 2 §4):
 * 4 to 8 digits within 30 characters of otp, mã xác thực, mật khẩu or passcode (with or without accents), or a text that
 * is exactly six digits.
 * @returns the kind of the first finding, or null when the text may be kept
 */
export const findSecret = (text: string): { readonly kind: SecretKind } | null => {
  const plain = readable(text)
  if (/^\d(?:[ .-]?\d){5}$/.test(plain)) return { kind: 'sixDigits' }
  const words = [...plain.matchAll(secretWords)].map((found) => ({
    from: found.index,
    to: found.index + found[0].length,
  }))
  if (words.length === 0) return null
  const near = [...plain.matchAll(digitRuns)].some((run) => {
    const [from, to] = [run.index, run.index + run[0].length]
    return holdsCode(run[0]) && words.some((word) => from - word.to <= reach && word.from - to <= reach)
  })
  return near ? { kind: 'digitsNearSecretWord' } : null
}
