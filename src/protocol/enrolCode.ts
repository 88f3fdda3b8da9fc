import { concat } from '../crypto/bytes.ts'
import type { CryptoPort } from '../crypto/CryptoPort.ts'
import { labels } from './labels.ts'

/** The 6 digits that the tablet shows and the officer compares on sight: both make them from the tablet's keys. */
export async function enrolCode(
  crypto: CryptoPort,
  tenant: Uint8Array,
  signKey: Uint8Array,
  boxKey: Uint8Array,
): Promise<string> {
  const digest = await crypto.sha256(concat(labels.code, tenant, signKey, boxKey))
  const number = new DataView(digest.buffer, digest.byteOffset).getUint32(0) % 1_000_000
  return String(number).padStart(6, '0')
}
