import { base64url, concat, equalBytes, fromBase64url, utf8 } from '../../crypto/bytes.ts'
import type { Bytes, CryptoPort } from '../../crypto/CryptoPort.ts'

/** As long as a person may take with their device. */
const lifetimeSeconds = 300
const headLength = 20

const macOf = async (crypto: CryptoPort, secret: Uint8Array, about: string, head: Uint8Array) =>
  (await crypto.hkdf(secret, utf8(`tram-so/passkey/1 ${about}`), head, 32)).subarray(0, 16)

/**
 * A challenge that any hub process with the same secret recognises: `seconds u32 ‖ random(16) ‖ mac(16)`, for one purpose.
 * That it is used once is the store's to see.
 *
 * @param about `sign-in`, or whose passkey is made
 */
export async function makeChallenge(
  crypto: CryptoPort,
  secret: Uint8Array,
  about: string,
  now: number,
): Promise<Bytes> {
  const head = new Uint8Array(headLength)
  new DataView(head.buffer).setUint32(0, Math.floor(now / 1000))
  head.set(crypto.random(headLength - 4), 4)
  return concat(head, await macOf(crypto, secret, about, head))
}

/** Is this a challenge of ours for this purpose, not older than five minutes by the hub's clock? */
export async function isChallengeOurs(
  crypto: CryptoPort,
  secret: Uint8Array,
  about: string,
  text: string,
  now: number,
): Promise<boolean> {
  const bytes = fromBase64url(text)
  if (bytes?.length !== headLength + 16) return false
  const head = bytes.subarray(0, headLength)
  if (!equalBytes(bytes.subarray(headLength), await macOf(crypto, secret, about, head))) return false
  const made = new DataView(head.buffer, head.byteOffset).getUint32(0)
  return Math.abs(now / 1000 - made) <= lifetimeSeconds
}

/** Until when a used challenge has to be remembered, ms. */
export const challengeEnd = (now: number): number => now + 2 * lifetimeSeconds * 1000

/** The name under which the store remembers that a challenge was used. */
export const challengeKey = (text: string): string => `passkey ${base64url(fromBase64url(text) ?? new Uint8Array(0))}`
