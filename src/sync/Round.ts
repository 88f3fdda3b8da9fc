import type { TrustedKeys } from '../protocol/statements.ts'
import type { SyncIdentity, SyncPorts } from './ports.ts'

/** One round's context: the ports, who we are, and whether anything was achieved. */
export interface Round extends SyncPorts {
  identity: SyncIdentity
  signal: AbortSignal
  /** a receipt or a page was taken in this round */
  progressed: boolean
  /** the nonce of the last head, for one pull (SPEC PULL-1); absent until a head was taken */
  nonce?: string
  /** the hub's keys as of the last head (SPEC KEY-2) */
  keys?: TrustedKeys
  /** a page came under a team key that is not here: a new provision has it (SPEC KEY-6) */
  missingKey?: number
  /** a verified head said that this tablet is revoked (SPEC HEA-5) */
  isRevoked?: boolean
  /** the hub's clock as of the last head, ms */
  hubNow?: number
  /** how many photos of this tablet the hub wants, as of the last head (SPEC PHO-8) */
  photosWanted?: number
  /** the hub takes words about evenings (SPEC LED-2) */
  takesEvenings?: boolean
  /** the hub takes no photos for now; text goes on (SPEC PHO-6) */
  photosRestMs?: number
  /** there is more to do, and nothing to wait for */
  more?: boolean
}
