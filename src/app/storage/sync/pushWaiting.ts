import type { CryptoPort } from '../../../crypto/CryptoPort.ts'
import type { Line, SyncClock, SyncOutcome } from '../../../sync/ports.ts'
import { syncOnce } from '../../../sync/syncOnce.ts'
import type { Changes } from '../db/Changes.ts'
import type { TabletDb } from '../db/TabletDb.ts'
import { wipeRevoked } from '../device/wipeRevoked.ts'
import type { Locks } from '../platform/webLocks.ts'
import { chainsByEpoch } from './chainsByEpoch.ts'
import { DexieSyncStore } from './DexieSyncStore.ts'

export interface PushWaitingParts {
  db: TabletDb
  crypto: CryptoPort
  changes: Changes
  locks: Locks
  line: Line
  clock: SyncClock
  random(): number
}

/**
 * One push of what waits, without any key: the service worker's part, also while the tablet is locked (design D4). `taken`
 * when a page is syncing already: it does this and more. A tablet that is revoked is wiped here too, whether a page is open or not.
 */
export async function pushWaiting(parts: PushWaitingParts, signal: AbortSignal): Promise<SyncOutcome | 'taken'> {
  const { locks, crypto, clock, line, random } = parts
  const store = new DexieSyncStore(parts)
  return locks.holdIfFree('tram-so-sync', async () => {
    const outcome = await syncOnce({ crypto, clock, line, random, store, teamKeys: null }, signal)
    if (outcome.kind === 'revoked') await wipeRevoked(parts.db)
    return outcome
  })
}

/** Is there anything that the hub has not promised to hold, or not since it was restored (SPEC EPO-1)? */
export async function hasWaiting(db: TabletDb): Promise<boolean> {
  return (await chainsByEpoch(db)).some((chain) => chain.receiptedN < chain.n)
}
