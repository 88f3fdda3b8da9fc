import { createECDH, createHash, createHmac } from 'node:crypto'
import type { Bytes, Signer } from '../../src/crypto/CryptoPort.ts'
import type { RawKeyPair } from '../../src/crypto/node/nodeCrypto.ts'

/*
 * ECDSA P-256 with the nonces of RFC 6979, for the simulator only: node:crypto's signatures differ each time, and
 * @noble/curves (to which a test holds this) is ten times too slow for 10,000 seeds. OpenSSL does the point multiplication.
 */
const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n

const toNumber = (bytes: Uint8Array): bigint => BigInt(`0x${Buffer.from(bytes).toString('hex')}`)
const toBytes = (value: bigint): Bytes => new Uint8Array(Buffer.from(value.toString(16).padStart(64, '0'), 'hex'))
const mod = (value: bigint): bigint => ((value % order) + order) % order

function inverse(value: bigint): bigint {
  let [a, b, x, y] = [mod(value), order, 1n, 0n]
  while (a > 1n) {
    const quotient = a / b
    ;[a, b] = [b, a % b]
    ;[x, y] = [y, x - quotient * y]
  }
  return mod(x)
}

const hmac = (key: Uint8Array, ...parts: Uint8Array[]): Buffer => {
  const mac = createHmac('sha256', key)
  for (const part of parts) mac.update(part)
  return mac.digest()
}

/** RFC 6979 §3.2 for a 256-bit order and hash. */
function nonce(privateKey: Uint8Array, hash: Uint8Array): bigint {
  const seed = [privateKey, toBytes(mod(toNumber(hash)))]
  let key = hmac(new Uint8Array(32), new Uint8Array(32).fill(1), Uint8Array.of(0), ...seed)
  let value = hmac(key, new Uint8Array(32).fill(1))
  key = hmac(key, value, Uint8Array.of(1), ...seed)
  value = hmac(key, value)
  for (;;) {
    value = hmac(key, value)
    const candidate = toNumber(value)
    if (candidate > 0n && candidate < order) return candidate
    key = hmac(key, value, Uint8Array.of(0))
    value = hmac(key, value)
  }
}

/** The same key and message give the same signature. */
export const deterministicSigner = (pair: RawKeyPair): Signer => ({
  publicKey: pair.publicKey,
  sign(message) {
    const hash = createHash('sha256').update(message).digest()
    const k = nonce(pair.privateKey, hash)
    const ecdh = createECDH('prime256v1')
    ecdh.setPrivateKey(toBytes(k))
    const r = mod(toNumber(ecdh.getPublicKey().subarray(1, 33)))
    const s = mod(inverse(k) * (toNumber(hash) + r * toNumber(pair.privateKey)))
    return new Uint8Array(Buffer.concat([toBytes(r), toBytes(s)]))
  },
})
