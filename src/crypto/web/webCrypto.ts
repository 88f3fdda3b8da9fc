import type { CipherSuite } from '@hpke/core'
import { CryptoError, type CryptoPort, type HpkeOpener } from '../CryptoPort.ts'
import { bytesOf, own, webBase } from './webBase.ts'

export { newBoxPair, newSigningPair, signerFromJwk, webSigner } from './webBase.ts'

const subtle = globalThis.crypto.subtle
let loaded: Promise<CipherSuite> | null = null

/** HPKE is needed when a tablet enrols or unlocks, not to draw the first screen: it is a chunk of its own. */
function suite(): Promise<CipherSuite> {
  loaded ??= import('@hpke/core')
    .then(
      ({ Aes256Gcm, CipherSuite: Suite, DhkemP256HkdfSha256, HkdfSha256 }) =>
        new Suite({ kem: new DhkemP256HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes256Gcm() }),
    )
    .catch((error: unknown) => {
      // no line at a first visit: the next use asks again
      loaded = null
      throw error
    })
  return loaded
}

/** The browser's cryptography (Node's WebCrypto too, which the vector tests use). */
export const webCrypto: CryptoPort = {
  ...webBase,
  async hpkeSender(publicKey, info) {
    const hpke = await suite()
    const recipientPublicKey = await hpke.kem.deserializePublicKey(own(publicKey).slice().buffer)
    const context = await hpke.createSenderContext({ recipientPublicKey, info: own(info).slice().buffer })
    return {
      enc: bytesOf(context.enc),
      context: {
        export: async (label, length) => bytesOf(await context.export(own(label).slice().buffer, length)),
      },
    }
  },
}

/** An HPKE opener over a WebCrypto ECDH pair. */
export async function webOpener(pair: CryptoKeyPair): Promise<HpkeOpener> {
  const publicKey = bytesOf(await subtle.exportKey('raw', pair.publicKey))
  return {
    publicKey,
    async open(enc, info) {
      const context = await (await suite())
        .createRecipientContext({ recipientKey: pair, enc: own(enc).slice().buffer, info: own(info).slice().buffer })
        .catch(() => {
          throw new CryptoError('bad-point')
        })
      return { export: async (label, length) => bytesOf(await context.export(own(label).slice().buffer, length)) }
    },
  }
}

/** An HPKE opener from a private ECDH JWK (the volunteer's box key out of the PIN bundle). */
export async function openerFromJwk(jwk: JsonWebKey): Promise<HpkeOpener> {
  const ecdh = { name: 'ECDH', namedCurve: 'P-256' } as const
  const { d: _, key_ops: __, ...publicJwk } = jwk
  try {
    const privateKey = await subtle.importKey('jwk', { ...jwk, key_ops: ['deriveBits'], ext: false }, ecdh, false, [
      'deriveBits',
    ])
    const publicKey = await subtle.importKey('jwk', { ...publicJwk, ext: true }, ecdh, true, [])
    return webOpener({ privateKey, publicKey })
  } catch {
    throw new CryptoError('bad-key')
  }
}
