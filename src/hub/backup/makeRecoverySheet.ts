import { hex } from '../../crypto/bytes.ts'
import { newRawPair, nodeCrypto } from '../../crypto/node/nodeCrypto.ts'
import type { RecoveryKey } from '../keys/recoveryKey.ts'
import { sharesOf, sheetOf } from './recoveryShares.ts'

/** What is printed once and kept nowhere else: three shares of the key that opens backups, any two of which do. */
export interface RecoverySheet {
  /** 8 hex digits, on each share and in each backup that it opens */
  sheet: string
  /** of the hub's root key, as `hubFingerprint` writes it */
  hub: string
  /** ms of the hub's clock */
  madeAt: number
  shares: readonly { number: number; text: string }[]
}

/** Which hub this is, for people and file names: 16 hex digits of H(root key). */
export async function hubFingerprint(rootKey: Uint8Array): Promise<string> {
  return hex((await nodeCrypto.sha256(rootKey)).subarray(0, 8))
}

/**
 * Make a new recovery key with its sheet: the private half exists in the shares alone, because between the two it would
 * have to lie somewhere. The caller says when it counts (`writeRecoveryKey`, `writeNextKey`).
 */
export async function makeRecoverySheet(
  rootKey: Uint8Array,
  now: number,
): Promise<{ sheet: RecoverySheet; key: RecoveryKey }> {
  const pair = newRawPair()
  const texts = await sharesOf(pair)
  pair.privateKey.fill(0)
  const sheet = {
    sheet: await sheetOf(pair.publicKey),
    hub: await hubFingerprint(rootKey),
    madeAt: now,
    shares: texts.map((text, index) => ({ number: index + 1, text })),
  }
  return { sheet, key: { publicKey: pair.publicKey, madeAt: now } }
}
