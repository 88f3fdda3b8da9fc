export type PhoneProblem = 'phoneNotTenDigits' | 'phoneNotMobile'
export type ParsedPhone =
  | { readonly ok: true; readonly phone: string }
  | { readonly ok: false; readonly problem: PhoneProblem }

/**
 * Reads a Vietnamese mobile number: ten digits, the second 3, 5, 7, 8 or 9 (facts §1). Forgives spaces, dots, hyphens,
 * brackets and the country code as +84, 84 or 0084.
 * @returns the number as `0xxxxxxxxx`
 */
export const parsePhone = (typed: string): ParsedPhone => {
  const digits = typed.normalize('NFKC').replace(/[\s.()-]/g, '')
  const phone = digits.replace(/^(?:\+84|0084|84(?=\d{9}$))0?/, '0')
  if (!/^0\d{9}$/.test(phone)) return { ok: false, problem: 'phoneNotTenDigits' }
  return /^0[35789]/.test(phone) ? { ok: true, phone } : { ok: false, problem: 'phoneNotMobile' }
}

/** @returns the number in groups for reading aloud: `0912 345 678`. */
export const showPhone = (phone: string): string => phone.replace(/^(\d{4})(\d{3})(\d{3})$/, '$1 $2 $3')
