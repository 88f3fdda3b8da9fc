import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { expect, it } from 'vitest'
import { readChains } from '../seal/chains.ts'
import { readLedger, readMeta } from './meta.ts'
import { draftBytes } from './rowBytes.ts'
import { TabletDb } from './TabletDb.ts'

const bytes = (value: number, length = 32) => new Uint8Array(length).fill(value)

/** A database as version 1 wrote it (its object stores and keys as they were shipped). */
async function versionOne(disk: IDBFactory): Promise<void> {
  const db = await new Promise<IDBDatabase>((resolve, reject) => {
    const opening = disk.open('tram-so', 10)
    opening.onupgradeneeded = () => {
      const made = opening.result
      for (const [name, key] of [
        ['meta', 'key'],
        ['volunteers', 'id'],
        ['sessions', 'sid'],
        ['chains', 'chain'],
        ['receipts', 'chain'],
        ['drafts', 'id'],
        ['pages', 'to'],
        ['answered', 'id'],
      ] as const) {
        made.createObjectStore(name, { keyPath: key })
      }
      made.createObjectStore('verdicts', { keyPath: ['chain', 'n'] })
      const outbox = made.createObjectStore('outbox', { keyPath: ['chain', 'n'] })
      outbox.createIndex('[state+createdAt]', ['state', 'createdAt'])
      outbox.createIndex('attention', 'attention')
    }
    opening.onsuccess = () => resolve(opening.result)
    opening.onerror = () => reject(opening.error)
  })
  const tx = db.transaction(['meta', 'chains', 'outbox', 'drafts'], 'readwrite')
  tx.objectStore('chains').put({
    chain: 'c',
    genesis: bytes(0),
    n: 2,
    hash: bytes(2),
    receiptedN: 1,
    epoch: 3,
    current: true,
    bytes: 900,
    closedBecause: null,
  })
  for (const [n, state] of [
    [1, 'stored'],
    [2, 'pending'],
    [3, 'applied'],
  ] as const) {
    tx.objectStore('outbox').put({ chain: 'c', n, state, createdAt: n, ct: bytes(n), bytes: 450 })
  }
  tx.objectStore('drafts').put({ id: 'd', v: 4, partial: null, k: 1, iv: bytes(1, 12), ct: bytes(9, 200) })
  tx.objectStore('meta').put({ key: 'ledger', value: 296 + 50 })
  await new Promise((resolve, reject) => {
    tx.oncomplete = resolve
    tx.onabort = () => reject(tx.error)
  })
  db.close()
}

it('opens a tablet of version 1 with all it held', async () => {
  const disk = new IDBFactory()
  await versionOne(disk)
  const db = new TabletDb('tram-so', { indexedDB: disk, IDBKeyRange })
  expect(await readChains(db)).toEqual([
    {
      chain: 'c',
      genesis: bytes(0),
      n: 2,
      hash: bytes(2),
      receiptedN: 1,
      epoch: 3,
      current: true,
      bytes: 900,
      closedBecause: null,
    },
  ])
  expect(await db.outbox.where('state').equals('applied').primaryKeys()).toEqual([['c', 3]])
  for (const n of [1, 2]) expect(await db.outbox.get(['c', n])).not.toHaveProperty('state')
  const draft = await db.drafts.get('d')
  expect(draft?.ct).toEqual(bytes(9, 200))
  expect(await readMeta(db, 'ledger')).toBe(50)
  expect(await readLedger(db)).toBe(50 + 900 + (draft ? draftBytes(draft) : 0))
  db.close()
})
