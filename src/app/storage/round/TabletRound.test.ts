import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { pulled, SampleTablet, sampleIds } from '../../../../tests/tablet/tabletKit.ts'
import { webCrypto } from '../../../crypto/web/webCrypto.ts'
import { recordTypes } from '../../../domain/records.ts'
import type { PullEntry } from '../../../protocol/page.ts'
import { eveningName, roundId } from '../../../protocol/roundId.ts'
import type { Tonight } from '../ports.ts'
import { takePage } from '../sync/takePage.ts'
import { learntFrom } from './learntFrom.ts'

const home = '70000000-0000-4000-8000-000000000007'
const other = '80000000-0000-4000-8000-000000000008'
const vy = 'member01aaaaaaaa'
const account = 'eaccount01aaaaaaaa'

/** A household as the hub shows it to the team. */
const household = (id: string, s: number, groups: Record<string, Record<string, unknown>>, version = 1): PullEntry =>
  pulled({
    id,
    s,
    version,
    type: 'household',
    status: 'kept',
    note: null,
    groups: Object.fromEntries(Object.entries(groups).map(([name, value]) => [name, { value, version }])),
  })

describe('TabletRound', () => {
  let tablet: SampleTablet
  let seq = 0
  let tab: Awaited<ReturnType<SampleTablet['openTab']>>
  beforeEach(async () => {
    seq = 0
    tablet = await SampleTablet.approved()
    tab = await tablet.openTab()
  })
  afterEach(() => tablet.end())

  const tonight = (isWanted: (tonight: Tonight) => boolean, from = tab) =>
    new Promise<Tonight>((resolve) => {
      from.round.tonight.subscribe((value) => {
        if (value && isWanted(value)) resolve(value)
      })
    })
  const pull = async (...entries: PullEntry[]) => {
    const page = await tablet.page(seq, seq + entries.length, entries)
    seq += entries.length
    await takePage(tab.db, page, entries)
    tab.changes.say('pages')
  }
  const items = () => tab.db.outbox.orderBy('[chain+n]').toArray()
  const payloads = async () =>
    Promise.all((await items()).map(async (row) => (await tablet.opened(tab.db, row)).payload))
  const first = (value: Tonight) => value.households[0]
  const sample = { place: { number: '014', head: 'Điểu Mẫu', unit: sampleIds.team }, [vy]: { name: 'Điểu Mẫu' } }

  it('shows the team’s households in walking order out of sealed pages, and nothing while locked (SPEC RND-4)', async () => {
    await pull(
      household(other, 1, { place: { number: '020' } }),
      household(home, 2, sample),
      pulled({
        id: '90000000-0000-4000-8000-000000000009',
        s: 3,
        type: 'round',
        status: 'kept',
        groups: {
          plan: { value: { evening: '2999-01-01', who: ['Thị Thử'] }, version: 1 },
          stops: { value: { households: [other] }, version: 1 },
        },
      }),
    )
    const { households, round } = await tonight(({ households }) => households.length === 2)
    expect(households.map(({ number }) => number)).toEqual(['020', '014'])
    expect(round).toMatchObject({ who: ['Thị Thử'] })
    expect(tab.drafts.list.value).toEqual([])
    tab.keyring.close()
    expect(tab.round.tonight.value).toBeNull()
  })

  it('seals each save at once, one on top of the other, and shows it before the commune has it (SPEC STO-2, RND-3)', async () => {
    await pull(household(home, 1, sample, 4))
    await tab.round.save(home, { visit: { state: 'absent', on: '2026-11-27', comeAgainOn: '2026-11-29' } })
    await tab.round.save(home, { visit: { state: 'done', comeAgainOn: null } })
    await tab.round.save(home, { visit: { state: 'done' } })
    expect(await payloads()).toMatchObject([
      { r: home, b: 4, g: { visit: { state: 'absent', on: '2026-11-27', comeAgainOn: '2026-11-29' } } },
      { b: -1, g: { visit: { state: 'done', comeAgainOn: null } } },
    ])
    expect((await items()).map(({ type }) => type)).toEqual([recordTypes.household.code, recordTypes.household.code])
    const shown = await tonight((value) => first(value)?.visit.state === 'done')
    expect(first(shown)).toMatchObject({ waits: true, visit: { on: '2026-11-27', comeAgainOn: '' } })
    const again = await tablet.openTab()
    expect(first(await tonight(({ households }) => households.length === 1, again))?.visit.state).toBe('done')
    expect(again.drafts.list.value).toEqual([])
  })

  it('shows what the commune has once it was applied: also what a colleague did meanwhile', async () => {
    await pull(household(home, 1, sample))
    await tab.round.save(home, { [account]: { state: 'missing', by: 'resident', on: '2026-11-27' } })
    const [row] = await items()
    await tab.db.chains.update(row?.chain ?? '', { receiptedN: 1 })
    const verdict = { state: 'applied' as const, reason: null, data: {}, record: home, version: 3 }
    await pull(household(home, 2, { ...sample, visit: { state: 'done' }, [account]: { state: 'missing' } }, 3), {
      k: 'verdict',
      s: 3,
      chain: row?.chain ?? '',
      n: 1,
      ...verdict,
    })
    const shown = await tonight((value) => first(value)?.visit.state === 'done')
    expect(first(shown)).toMatchObject({
      waits: false,
      members: [{ said: { eaccount: { state: 'missing' } } }],
    })
    expect(await tab.db.drafts.count()).toBe(0)
  })

  it('goes on from what was pulled when the commune rejected what was said here', async () => {
    await pull(household(home, 1, sample))
    await tab.round.save(home, { visit: { state: 'refused' } })
    const [row] = await items()
    await tab.db.chains.update(row?.chain ?? '', { receiptedN: 1 })
    const verdict = { state: 'rejected' as const, reason: 'invalid-fields', data: {}, record: home, version: null }
    await pull({ k: 'verdict', s: 2, chain: row?.chain ?? '', n: 1, ...verdict })
    await tonight((value) => first(value)?.visit.state === 'notYet')
    await tab.round.save(home, { visit: { state: 'moved' } })
    expect((await payloads())[1]).toMatchObject({ r: home, b: 1, g: { visit: { state: 'moved' } } })
  })

  it('forgets a household that was erased at the desk, also what was said of it here (SPEC ERA-2)', async () => {
    const third = '90000000-0000-4000-8000-000000000009'
    await pull(household(home, 1, sample, 4), household(other, 2, sample, 4), household(third, 3, sample))
    for (const id of [home, other]) await tab.round.save(id, { visit: { state: 'absent' } })
    const [row] = await items()
    const verdict = { state: 'rejected' as const, reason: 'erased', data: {}, record: home, version: null }
    await tab.db.chains.update(row?.chain ?? '', { receiptedN: 1 })
    // one by its verdict, the other, which waits to be sent, by what the page says of it
    await pull({ k: 'verdict', s: 4, chain: row?.chain ?? '', n: 1, ...verdict }, { k: 'gone', s: 5, id: other })
    expect(await tab.db.drafts.count()).toBe(0)
    expect((await items()).map(({ ref }) => ref)).toEqual([null, null])
    await pull({ k: 'gone', s: 6, id: home })
    const shown = await tonight(({ households }) => households.length === 1, await tablet.openTab())
    expect(first(shown)?.id).toBe(third)
    await expect(tab.round.save(other, { visit: { state: 'done' } })).rejects.toMatchObject({ code: 'missing' })
  })

  it('sends what was said of a house that went to another team, and says nothing of it from then on (SPEC RND-7)', async () => {
    await pull(household(home, 1, sample), household(other, 2, sample))
    await tab.round.save(home, { visit: { state: 'absent' } })
    const groups = {
      visit: { household: home, member: vy },
      consent: { given: true },
      outcome: { outcome: 'activated' },
    }
    const { id } = await tab.drafts.create('activation', { ...groups, identity: { name: 'Điểu Mẫu' } }, null)
    await pull({ k: 'gone', s: 3, id: home })
    await tab.drafts.finish(id)
    expect(await payloads()).toMatchObject([{ r: home, g: { visit: { state: 'absent' } } }, { r: id }])
    expect(await tab.db.drafts.count()).toBe(0)
    expect((await tonight(({ households }) => households.length === 1)).households[0]?.id).toBe(other)
  })

  it('keeps what was said of a house that was not erased, whatever else is gone', async () => {
    await pull(household(home, 1, sample))
    await tab.round.save(home, { visit: { state: 'absent' } })
    const { id } = await tab.drafts.create('activation', { identity: { name: 'Thị Mẫu' } }, null)
    await pull({ k: 'gone', s: 2, id: other }, { k: 'gone', s: 3, id })
    expect(await tab.db.drafts.count()).toBe(2)
    expect((await items())[0]?.ref).not.toBeNull()
  })

  it('takes a household and its people without a line, and refuses numbers of papers (SPEC RND-2)', async () => {
    const id = await tab.round.add({ place: { number: '030' }, [vy]: { name: 'Thị Thử' } })
    await expect(tab.round.save(id, { home: { note: 'số 070050001234' } })).rejects.toMatchObject({
      data: { group: 'home', field: 'note' },
    })
    await tab.round.save(id, { home: { note: 'nhà sàn' } })
    expect(await payloads()).toMatchObject([
      { r: id, b: 0, g: { place: { number: '030' } } },
      { b: -1, g: { home: { note: 'nhà sàn' } } },
    ])
    for (const table of tab.db.tables) {
      for (const row of await table.toArray()) {
        const text = Object.values(row as Record<string, unknown>).map((value) =>
          value instanceof Uint8Array ? Buffer.from(value).toString('utf8') : JSON.stringify(value),
        )
        expect(text.join(' ')).not.toMatch(/Thị Thử|nhà sàn|household/)
      }
    }
  })

  describe('an evening that is planned here', () => {
    const unit = sampleIds.team
    const evening = {
      ...{ unit, hamlet: 'Ấp Thử', evening: '2999-01-01', who: ['Thị Thử'], note: 'mang đèn' },
      households: [other, home],
    }
    const idOf = (after = 0) => {
      const name = eveningName({ team: sampleIds.team, unit, evening: evening.evening })
      return roundId(webCrypto, sampleIds.tenant, name, after)
    }
    const round = (id: string, s: number, groups: Record<string, Record<string, unknown>>, version = 1): PullEntry =>
      pulled({
        ...{ id, s, version, type: 'round', status: 'kept', note: null },
        groups: Object.fromEntries(Object.entries(groups).map(([name, value]) => [name, { value, version }])),
      })
    beforeEach(async () => {
      const at = (number: string) => ({ place: { number, unit } })
      await pull(household(home, 1, at('014')), household(other, 2, at('020')))
      await tonight(({ households }) => households.length === 2)
    })

    it('is sealed at once under the id that the desk gives it, and tonight’s list follows it (SPEC RND-6)', async () => {
      await tab.round.plan(evening)
      const shown = await tonight(({ round }) => round !== null)
      expect(shown.households.map(({ number }) => number)).toEqual(['020', '014'])
      expect(shown.round).toMatchObject({ id: await idOf(), who: ['Thị Thử'], note: 'mang đèn', waits: true })
      await tab.round.plan(evening)
      await tab.round.plan({ ...evening, households: [home, other], note: '' })
      expect(await payloads()).toMatchObject([
        { r: await idOf(), b: 0, g: { plan: { unit, who: ['Thị Thử'] }, stops: { households: [other, home] } } },
        { b: -1, g: { plan: { note: null }, stops: { households: [home, other] } } },
      ])
      expect((await items()).map(({ type }) => type)).toEqual([recordTypes.round.code, recordTypes.round.code])
      expect(tab.drafts.list.value).toEqual([])
    })

    it('changes what the desk has planned by what differs, also what it planned anew after one was erased', async () => {
      const { households, ...plan } = evening
      const planned = async (after: number, s: number) =>
        round(await idOf(after), s, { plan, stops: { households } }, 4)
      await pull(await planned(0, 3))
      await tonight((value) => value.round?.waits === false)
      await tab.round.plan({ ...evening, who: ['Thị Thử', 'Điểu Mẫu'] })
      const anew = await idOf(1)
      await pull({ k: 'gone', s: 4, id: await idOf() }, await planned(1, 5))
      await tonight((value) => value.round?.id === anew)
      await tab.round.plan({ ...evening, households: [home] })
      expect(await payloads()).toMatchObject([
        { r: await idOf(), b: 4, g: { plan: { who: ['Thị Thử', 'Điểu Mẫu'] } } },
        { r: anew, b: 4, g: { stops: { households: [home] } } },
      ])
    })

    it('shows none of a hamlet where the team has no house any more, and refuses a number of a paper (SPEC RND-2)', async () => {
      await tab.round.plan(evening)
      await tonight(({ round }) => round !== null)
      await pull({ k: 'gone', s: 3, id: home }, { k: 'gone', s: 4, id: other })
      const shown = await tonight(({ households }) => households.length === 0)
      expect(shown).toMatchObject({ round: null, evenings: [] })
      await expect(tab.round.plan({ ...evening, note: 'gọi 0912 345 678' })).rejects.toMatchObject({
        data: { group: 'plan', field: 'note' },
      })
    })
  })

  it('is not among drafts: they keep their place of fifty, and a draft of none is thrown away for it', async () => {
    for (let at = 0; at < 55; at++) await tab.round.add({ place: { number: String(at) } })
    const { id } = await tab.drafts.create('activation', { identity: { name: 'Thị Mẫu' } }, null)
    tablet.clock.pass(1000)
    await tab.drafts.sealSurplus()
    expect((await tab.db.drafts.get(id))?.partial).toBeNull()
    expect((await items()).length).toBe(55)
  })

  it('learns from an activation how the account stands, and only where the resident agreed (SPEC RND-5)', async () => {
    await pull(household(home, 1, sample))
    const visit = { household: home, member: vy }
    const finish = async (outcome: string, given = true) => {
      const groups = { visit, consent: { given }, outcome: { outcome }, identity: { name: 'Điểu Mẫu' } }
      const { id } = await tab.drafts.create('activation', groups, null)
      await tab.drafts.finish(id)
      return first(await tonight(({ households }) => households.length === 1))?.members[0]?.said.eaccount
    }
    await finish('activated', false)
    await finish('declined')
    expect((await items()).map(({ type }) => type)).toEqual([1, 1])
    await finish('blocked')
    await finish('activated')
    await finish('blocked')
    expect((await items()).map(({ type }) => type)).toEqual([1, 1, 1, 5, 1, 5, 1])
    const sealed = await payloads()
    expect(sealed.some((payload) => Object.hasOwn(Object(payload), 'p'))).toBe(false)
    expect([sealed[3], sealed[5]]).toMatchObject([
      { g: { [account]: { state: 'missing', by: 'activation' } } },
      { g: { [account]: { state: 'has' } } },
    ])
  })

  it('learns nothing of a case that could not be sealed, and a case put right takes its own word back (SPEC RND-5)', async () => {
    await pull(household(home, 1, sample))
    const said = { visit: { household: home, member: vy }, consent: { given: true }, outcome: { outcome: 'activated' } }
    const { id } = await tab.drafts.create('activation', { ...said, identity: { name: 'x'.repeat(500) } }, null)
    await expect(tab.drafts.finish(id)).rejects.toBeDefined()
    expect(await items()).toEqual([])
    await tab.drafts.save(id, { identity: { name: 'Điểu Mẫu' } })
    await tab.drafts.finish(id)
    expect((await payloads())[1]).toMatchObject({ g: { [account]: { state: 'has', case: id } } })
    const learn = (outcome: string, of = id) => {
      const groups = { ...said, outcome: { outcome } }
      return learntFrom({ id: of, type: 'activation', groups }, '2026-11-28')?.patch({
        ...sample,
        [account]: { state: 'has', by: 'activation', on: '2026-11-27', case: id },
      })
    }
    expect(learn('blocked')).toMatchObject({ [account]: { state: 'missing', case: id } })
    expect(learn('declined')).toMatchObject({ [account]: { state: null, by: null, case: null } })
    expect(learn('blocked', other)).toEqual({})
    expect(learn('declined', other)).toEqual({})
  })
})
