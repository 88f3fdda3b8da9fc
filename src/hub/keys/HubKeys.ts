import type { Bytes, CryptoPort, HpkeOpener } from '../../crypto/CryptoPort.ts'
import { nodeOpener, nodeSigner, type RawKeyPair } from '../../crypto/node/nodeCrypto.ts'
import { kidOf } from '../../protocol/jws.ts'
import { type ReceiptSigner, signCertificate } from '../../protocol/statements.ts'

/** The secrets of a hub as its key folder holds them (SPEC KEY-1). */
export interface HubKeys {
  root: RawKeyPair
  receipt: RawKeyPair
  seal: RawKeyPair
  /** seal keys of before: tablets that have been away for long still come with items sealed to them */
  oldSeals: readonly RawKeyPair[]
  /** for nonces and the one-time links, 32 bytes (SPEC PULL-1) */
  nonceSecret: Bytes
}

/** The keys in use: who the hub is to a tablet, what it signs with, and what opens items. */
export interface HubIdentity {
  rootKey: Bytes
  certificates: readonly string[]
  receipts: ReceiptSigner
  openers: ReadonlyMap<string, HpkeOpener>
  nonceSecret: Bytes
}

const openerOf = async (crypto: CryptoPort, pair: RawKeyPair) =>
  [await kidOf(crypto, pair.publicKey), nodeOpener(pair)] as const

export async function identityOf(crypto: CryptoPort, keys: HubKeys): Promise<HubIdentity> {
  const root = nodeSigner(keys.root)
  return {
    rootKey: keys.root.publicKey,
    certificates: [
      await signCertificate(crypto, root, 'receipt', keys.receipt.publicKey),
      await signCertificate(crypto, root, 'seal', keys.seal.publicKey),
    ],
    receipts: { signer: nodeSigner(keys.receipt), kid: await kidOf(crypto, keys.receipt.publicKey) },
    openers: new Map(await Promise.all([...keys.oldSeals, keys.seal].map((pair) => openerOf(crypto, pair)))),
    nonceSecret: keys.nonceSecret,
  }
}
