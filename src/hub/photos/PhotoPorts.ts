import type { CryptoPort } from '../../crypto/CryptoPort.ts'
import type { ReceiptSigner } from '../../protocol/statements.ts'
import type { HubStore } from '../store/HubStore.ts'
import type { PhotoFiles } from './PhotoFiles.ts'

/** What taking photos in works with. There is no key among it that opens one (SPEC PHO-5). */
export interface PhotoPorts {
  store: HubStore
  crypto: CryptoPort
  receipts: ReceiptSigner
  files: PhotoFiles
  /** Of these ids of a device, those of which an upload is unfinished. */
  unfinished(tenant: string, device: string, ids: readonly string[]): Promise<readonly string[]>
  /** the hub's clock, ms */
  now(): number
}
