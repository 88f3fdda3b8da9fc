import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { pulled, SampleTablet, sampleIds } from '../../../../tests/tablet/tabletKit.ts'
import { hex } from '../../../crypto/bytes.ts'
import { webCrypto } from '../../../crypto/web/webCrypto.ts'
import type { PullEntry } from '../../../protocol/page.ts'
import type { Receipt } from '../../../protocol/statements.ts'
import { readLedger, readMeta } from '../db/meta.ts'
import { DexieSyncStore } from './DexieSyncStore.ts'
import { hasWaiting } from './pushWaiting.ts'
import { readAttention } from './readAttention.ts'
import { readCopied } from './readCopied.ts'

const zero = '0'.repeat(64)
const id = (n: number) => `70000000-0000-4000-8000-00000000000${n}`

describe('DexieSyncStore', () => {
  let tablet: SampleTablet
  let tab: Awaited<ReturnType<SampleTablet['openTab']>>
  let store: DexieSyncStore
  let chain: string
  beforeEach(async () => {
    tablet = await SampleTablet.approved()
    tab = await tablet.openTab()
    store = new DexieSyncStore({ db: tab.db, crypto: webCrypto, changes: tab.changes })
    chain = (await store.chains())[0]?.chain ?? ''
  })
  afterEach(() => tablet.end())

  const sealCases = async (count: number) => {
    for (let i = 0; i < count; i++) {
      const { id: draft } = await tab.drafts.create('activation', { identity: { name: `Người Mẫu ${i}` } }, null)
      await tab.drafts.finish(draft)
    }
  }
  const receipt = async (n: number, more: Partial<Receipt> = {}): Promise<Receipt> => {
    const h = hex((await store.hashAt(chain, n)) ?? new Uint8Array(0))
    const { tenant, device } = sampleIds
    return { v: 1, tenant, device, chain, epoch: 1, n, h, exceptions: [], audit: zero, ...more }
  }
  type Head = Parameters<DexieSyncStore['takeHead']>[1]
  /** A head that stands where this tablet does, unless another `h` is given. */
  const headOf = async (of: string, more: Partial<Head> = {}) => {
    const h = hex((await store.hashAt(of, more.n ?? 0)) ?? new Uint8Array(32))
    const said = { epoch: 1, n: 0, h, hubNow: 5, at: 3, certificates: [], isBranch: false }
    return store.takeHead(of, { ...said, ...more })
  }
  const head = (more: Partial<Head> = {}) => headOf(chain, more)
  const verdict = (n: number, state: 'applied' | 'held' | 'rejected', s: number, more = {}): PullEntry => ({
    k: 'verdict',
    s,
    chain,
    n,
    state,
    reason: state === 'applied' ? null : 'invalid-fields',
    data: {},
    record: null,
    version: null,
    ...more,
  })
  const take = async (from: number, to: number, entries: PullEntry[]) =>
    store.takePage(await tablet.page(from, to, entries), entries)
  const states = async () => {
    const receipted = new Map((await tab.db.chains.toArray()).map((row) => [row.chain, row.receiptedN]))
    return (await tab.db.outbox.toArray()).map(
      (row) => row.state ?? (row.n <= (receipted.get(row.chain) ?? 0) ? 'stored' : 'pending'),
    )
  }

  it('says who the tablet is, also when revoked, and nobody before approval', async () => {
    const identity = await store.identity()
    expect(identity).toMatchObject({ tenant: sampleIds.tenant, team: sampleIds.team, epoch: 0 })
    expect(identity?.signer.publicKey).toHaveLength(65)
    await store.takeRevoked()
    expect((await readMeta(tab.db, 'device'))?.status).toBe('revoked')
    expect(await store.identity()).not.toBeNull()
    await tab.db.meta.delete('device')
    expect(await store.identity()).toBeNull()
  })

  it('gives rows in order until their bytes are enough, one at least, and none behind a gap', async () => {
    await sealCases(70)
    const all = await store.outboxFrom(chain, 1, 1e9)
    expect(all.map(({ n }) => n)).toEqual(Array.from({ length: 70 }, (_, i) => i + 1))
    expect(Object.keys(all[0] ?? {})).not.toContain('ref')
    const size = all[0]?.ct?.length ?? 0
    expect(await store.outboxFrom(chain, 3, 3 * size)).toHaveLength(3)
    expect(await store.outboxFrom(chain, 3, 1)).toHaveLength(1)
    await tab.db.outbox.delete([chain, 5])
    expect((await store.outboxFrom(chain, 3, 1e9)).map(({ n }) => n)).toEqual([3, 4])
    expect(await store.outboxFrom(chain, 71, 1e9)).toEqual([])
  })

  it('knows each hash of its chain, from h_0 to the head (CHN-1)', async () => {
    await sealCases(2)
    const [state] = await store.chains()
    expect(await store.hashAt(chain, 2)).toEqual(state?.hash)
    expect(await store.hashAt(chain, 0)).toEqual((await tab.db.chains.get(chain))?.genesis)
    expect(await store.hashAt(chain, 3)).toBeNull()
    const sid = (await store.outboxFrom(chain, 1, 1))[0]?.sid ?? ''
    expect(await store.sessionHeader(sid)).toHaveLength(240)
    expect(await store.sessionHeader('00')).toBeNull()
  })

  it('marks as stored only what a receipt covers, for ever (RCP-3, RCP-4)', async () => {
    await sealCases(3)
    await head()
    await store.takeReceipt(chain, await receipt(2), 'jws-2')
    expect(await states()).toEqual(['stored', 'stored', 'pending'])
    await store.takeReceipt(chain, await receipt(1), 'jws-1')
    expect(await states()).toEqual(['stored', 'stored', 'pending'])
    expect((await tab.db.receipts.get(chain))?.jws).toBe('jws-2')
    expect((await store.chains())[0]).toMatchObject({ receiptedN: 2, n: 3 })
  })

  it('forgets a receipt of nothing it has', async () => {
    await sealCases(1)
    await store.takeReceipt(chain, await receipt(9, { h: zero }), 'jws')
    expect(await states()).toEqual(['pending'])
  })

  it('applies: the readable copy goes; the ledger follows (STO-3, VDT-2)', async () => {
    await sealCases(2)
    await head()
    await store.takeReceipt(chain, await receipt(2), 'jws')
    const before = await readLedger(tab.db)
    await take(0, 4, [verdict(1, 'applied', 3), verdict(2, 'held', 4)])
    expect(await states()).toEqual(['applied', 'held'])
    const [first, second] = await tab.db.outbox.toArray()
    expect(first?.ref).toBeNull()
    expect(second?.ref).not.toBeNull()
    expect(await readLedger(tab.db)).toBeLessThan(before)
    await take(4, 5, [verdict(2, 'applied', 5)])
    await take(5, 6, [verdict(1, 'rejected', 6), verdict(2, 'held', 6)])
    expect(await states()).toEqual(['applied', 'applied'])
  })

  it('takes a verdict that came before its receipt, once the receipt is there (RCP-3)', async () => {
    await sealCases(1)
    await head()
    await take(0, 4, [verdict(1, 'applied', 4)])
    expect(await states()).toEqual(['pending'])
    await store.takeReceipt(chain, await receipt(1), 'jws')
    expect(await states()).toEqual(['applied'])
  })

  it('stores a page with its cursor or neither, and a page twice changes nothing (PULL-3)', async () => {
    await sealCases(1)
    const entries = [verdict(1, 'held', 2), pulled({ id: id(1), s: 3 })]
    await take(0, 3, entries)
    expect(await store.cursor()).toBe(3)
    const ledger = await readLedger(tab.db)
    await take(0, 3, entries)
    expect(await readLedger(tab.db)).toBe(ledger)
    expect(await tab.db.pages.count()).toBe(1)
    tab.db.pages.hook('creating', () => {
      throw new Error('disk')
    })
    await expect(take(3, 5, [pulled({ id: id(2), s: 5 })])).rejects.toThrow()
    expect(await store.cursor()).toBe(3)
    expect(await tab.db.pages.count()).toBe(1)
  })

  it('needs no key to take a page, drops what is spent, and shows the newest state', async () => {
    await take(0, 3, [pulled({ id: id(1), s: 2 }), pulled({ id: id(2), s: 3 })])
    await take(3, 5, [pulled({ id: id(1), s: 5, version: 7 })])
    expect((await tab.records.open()).map(({ id: record, version }) => [record, version])).toEqual([
      [id(1), 7],
      [id(2), 3],
    ])
    await take(5, 7, [{ k: 'gone', s: 7, id: id(2) }])
    expect(await tab.db.pages.toCollection().primaryKeys()).toEqual([5])
    expect((await tab.records.open()).map(({ id: record }) => record)).toEqual([id(1)])
    expect(await tab.records.find(id(2))).toBeNull()
    tab.keyring.close()
    await take(7, 8, [pulled({ id: id(3), s: 8 })])
    expect(await tab.records.open()).toEqual([])
  })

  it('lets a partial go when it is applied, unless it was worked on since (STO-3)', async () => {
    const untouched = await tab.drafts.create('activation', { identity: { name: 'Một' } }, null)
    const touched = await tab.drafts.create('activation', { identity: { name: 'Hai' } }, null)
    await tab.drafts.sealAll()
    await tab.drafts.save(touched.id, { identity: { sex: 'f' } })
    await head()
    await store.takeReceipt(chain, await receipt(2), 'jws')
    await take(0, 4, [verdict(1, 'applied', 3), verdict(2, 'applied', 4)])
    expect(await tab.db.drafts.toCollection().primaryKeys()).toEqual([touched.id])
    await take(4, 5, [pulled({ id: untouched.id, s: 5, status: 'draft', version: 1 })])
    expect(await tab.drafts.get(untouched.id)).toMatchObject({ baseVersion: 1, title: 'Nguyễn Văn Mẫu' })
  })

  it('offers a returned case again when the answer to it was rejected (VDT-4)', async () => {
    await take(0, 2, [pulled({ id: id(1), s: 2 })])
    await tab.drafts.finish(id(1))
    expect(await tab.drafts.get(id(1))).toBeNull()
    await head()
    await store.takeReceipt(chain, await receipt(1), 'jws')
    await take(2, 3, [verdict(1, 'rejected', 3, { record: id(1), reason: 'stale-command' })])
    expect(await tab.drafts.get(id(1))).not.toBeNull()
    const attention = await readAttention(tab.db, tab.keyring, tab.records)
    expect(attention).toMatchObject([
      { kind: 'returned', recordId: id(1), note: 'Xin ghi lại số điện thoại' },
      { kind: 'rejected', recordId: id(1), reason: 'stale-command', title: 'Nguyễn Văn Mẫu' },
    ])
    tab.keyring.close()
    expect(await readAttention(tab.db, tab.keyring, tab.records)).toMatchObject([
      { kind: 'rejected', recordId: id(1), title: '' },
    ])
  })

  it('shows what was withheld, with its reason, and goes on sending it as its hash (CHN-6)', async () => {
    await sealCases(1)
    await store.withhold(chain, 1, 'withheld-too-large')
    expect((await store.outboxFrom(chain, 1, 1))[0]).toMatchObject({ withheld: 'withheld-too-large' })
    expect(await readAttention(tab.db, tab.keyring, tab.records)).toMatchObject([
      { kind: 'withheld', reason: 'withheld-too-large', title: 'Người Mẫu 0' },
    ])
  })

  it('remembers a verified head: clocks, new certificates, epoch (HEA-4)', async () => {
    await head({ certificates: ['new'], hubNow: 1000, at: 10, epoch: 2 })
    await head({ certificates: ['new'], hubNow: 1001, at: 11, epoch: 2 })
    expect(await readMeta(tab.db, 'contact')).toEqual({ at: 11, hubNow: 1001 })
    expect((await store.identity())?.certificates.filter((jws) => jws === 'new')).toHaveLength(1)
    expect((await store.identity())?.epoch).toBe(2)
  })

  it('sends again what a restored hub lacks, under the same numbers, and pulls anew (EPO-1, fault 7)', async () => {
    await sealCases(4)
    await head()
    await store.takeReceipt(chain, await receipt(3), 'jws')
    await take(0, 9, [verdict(1, 'applied', 1), verdict(2, 'applied', 2), pulled({ id: id(1), s: 9 })])
    await head({ epoch: 2, n: 1 })
    expect(await states()).toEqual(['applied', 'pending', 'pending', 'pending'])
    expect((await store.chains())[0]).toMatchObject({ receiptedN: 1, n: 4 })
    expect(await store.cursor()).toBe(0)
    expect(await tab.db.pages.count()).toBe(0)
    // a receipt of the old epoch promises nothing any more
    await store.takeReceipt(chain, await receipt(3), 'jws')
    expect((await store.chains())[0]).toMatchObject({ receiptedN: 1 })
    await store.takeReceipt(chain, await receipt(4, { epoch: 2 }), 'jws')
    expect(await states()).toEqual(['applied', 'stored', 'stored', 'stored'])
  })

  it('believes what a restored hub decides anew of what it still has, whatever was decided before (EPO-1, VDT-2)', async () => {
    await sealCases(2)
    await head()
    await store.takeReceipt(chain, await receipt(2), 'jws')
    await take(0, 9, [verdict(1, 'applied', 8), verdict(2, 'rejected', 9)])
    await head({ epoch: 2, n: 2 })
    expect(await states()).toEqual(['applied', 'rejected'])
    await take(0, 3, [verdict(1, 'held', 2), verdict(2, 'applied', 3)])
    expect(await states()).toEqual(['held', 'applied'])
    expect((await readAttention(tab.db, tab.keyring, tab.records)).map(({ kind }) => kind)).toEqual(['held'])
    // and from then on they move forward only
    await take(3, 5, [verdict(1, 'applied', 4), verdict(2, 'rejected', 5)])
    expect(await states()).toEqual(['applied', 'applied'])
  })

  it('asks a restored hub for every chain again, also one whose receipts were complete (EPO-1, fault 7)', async () => {
    await sealCases(3)
    await head()
    await store.takeReceipt(chain, await receipt(2), 'jws-2')
    await store.beginNewChain('behind-hub', chain)
    await store.takeReceipt(chain, await receipt(3), 'jws-3')
    const old = chain
    const [current] = await store.chains()
    chain = current?.chain ?? ''
    await sealCases(1)
    await head()
    await store.takeReceipt(chain, await receipt(1), 'jws-1')
    expect((await store.chains()).map((row) => row.chain)).toEqual([chain])
    expect(await hasWaiting(tab.db)).toBe(false)
    // the restored hub is met with the current chain
    await head({ epoch: 2, n: 1 })
    expect(await hasWaiting(tab.db)).toBe(true)
    const asked = (await store.chains()).find((row) => row.chain === old)
    expect(asked).toMatchObject({ n: 3, receiptedN: 0, current: false })
    await headOf(old, { epoch: 2, n: 1 })
    expect((await states()).sort()).toEqual(['pending', 'pending', 'stored', 'stored'])
    expect((await store.chains()).find((row) => row.chain === old)).toMatchObject({ receiptedN: 1 })
    const again = { ...(await receipt(0)), chain: old, epoch: 2, n: 3 }
    await store.takeReceipt(old, again, 'jws-3-2')
    // all has been promised anew: nobody is asked any more
    expect((await store.chains()).map((row) => row.chain)).toEqual([chain])
    expect(await hasWaiting(tab.db)).toBe(false)
    expect(await states()).toEqual(['stored', 'stored', 'stored', 'stored'])
  })

  it('asks once for an old chain of which a restored hub has lost nothing (EPO-1)', async () => {
    await sealCases(1)
    await head()
    await store.beginNewChain('fork', chain)
    await store.takeReceipt(chain, await receipt(1), 'jws-1')
    const current = (await store.chains())[0]?.chain ?? ''
    await headOf(current, { epoch: 2 })
    expect(await store.chains()).toHaveLength(2)
    await head({ epoch: 2, n: 1 })
    expect((await store.chains()).map((row) => row.chain)).toEqual([current])
    expect(await states()).toEqual(['stored'])
  })

  describe('what is in a backup', () => {
    const day = 24 * 3_600_000
    const safe = (n: number, s: number, at = 0): PullEntry => ({ k: 'safe', s, chain, n, at })
    const bodies = async () => (await tab.db.outbox.toArray()).map(({ ct }) => ct !== null)
    const allApplied = async (count: number) => {
      await sealCases(count)
      await head()
      await store.takeReceipt(chain, await receipt(count), 'jws')
      await take(
        0,
        10,
        Array.from({ length: count }, (_, i) => verdict(i + 1, 'applied', i + 1)),
      )
    }

    it('is safe once it is applied and covered by a mark, whichever comes first; the rest is not (STO-6, PULL-7)', async () => {
      await sealCases(5)
      await head()
      await store.takeReceipt(chain, await receipt(4), 'jws')
      await take(0, 3, [verdict(1, 'applied', 1), verdict(2, 'held', 2), verdict(3, 'rejected', 3)])
      await take(3, 5, [safe(5, 5)])
      expect(await states()).toEqual(['safe', 'held', 'rejected', 'stored', 'pending'])
      await take(5, 7, [verdict(2, 'applied', 6), verdict(4, 'applied', 7)])
      expect(await states()).toEqual(['safe', 'safe', 'rejected', 'safe', 'pending'])
      // an older mark, or one of a chain that is not here, changes nothing
      await take(7, 8, [safe(1, 8), { k: 'safe', s: 8, chain: 'ff'.repeat(16), n: 9, at: 0 }])
      expect((await tab.db.chains.get(chain))?.safe).toEqual([{ n: 5, gone: false }])
      expect(await tab.db.chains.count()).toBe(1)
    })

    it('loses its sealed body seven days later by the clock of the hub, and the ledger falls (STO-3, STO-4, STO-6)', async () => {
      await allApplied(3)
      await take(10, 12, [safe(2, 11), verdict(3, 'rejected', 12)])
      await head({ hubNow: 5 * day })
      const [before, rows] = [await readLedger(tab.db), await tab.db.outbox.toArray()]
      // the tablet's own clock is a century ahead: nobody asks it
      await head({ hubNow: 12 * day - 1, at: 40_000 * day })
      expect(await bodies()).toEqual([true, true, true])
      await head({ hubNow: 12 * day, at: 0 })
      expect(await bodies()).toEqual([false, false, true])
      const freed = rows.slice(0, 2).reduce((sum, row) => sum + (row.ct?.length ?? 0), 0)
      expect([await readLedger(tab.db), freed > 100]).toEqual([before - freed, true])
      expect(await states()).toEqual(['safe', 'safe', 'applied'])
      await head({ hubNow: 90 * day, at: 0 })
      expect(await readLedger(tab.db)).toBe(before - freed)
      // the chain can still be told
      expect(await store.hashAt(chain, 1)).toEqual(rows[0]?.hash)
      expect(await store.sessionHeader(rows[0]?.sid ?? '')).toHaveLength(240)
      await take(12, 14, [safe(3, 14)])
      await head({ hubNow: 90 * day, at: 0 })
      expect(await bodies()).toEqual([false, false, true])
      await head({ hubNow: 97 * day, at: 0 })
      expect(await bodies()).toEqual([false, false, false])
      expect(await readAttention(tab.db, tab.keyring, tab.records)).toEqual([])
    })

    it('takes a mark for what is in the chain, its days from the first head with receipts for it (STO-6, PULL-7)', async () => {
      await head({ hubNow: 0 })
      await sealCases(1)
      // written by somebody who has the team's key: no hub has said it
      await take(0, 1, [safe(2 ** 52, 1)])
      await sealCases(2)
      await store.takeReceipt(chain, await receipt(3), 'jws')
      await take(
        1,
        4,
        [1, 2, 3].map((n) => verdict(n, 'applied', n + 1)),
      )
      expect(await states()).toEqual(['safe', 'applied', 'applied'])
      await head({ hubNow: 30 * day })
      expect(await bodies()).toEqual([true, true, true])
      // a mark of the hub counts beside it, from when it is seen
      await take(4, 5, [safe(3, 5)])
      await head({ hubNow: 31 * day })
      await head({ hubNow: 37 * day })
      expect([await states(), await bodies()]).toEqual([
        ['safe', 'safe', 'safe'],
        [false, true, true],
      ])
      await head({ hubNow: 38 * day })
      expect(await bodies()).toEqual([false, false, false])
    })

    it('begins the days anew when the hub’s clock was ahead, and not before the receipt (STO-6)', async () => {
      await sealCases(1)
      await head({ hubNow: 0 })
      await take(0, 2, [verdict(1, 'applied', 1), safe(1, 2)])
      await head({ hubNow: 20 * day })
      await store.takeReceipt(chain, await receipt(1), 'jws')
      expect(await states()).toEqual(['safe'])
      await head({ hubNow: 900 * day })
      await head({ hubNow: 30 * day })
      await head({ hubNow: 37 * day - 1 })
      expect(await bodies()).toEqual([true])
      await head({ hubNow: 37 * day })
      expect(await bodies()).toEqual([false])
    })

    it('keeps the body of what was held or rejected, for the person who looks at it (STO-6)', async () => {
      await sealCases(2)
      await head()
      await store.takeReceipt(chain, await receipt(2), 'jws')
      await take(0, 4, [verdict(1, 'held', 1), verdict(2, 'rejected', 2), safe(2, 4)])
      await head({ hubNow: 0 })
      await head({ hubNow: 30 * day })
      expect([await states(), await bodies()]).toEqual([
        ['held', 'rejected'],
        [true, true],
      ])
    })

    it('is sent again to a hub that was restored from an older backup, and what nobody holds is told as lost (EPO-3)', async () => {
      await allApplied(4)
      await take(10, 11, [safe(2, 11)])
      await head({ hubNow: 0 })
      await take(11, 12, [safe(3, 12)])
      await head({ hubNow: 7 * day })
      expect([await states(), await bodies()]).toEqual([
        ['safe', 'safe', 'safe', 'applied'],
        [false, false, true, true],
      ])
      await head({ epoch: 2, n: 1, hubNow: 60 * day })
      // the body of 3 stays although its old mark is due: that backup is gone
      expect([await states(), await bodies()]).toEqual([
        ['safe', 'pending', 'pending', 'pending'],
        [false, false, true, true],
      ])
      const rows = await store.outboxFrom(chain, 2, 1e9)
      expect(rows.map(({ n, withheld }) => [n, withheld])).toEqual([
        [2, 'withheld-lost'],
        [3, null],
        [4, null],
      ])
      expect(await readAttention(tab.db, tab.keyring, tab.records)).toMatchObject([
        { kind: 'withheld', reason: 'withheld-lost' },
      ])
      await store.takeReceipt(chain, await receipt(4, { epoch: 2, exceptions: [[2, 'withheld-lost']] }), 'jws-2')
      await take(0, 6, [
        verdict(2, 'rejected', 4, { reason: 'withheld-lost' }),
        verdict(3, 'applied', 5),
        verdict(4, 'applied', 6),
      ])
      expect(await states()).toEqual(['safe', 'rejected', 'applied', 'applied'])
      await take(6, 7, [safe(4, 7, 60 * day)])
      expect(await states()).toEqual(['safe', 'rejected', 'safe', 'safe'])
    })

    it('waits until each chain was asked for in the new epoch (EPO-3)', async () => {
      await allApplied(1)
      const old = chain
      await take(10, 12, [safe(1, 11)])
      await head({ hubNow: 0 })
      await store.beginNewChain('behind-hub', old)
      chain = (await store.chains()).find(({ current }) => current)?.chain ?? ''
      await head({ epoch: 2, hubNow: 30 * day })
      expect(await bodies()).toEqual([true])
      await headOf(old, { epoch: 2, hubNow: 30 * day })
      expect([await states(), await bodies()]).toEqual([['pending'], [true]])
    })
  })

  it('begins a new chain when it was cloned, keeps all, and says so (CHN-5)', async () => {
    await sealCases(2)
    await head()
    await store.takeReceipt(chain, await receipt(1), 'jws')
    await Promise.all([store.beginNewChain('fork', chain), store.beginNewChain('fork', chain)])
    const chains = await store.chains()
    expect(chains.filter(({ current }) => current)).toHaveLength(1)
    expect(chains.find(({ current }) => !current)).toMatchObject({ chain, n: 2, receiptedN: 1 })
    await sealCases(1)
    const fresh = (await store.chains()).find(({ current }) => current)
    expect(fresh).toMatchObject({ n: 1 })
    expect(await tab.db.outbox.count()).toBe(3)
    expect(await readAttention(tab.db, tab.keyring, tab.records)).toMatchObject([{ kind: 'held', reason: 'fork' }])
  })

  describe('a chain that was left, once the hub takes branches (CHN-5, CHN-7)', () => {
    const branch = 'b0'.repeat(16)
    const attention = async () =>
      (await readAttention(tab.db, tab.keyring, tab.records)).map(({ kind, reason }) => `${kind} ${reason}`)
    const hashOf = async (n: number) =>
      hex(((await tab.db.outbox.get([chain, n]))?.hash ?? new Uint8Array(8)).subarray(0, 8))
    const forked = async (
      n: number,
      state: 'applied' | 'held' | 'rejected',
      s: number,
      h?: string,
    ): Promise<PullEntry> => ({
      ...{ k: 'forked', s, chain, n, state, reason: state === 'applied' ? null : 'forked', data: {}, record: null },
      ...{ version: null, h: h ?? (await hashOf(n)) },
    })
    const flags = async () => (await tab.db.outbox.toArray()).map((row) => row.forked === true)
    const ofBranch = async (n: number, more: Partial<Receipt> = {}) =>
      store.takeReceipt(chain, await receipt(n, { chain: branch, ...more }), 'jws')
    /** Five sealed, two receipted, three in common. */
    const left = async () => {
      await sealCases(5)
      await head()
      await store.takeReceipt(chain, await receipt(2), 'jws')
      await store.beginNewChain('fork', chain)
    }
    const parted = async () => {
      await left()
      await store.takeReceipt(chain, await receipt(3), 'jws')
      await store.takeBranch(chain, { id: branch, after: 3, epoch: 1 })
    }

    it('keeps what is its own apart from what is common, and sends the rest until the branch has receipts', async () => {
      expect(await readCopied(tab.db)).toBe('no')
      await left()
      expect(await readCopied(tab.db)).toBe('open')
      expect(await flags()).toEqual([false, false, true, true, true])
      expect(await attention()).toEqual(['held fork', 'held fork', 'held fork'])
      await store.takeReceipt(chain, await receipt(3), 'jws')
      await store.takeBranch(chain, { id: branch, after: 3, epoch: 1 })
      expect(await flags()).toEqual([false, false, false, true, true])
      expect(await states()).toEqual(['stored', 'stored', 'stored', 'pending', 'pending'])
      expect(await hasWaiting(tab.db)).toBe(true)
      await head({ isBranch: true })
      await ofBranch(4)
      expect(await attention()).toEqual(['held fork'])
      await ofBranch(5)
      expect(await states()).toEqual(['stored', 'stored', 'stored', 'stored', 'stored'])
      expect([await hasWaiting(tab.db), await attention()]).toEqual([false, []])
      // asked again it says the same, and nothing changes
      await store.takeBranch(chain, { id: branch, after: 3, epoch: 1 })
      expect((await tab.db.chains.get(chain))?.receiptedN).toBe(5)
    })

    it('takes no verdict of the other tablet for its own, and its own by the hash (PULL-8)', async () => {
      await parted()
      await ofBranch(5)
      await take(0, 9, [
        verdict(1, 'applied', 1),
        verdict(4, 'applied', 2),
        await forked(4, 'held', 3),
        verdict(5, 'rejected', 4),
        await forked(5, 'applied', 5, 'ab'.repeat(8)),
        verdict(6, 'applied', 6),
      ])
      expect(await states()).toEqual(['applied', 'stored', 'stored', 'held', 'stored'])
      expect(await attention()).toEqual(['held forked'])
      expect(await tab.db.verdicts.count()).toBe(2)
      expect(await readCopied(tab.db)).toBe('open')
      await take(9, 12, [await forked(4, 'applied', 10), verdict(4, 'rejected', 11), await forked(5, 'rejected', 12)])
      expect(await readCopied(tab.db)).toBe('settled')
      expect(await states()).toEqual(['applied', 'stored', 'stored', 'applied', 'rejected'])
    })

    it('keeps a verdict that came before it was known what is common (PULL-8)', async () => {
      await left()
      await take(0, 9, [verdict(3, 'applied', 1), verdict(4, 'applied', 2), await forked(5, 'held', 3)])
      expect(await states()).toEqual(['stored', 'stored', 'pending', 'pending', 'pending'])
      await store.takeReceipt(chain, await receipt(3), 'jws')
      await store.takeBranch(chain, { id: branch, after: 3, epoch: 1 })
      await ofBranch(5)
      expect(await states()).toEqual(['stored', 'stored', 'applied', 'stored', 'held'])
    })

    it('believes no verdict before a receipt so far that it lets a draft go (RCP-3, STO-3)', async () => {
      await tab.drafts.create('activation', { identity: { name: 'Nguyễn Văn Mẫu' } }, null)
      await tab.drafts.sealAll()
      await take(0, 1, [verdict(1, 'applied', 1)])
      expect(await tab.db.drafts.count()).toBe(1)
    })

    it('counts a mark of the chain for what is common, one of the branch for the rest (PULL-8, STO-6)', async () => {
      await parted()
      await ofBranch(5)
      const safe = (of: string, n: number, s: number): PullEntry => ({ k: 'safe', s, chain: of, n, at: 0 })
      const applied = await Promise.all([4, 5].map((n) => forked(n, 'applied', n)))
      await take(0, 9, [verdict(1, 'applied', 1), verdict(3, 'applied', 3), ...applied, safe(chain, 9, 8)])
      expect(await states()).toEqual(['safe', 'stored', 'safe', 'applied', 'applied'])
      await take(9, 11, [safe(branch, 4, 10)])
      expect(await states()).toEqual(['safe', 'stored', 'safe', 'safe', 'applied'])
      await head({ hubNow: 5 })
      await head({ isBranch: true, n: 5, hubNow: 5 })
      const bodies = async () => (await tab.db.outbox.toArray()).map(({ ct }) => ct !== null)
      await head({ hubNow: 8 * 24 * 3_600_000 })
      expect(await bodies()).toEqual([false, true, false, false, true])
    })

    it('after a restore of the hub asks about both, and each says what of it is left (EPO-1)', async () => {
      await parted()
      await head({ isBranch: true })
      await ofBranch(5)
      await take(0, 9, [verdict(1, 'applied', 1), await forked(4, 'applied', 2), await forked(5, 'held', 3)])
      expect(await hasWaiting(tab.db)).toBe(false)
      // the chain is longer there than here: that says nothing of what is here, and nothing is promised until it is known what is common
      expect(await head({ epoch: 2, n: 9 })).toBe(false)
      expect(await hasWaiting(tab.db)).toBe(true)
      expect((await store.chains()).find((row) => row.chain === chain)?.receiptedN).toBe(0)
      await store.takeBranch(chain, { id: branch, after: 3, epoch: 2 })
      expect(await states()).toEqual(['applied', 'stored', 'stored', 'applied', 'held'])
      await head({ epoch: 2, n: 4, isBranch: true })
      await ofBranch(4, { epoch: 2 })
      expect(await states()).toEqual(['applied', 'stored', 'stored', 'applied', 'pending'])
      await ofBranch(5, { epoch: 2 })
      expect([await hasWaiting(tab.db), await states()]).toEqual([
        false,
        ['applied', 'stored', 'stored', 'applied', 'stored'],
      ])
    })

    it('is one again when a restored hub takes it into the chain (EPO-1, CHN-5)', async () => {
      await parted()
      await head({ isBranch: true })
      await ofBranch(5)
      await take(0, 9, [await forked(4, 'held', 2)])
      await head({ epoch: 2, n: 3 })
      await store.takeReceipt(chain, await receipt(5, { epoch: 2 }), 'jws')
      expect(await flags()).toEqual([false, false, false, false, false])
      expect([await hasWaiting(tab.db), (await tab.db.chains.get(chain))?.branch?.after]).toEqual([false, 5])
      await take(0, 1, [verdict(4, 'applied', 1)])
      expect((await states())[3]).toBe('applied')
      await head({ epoch: 3, n: 4 })
      expect((await tab.db.chains.get(chain))?.receiptedN).toBe(4)
    })

    it('parts earlier when another has come first at a restored hub: what was decided there is forgotten (EPO-1)', async () => {
      await parted()
      await head({ isBranch: true })
      await ofBranch(5)
      await take(0, 9, [verdict(2, 'applied', 1), verdict(3, 'applied', 2), await forked(4, 'applied', 3)])
      await head({ epoch: 2, n: 9 })
      await store.takeBranch(chain, { id: branch, after: 2, epoch: 2 })
      expect(await flags()).toEqual([false, false, true, true, true])
      expect(await states()).toEqual(['stored', 'applied', 'pending', 'applied', 'pending'])
      await head({ epoch: 2, n: 5, isBranch: true })
      await ofBranch(5, { epoch: 2 })
      expect(await states()).toEqual(['stored', 'applied', 'stored', 'applied', 'stored'])
    })
  })
})
