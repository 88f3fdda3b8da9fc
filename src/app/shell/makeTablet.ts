import type { CryptoPort } from '../../crypto/CryptoPort.ts'
import { recordTypes } from '../../domain/records.ts'
import type { Stretch } from '../../protocol/pinBundle.ts'
import type { Line, SyncClock } from '../../sync/ports.ts'
import type { Changes } from '../storage/db/Changes.ts'
import { readMeta } from '../storage/db/meta.ts'
import type { TabletDb } from '../storage/db/TabletDb.ts'
import type { BrowserHost } from '../storage/device/BrowserHost.ts'
import { TabletDevice } from '../storage/device/TabletDevice.ts'
import { wipeRevoked } from '../storage/device/wipeRevoked.ts'
import { DraftSealer } from '../storage/drafts/DraftSealer.ts'
import { DraftVault } from '../storage/drafts/DraftVault.ts'
import { TabletDrafts } from '../storage/drafts/TabletDrafts.ts'
import { TabletLock } from '../storage/lock/TabletLock.ts'
import type { TabletClock } from '../storage/platform/TabletClock.ts'
import type { Locks } from '../storage/platform/webLocks.ts'
import type { TabletPorts } from '../storage/ports.ts'
import { Keyring } from '../storage/seal/Keyring.ts'
import { SealedOutbox } from '../storage/seal/SealedOutbox.ts'
import { StatusBoard } from '../storage/sync/StatusBoard.ts'
import { TabletSync } from '../storage/sync/TabletSync.ts'
import { TeamRecords } from '../storage/sync/TeamRecords.ts'

/** All that a tablet touches outside itself (design D8). */
export interface TabletOutside {
  db: TabletDb
  crypto: CryptoPort
  clock: TabletClock
  syncClock: SyncClock
  random(): number
  locks: Locks
  line: Line
  changes: Changes
  host: BrowserHost
  stretch: Stretch
  appVersion: string
}

export interface Tablet {
  ports: TabletPorts
  sync: TabletSync
  /** Read what this tablet is; resolves when the first screen can be drawn. */
  start(): Promise<void>
  stop(): void
}

const newestSchema = Math.max(...Object.values(recordTypes).map(({ schema }) => schema))

/** Puts the machine below the screens together. */
export function makeTablet(outside: TabletOutside): Tablet {
  const { db, crypto, clock, locks, changes, appVersion } = outside
  const keyring = new Keyring()
  const device = new TabletDevice({ ...outside, clock: outside.syncClock })
  const lock = new TabletLock({ ...outside, keyring })
  const records = new TeamRecords({ db, crypto, keyring, changes })
  const outbox = new SealedOutbox({ db, crypto, clock, locks, keyring, changes })
  const vault = new DraftVault({ db, keyring, changes })
  const sealer = new DraftSealer(db, vault, outbox)
  const drafts = new TabletDrafts({ db, crypto, clock, keyring, changes, vault, sealer, records })
  const versions = { app: appVersion, schema: newestSchema }
  const board = new StatusBoard({ db, clock, keyring, changes, records, grant: device.storageGrant, versions })
  const sync = new TabletSync({ ...outside, clock: outside.syncClock, keyring, board })

  keyring.listen((keys) => {
    // what lay untouched too long is sealed to the hub at the first chance (design §1)
    if (keys) void drafts.sealSurplus().catch(() => board.refresh())
  })
  db.onYield(() => lock.lock('asked'))

  const obeyRevocation = async () => {
    if ((await readMeta(db, 'device'))?.status !== 'revoked') return
    if (keyring.current) await drafts.sealAll().catch(() => undefined)
    lock.lock('asked')
    await wipeRevoked(db)
  }
  changes.listen((change) => {
    if (change === 'device') void obeyRevocation().catch(() => lock.lock('asked'))
  })

  return {
    ports: { device, lock, drafts, sync, now: () => clock.now() },
    sync,
    async start() {
      await device.start()
      await obeyRevocation()
      board.refresh()
      void sync.run()
    },
    stop() {
      sync.stop()
      device.stop()
      lock.lock('asked')
      changes.close()
      db.close()
    },
  }
}
