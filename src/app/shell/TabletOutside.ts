import type { CryptoPort } from '../../crypto/CryptoPort.ts'
import type { Stretch } from '../../protocol/pinBundle.ts'
import type { PhotoLine } from '../../sync/photoPorts.ts'
import type { Line, SyncClock } from '../../sync/ports.ts'
import type { Changes } from '../storage/db/Changes.ts'
import type { TabletDb } from '../storage/db/TabletDb.ts'
import type { BrowserHost } from '../storage/device/BrowserHost.ts'
import type { TabletClock } from '../storage/platform/TabletClock.ts'
import type { Locks } from '../storage/platform/webLocks.ts'

/** All that a tablet touches outside itself (design D8). */
export interface TabletOutside {
  db: TabletDb
  crypto: CryptoPort
  clock: TabletClock
  syncClock: SyncClock
  random(): number
  locks: Locks
  line: Line
  photoLine: PhotoLine
  changes: Changes
  host: BrowserHost
  stretch: Stretch
  appVersion: string
  /** aborts when this tablet is put away, as a test does; a browser's page just ends */
  ending: AbortSignal
  /** this is practice itself; every other tablet ends what practice left behind */
  practice?: true
}
