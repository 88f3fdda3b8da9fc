import { Changes } from '../../../src/app/storage/db/Changes.ts'
import { TabletDb } from '../../../src/app/storage/db/TabletDb.ts'
import { browserHost } from '../../../src/app/storage/device/BrowserHost.ts'
import { readProfile } from '../../../src/app/storage/device/profile.ts'
import { TabletDevice } from '../../../src/app/storage/device/TabletDevice.ts'
import { DraftVault } from '../../../src/app/storage/drafts/DraftVault.ts'
import { fetchLine } from '../../../src/app/storage/line/fetchLine.ts'
import { openVolunteer } from '../../../src/app/storage/lock/openVolunteer.ts'
import { browserClock } from '../../../src/app/storage/platform/TabletClock.ts'
import { webLocks } from '../../../src/app/storage/platform/webLocks.ts'
import { Keyring } from '../../../src/app/storage/seal/Keyring.ts'
import { SealedOutbox } from '../../../src/app/storage/seal/SealedOutbox.ts'
import { DexieSyncStore } from '../../../src/app/storage/sync/DexieSyncStore.ts'
import { TeamRecords } from '../../../src/app/storage/sync/TeamRecords.ts'
import { webCrypto } from '../../../src/crypto/web/webCrypto.ts'
import {
  openPinBundle,
  type Stretch,
  type VolunteerKeys,
  volunteerKeysSchema,
} from '../../../src/protocol/pinBundle.ts'
import type { SyncClock } from '../../../src/sync/ports.ts'

/**
 * Argon2id as the product's worker runs it; here on the page, because unlocking is no part of any measurement, and loaded when it
 * is wanted, because the product's page never loads it.
 */
const stretch: Stretch = async (pin, salt, cost) => {
  const { argon2id } = await import('hash-wasm')
  return argon2id({
    password: pin,
    salt,
    memorySize: cost.memoryKiB,
    iterations: cost.passes,
    parallelism: cost.lanes,
    hashLength: 32,
    outputType: 'binary',
  })
}

/** The officer's approval comes at once here, so it is asked for often. */
export const clock: SyncClock = {
  now: browserClock.now,
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, Math.min(ms, 200))),
}

const askBench = async (path: string): Promise<{ token: string; pin: string }> =>
  (await fetch(`/bench/${path}`, { method: 'POST' })).json()

/** One-time link, keys, the officer's approval, the provision: the product's own enrolment. */
async function enrol(db: TabletDb, changes: Changes): Promise<void> {
  const device = new TabletDevice({
    db,
    crypto: webCrypto,
    clock,
    locks: webLocks,
    line: fetchLine(),
    changes,
    host: browserHost,
  })
  await device.start()
  const { token } = await askBench('token')
  await device.enrol(token)
  if (device.state.value.kind !== 'pending') throw new Error(`enrol: ${JSON.stringify(device.state.value)}`)
  await askBench('approve')
  await new Promise<void>((resolve) => {
    device.state.subscribe((state) => {
      if (state.kind === 'ready') resolve()
    })
  })
  device.stop()
}

const request = <T>(from: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    from.onsuccess = () => resolve(from.result)
    from.onerror = () => reject(from.error)
  })

/**
 * What a PIN opens, kept for the yardstick's second page in a database of the yardstick's own: the time to the first list is
 * measured apart from the unlock. The product keeps it nowhere.
 */
async function openedKeys(open: () => Promise<VolunteerKeys>): Promise<VolunteerKeys> {
  const opening = indexedDB.open('bench-unlocked', 1)
  opening.onupgradeneeded = () => opening.result.createObjectStore('keys')
  const db = await request(opening)
  const known = volunteerKeysSchema.safeParse(await request(db.transaction('keys').objectStore('keys').get('keys')))
  const keys = known.success ? known.data : await open()
  if (!known.success) await request(db.transaction('keys', 'readwrite').objectStore('keys').put(keys, 'keys'))
  db.close()
  return keys
}

async function unlock(db: TabletDb, keyring: Keyring): Promise<void> {
  const known = await readProfile(db)
  const choice = known?.profile.volunteers[0]
  const row = choice ? await db.volunteers.get(choice.id) : undefined
  if (!known || !choice || !row) throw new Error('no volunteer')
  const keys = await openedKeys(async () => {
    const opened = await openPinBundle(webCrypto, stretch, (await askBench('token')).pin, null, row.bundle)
    if (!opened) throw new Error('wrong PIN')
    return opened
  })
  keyring.open(await openVolunteer(webCrypto, browserClock, known.device, { choice, row, keys }))
}

/** The tablet's storage and sync rooms, put together as the shell does, enrolled and unlocked. */
export async function openTablet() {
  const db = new TabletDb()
  await db.open()
  const changes = new Changes(new BroadcastChannel('tram-so'))
  const keyring = new Keyring()
  if ((await readProfile(db))?.device.status !== 'ready') await enrol(db, changes)
  const before = performance.now()
  await unlock(db, keyring)
  const unlockMs = performance.now() - before
  const outbox = new SealedOutbox({
    db,
    crypto: webCrypto,
    clock: browserClock,
    locks: webLocks,
    keyring,
    changes,
  })
  return {
    /** what a PIN costs beyond Argon2id: keys imported, a sealing session begun */
    unlockMs,
    db,
    keyring,
    outbox,
    vault: new DraftVault({ db, keyring, changes }),
    store: new DexieSyncStore({ db, crypto: webCrypto, changes }),
    records: new TeamRecords({ db, crypto: webCrypto, keyring, changes }),
    line: fetchLine(),
  }
}
export type OpenTablet = Awaited<ReturnType<typeof openTablet>>
