import Dexie from 'dexie'
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { expect, it } from 'vitest'
import { readMeta } from './meta.ts'
import { TabletDb } from './TabletDb.ts'

/** The stores as the database had them before. */
const storesBefore = {
  meta: 'key',
  volunteers: 'id',
  sessions: 'sid',
  chains: 'chain',
  heads: 'chain',
  outbox: '[chain+n], state, attention',
  receipts: 'chain',
  verdicts: '[chain+n]',
  drafts: 'id',
  pages: 'to',
  answered: 'id',
  photos: 'id, record, state',
  photoBodies: 'id',
}

async function versionThree(disk: IDBFactory, pinned: boolean): Promise<void> {
  const db = new Dexie('tram-so', { indexedDB: disk, IDBKeyRange })
  db.version(3).stores(storesBefore)
  const page = { keyId: 1, sealed: new Uint8Array(40), ids: new Uint8Array(16), gone: new Uint8Array(0), hot: false }
  await db.table('pages').bulkPut([
    { ...page, to: 4, from: 0, pinned: false },
    { ...page, to: 9, from: 4, pinned },
  ])
  await db.table('meta').bulkPut([
    { key: 'cursor', value: 9 },
    { key: 'ledger', value: 500 },
  ])
  db.close()
}

it('pulls everything anew, once, on a tablet whose earlier app pulled past a pack (SPEC PULL-3, PCK-5)', async () => {
  const disk = new IDBFactory()
  await versionThree(disk, true)
  const db = new TabletDb('tram-so', { indexedDB: disk, IDBKeyRange })
  expect(await db.pages.count()).toBe(0)
  expect(await readMeta(db, 'cursor')).toBeUndefined()
  expect(await readMeta(db, 'ledger')).toBe(500 - 2 * (40 + 16 + 64))
  expect(await db.packs.count()).toBe(0)
  db.close()
})

it('leaves a tablet alone that was told of none', async () => {
  const disk = new IDBFactory()
  await versionThree(disk, false)
  const db = new TabletDb('tram-so', { indexedDB: disk, IDBKeyRange })
  expect(await db.pages.count()).toBe(2)
  expect(await readMeta(db, 'cursor')).toBe(9)
  expect(await readMeta(db, 'ledger')).toBe(500)
  db.close()
})
