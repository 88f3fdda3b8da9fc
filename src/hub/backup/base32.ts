import type { Bytes } from '../../crypto/CryptoPort.ts'

/** Digits and letters that are not mistaken for each other when copied by hand: no I, L, O, U. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** Bytes as base32 in groups of four; their number is a multiple of 5. */
export function base32Groups(bytes: Uint8Array): string {
  let text = ''
  let bits = 0
  let value = 0
  for (const byte of bytes) {
    value = (value << 8) | byte
    for (bits += 8; bits >= 5; bits -= 5) text += alphabet[(value >> (bits - 5)) & 31]
    value &= (1 << bits) - 1
  }
  return text.replace(/.{4}(?=.)/g, '$& ')
}

/** The bytes of such a text as a person typed it: small letters, other gaps, O for 0, I and L for 1. Null when it is none. */
export function fromBase32(text: string): Bytes | null {
  const plain = text
    .toUpperCase()
    .replace(/[\s.·_-]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1')
  if (plain.length % 8 !== 0) return null
  const bytes = new Uint8Array((plain.length * 5) / 8)
  let at = 0
  let bits = 0
  let value = 0
  for (const sign of plain) {
    const five = alphabet.indexOf(sign)
    if (five < 0) return null
    value = (value << 5) | five
    bits += 5
    if (bits < 8) continue
    bits -= 8
    bytes[at++] = value >> bits
    value &= (1 << bits) - 1
  }
  return bytes
}
