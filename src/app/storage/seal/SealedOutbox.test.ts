import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { SampleTablet, sampleIds } from '../../../../tests/tablet/tabletKit.ts'
import { webCrypto } from '../../../crypto/web/webCrypto.ts'
import { genesis, itemHeader, nextHash } from '../../../protocol/chain.ts'
import { readLedger } from '../db/meta.ts'
import type { OutboxRecord } from '../db/rows.ts'
import type { TabletDb } from '../db/TabletDb.ts'
import { StorageProblem } from '../ports.ts'
import { ownBytes, readChains } from './chains.ts'
import type { SealRequest } from './SealedOutbox.ts'

const record = '50000000-0000-4000-8000-000000000005'
const request = (more: Partial<SealRequest> = {}): SealRequest => ({
  record: { code: 1, schema: 1 },
  ref: { record, title: 'Thị Mẫu' },
  payload: () => ({ r: record, b: 0, g: { identity: { name: 'Thị Mẫu' } }, c: { name: 'submit' } }),
  prepare: async () => () => undefined,
  ...more,
})

const rowsOf = (db: TabletDb): Promise<OutboxRecord[]> => db.outbox.orderBy('[chain+n]').toArray()

describe('SealedOutbox', () => {
  let tablet: SampleTablet
  beforeEach(async () => {
    tablet = await SampleTablet.approved()
  })

  afterEach(() => tablet.end())

  it('stores an item that the hub can open, its header, its head and its bytes together (SES-5, STO-2)', async () => {
    const { db, outbox } = await tablet.openTab()
    tablet.clock.pass(1234)
    await outbox.seal(request())
    const [row] = await rowsOf(db)
    if (!row?.ct) throw new Error('not stored')
    const { place, payload } = await tablet.opened(db, row)
    expect(payload).toEqual({
      r: record,
      b: 0,
      g: { identity: { name: 'Thị Mẫu' } },
      c: { name: 'submit' },
      t: [1234],
    })
    const first = await genesis(webCrypto, ownBytes(sampleIds.tenant), ownBytes(sampleIds.device), ownBytes(row.chain))
    expect(row.hash).toEqual(await nextHash(webCrypto, first, itemHeader(place), row.ctHash))
    expect(await db.heads.get(row.chain)).toMatchObject({ n: 1, hash: row.hash, bytes: row.bytes })
    expect(await readLedger(db)).toBe(row.bytes)
    expect(row.bytes).toBeGreaterThan(row.ct.length)
  })

  it('gives two tabs that seal at once every number once (CHN-2)', async () => {
    const [a, b] = [await tablet.openTab(), await tablet.openTab()]
    const places = await Promise.all(Array.from({ length: 24 }, (_, i) => (i % 3 === 0 ? b : a).outbox.seal(request())))
    expect(places.map(({ n }) => n).sort((x, y) => x - y)).toEqual(Array.from({ length: 24 }, (_, i) => i + 1))
    let hash = (await a.db.chains.toArray())[0]?.genesis ?? new Uint8Array(0)
    for (const row of await rowsOf(a.db)) {
      const { place } = await tablet.opened(a.db, row)
      hash = await nextHash(webCrypto, hash, itemHeader(place), row.ctHash)
      expect(row.hash).toEqual(hash)
    }
  })

  it('holds without the lock too: the transaction compares the head (CHN-2)', async () => {
    const [a, b] = [await tablet.openTab(), await tablet.openTab()]
    await a.outbox.seal(request())
    // b's own guess of the head is old from here on, as after a tab that was frozen
    await b.outbox.seal(request())
    await a.outbox.seal(request())
    await b.outbox.seal(request())
    expect((await rowsOf(a.db)).map(({ n }) => n)).toEqual([1, 2, 3, 4])
  })

  it('writes nothing at all when a part refuses (STO-2)', async () => {
    const { db, outbox } = await tablet.openTab()
    const prepare: SealRequest['prepare'] = async () => (tx) =>
      tx.refuse(new StorageProblem('failed', { reason: 'changed' }))
    await expect(outbox.seal(request({ prepare }))).rejects.toMatchObject({
      code: 'failed',
      data: { reason: 'changed' },
    })
    expect(await rowsOf(db)).toEqual([])
    expect(await db.sessions.count()).toBe(0)
    expect(await readLedger(db)).toBe(0)
    expect((await db.heads.toArray())[0]?.n).toBe(0)
    await outbox.seal(request())
    expect((await rowsOf(db)).map(({ n }) => n)).toEqual([1])
  })

  it('refuses an item over the limit and seals the next one at the same place (ITM-6)', async () => {
    const { db, outbox } = await tablet.openTab()
    const noise = Array.from({ length: 6000 }, () => crypto.randomUUID()).join('')
    const payload = () => ({ r: record, b: 0, g: { notes: { text: noise } } })
    await expect(outbox.seal(request({ payload }))).rejects.toMatchObject({ data: { reason: 'too-large' } })
    await outbox.seal(request())
    expect((await rowsOf(db)).map(({ n }) => n)).toEqual([1])
  })

  it('seals nothing while locked', async () => {
    const { outbox } = await tablet.openTab({ unlocked: false })
    await expect(outbox.seal(request())).rejects.toMatchObject({ code: 'locked' })
  })

  it('keeps what the sync engine wrote into the chain meanwhile', async () => {
    const { db, outbox } = await tablet.openTab()
    const { chain } = await outbox.seal(request())
    await db.chains.update(chain, { receiptedN: 1, epoch: 4 })
    await outbox.seal(request())
    expect(await readChains(db)).toMatchObject([{ n: 2, receiptedN: 1, epoch: 4 }])
  })

  it('tells the payload its place before it is sealed, for relative bases (ITM-5)', async () => {
    const { outbox } = await tablet.openTab()
    const seen: unknown[] = []
    const payload: SealRequest['payload'] = (place) => {
      seen.push(place)
      return { r: record, b: 0, g: {} }
    }
    const place = await outbox.seal(request({ payload }))
    expect(seen).toEqual([place])
  })
})
