import { concat, equalBytes, fromHex, hex } from '../../crypto/bytes.ts'
import type { CryptoPort } from '../../crypto/CryptoPort.ts'

const lifetimeSeconds = 600

const macOf = async (crypto: CryptoPort, secret: Uint8Array, about: Uint8Array, head: Uint8Array) =>
  (await crypto.hkdf(secret, about, head, 32)).subarray(0, 8)

/**
 * A nonce that any hub process with the same secret can recognise: `seconds u32 ‖ random(4) ‖ mac(8)`, bound to one device.
 * Only the hub's own clock is in it (SPEC PULL-1). Hex.
 */
export async function makeNonce(
  crypto: CryptoPort,
  secret: Uint8Array,
  device: Uint8Array,
  now: number,
): Promise<string> {
  const head = new Uint8Array(8)
  new DataView(head.buffer).setUint32(0, Math.floor(now / 1000))
  head.set(crypto.random(4), 4)
  return hex(concat(head, await macOf(crypto, secret, device, head)))
}

/** Is this a nonce of ours for this device, not older than ten minutes by the hub's clock? */
export async function isNonceOurs(
  crypto: CryptoPort,
  secret: Uint8Array,
  device: Uint8Array,
  nonce: string,
  now: number,
): Promise<boolean> {
  const bytes = fromHex(nonce)
  if (bytes?.length !== 16) return false
  const head = bytes.subarray(0, 8)
  if (!equalBytes(bytes.subarray(8), await macOf(crypto, secret, device, head))) return false
  const made = new DataView(head.buffer, head.byteOffset).getUint32(0)
  return Math.abs(now / 1000 - made) <= lifetimeSeconds
}
