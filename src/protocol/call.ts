import { concat } from '../crypto/bytes.ts'
import type { Bytes } from '../crypto/CryptoPort.ts'
import { labels } from './labels.ts'

/** What a kiosk signs when somebody there waits for a person, or no more (SPEC KSK-7). */
export const callMessage = (tenant: Uint8Array, device: Uint8Array, waits: boolean, nonce: Uint8Array): Bytes =>
  concat(labels.call, tenant, device, Uint8Array.of(waits ? 1 : 0), nonce)
