import type { CryptoPort } from '../../crypto/CryptoPort.ts'
import type { ReceiptSigner } from '../../protocol/statements.ts'
import type { HubStore } from '../store/HubStore.ts'

/** What ingest works with. There is no opening key among it (SPEC RCP-5). */
export interface IngestPorts {
  store: HubStore
  crypto: CryptoPort
  receipts: ReceiptSigner
  /** certificates of the hub's keys, sent with every head (SPEC HEA-3) */
  certificates: readonly string[]
  /** secret of this hub for its nonces, 32 bytes (SPEC PULL-1) */
  nonceSecret: Uint8Array
  /** the hub's clock, ms */
  now(): number
  /** items of this tenant wait to be applied */
  onStored(tenant: string): void
}
