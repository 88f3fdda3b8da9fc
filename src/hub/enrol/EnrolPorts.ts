import type { Bytes, CryptoPort } from '../../crypto/CryptoPort.ts'
import type { Stretch } from '../../protocol/pinBundle.ts'
import type { ReceiptSigner } from '../../protocol/statements.ts'
import type { HubStore } from '../store/HubStore.ts'

/** What enrolment of tablets, volunteers and officers works with. No key that opens items is among it. */
export interface EnrolPorts {
  store: HubStore
  crypto: CryptoPort
  /** the root's public point, 65 bytes: what a tablet pins */
  rootKey: Bytes
  certificates: readonly string[]
  receipts: ReceiptSigner
  /** out of which spoken answers are made (SPEC KEY-8); it never leaves the hub */
  recoverySecret: Uint8Array
  /** Argon2id for PIN bundles */
  stretch: Stretch
  passwords: Passwords
  now(): number
}

/** Officers' passwords: Argon2id, PHC strings. */
export interface Passwords {
  hash(password: string): Promise<string>
  matches(password: string, hash: string): Promise<boolean>
}
