import { createECDH, createHmac } from 'node:crypto'
import { concat, utf8 } from '../bytes.ts'
import { type Bytes, CryptoError, type HpkeExporter } from '../CryptoPort.ts'

/*
 * RFC 9180 base mode for DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-256-GCM, export interface only. Written here because
 * the simulator must be synchronous (docs/decisions/002) and every library we found is not; held to @hpke/core by vectors.
 */
const kemSuite = concat(utf8('KEM'), Uint8Array.of(0x00, 0x10))
const hpkeSuite = concat(utf8('HPKE'), Uint8Array.of(0x00, 0x10, 0x00, 0x01, 0x00, 0x02))
const version = utf8('HPKE-v1')
const none = new Uint8Array(0)

const hmac = (key: Uint8Array, ...data: Uint8Array[]): Bytes => {
  const mac = createHmac('sha256', key)
  for (const part of data) mac.update(part)
  return new Uint8Array(mac.digest())
}

const labeledExtract = (suite: Uint8Array, salt: Uint8Array, label: string, ikm: Uint8Array): Bytes =>
  hmac(salt.length === 0 ? new Uint8Array(32) : salt, version, suite, utf8(label), ikm)

function labeledExpand(suite: Uint8Array, prk: Uint8Array, label: string, info: Uint8Array, length: number): Bytes {
  const labeled = concat(Uint8Array.of(length >> 8, length & 255), version, suite, utf8(label), info)
  const out = new Uint8Array(length)
  let block: Uint8Array = none
  for (let at = 0, i = 1; at < length; i++) {
    block = hmac(prk, block, labeled, Uint8Array.of(i))
    out.set(block.subarray(0, length - at), at)
    at += block.length
  }
  return out
}

function sharedSecret(privateKey: Uint8Array, peer: Uint8Array, kemContext: Uint8Array): Bytes {
  const ecdh = createECDH('prime256v1')
  let dh: Buffer
  try {
    ecdh.setPrivateKey(privateKey)
    dh = ecdh.computeSecret(peer)
  } catch {
    throw new CryptoError('bad-point')
  }
  const eaePrk = labeledExtract(kemSuite, none, 'eae_prk', dh)
  return labeledExpand(kemSuite, eaePrk, 'shared_secret', kemContext, 32)
}

function exporter(shared: Uint8Array, info: Uint8Array): HpkeExporter {
  const context = concat(
    Uint8Array.of(0),
    labeledExtract(hpkeSuite, none, 'psk_id_hash', none),
    labeledExtract(hpkeSuite, none, 'info_hash', info),
  )
  const secret = labeledExtract(hpkeSuite, shared, 'secret', none)
  const exporterSecret = labeledExpand(hpkeSuite, secret, 'exp', context, 32)
  return { export: (label, length) => labeledExpand(hpkeSuite, exporterSecret, 'sec', label, length) }
}

/** Sender side with a given ephemeral private scalar (32 bytes): random in use, seeded in the simulator. */
export function hpkeSenderSync(publicKey: Uint8Array, info: Uint8Array, ephemeral: Uint8Array) {
  const ecdh = createECDH('prime256v1')
  ecdh.setPrivateKey(ephemeral)
  const enc = new Uint8Array(ecdh.getPublicKey())
  return { enc, context: exporter(sharedSecret(ephemeral, publicKey, concat(enc, publicKey)), info) }
}

/** Receiver side. */
export function hpkeReceiverSync(
  privateKey: Uint8Array,
  publicKey: Uint8Array,
  enc: Uint8Array,
  info: Uint8Array,
): HpkeExporter {
  return exporter(sharedSecret(privateKey, enc, concat(enc, publicKey)), info)
}
