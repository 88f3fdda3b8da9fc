import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { pulled, SampleTablet, sampleIds } from '../../../../tests/tablet/tabletKit.ts'
import type { PullEntry } from '../../../protocol/page.ts'
import { readMeta, writeMeta } from '../db/meta.ts'
import { readProfile } from '../device/profile.ts'
import { wipeRevoked } from '../device/wipeRevoked.ts'
import type { Tonight, TonightHousehold } from '../ports.ts'
import { takePage } from '../sync/takePage.ts'
import { MeetingBook } from './MeetingBook.ts'

const [first, second] = ['70000000-0000-4000-8000-000000000007', '80000000-0000-4000-8000-000000000008'] as const
type Tab = Awaited<ReturnType<SampleTablet['openTab']>>

/** A tablet of the team with tonight's three houses on it. */
class Side {
  private seq = 0
  private constructor(
    readonly tablet: SampleTablet,
    readonly tab: Tab,
    readonly evening: string,
  ) {}

  static async open(device: string, label: string, team: string = sampleIds.team): Promise<Side> {
    const tablet = await SampleTablet.approved({ device, label, team })
    tablet.clock.wall = Date.parse('2026-11-27T12:40:00Z')
    const side = new Side(tablet, await tablet.openTab(), '2026-11-27')
    await side.pull(first, {}, 1)
    await side.pull(second, {}, 1)
    return side
  }

  async pull(id: string, visit: Record<string, unknown>, version: number): Promise<void> {
    const groups = { place: { value: { number: id.slice(0, 1) }, version: 1 }, visit: { value: visit, version } }
    const record = pulled({ id, s: this.seq + 1, version, type: 'household', status: 'kept', note: null, groups })
    const entries: PullEntry[] = [record]
    await takePage(this.tab.db, await this.tablet.page(this.seq, this.seq + 1, entries), entries)
    this.seq += 1
    this.tab.changes.say('pages')
  }

  visit(id: string, state: string | null): Promise<void> {
    return this.tab.round.save(id, { visit: { state, on: state === null ? null : this.evening } })
  }

  /** Once the list says this of a house. */
  shows(id: string, isWanted: (house: TonightHousehold) => boolean): Promise<TonightHousehold> {
    return new Promise((resolve) => {
      this.tab.round.tonight.subscribe((tonight: Tonight | null) => {
        const house = tonight?.households.find((one) => one.id === id)
        if (house && isWanted(house)) resolve(house)
      })
    })
  }

  word = async () => (await this.tab.round.word()).bytes
  meet = (bytes: Uint8Array) => this.tab.round.meet(bytes)
  items = () => this.tab.db.outbox.count()
}

describe('two tablets of a team that meet without a line', () => {
  let a: Side
  let b: Side
  const sides: Side[] = []
  const open = async (...given: Parameters<typeof Side.open>) => {
    const side = await Side.open(...given)
    sides.push(side)
    return side
  }
  beforeEach(async () => {
    a = await open('20000000-0000-4000-8000-00000000000a', 'Máy A')
    b = await open('20000000-0000-4000-8000-00000000000b', 'Máy B')
  })
  afterEach(() => {
    for (const { tablet } of sides.splice(0)) tablet.end()
  })

  it('know of each other’s houses: a mark in the list, no item, and nothing of the house itself (SPEC MEE-1, MEE-4)', async () => {
    await b.visit(first, 'done')
    await b.visit(second, 'absent')
    const { bytes, houses, name } = await b.tab.round.word()
    expect({ houses, name }).toEqual({ houses: 2, name: 'gap-nhau-200000-2.tsm' })
    expect(await a.meet(bytes)).toEqual({ kind: 'ok', label: 'Máy B', houses: 2, strange: 0 })
    const done = await a.shows(first, ({ elsewhere }) => elsewhere !== null)
    const at = b.tablet.clock.now()
    expect(done.elsewhere).toEqual({ label: 'Máy B', who: 'Điểu Thị Mẫu', state: 'done', at })
    expect(done).toMatchObject({ visit: { state: 'notYet' }, waits: false })
    expect((await a.shows(second, ({ elsewhere }) => elsewhere !== null)).elsewhere?.state).toBe('absent')
    expect(await a.items()).toBe(0)
    // sealed in the vault: nothing readable lies on the disk
    const row = await readMeta(a.tab.db, 'meeting')
    expect(Buffer.from(row?.box.ct ?? []).toString('utf8')).not.toMatch(/Máy|Điểu|household/)
    a.tab.keyring.close()
    await expect(a.tab.round.word()).rejects.toMatchObject({ code: 'locked' })
    // and it is there after a restart
    const again = await a.tablet.openTab()
    expect((await again.round.word()).houses).toBe(0)
    expect(await again.round.meet(bytes)).toEqual({ kind: 'again', label: 'Máy B' })
  })

  it('change nothing by the same word twice, and by an older one; what was taken back goes (SPEC MEE-3)', async () => {
    await b.visit(first, 'done')
    const old = await b.word()
    await b.visit(first, null)
    // the clock of one went back: no clock orders anything
    b.tablet.clock.wall -= 3_600_000
    await b.visit(second, 'refused')
    const fresh = await b.word()
    expect(await a.meet(old)).toMatchObject({ kind: 'ok', houses: 1 })
    await a.shows(first, ({ elsewhere }) => elsewhere !== null)
    expect(await a.meet(fresh)).toMatchObject({ kind: 'ok', houses: 1 })
    await a.shows(first, ({ elsewhere }) => elsewhere === null)
    const before = await readMeta(a.tab.db, 'meeting')
    expect(await a.meet(fresh)).toEqual({ kind: 'again', label: 'Máy B' })
    expect(await a.meet(old)).toEqual({ kind: 'older', label: 'Máy B' })
    expect(await readMeta(a.tab.db, 'meeting')).toEqual(before)
    expect((await a.shows(second, () => true)).elsewhere?.state).toBe('refused')
  })

  it('take no word of another team, another key, another evening, this very tablet, or a damaged one (SPEC MEE-2)', async () => {
    await b.visit(first, 'done')
    const bytes = await b.word()
    const foreign = await open('20000000-0000-4000-8000-00000000000c', 'Máy C', sampleIds.volunteer)
    expect(await foreign.meet(bytes)).toEqual({ kind: 'other-team' })
    expect(await b.meet(bytes)).toEqual({ kind: 'own' })
    expect(await a.meet(bytes.subarray(0, bytes.length - 2))).toEqual({ kind: 'damaged' })
    expect(await a.meet(new Uint8Array(900))).toEqual({ kind: 'unknown-file' })
    // somebody left the team, and only this tablet has heard of it
    const { keyring } = a.tab
    const fresh = new Map([...keyring.require().teamKeys, [2, new Uint8Array(32).fill(4)] as const])
    const { volunteer, vault } = keyring.require()
    keyring.renew(volunteer.id, { vault, teamKeys: new Map([...fresh].map(([id, key]) => [id, key.slice()])) })
    expect(await a.meet(bytes)).toEqual({ kind: 'other-key' })
    a.tablet.clock.pass(24 * 3_600_000)
    const late = await open('20000000-0000-4000-8000-00000000000d', 'Máy D')
    late.tablet.clock.pass(24 * 3_600_000)
    expect(await late.meet(bytes)).toEqual({ kind: 'other-evening' })
    for (const side of [a, b, foreign, late]) {
      expect((await side.shows(first, () => true)).elsewhere).toBeNull()
    }
  })

  it('forget it once the record says it itself, for good, and with the evening; each counts on (SPEC MEE-4)', async () => {
    await b.visit(first, 'done')
    await b.visit(second, 'done')
    await a.meet(await b.word())
    await a.shows(first, ({ elsewhere }) => elsewhere !== null)
    // said here and taken back again: the other tablet was there all the same
    await a.visit(second, 'done')
    await a.shows(second, ({ visit, elsewhere }) => visit.state === 'done' && elsewhere === null)
    await a.visit(second, null)
    await a.shows(second, ({ visit, elsewhere }) => visit.state === 'notYet' && elsewhere?.state === 'done')
    // both have synced: the house shows done on the other tablet before anybody opens it
    await a.pull(first, { state: 'done', on: '2026-11-27' }, 2)
    await a.shows(first, ({ visit, elsewhere }) => visit.state === 'done' && elsewhere === null)
    // put right at the other tablet later: no old mark comes back
    await a.pull(first, {}, 3)
    await a.shows(first, ({ visit, elsewhere }) => visit.state === 'notYet' && elsewhere === null)
    for (const { tablet } of [a, b]) tablet.clock.pass(24 * 3_600_000)
    a.tab.changes.say('pages')
    await a.shows(second, ({ elsewhere }) => elsewhere === null)
    expect(await b.tab.round.word()).toMatchObject({ houses: 0 })
    await b.visit(first, 'absent')
    expect(await b.tab.round.word()).toMatchObject({ houses: 1, name: 'gap-nhau-200000-3.tsm' })
  })

  it('count on when a page opens no more, and a word that cannot be written down undoes no visit (SPEC STO-2)', async () => {
    await b.visit(first, 'done')
    await a.meet(await b.word())
    const row = await readMeta(b.tab.db, 'meeting')
    if (row) await writeMeta(b.tab.db, 'meeting', { ...row, box: { ...row.box, k: 99 } })
    await b.visit(second, 'done')
    expect(await a.meet(await b.word())).toMatchObject({ kind: 'ok', houses: 1 })
    vi.spyOn(MeetingBook.prototype, 'note').mockRejectedValueOnce(new Error('no room'))
    await b.visit(first, 'moved')
    expect(await b.items()).toBe(3)
    expect((await b.tab.round.word()).houses).toBe(1)
  })

  it('lose it with a revocation (SPEC HEA-5)', async () => {
    await b.visit(first, 'done')
    await a.meet(await b.word())
    const known = await readProfile(a.tab.db)
    if (known) await writeMeta(a.tab.db, 'device', { ...known.device, status: 'revoked' })
    await wipeRevoked(a.tab.db)
    expect(await readMeta(a.tab.db, 'meeting')).toBeUndefined()
  })

  it('tell of a house that the other one does not have, and lose no word to a second tab', async () => {
    const made = await b.tab.round.add({ place: { number: '030' } })
    const other = await b.tablet.openTab()
    await other.round.save(first, { visit: { state: 'done' } })
    await Promise.all([b.visit(made, 'done'), other.round.save(second, { visit: { state: 'moved' } })])
    expect(await a.meet(await b.word())).toEqual({ kind: 'ok', label: 'Máy B', houses: 3, strange: 1 })
  })
})
