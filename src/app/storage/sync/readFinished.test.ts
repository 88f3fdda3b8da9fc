import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { expect, it } from 'vitest'
import { recordTypes } from '../../../domain/records.ts'
import type { OutboxRecord, OutboxState, VerdictRow } from '../db/rows.ts'
import { TabletDb } from '../db/TabletDb.ts'
import { readFinished } from './readFinished.ts'
import type { VaultHolder } from './refOf.ts'

const bytes = new Uint8Array(0)
const box = { k: 1, iv: bytes, ct: bytes }
const record = (end: number) => `7d3c1a52-6f0b-4a8e-9b21-00000000000${end}`

/** A vault whose boxes say which record their row is of; the real one is proved in its own tests. */
const open: VaultHolder = {
  current: {
    vault: { open: async ({ version }) => ({ record: record(version), title: `Mẫu ${version}` }) },
  },
}
const locked: VaultHolder = { current: null }

async function tablet(rows: { at: number; state?: OutboxState; applied?: boolean }[], receiptedN: number) {
  const db = new TabletDb('tram-so', { indexedDB: new IDBFactory(), IDBKeyRange })
  const n = rows.length
  await db.chains.put({ chain: 'c', genesis: bytes, receiptedN, epoch: 0, closedBecause: null })
  await db.heads.put({ chain: 'c', n, hash: bytes, current: true, bytes: 0 })
  await db.outbox.bulkPut(
    rows.map(
      ({ at, state, applied }, index): OutboxRecord => ({
        chain: 'c',
        n: index + 1,
        type: recordTypes.activation.code,
        schema: 1,
        sid: '',
        sealId: bytes,
        ct: bytes,
        ctHash: bytes,
        hash: bytes,
        withheld: null,
        exception: null,
        createdAt: at,
        bytes: 0,
        ref: applied ? null : box,
        ...(state ? { state } : {}),
      }),
    ),
  )
  const verdict = (index: number): VerdictRow => ({
    chain: 'c',
    n: index + 1,
    state: 'applied',
    reason: null,
    data: {},
    record: record(index + 1),
    version: 1,
  })
  await db.verdicts.bulkPut(rows.flatMap(({ applied }, index) => (applied ? [verdict(index)] : [])))
  return db
}

it('tells of tonight only, newest first: waiting, received, and what is applied by its code alone (SPEC STO-3)', async () => {
  const db = await tablet([{ at: 10 }, { at: 100, state: 'applied', applied: true }, { at: 200 }, { at: 300 }], 3)
  const items = await readFinished(db, open, 50)
  expect(items.map(({ recordId, title, state }) => [recordId, title, state])).toEqual([
    [record(4), 'Mẫu 4', 'pending'],
    [record(3), 'Mẫu 3', 'stored'],
    [record(2), '', 'applied'],
  ])
  expect(items[2]?.shortCode).toMatch(/^TS-/)
})

it('names nobody while locked', async () => {
  const db = await tablet([{ at: 100 }, { at: 200, state: 'applied', applied: true }], 2)
  expect((await readFinished(db, locked, 0)).map(({ title }) => title)).toEqual([''])
})
