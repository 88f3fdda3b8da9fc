import { recordTypes } from '../../domain/records.ts'
import { readMeta } from '../storage/db/meta.ts'
import type { TabletDevice } from '../storage/device/TabletDevice.ts'
import { wipeRevoked } from '../storage/device/wipeRevoked.ts'
import { DraftSealer } from '../storage/drafts/DraftSealer.ts'
import { DraftVault } from '../storage/drafts/DraftVault.ts'
import { TabletDrafts } from '../storage/drafts/TabletDrafts.ts'
import { TabletEvenings } from '../storage/handover/TabletEvenings.ts'
import { Kiosk } from '../storage/kiosk/Kiosk.ts'
import { KioskDrafts } from '../storage/kiosk/KioskDrafts.ts'
import { KioskKeys } from '../storage/kiosk/KioskKeys.ts'
import { KioskQueue } from '../storage/kiosk/KioskQueue.ts'
import { renewTeamKeys } from '../storage/lock/renewTeamKeys.ts'
import type { TabletLock } from '../storage/lock/TabletLock.ts'
import { TabletPacks } from '../storage/packs/TabletPacks.ts'
import { TabletPhotoBudget } from '../storage/photos/TabletPhotoBudget.ts'
import { TabletPhotos } from '../storage/photos/TabletPhotos.ts'
import { WatchedValue } from '../storage/platform/WatchedValue.ts'
import type { HandoverPort } from '../storage/ports.ts'
import { endPractice } from '../storage/practice/endPractice.ts'
import { TabletRound } from '../storage/round/TabletRound.ts'
import type { Keyring } from '../storage/seal/Keyring.ts'
import { SealedOutbox } from '../storage/seal/SealedOutbox.ts'
import { TabletStudio } from '../storage/studio/TabletStudio.ts'
import { StatusBoard } from '../storage/sync/StatusBoard.ts'
import { TabletSync } from '../storage/sync/TabletSync.ts'
import { TeamRecords } from '../storage/sync/TeamRecords.ts'
import type { TabletOutside } from './TabletOutside.ts'

export interface Work {
  drafts: TabletDrafts
  photos: TabletPhotos
  sync: TabletSync
  kiosk: Kiosk
  packs: TabletPacks
  round: TabletRound
  handover(): Promise<HandoverPort>
  studio: TabletStudio
}

const newestSchema = Math.max(...Object.values(recordTypes).map(({ schema }) => schema))

/** Drafts, sealing and sending: what is needed behind the lock screen, and begins to run at once. */
export function makeWork(outside: TabletOutside, keyring: Keyring, device: TabletDevice, lock: TabletLock): Work {
  const { db, crypto, clock, syncClock, locks, changes, host, appVersion } = outside
  const records = new TeamRecords({ db, crypto, keyring, changes })
  const outbox = new SealedOutbox({ db, crypto, clock, locks, keyring, changes })
  const vault = new DraftVault({ db, keyring, changes })
  const sealer = new DraftSealer(db, vault, outbox)
  const round = new TabletRound({ db, crypto, clock, keyring, changes, vault, sealer, records })
  const afterFinish = round.learn.bind(round)
  const drafts = new TabletDrafts({ db, crypto, clock, keyring, changes, vault, sealer, records, afterFinish })
  const versions = { app: appVersion, schema: newestSchema }
  const studio = new TabletStudio({ db, crypto, clock, keyring, outbox, changes })
  const photos = new TabletPhotos({ db, crypto, clock, keyring, drafts })
  const photoBudget = new TabletPhotoBudget({ db, host, now: () => clock.now() })
  const watched = { grant: device.storageGrant, diskFull: db.room?.full ?? new WatchedValue(false) }
  const board = new StatusBoard({ db, clock, keyring, changes, records, ...watched, photoBudget, host, versions })
  // what it says of the team can wait for the next contact when the disk fails just now
  const onContact = (missingKey?: number) => {
    void device.renew(missingKey).catch(() => board.refresh())
    void queue.tell().catch(() => undefined)
  }
  const evenings = new TabletEvenings({ db, crypto, now: () => clock.now() })
  const sync = new TabletSync({ ...outside, clock: syncClock, keyring, photoBudget, board, evenings, onContact })

  const queue = new KioskQueue({
    db,
    clock,
    hubNow: () => clock.now() + (board.status.value.clockOffset ?? 0),
    tell: (numbers) => sync.tellQueue(numbers),
  })

  // what lay untouched too long is sealed to the hub at the first chance (design §1)
  const sealSurplus = () => void drafts.sealSurplus().catch(() => board.refresh())
  const onUnlock = () => {
    sealSurplus()
    void db.room?.look()
  }
  keyring.listen((keys) => {
    if (keys) onUnlock()
  })
  if (keyring.current) onUnlock()

  const obeyRevocation = async () => {
    if ((await readMeta(db, 'device'))?.status !== 'revoked') return
    if (keyring.current) {
      await drafts.sealAll().catch(() => undefined)
      await studio.sendAll().catch(() => undefined)
    }
    lock.lock('asked')
    await wipeRevoked(db)
  }
  const followTeam = () => void renewTeamKeys({ db, crypto, keyring, lock }).catch(() => lock.lock('asked'))
  const obey = () => void obeyRevocation().catch(() => lock.lock('asked'))
  changes.listen((change) => {
    if (change !== 'device') return
    obey()
    followTeam()
  })
  obey()
  if (!outside.practice) void endPractice().catch(() => undefined)
  board.refresh()
  outside.ending.addEventListener('abort', () => sync.stop())
  void sync.run()
  // keys of its own: what residents do at a kiosk never passes through a volunteer's
  const keys = new KioskKeys({ db, crypto, clock })
  const ownOutbox = new SealedOutbox({ db, crypto, clock, locks, keyring: keys, changes })
  const kiosk = new Kiosk(new KioskDrafts({ db, crypto, clock, keys, outbox: ownOutbox }), queue)
  const handover = async () => {
    const { TabletHandover } = await import('../storage/handover/TabletHandover.ts')
    return new TabletHandover({ db, crypto, changes, keyring, clock, drafts, evenings })
  }
  return { drafts, photos, sync, kiosk, packs: new TabletPacks({ db, changes }), round, handover, studio }
}
