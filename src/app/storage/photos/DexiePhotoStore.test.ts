import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { SampleTablet, sampleIds } from '../../../../tests/tablet/tabletKit.ts'
import type { PhotosStatement } from '../../../protocol/photoStatements.ts'
import { readMeta, writeMeta } from '../db/meta.ts'
import type { DeviceRow, PhotoRow } from '../db/rows.ts'
import { wipeRevoked } from '../device/wipeRevoked.ts'
import { DexiePhotoStore } from './DexiePhotoStore.ts'
import { readPhotoStatus } from './readPhotoStatus.ts'
import { TabletPhotoBudget, usualPhotoBudget } from './TabletPhotoBudget.ts'

const photo = (n: number) => n.toString(16).padStart(64, '0')
const week = 7 * 24 * 3_600_000

describe('DexiePhotoStore', () => {
  let tablet: SampleTablet
  let tab: Awaited<ReturnType<SampleTablet['openTab']>>
  let store: DexiePhotoStore
  let chain: string
  beforeEach(async () => {
    tablet = await SampleTablet.approved()
    tab = await tablet.openTab({ unlocked: false })
    store = new DexiePhotoStore(tab)
    chain = (await tab.db.chains.toCollection().primaryKeys())[0] ?? ''
  })
  afterEach(() => tablet.end())

  const put = async (n: number, more: Partial<PhotoRow> = {}) => {
    const row: PhotoRow = {
      id: photo(n),
      record: '50000000-0000-4000-8000-000000000005',
      state: 'waiting',
      bytes: 100 + n,
      createdAt: n,
      place: { chain, n },
      held: 0,
      safeSince: null,
      ...more,
    }
    await tab.db.photos.put(row)
    await tab.db.photoBodies.put({ id: row.id, sealed: new Uint8Array(100 + n) })
    return row.id
  }
  const said = (more: Partial<PhotosStatement> = {}): PhotosStatement => ({
    v: 1,
    tenant: sampleIds.tenant,
    device: sampleIds.device,
    epoch: 1,
    ask: '0'.repeat(32),
    now: 1_000,
    stored: [],
    part: [],
    safe: [],
    ended: [],
    wanted: [],
    ...more,
  })
  const changeDevice = async (part: Partial<DeviceRow>) => {
    const device = await readMeta(tab.db, 'device')
    if (device) await writeMeta(tab.db, 'device', { ...device, ...part })
  }
  const stateOf = async (id: string) => (await tab.db.photos.get(id))?.state ?? 'gone'

  it('sends what an item has brought whose receipt is here, oldest first (SPEC PHO-4)', async () => {
    for (const n of [3, 2, 1]) await put(n)
    await put(4, { state: 'draft', place: null })
    expect(await store.toSend()).toEqual([])
    await tab.db.chains.update(chain, { receiptedN: 2 })
    expect(await store.toSend()).toEqual([
      { id: photo(1), length: 101, held: 0 },
      { id: photo(2), length: 102, held: 0 },
    ])
    expect(await store.kept()).toEqual([photo(1), photo(2), photo(3)])
    // a restored hub must say anew how far its chain goes (SPEC EPO-1)
    await changeDevice({ epoch: 5 })
    expect(await store.toSend()).toEqual([])
  })

  it('sends what lies in a chain that had to be left, for whoever looks at it there (SPEC CHN-5)', async () => {
    await put(7)
    await tab.db.chains.update(chain, { closedBecause: 'fork' })
    expect(await store.toSend()).toHaveLength(1)
  })

  it('a receipt makes it stored; what was cut is known to be held so far (SPEC PHO-5)', async () => {
    const id = await put(1)
    expect([await store.takeHeld(id, 50), await store.takeHeld(id, 50), await store.takeHeld(id, 70)]).toEqual([
      true,
      false,
      true,
    ])
    await tab.db.chains.update(chain, { receiptedN: 1 })
    expect((await store.toSend())[0]?.held).toBe(70)
    await store.takeReceipt(id)
    expect([await stateOf(id), await store.toSend()]).toEqual(['stored', []])
  })

  it('one that the hub has no more is sent again, asked about or wanted (SPEC PHO-8, fault 9)', async () => {
    const [asked, wanted, refused] = [
      await put(1, { state: 'stored', safeSince: 5 }),
      await put(2, { state: 'stored' }),
      await put(3, { state: 'refused' }),
    ]
    const missing = await store.takeStatement([asked], said({ wanted: [wanted, refused, photo(9)] }))
    expect(missing).toEqual([photo(9)])
    expect([await stateOf(asked), await stateOf(wanted), await stateOf(refused)]).toEqual([
      'waiting',
      'waiting',
      'refused',
    ])
    expect((await tab.db.photos.get(asked))?.safeSince).toBeNull()
  })

  it('one that was refused is asked about with all, and then sent again or known to be there (SPEC PHO-7)', async () => {
    const [open, there] = [await put(1, { state: 'refused' }), await put(2, { state: 'refused' })]
    await put(3, { state: 'draft', place: null })
    expect(await store.kept()).toEqual([open, there])
    await store.takeStatement([open, there], said({ stored: [there] }))
    expect([await stateOf(open), await stateOf(there)]).toEqual(['waiting', 'stored'])
  })

  it('stays until it was safe for seven days by the hub’s clock, and a clock that is mended begins them anew (SPEC PHO-10)', async () => {
    const id = await put(1, { state: 'stored' })
    const at = (now: number, isSafe = true) =>
      store.takeStatement([id], said({ now, stored: [id], safe: isSafe ? [id] : [] }))
    const year = 52 * week
    await at(year)
    await at(5)
    await at(week + 4)
    expect(await stateOf(id)).toBe('stored')
    await at(week + 5, false)
    await at(week + 6)
    await at(2 * week + 5)
    expect(await stateOf(id)).toBe('stored')
    await at(2 * week + 6)
    expect([await stateOf(id), await tab.db.photoBodies.count()]).toEqual(['gone', 0])
  })

  it('lets go what is not wanted any more (SPEC PHO-11), and keeps what is refused', async () => {
    const [ended, refused] = [await put(1), await put(2)]
    await store.takeStatement([ended], said({ ended: [ended] }))
    await store.refuse(refused, 'bad-photo')
    expect([await stateOf(ended), await stateOf(refused)]).toEqual(['gone', 'refused'])
    expect([await store.sealed(ended), (await store.sealed(refused))?.length]).toEqual([null, 102])
  })

  it('keeps what is not sent on a tablet that was revoked (SPEC HEA-5, PHO-6)', async () => {
    const id = await put(1)
    await changeDevice({ status: 'revoked' })
    await wipeRevoked(tab.db)
    expect([await stateOf(id), (await store.sealed(id))?.length]).toEqual(['waiting', 101])
  })

  describe('what a person allows photos to cost', () => {
    let line: 'wifi' | 'mobile' | 'unknown' = 'mobile'
    let budget: TabletPhotoBudget
    beforeEach(() => {
      line = 'mobile'
      budget = new TabletPhotoBudget({ db: tab.db, host: { lineKind: () => line }, now: () => tablet.clock.now() })
    })
    const choose = (bytes: number | null) => writeMeta(tab.db, 'photoBudget', bytes)

    it('is so much a day, on a line of which nothing is known too, and nothing over Wi-Fi', async () => {
      expect([await budget.allows(usualPhotoBudget), await budget.allows(usualPhotoBudget + 1)]).toEqual([true, false])
      await budget.spend(usualPhotoBudget)
      for (const [kind, allows] of [
        ['mobile', false],
        ['unknown', false],
        ['wifi', true],
      ] as const) {
        line = kind
        expect(await budget.allows(1)).toBe(allows)
      }
      await budget.spend(5)
      expect(await budget.spentToday()).toBe(usualPhotoBudget)
      line = 'mobile'
      tablet.clock.pass(24 * 3_600_000)
      expect([await budget.spentToday(), await budget.allows(1)]).toEqual([0, true])
    })

    it('is what they chose: Wi-Fi only, any number, or all of it now', async () => {
      await choose(0)
      expect(await budget.allows(1)).toBe(false)
      budget.isLifted = true
      expect(await budget.allows(1e9)).toBe(true)
      budget.isLifted = false
      await choose(null)
      expect(await budget.allows(1e9)).toBe(true)
    })

    it('stands on the page with how photos stand', async () => {
      await put(1, { held: 40 })
      await put(2, { state: 'stored' })
      await put(3, { state: 'stored', safeSince: 5 })
      await put(4, { state: 'refused' })
      await put(5, { state: 'draft', place: null })
      await budget.spend(77)
      expect(await readPhotoStatus(tab.db, budget)).toEqual({
        waiting: 1,
        waitingBytes: 61,
        stored: 1,
        safe: 1,
        refused: 1,
        budget: usualPhotoBudget,
        spentToday: 77,
      })
    })
  })
})
