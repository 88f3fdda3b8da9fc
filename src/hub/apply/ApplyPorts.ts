import type { CryptoPort, HpkeOpener } from '../../crypto/CryptoPort.ts'
import type { HubStore } from '../store/HubStore.ts'

/** What apply works with: the only place of the hub that holds keys which open items. */
export interface ApplyPorts {
  store: HubStore
  crypto: CryptoPort
  /** seal keys by kid, old ones kept for at least 400 days (SPEC KEY-1) */
  openers: ReadonlyMap<string, HpkeOpener>
  now(): number
  /** something a person should look at; codes and ids only */
  onTrouble?: (trouble: { code: string; tenant: string; chain: string; n: number }) => void
}
