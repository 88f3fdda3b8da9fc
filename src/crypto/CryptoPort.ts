/**
 * The cryptography that the protocol needs, as a parameter (design D8): the browser gives WebCrypto and @hpke/core, the
 * hub gives node:crypto, the simulator a seeded, wholly synchronous one. All are P-256, SHA-256, AES-256-GCM, HKDF-SHA-256
 * and are held together by the published vectors (tests/contract/vectors).
 */
export type Awaitable<T> = T | Promise<T>

export type Bytes = Uint8Array<ArrayBuffer>

/** An ECDSA P-256 private key in use; it never shows its scalar. */
export interface Signer {
  /** raw uncompressed point, 65 bytes */
  readonly publicKey: Bytes
  /** 64 bytes r ‖ s over SHA-256 of the message (IEEE P1363) */
  sign(message: Uint8Array): Awaitable<Bytes>
}

/** The item keys of one sealing session: each key is HKDF(session secret, info) and seals or opens once (SPEC ITM-3). */
export interface ItemKeys {
  seal(info: Uint8Array, aad: Uint8Array, plain: Uint8Array): Awaitable<Bytes>
  /** null when the ciphertext is not authentic */
  open(info: Uint8Array, aad: Uint8Array, ct: Uint8Array): Awaitable<Bytes | null>
}

/** An HPKE context that only exports (RFC 9180 §5.3). */
export interface HpkeExporter {
  export(label: Uint8Array, length: number): Awaitable<Bytes>
}

/** A P-256 private key that opens HPKE contexts made for its public key. */
export interface HpkeOpener {
  readonly publicKey: Bytes
  /** throws `CryptoError('bad-point')` when `enc` is no point of the curve */
  open(enc: Uint8Array, info: Uint8Array): Awaitable<HpkeExporter>
}

export interface CryptoPort {
  random(length: number): Bytes
  sha256(bytes: Uint8Array): Awaitable<Bytes>
  hkdf(secret: Uint8Array, salt: Uint8Array, info: Uint8Array, length: number): Awaitable<Bytes>
  /** AES-256-GCM, 12-byte iv, 16-byte tag at the end */
  aesSeal(key: Uint8Array, iv: Uint8Array, aad: Uint8Array, plain: Uint8Array): Awaitable<Bytes>
  aesOpen(key: Uint8Array, iv: Uint8Array, aad: Uint8Array, ct: Uint8Array): Awaitable<Bytes | null>
  /** ECDSA P-256 over SHA-256, 64-byte signature; false for anything malformed */
  verify(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): Awaitable<boolean>
  /** A sender context of DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-256-GCM, base mode */
  hpkeSender(publicKey: Uint8Array, info: Uint8Array): Awaitable<{ enc: Bytes; context: HpkeExporter }>
  /** Takes the session secret into use and zeroes the raw bytes given. */
  itemKeys(secret: Bytes): Awaitable<ItemKeys>
}

export class CryptoError extends Error {
  constructor(readonly code: 'bad-point' | 'bad-key') {
    super(code)
    this.name = 'CryptoError'
  }
}
