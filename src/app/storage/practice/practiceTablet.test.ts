import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { afterEach, expect, test } from 'vitest'
import { fifoLocks } from '../../../../tests/tablet/fifoLocks.ts'
import { HandClock, quickStretch } from '../../../../tests/tablet/tabletKit.ts'
import { webCrypto } from '../../../crypto/web/webCrypto.ts'
import { localDay } from '../../../domain/localDay.ts'
import { groupOf, recordTypes } from '../../../domain/records.ts'
import { LineError } from '../../../sync/ports.ts'
import { Changes } from '../db/Changes.ts'
import { TabletDb } from '../db/TabletDb.ts'
import { DraftSealer } from '../drafts/DraftSealer.ts'
import { DraftVault } from '../drafts/DraftVault.ts'
import { TabletLock } from '../lock/TabletLock.ts'
import { TabletRound } from '../round/TabletRound.ts'
import { Keyring } from '../seal/Keyring.ts'
import { SealedOutbox } from '../seal/SealedOutbox.ts'
import { TeamRecords } from '../sync/TeamRecords.ts'
import { noLine, noPhotoLine } from './noLine.ts'
import { practicePeople } from './practicePeople.ts'
import { practicePin, practicePlace } from './practicePlace.ts'
import { makePracticeTablet } from './practiceTablet.ts'

const words = {
  commune: 'Xã Tập Dượt',
  hamlet: 'Ấp Mẫu',
  team: 'Tổ tập dượt',
  tablet: 'Máy tập',
  volunteer: 'Người tập',
  sentBack: 'Xin ghi thêm số điện thoại.',
  deaf: 'Ông nặng tai',
}
const closing: (() => void)[] = []
afterEach(() => {
  for (const close of closing.splice(0)) close()
})

/** Practice as its page begins it, behind the PIN. */
async function practice() {
  const clock = new HandClock()
  const db = new TabletDb(practicePlace, { indexedDB: new IDBFactory(), IDBKeyRange })
  const changes = new Changes(new BroadcastChannel(crypto.randomUUID()))
  closing.push(() => {
    changes.close()
    db.close()
  })
  const parts = { db, crypto: webCrypto, clock, locks: fifoLocks(), stretch: quickStretch, changes }
  await makePracticeTablet(parts, words)
  const keyring = new Keyring()
  const lock = new TabletLock({ ...parts, keyring })
  const [volunteer] = await lock.volunteers()
  const records = new TeamRecords({ ...parts, keyring })
  const vault = new DraftVault({ ...parts, keyring })
  const sealer = new DraftSealer(db, vault, new SealedOutbox({ ...parts, keyring }))
  const round = new TabletRound({ ...parts, keyring, vault, sealer, records })
  return { db, clock, lock, volunteer, records, round }
}

test('its PIN opens it to tonight’s round of invented houses and a case that was sent back', async () => {
  const { lock, volunteer, records, round, clock } = await practice()
  expect(volunteer?.name).toBe('Người tập')
  expect(await lock.unlock(volunteer?.id ?? '', practicePin)).toEqual({ kind: 'ok' })
  const tonight = await new Promise<NonNullable<typeof round.tonight.value>>((resolve) => {
    round.tonight.subscribe((value) => value && resolve(value))
  })
  expect(tonight.households.map(({ number }) => number)).toEqual(['012', '014', '015', '021'])
  expect(tonight.round).toMatchObject({ evening: localDay(clock.now()), who: ['Người tập'] })
  expect(await records.open()).toMatchObject([{ type: 'activation', status: 'needsSupplement', note: words.sentBack }])
})

test('what is said in it is sealed as on every tablet, for a hub that nobody has', async () => {
  const { db, lock, volunteer, round } = await practice()
  await lock.unlock(volunteer?.id ?? '', practicePin)
  await round.add({ place: { number: '030', head: 'Phan Thử' } })
  const [item, ...others] = await db.outbox.toArray()
  expect(others).toEqual([])
  expect(item?.ct?.length).toBeGreaterThan(0)
  const [draft] = await db.drafts.toArray()
  const readable = (bytes: Uint8Array | null | undefined) =>
    new TextDecoder().decode(bytes ?? undefined).includes('Phan')
  expect(readable(new TextEncoder().encode('Phan'))).toBe(true)
  expect([draft?.ct.length, readable(draft?.ct), readable(item?.ct)]).toEqual([expect.any(Number), false, false])
})

test('it has no line, whatever the tablet has', async () => {
  const { signal } = new AbortController()
  await expect(noLine.post('/api/v1/push', '', new Uint8Array(1), { timeoutMs: 1, signal })).rejects.toBeInstanceOf(
    LineError,
  )
  const photo = { id: 'ab', sealed: new Uint8Array(1), authorization: '', isBegun: false }
  await expect(noPhotoLine.send(photo, { timeoutMs: 1, signal, onHeld: () => undefined })).rejects.toBeInstanceOf(
    LineError,
  )
})

test('two practices share no key, no id and nobody; their people could stand in a real commune’s list', async () => {
  const [one, two] = [await practice(), await practice()]
  const [a, b] = await Promise.all([one.db.volunteers.toArray(), two.db.volunteers.toArray()])
  expect(a[0]?.id).not.toBe(b[0]?.id)
  expect(a[0]?.teamKey).not.toEqual(b[0]?.teamKey)
  const unit = '10000000-0000-4000-8000-000000000001'
  for (const { type, groups } of practicePeople(webCrypto, words, unit, 1_700_000_000_000)) {
    const known = Object.values(recordTypes).find(({ name }) => name === type)
    for (const [name, { value }] of Object.entries(groups)) {
      const group = known && groupOf(known, name)
      expect(group?.schema.safeParse(value).success, `${type} ${name}`).toBe(true)
    }
  }
})
