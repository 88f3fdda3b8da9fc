import { concat, utf8 } from '../crypto/bytes.ts'
import type { Bytes, CryptoPort } from '../crypto/CryptoPort.ts'
import { labels } from './labels.ts'
import { spokenCode } from './spokenCode.ts'

/*
 * The slip of a kiosk's draft (SPEC KSK-5): the record's short code names the draft, the secret beside it opens it. The hub
 * and the draft hold the secret's proof only.
 */

/** 35 bits that nobody guesses in ten tries, and a check sign. */
export const claimSigns = 8

export const newClaimSecret = (crypto: CryptoPort): string => spokenCode(crypto.random(5), claimSigns)

/** What stands for the secret everywhere but on the slip, 32 bytes. */
export async function claimProof(crypto: CryptoPort, tenant: Uint8Array, code: string, secret: string): Promise<Bytes> {
  return crypto.sha256(concat(labels.claim, tenant, utf8(code), utf8(secret)))
}

/** What a tablet signs to claim a draft. */
export const claimMessage = (tenant: Uint8Array, device: Uint8Array, proof: Uint8Array, nonce: Uint8Array): Bytes =>
  concat(labels.claim, tenant, device, proof, nonce)
