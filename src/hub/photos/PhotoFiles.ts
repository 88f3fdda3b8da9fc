import type { Bytes } from '../../crypto/CryptoPort.ts'
import type { PhotoKey } from '../store/rows.ts'

/** Where the sealed forms of photos lie: a folder of the hub, or the memory of a test. */
export interface PhotoFiles {
  /** Resolves when file and folder are on the disk (SPEC PHO-5); the same bytes again change nothing. */
  put(tenant: string, key: PhotoKey, sealed: Uint8Array): Promise<void>
  /** The bytes as they lie there; null when there are none. */
  read(tenant: string, key: PhotoKey): Promise<Bytes | null>
  /** Are so many bytes there? They are not read. */
  has(tenant: string, key: PhotoKey, length: number): Promise<boolean>
  remove(tenant: string, key: PhotoKey): Promise<void>
  /** Every photo that lies there, of whichever state, with when it was written, ms. */
  list(tenant: string): AsyncIterable<PhotoKey & { at: number }>
}
