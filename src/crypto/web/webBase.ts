import { type Bytes, CryptoError, type CryptoPort, type ItemKeys, type Signer } from '../CryptoPort.ts'

const subtle = globalThis.crypto.subtle
const ecdsa = { name: 'ECDSA', namedCurve: 'P-256' } as const
const ecdsaSha256 = { name: 'ECDSA', hash: 'SHA-256' } as const
const zeroIv = new Uint8Array(12)
const noSalt = new Uint8Array(0)

/** WebCrypto wants views over plain ArrayBuffers; everything of ours is one, so this copies nothing in practice. */
export const own = (bytes: Uint8Array): Bytes =>
  bytes.buffer instanceof ArrayBuffer ? (bytes as Bytes) : new Uint8Array(bytes)

export const bytesOf = (buffer: ArrayBuffer): Bytes => new Uint8Array(buffer)

async function aesKey(raw: Uint8Array, usage: 'encrypt' | 'decrypt'): Promise<CryptoKey> {
  return subtle.importKey('raw', own(raw), 'AES-GCM', false, [usage])
}

async function decryptOrNull(key: CryptoKey, iv: Uint8Array, aad: Uint8Array, ct: Uint8Array): Promise<Bytes | null> {
  try {
    return bytesOf(await subtle.decrypt({ name: 'AES-GCM', iv: own(iv), additionalData: own(aad) }, key, own(ct)))
  } catch {
    return null
  }
}

/** HKDF over a secret that stays inside WebCrypto, not extractable; one derived AES key an item, used once. */
async function itemKeys(secret: Bytes): Promise<ItemKeys> {
  const base = await subtle.importKey('raw', secret, 'HKDF', false, ['deriveKey'])
  secret.fill(0)
  const derive = (info: Uint8Array, usage: 'encrypt' | 'decrypt') =>
    subtle.deriveKey(
      { name: 'HKDF', hash: 'SHA-256', salt: noSalt, info: own(info) },
      base,
      { name: 'AES-GCM', length: 256 },
      false,
      [usage],
    )
  return {
    async seal(info, aad, plain) {
      const key = await derive(info, 'encrypt')
      return bytesOf(await subtle.encrypt({ name: 'AES-GCM', iv: zeroIv, additionalData: own(aad) }, key, own(plain)))
    },
    async open(info, aad, ct) {
      return decryptOrNull(await derive(info, 'decrypt'), zeroIv, aad, ct)
    },
  }
}

/**
 * The browser's cryptography apart from HPKE: all that sending needs. The service worker has only this, so it can seal and
 * open nothing (design D4).
 */
export const webBase: Omit<CryptoPort, 'hpkeSender'> = {
  random: (length) => globalThis.crypto.getRandomValues(new Uint8Array(length)),
  sha256: async (bytes) => bytesOf(await subtle.digest('SHA-256', own(bytes))),
  async hkdf(secret, salt, info, length) {
    const key = await subtle.importKey('raw', own(secret), 'HKDF', false, ['deriveBits'])
    const params = { name: 'HKDF', hash: 'SHA-256', salt: own(salt), info: own(info) }
    return bytesOf(await subtle.deriveBits(params, key, length * 8))
  },
  async aesSeal(key, iv, aad, plain) {
    const params = { name: 'AES-GCM', iv: own(iv), additionalData: own(aad) }
    return bytesOf(await subtle.encrypt(params, await aesKey(key, 'encrypt'), own(plain)))
  },
  aesOpen: async (key, iv, aad, ct) => decryptOrNull(await aesKey(key, 'decrypt'), iv, aad, ct),
  async verify(publicKey, message, signature) {
    try {
      const key = await subtle.importKey('raw', own(publicKey), ecdsa, false, ['verify'])
      return await subtle.verify(ecdsaSha256, key, own(signature), own(message))
    } catch {
      return false
    }
  },
  itemKeys,
}

/** A signer over a WebCrypto pair; the private key may be non-extractable and live in IndexedDB. */
export async function webSigner(pair: CryptoKeyPair): Promise<Signer> {
  const publicKey = bytesOf(await subtle.exportKey('raw', pair.publicKey))
  return {
    publicKey,
    sign: async (message) => bytesOf(await subtle.sign(ecdsaSha256, pair.privateKey, own(message))),
  }
}

/** A new ECDSA pair whose private key cannot be exported: the tablet's own (design §5). */
export const newSigningPair = (extractable = false): Promise<CryptoKeyPair> =>
  subtle.generateKey(ecdsa, extractable, ['sign', 'verify'])

/** A new ECDH pair for HPKE, private key not exportable unless asked. */
export const newBoxPair = (extractable = false): Promise<CryptoKeyPair> =>
  subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, extractable, ['deriveBits'])

/** Import private JWKs (from an opened PIN bundle) as keys that cannot be exported again. */
export async function signerFromJwk(jwk: JsonWebKey): Promise<Signer> {
  const { d: _, key_ops: __, ...publicJwk } = jwk
  try {
    const privateKey = await subtle.importKey('jwk', { ...jwk, key_ops: ['sign'], ext: false }, ecdsa, false, ['sign'])
    const publicKey = await subtle.importKey('jwk', { ...publicJwk, ext: true }, ecdsa, true, ['verify'])
    return webSigner({ privateKey, publicKey })
  } catch {
    throw new CryptoError('bad-key')
  }
}
