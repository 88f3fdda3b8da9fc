/** Digits and letters that are not mistaken for each other by ear or hand: no I, L, O, U. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** Odd weights, so that no wrong sign stays unnoticed, and hardly any swap of two. */
const checkSign = (body: string) =>
  alphabet.charAt([...body].reduce((sum, sign, at) => sum + alphabet.indexOf(sign) * (2 * at + 3), 0) % 32)

/** The first bits of some bytes as `signs` signs, the last of which checks the others: 5 bits for each but the last. */
export function spokenCode(bytes: Uint8Array, signs: number): string {
  let bits = 0
  let value = 0
  let body = ''
  for (const byte of bytes) {
    value = ((value << 8) | byte) & 0xffff
    for (bits += 8; bits >= 5 && body.length < signs - 1; bits -= 5) body += alphabet.charAt((value >> (bits - 5)) & 31)
  }
  if (body.length < signs - 1) throw new RangeError('too few bytes for a code')
  return body + checkSign(body)
}

/** How it is read out and shown: groups of four. */
export const inFours = (code: string): string => code.replace(/.{4}(?=.)/g, '$& ')

/** A code as a person typed it, with any gaps, small letters, O for 0, I and L for 1; null when a sign is wrong. */
export function readSpokenCode(typed: string, signs: number): string | null {
  const code = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s.,·_\u2010-\u2015-]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1')
  if (code.length !== signs || [...code].some((sign) => !alphabet.includes(sign))) return null
  return checkSign(code.slice(0, -1)) === code.at(-1) ? code : null
}
