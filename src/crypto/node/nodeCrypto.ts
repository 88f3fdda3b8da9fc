import {
  createCipheriv,
  createDecipheriv,
  createECDH,
  createHash,
  createPrivateKey,
  createPublicKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
  sign,
  verify,
} from 'node:crypto'
import { base64url } from '../bytes.ts'
import { type Bytes, CryptoError, type CryptoPort, type HpkeOpener, type Signer } from '../CryptoPort.ts'
import { hpkeReceiverSync, hpkeSenderSync } from './hpkeSync.ts'

const zeroIv = new Uint8Array(12)
const none = new Uint8Array(0)

/** A private P-256 scalar with its public point, both raw. */
export interface RawKeyPair {
  privateKey: Bytes
  publicKey: Bytes
}

/** The pair of a 32-byte scalar; throws `CryptoError('bad-key')` when it is out of range. */
export function pairOfScalar(privateKey: Bytes): RawKeyPair {
  const ecdh = createECDH('prime256v1')
  try {
    ecdh.setPrivateKey(privateKey)
    return { privateKey, publicKey: new Uint8Array(ecdh.getPublicKey()) }
  } catch {
    throw new CryptoError('bad-key')
  }
}

/** A new random pair. */
export function newRawPair(): RawKeyPair {
  const ecdh = createECDH('prime256v1')
  const publicKey = new Uint8Array(ecdh.generateKeys())
  const scalar = ecdh.getPrivateKey()
  const privateKey = new Uint8Array(32)
  privateKey.set(scalar, 32 - scalar.length)
  return { privateKey, publicKey }
}

/** The public JWK of a raw point. */
export const jwkOfPoint = (point: Uint8Array) => ({
  kty: 'EC' as const,
  crv: 'P-256' as const,
  x: base64url(point.subarray(1, 33)),
  y: base64url(point.subarray(33, 65)),
})

/** The private JWK of a pair: what a volunteer's PIN bundle holds (SPEC KEY-3). */
export const jwkOfPair = (pair: RawKeyPair) => ({ ...jwkOfPoint(pair.publicKey), d: base64url(pair.privateKey) })

const publicKeys = new Map<string, KeyObject>()

/** Importing a point costs more than verifying with it, so the last few hundred are kept. */
function publicKeyOf(point: Uint8Array): KeyObject {
  const name = base64url(point)
  const known = publicKeys.get(name)
  if (known) return known
  const key = createPublicKey({ key: jwkOfPoint(point), format: 'jwk' })
  if (publicKeys.size > 512) publicKeys.clear()
  publicKeys.set(name, key)
  return key
}

function aesSeal(key: Uint8Array, iv: Uint8Array, aad: Uint8Array, plain: Uint8Array): Bytes {
  const cipher = createCipheriv('aes-256-gcm', key, iv)
  cipher.setAAD(aad)
  const body = cipher.update(plain)
  cipher.final()
  const out = new Uint8Array(body.length + 16)
  out.set(body)
  out.set(cipher.getAuthTag(), body.length)
  return out
}

function aesOpen(key: Uint8Array, iv: Uint8Array, aad: Uint8Array, ct: Uint8Array): Bytes | null {
  if (ct.length < 16) return null
  const decipher = createDecipheriv('aes-256-gcm', key, iv)
  decipher.setAAD(aad)
  decipher.setAuthTag(ct.subarray(ct.length - 16))
  const plain = decipher.update(ct.subarray(0, ct.length - 16))
  try {
    decipher.final()
  } catch {
    return null
  }
  return new Uint8Array(plain)
}

const hkdf = (secret: Uint8Array, salt: Uint8Array, info: Uint8Array, length: number): Bytes =>
  new Uint8Array(hkdfSync('sha256', secret, salt, info, length))

const sha256 = (bytes: Uint8Array): Bytes => new Uint8Array(createHash('sha256').update(bytes).digest())

/** The hub's cryptography: node:crypto, synchronous throughout. `random` is a parameter for the simulator's sake. */
export function createNodeCrypto(random: (length: number) => Bytes): CryptoPort {
  return {
    random,
    sha256,
    hkdf,
    aesSeal,
    aesOpen,
    verify(publicKey, message, signature) {
      if (signature.length !== 64 || publicKey.length !== 65) return false
      try {
        return verify('sha256', message, { key: publicKeyOf(publicKey), dsaEncoding: 'ieee-p1363' }, signature)
      } catch {
        return false
      }
    },
    hpkeSender(publicKey, info) {
      const ephemeral = random(32)
      // keeps the scalar below the curve's order without a loop: the order begins with ff ff ff ff 00
      ephemeral[0] = (ephemeral[0] ?? 0) & 0x7f
      return hpkeSenderSync(publicKey, info, ephemeral)
    },
    itemKeys(secret) {
      const kept = new Uint8Array(secret)
      secret.fill(0)
      return {
        seal: (info, aad, plain) => aesSeal(hkdf(kept, none, info, 32), zeroIv, aad, plain),
        open: (info, aad, ct) => aesOpen(hkdf(kept, none, info, 32), zeroIv, aad, ct),
      }
    },
  }
}

export const nodeCrypto: CryptoPort = createNodeCrypto((length) => new Uint8Array(randomBytes(length)))

/** A signer over a raw pair. */
export function nodeSigner(pair: RawKeyPair): Signer {
  const key = createPrivateKey({ key: jwkOfPair(pair), format: 'jwk' })
  return {
    publicKey: pair.publicKey,
    sign: (message) => new Uint8Array(sign('sha256', message, { key, dsaEncoding: 'ieee-p1363' })),
  }
}

/** An HPKE opener over a raw pair. */
export const nodeOpener = (pair: RawKeyPair): HpkeOpener => ({
  publicKey: pair.publicKey,
  open: (enc, info) => hpkeReceiverSync(pair.privateKey, pair.publicKey, enc, info),
})
