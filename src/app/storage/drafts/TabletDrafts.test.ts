import { IDBObjectStore } from 'fake-indexeddb'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { pulled, SampleTablet, sampleIds } from '../../../../tests/tablet/tabletKit.ts'
import { hex } from '../../../crypto/bytes.ts'
import { webCrypto } from '../../../crypto/web/webCrypto.ts'
import { shortCodeOf } from '../../../domain/shortCode.ts'
import { limits } from '../../../protocol/limits.ts'
import type { PullEntry } from '../../../protocol/page.ts'
import { readLedger, writeMeta } from '../db/meta.ts'
import type { DraftSummary } from '../ports.ts'
import { DexieSyncStore } from '../sync/DexieSyncStore.ts'
import { pageRow } from '../sync/pageRow.ts'

const returned = '60000000-0000-4000-8000-000000000006'
const hour = 3_600_000

describe('TabletDrafts', () => {
  let tablet: SampleTablet
  let tab: Awaited<ReturnType<SampleTablet['openTab']>>
  beforeEach(async () => {
    tablet = await SampleTablet.approved()
    tab = await tablet.openTab()
  })
  afterEach(() => tablet.end())

  const listed = (isWanted: (list: DraftSummary[]) => boolean, from = tab) =>
    new Promise<DraftSummary[]>((resolve) => {
      from.drafts.list.subscribe((list) => {
        if (isWanted(list)) resolve(list)
      })
    })
  const payloads = async () => {
    const rows = await tab.db.outbox.orderBy('[chain+n]').toArray()
    return Promise.all(rows.map(async (row) => (await tablet.opened(tab.db, row)).payload))
  }
  const pull = async (from: number, to: number, entries: PullEntry[]) => {
    const page = await tablet.page(from, to, entries)
    await tab.db.pages.put(pageRow(page, entries))
    tab.changes.say('pages')
  }

  it('keeps each field as it is saved, also through a kill', async () => {
    const { id } = await tab.drafts.create('activation', { consent: { given: true } }, null)
    tablet.clock.pass(1000)
    await Promise.all([
      tab.drafts.save(id, { identity: { name: 'Thị Mẫu' } }, 'name'),
      tab.drafts.save(id, { identity: { sex: 'f' } }),
      tab.drafts.save(id, { identity: { oldIdNumber: '285123456' } }, 'idNumber'),
      tab.drafts.save(id, { identity: { sex: null } }),
    ])
    tab.db.close()
    const again = await tablet.openTab()
    expect(await again.drafts.get(id)).toEqual({
      id,
      type: 'activation',
      title: 'Thị Mẫu',
      at: 'idNumber',
      groups: { consent: { given: true }, identity: { name: 'Thị Mẫu', oldIdNumber: '285123456' } },
      baseVersion: 0,
      parent: null,
      createdAt: 1_700_000_000_000,
      updatedAt: 1_700_000_001_000,
      owner: sampleIds.volunteer,
      returnNote: null,
    })
  })

  it('has nothing readable on the disk (STO-1, fault 39)', async () => {
    const { id } = await tab.drafts.create('activation', { identity: { name: 'Marker Người Mẫu' } }, null)
    await tab.drafts.finish(id)
    await tab.drafts.create('dossier', { subject: { name: 'Marker Người Mẫu' } }, id)
    for (const table of tab.db.tables) {
      for (const row of await table.toArray()) {
        const text = [...Object.values(row as Record<string, unknown>)]
          .map((value) => (value instanceof Uint8Array ? Buffer.from(value).toString('utf8') : JSON.stringify(value)))
          .join(' ')
        expect(text).not.toMatch(/Marker|Mẫu|activation|dossier/)
      }
    }
  })

  it('lets two tabs write one draft field by field, and loses none', async () => {
    const other = await tablet.openTab()
    const { id } = await tab.drafts.create('activation', {}, null)
    const fields = ['name', 'idNumber', 'oldIdNumber', 'birthDate'] as const
    await Promise.all(fields.map((field, i) => (i % 2 ? other : tab).drafts.save(id, { identity: { [field]: field } })))
    const third = await tablet.openTab()
    expect((await third.drafts.get(id))?.groups).toEqual({
      identity: { name: 'name', idNumber: 'idNumber', oldIdNumber: 'oldIdNumber', birthDate: 'birthDate' },
    })
  })

  it('refuses a secret before it is stored; what was stored before stays (STO-5)', async () => {
    const { id } = await tab.drafts.create('activation', { outcome: { reason: 'máy cũ' } }, null)
    const secret = tab.drafts.save(id, { outcome: { reason: 'OTP 4821' } })
    await expect(secret).rejects.toMatchObject({ code: 'failed', data: { reason: 'secret', field: 'reason' } })
    expect((await tab.drafts.get(id))?.groups).toEqual({ outcome: { reason: 'máy cũ' } })
    await expect(tab.drafts.create('activation', { outcome: { reason: '482193' } }, null)).rejects.toMatchObject({
      data: { reason: 'secret' },
    })
  })

  it('seals a finished case whole, drops its draft in the same step, and gives its code (STO-2)', async () => {
    const parent = await tab.drafts.create('activation', {}, null)
    const { id } = await tab.drafts.create('dossier', { subject: { name: 'Thị Mẫu' } }, parent.id)
    tablet.clock.pass(60_000)
    expect(await tab.drafts.finish(id)).toEqual({ shortCode: shortCodeOf(id) })
    expect(await payloads()).toEqual([
      { r: id, b: 0, g: { subject: { name: 'Thị Mẫu' } }, c: { name: 'submit' }, p: parent.id, t: [60_000] },
    ])
    expect(await tab.drafts.get(id)).toBeNull()
    expect(await listed((list) => list.length === 1)).toMatchObject([{ id: parent.id }])
    const bytes = (await tab.db.outbox.toArray()).reduce((sum, row) => sum + row.bytes, 0)
    const drafts = (await tab.db.drafts.toArray()).reduce((sum, row) => sum + row.ct.length + 96, 0)
    expect(await readLedger(tab.db)).toBe(bytes + drafts)
  })

  it('seals nothing that the hub would refuse, names the field, and keeps the draft', async () => {
    const { id } = await tab.drafts.create('activation', { identity: { sex: 'x' } }, null)
    await expect(tab.drafts.finish(id)).rejects.toMatchObject({
      code: 'failed',
      data: { reason: 'invalidField', group: 'identity', field: 'sex' },
    })
    expect(await tab.db.outbox.count()).toBe(0)
    expect((await tab.drafts.get(id))?.groups).toEqual({ identity: { sex: 'x' } })
  })

  it('finishes once when two tabs finish at once', async () => {
    const other = await tablet.openTab()
    const { id } = await tab.drafts.create('activation', { identity: { name: 'Thị Mẫu' } }, null)
    const ends = await Promise.allSettled([tab.drafts.finish(id), other.drafts.finish(id)])
    expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await tab.db.outbox.count()).toBe(1)
  })

  it('opens what the desk sent back and seals only what changed since (ITM-5)', async () => {
    await pull(0, 9, [pulled({ id: returned, s: 9 })])
    const [summary] = await listed((list) => list.length === 1)
    expect(summary).toMatchObject({ id: returned, title: 'Nguyễn Văn Mẫu', returned: true })
    expect(await tab.drafts.get(returned)).toMatchObject({ baseVersion: 3, returnNote: 'Xin ghi lại số điện thoại' })
    await tab.drafts.save(returned, { contact: { phone: '0901234567' }, identity: { sex: null } }, 'phone')
    await tab.drafts.finish(returned)
    const { device, volunteer } = sampleIds
    const holder = { device, tablet: 'Máy 1', volunteer, name: 'Điểu Thị Mẫu', since: tablet.clock.now() }
    expect(await payloads()).toEqual([
      // who holds it from now on, told by itself: the base of what follows is what was read (SPEC HLD-3)
      { r: returned, b: 3, g: { holder }, t: [0] },
      {
        r: returned,
        b: 3,
        g: { contact: { phone: '0901234567' }, identity: { sex: null } },
        c: { name: 'resubmit' },
        t: [0],
      },
    ])
    // answered: not offered again until the hub shows a newer version
    expect(await listed((list) => list.length === 0)).toEqual([])
    expect(await tab.drafts.get(returned)).toBeNull()
    await pull(9, 12, [pulled({ id: returned, s: 12, version: 5, note: 'Còn thiếu ảnh' })])
    expect(await listed((list) => list.length === 1)).toMatchObject([{ id: returned, returned: true }])
  })

  it('seals as a partial what lies untouched for 72 hours, and deletes nothing (design §1)', async () => {
    const old = await tab.drafts.create('activation', { identity: { name: 'Thị Mẫu' } }, null)
    tablet.clock.pass(71 * hour)
    const young = await tab.drafts.create('activation', { identity: { name: 'Văn Mẫu' } }, null)
    await tab.drafts.sealSurplus()
    expect(await tab.db.outbox.count()).toBe(0)
    tablet.clock.pass(2 * hour)
    await tab.drafts.sealSurplus()
    await tab.drafts.sealSurplus()
    expect(await payloads()).toEqual([{ r: old.id, b: 0, g: { identity: { name: 'Thị Mẫu' } }, t: [73 * hour] }])
    expect((await tab.drafts.get(old.id))?.groups).toEqual({ identity: { name: 'Thị Mẫu' } })
    // gone on with: only the change, on top of the own item, whose record it is
    await tab.drafts.finish(young.id)
    await tab.drafts.save(old.id, { identity: { sex: 'f' } })
    await tab.drafts.finish(old.id)
    expect((await payloads()).at(-1)).toEqual({
      b: -2,
      g: { identity: { sex: 'f' } },
      c: { name: 'submit' },
      t: [73 * hour],
    })
  })

  it('goes on whole from a partial that was rejected', async () => {
    await tab.drafts.create('activation', { identity: { name: 'Văn Mẫu' } }, null)
    await tab.drafts.sealAll()
    const [only] = await tab.db.outbox.toArray()
    const [{ r: id } = { r: '' }] = (await payloads()) as { r: string }[]
    if (!only) throw new Error('not sealed')
    const { chain, n } = only
    const verdict = { chain, n, state: 'rejected' as const, reason: 'bad-actor', data: {}, record: null, version: null }
    await tab.db.verdicts.put(verdict)
    await tab.drafts.finish(id)
    expect((await payloads()).at(-1)).toMatchObject({ r: id, b: 0, g: { identity: expect.anything() } })
  })

  it.each([
    ['by its hash, when the hub knows branches', true],
    ['by its number alone, when the hub that it was left at reads nothing else', false],
  ])('goes on from a partial in a chain that was left %s (ITM-5)', async (_, knowsBranches) => {
    await tab.drafts.create('activation', { identity: { name: 'Thị Mẫu' } }, null)
    await tab.drafts.sealAll()
    const [only] = await tab.db.outbox.toArray()
    const [{ r: id } = { r: '' }] = (await payloads()) as { r: string }[]
    if (!only) throw new Error('not sealed')
    const store = new DexieSyncStore({ db: tab.db, crypto: webCrypto, changes: tab.changes })
    await store.beginNewChain('fork', only.chain)
    if (knowsBranches) await store.takeBranch(only.chain, { id: 'cd'.repeat(16), after: 0, epoch: 1 })
    await tab.drafts.finish(id)
    const last = (await tab.db.outbox.toArray()).find(({ chain }) => chain !== only.chain)
    if (!last) throw new Error('not sealed')
    const place = [only.chain, only.n]
    const b = knowsBranches ? [...place, hex(only.hash.subarray(0, 8))] : place
    expect((await tablet.opened(tab.db, last)).payload).toMatchObject({ b, g: {} })
  })

  it('keeps at most 50 readable drafts: the oldest are sealed as partials', async () => {
    for (let i = 0; i < 52; i++) {
      tablet.clock.pass(1000)
      await tab.drafts.create('activation', { identity: { name: `Người Mẫu ${i}` } }, null)
    }
    expect((await payloads()).map((payload) => (payload as { g: unknown }).g)).toEqual([
      { identity: { name: 'Người Mẫu 0' } },
      { identity: { name: 'Người Mẫu 1' } },
    ])
  })

  it('throws away and brings back', async () => {
    const { id } = await tab.drafts.create('activation', { identity: { name: 'Thị Mẫu' } }, null)
    await tab.drafts.discard(id)
    expect(await tab.drafts.get(id)).toBeNull()
    expect(await readLedger(tab.db)).toBe(0)
    await tab.drafts.undoDiscard(id)
    expect((await tab.drafts.get(id))?.title).toBe('Thị Mẫu')
    await expect(tab.drafts.undoDiscard(id)).rejects.toMatchObject({ code: 'missing' })
  })

  it('refuses a new case before it starts when the ledger is full, never one in the middle (STO-4)', async () => {
    const { id } = await tab.drafts.create('activation', {}, null)
    const usedBytes = limits.ledger - 1000 + (await readLedger(tab.db))
    await writeMeta(tab.db, 'ledger', limits.ledger - 1000)
    expect(await tab.drafts.room()).toEqual({ ok: false, usedBytes, capBytes: limits.ledger })
    await expect(tab.drafts.create('activation', {}, null)).rejects.toMatchObject({ code: 'disk-full' })
    await tab.drafts.save(id, { identity: { name: 'Thị Mẫu' } })
    await tab.drafts.finish(id)
    expect(await tab.db.outbox.count()).toBe(1)
  })

  it('keeps what a full disk did not take, sealed in memory, also through a lock (fault 5)', async () => {
    const { id } = await tab.drafts.create('activation', { identity: { name: 'Thị Mẫu' } }, null)
    const disk = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('no room', 'QuotaExceededError')
    })
    for (const phone of ['09', '0901234567']) {
      const full = tab.drafts.save(id, { contact: { phone } }, 'phone')
      await expect(full).rejects.toMatchObject({ code: 'disk-full' })
    }
    tab.keyring.close()
    await tablet.unlock(tab.keyring)
    await listed((list) => list.length === 1)
    const groups = { identity: { name: 'Thị Mẫu' }, contact: { phone: '0901234567' } }
    expect(await tab.drafts.get(id)).toMatchObject({ groups, at: 'phone', unwritten: true })
    disk.mockRestore()
    await tab.drafts.save(id, {})
    expect(await tab.drafts.get(id)).not.toHaveProperty('unwritten')
    const other = await tablet.openTab()
    expect((await other.drafts.get(id))?.groups).toEqual(groups)
  })

  it('keeps the newest of it also where the disk cannot even be read any more (fault 5)', async () => {
    const { id } = await tab.drafts.create('activation', { identity: { name: 'Thị Mẫu' } }, null)
    const full = () => {
      throw new DOMException('no room', 'QuotaExceededError')
    }
    const disk = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(full)
    await expect(tab.drafts.save(id, { contact: { phone: '09' } })).rejects.toMatchObject({ code: 'disk-full' })
    const reads = vi.spyOn(IDBObjectStore.prototype, 'get').mockImplementation(full)
    const next = tab.drafts.save(id, { contact: { phone: '0901234567' } })
    await expect(next).rejects.toMatchObject({ code: 'disk-full' })
    for (const mock of [disk, reads]) mock.mockRestore()
    tab.keyring.close()
    await tablet.unlock(tab.keyring)
    expect((await tab.drafts.get(id))?.groups.contact).toEqual({ phone: '0901234567' })
  })

  it('gives up what a full disk did not take once another tab has gone on (fault 5)', async () => {
    const { id } = await tab.drafts.create('activation', { identity: { name: 'Thị Mẫu' } }, null)
    const disk = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementationOnce(() => {
      throw new DOMException('no room', 'QuotaExceededError')
    })
    await expect(tab.drafts.save(id, { identity: { sex: 'f' } })).rejects.toMatchObject({ code: 'disk-full' })
    disk.mockRestore()
    const other = await tablet.openTab()
    await other.drafts.save(id, { identity: { name: 'Thị Mẫu Hai' } })
    expect((await tab.drafts.get(id))?.groups).toEqual({ identity: { name: 'Thị Mẫu Hai' } })
  })

  it('shows nothing and does nothing while locked', async () => {
    const { id } = await tab.drafts.create('activation', { identity: { name: 'Thị Mẫu' } }, null)
    await listed((list) => list.length === 1)
    tab.keyring.close()
    expect(tab.drafts.list.value).toEqual([])
    await expect(tab.drafts.get(id)).rejects.toMatchObject({ code: 'locked' })
    await expect(tab.drafts.save(id, {})).rejects.toMatchObject({ code: 'locked' })
    await expect(tab.drafts.finish(id)).rejects.toMatchObject({ code: 'locked' })
    await tablet.unlock(tab.keyring)
    expect(await listed((list) => list.length === 1)).toMatchObject([
      { id, title: 'Thị Mẫu', ownerName: 'Điểu Thị Mẫu' },
    ])
  })

  it('tells the other tabs', async () => {
    const other = await tablet.openTab()
    const { id } = await tab.drafts.create('activation', { identity: { name: 'Thị Mẫu' } }, null)
    expect(await listed((list) => list[0]?.id === id, other)).toHaveLength(1)
  })
})
