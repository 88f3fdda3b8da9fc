/**
 * Our code for a draft, short enough to copy by hand: `TS-XXXXX-C`, five signs of the record's uuid and a check sign. It
 * never looks like an official mã hồ sơ, which has two runs of digits (design D14).
 *
 * The alphabet has no 0 O 1 I L U V, which hands and eyes mix up. That leaves 29 signs: a prime, so that a weighted sum
 * catches every wrong sign and every swap. 29^5 codes are about 20 million: enough to tell a commune's drafts apart, not
 * enough to be a key, so a look-up by code may find more than one record.
 */
const alphabet = '23456789ABCDEFGHJKMNPQRSTWXYZ'
const prime = alphabet.length
const bodyLength = 5

export type ShortCodeProblem = 'shortCodeForm' | 'shortCodeCheck'
export type ParsedShortCode =
  | { readonly ok: true; readonly code: string }
  | { readonly ok: false; readonly problem: ShortCodeProblem }

const sign = (value: number) => alphabet.charAt(((value % prime) + prime) % prime)

/** Weights 2 to 6 for the body and 1 for the check sign: all different and none a multiple of 29. */
const weightedSum = (body: string) => [...body].reduce((sum, one, at) => sum + alphabet.indexOf(one) * (at + 2), 0)
const checkSign = (body: string) => sign(-weightedSum(body))
const written = (body: string) => `TS-${body}-${checkSign(body)}`

/**
 * @param uuid the record's random UUID
 * @returns its code, always the same; throws a TypeError when the text is no UUID
 */
export const shortCodeOf = (uuid: string): string => {
  const hex = uuid.toLowerCase().replace(/-/g, '')
  if (!/^[0-9a-f]{32}$/.test(hex)) throw new TypeError('shortCodeOf needs a UUID')
  let rest = BigInt(`0x${hex}`)
  let body = ''
  while (body.length < bodyLength) {
    body += sign(Number(rest % BigInt(prime)))
    rest /= BigInt(prime)
  }
  return written(body)
}

/** Reads a code as people copy it: any case, spaces, dots or missing hyphens, with or without TS. */
export const parseShortCode = (typed: string): ParsedShortCode => {
  const signs = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s.\u2010-\u2015_-]/g, '')
  const body = signs.length === bodyLength + 3 && signs.startsWith('TS') ? signs.slice(2) : signs
  if (body.length !== bodyLength + 1 || [...body].some((one) => !alphabet.includes(one))) {
    return { ok: false, problem: 'shortCodeForm' }
  }
  const code = written(body.slice(0, bodyLength))
  return code.endsWith(body.slice(bodyLength)) ? { ok: true, code } : { ok: false, problem: 'shortCodeCheck' }
}
