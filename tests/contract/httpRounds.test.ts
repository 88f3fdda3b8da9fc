import { beforeEach, describe, expect, it } from 'vitest'
import { shortCodeOf } from '../../src/domain/shortCode.ts'
import { HttpKit, refusal } from './httpKit.ts'

const hamlet = '50000000-0000-4000-8000-000000000005'
const listed = (number: string, ...names: string[]) => ({
  number,
  head: names[0] ?? '',
  address: 'Tổ 2',
  order: Number(number),
  language: 'khm',
  note: '',
  members: names.map((name) => ({ name, birthDate: '1950', sex: 'f', language: '', note: '' })),
})

describe('rounds at the desk (decision 025)', () => {
  let kit: HttpKit
  let cookie: string
  beforeEach(async () => {
    kit = await HttpKit.create({ rates: { login: 1000, address: 10_000 } })
    cookie = await kit.signIn(kit.hub.tenant, 'nguoithu', 'mat-khau-thu', 'officer')
    await kit.hub.in(async (tx) => {
      await tx.putUnit({ id: hamlet, code: 'ap-thu', kind: 'hamlet', name: 'Ấp Thử', oldName: null })
    })
  })
  const post = (path: string, body: unknown, as = cookie) => kit.desk('POST', `/api/desk/${path}`, { cookie: as, body })
  const get = async (path: string) => (await kit.desk('GET', `/api/desk/${path}`, { cookie })).json()
  const take = async (...households: object[]) =>
    (await post(`hamlets/${hamlet}/households`, { team: kit.hub.team, households })).json()
  const homes = () => get(`hamlets/${hamlet}/households`)

  it('takes a list of households once: a second time nothing changes, and what a team said stays', async () => {
    expect(await take(listed('2', 'Thị Thử'), listed('1', 'Điểu Mẫu', 'Thị Mẫu'))).toEqual({
      made: 2,
      known: 0,
      added: 0,
    })
    const before = await homes()
    expect(before).toMatchObject([
      { number: '1', head: 'Điểu Mẫu', version: 1, language: 'khm', visit: { state: 'notYet' } },
      { number: '2', members: [{ name: 'Thị Thử', said: { idcard: { state: 'unknown' } } }] },
    ])
    // where a house lies is in no list (SPEC RND-2)
    expect(before.flatMap((home: object) => Object.keys(home))).not.toContain('point')
    expect(await take({ ...listed('1', 'Điểu Mẫu'), note: 'khác' }, listed('3', 'Thị Ba'))).toMatchObject({ made: 1 })
    expect((await homes()).slice(0, 2)).toEqual(before)
    const feed = await kit.hub.in((tx) => tx.feedSince('none', kit.hub.team, 0, 10))
    expect(feed).toHaveLength(3)
  })

  it('knows a house again without its number or zeros, writes down who is new in it, and makes none that may be another', async () => {
    await take(listed('014', 'Điểu Mẫu'))
    expect(await take(listed('14', 'Điểu Mẫu'))).toEqual({ made: 0, known: 1, added: 0 })
    expect(await take({ ...listed('', 'Điểu Mẫu', 'Thị Mới'), order: 1 })).toEqual({ made: 0, known: 1, added: 1 })
    expect(await homes()).toMatchObject([{ number: '014', members: [{ name: 'Điểu Mẫu' }, { name: 'Thị Mới' }] }])
    const body = { team: kit.hub.team, households: [listed('20', 'Thị Thử'), listed('14', 'Tên Khác')] }
    expect(await refusal(post(`hamlets/${hamlet}/households`, body))).toBe('409 conflict')
    expect((await get('rounds')).commune).toMatchObject({ households: 1, people: 2 })
  })

  it('takes nothing of a list in which one thing is wrong, and no number of a paper', async () => {
    const wrong = [
      { ...listed('2', 'Thị Thử'), note: 'CCCD 070050001234' },
      { ...listed('2', 'Thị Thử'), number: '', head: '' },
      listed('2', 'Thị 2'),
    ]
    for (const one of wrong) {
      const sent = post(`hamlets/${hamlet}/households`, {
        team: kit.hub.team,
        households: [listed('1', 'Điểu Mẫu'), one],
      })
      expect(await refusal(sent)).toBe('400 malformed')
    }
    expect(await homes()).toEqual([])
    const nowhere = post(`hamlets/${kit.hub.newId()}/households`, { households: [listed('1', 'Điểu Mẫu')] })
    expect(await refusal(nowhere)).toBe('404 not-found')
  })

  it('plans an evening for a team; the same evening planned again is changed, not doubled', async () => {
    await take(listed('1', 'Điểu Mẫu'), listed('2', 'Thị Thử'))
    const [one, two] = (await homes()).map(({ id }: { id: string }) => id)
    const plan = { unit: hamlet, team: kit.hub.team, evening: '2026-11-28', who: ['Thị Một'], note: '' }
    const { id } = await (await post('rounds', { ...plan, households: [two, one] })).json()
    expect(await (await post('rounds', { ...plan, households: [one] })).json()).toEqual({ id })
    expect((await get('rounds')).rounds).toMatchObject([
      { id, version: 2, evening: '2026-11-28', who: ['Thị Một'], households: [one] },
    ])
    expect(await refusal(post('rounds', { ...plan, households: [kit.hub.newId()] }))).toBe('404 not-found')
    const other = kit.hub.newId()
    await kit.hub.in(async (tx) => {
      const [team] = await tx.teams()
      if (team) await tx.putTeam({ ...team, id: other, name: 'Tổ Hai' })
    })
    expect(await refusal(post('rounds', { ...plan, team: other, households: [one] }))).toBe('409 conflict')
  })

  it('shows two ways that were planned for one evening by the names of the houses, and takes the one that is chosen (SPEC RND-6, MRG-6)', async () => {
    await take(listed('1', 'Điểu Mẫu'), listed('2', 'Thị Thử'))
    const [one, two] = (await homes()).map(({ id }: { id: string }) => id)
    const of = { unit: hamlet, evening: '2026-11-28', who: ['Thị Một'] }
    const planned = await post('rounds', { ...of, team: kit.hub.team, note: '', households: [one, two] })
    const { id } = await planned.json()
    const tablet = await kit.hub.tablet('Máy 1')
    // sealed without a line, before anything of the desk's plan came
    await tablet.seal(
      { r: id, b: 0, g: { plan: { ...of, hamlet: 'Ấp Thử' }, stops: { households: [two, one] } } },
      { type: 6, schema: 1 },
    )
    await kit.hub.push(await tablet.stream(1))
    await kit.hub.apply()
    expect((await get('rounds')).rounds).toMatchObject([{ id, households: [one, two], openConflicts: 1 }])
    expect((await get('cases?conflicts=1')).cases).toMatchObject([{ id, type: 'round', title: 'Ấp Thử' }])
    const { conflicts } = await get(`cases/${id}`)
    expect(conflicts).toMatchObject([
      {
        group: 'stops',
        current: { households: ['1 Điểu Mẫu', '2 Thị Thử'] },
        proposed: { households: ['2 Thị Thử', '1 Điểu Mẫu'] },
      },
    ])
    expect((await post(`conflicts/${conflicts[0].id}`, { choice: 'proposed' })).status).toBe(200)
    expect((await get('rounds')).rounds).toMatchObject([{ id, households: [two, one], openConflicts: 0 }])
  })

  it('adds up hamlets, teams and the commune, and tells a team its target', async () => {
    await take(listed('1', 'Điểu Mẫu', 'Thị Mẫu'))
    const goal = { idcard: null, eaccount: 20, ownsim: null, smartphone: null, until: '2026-12-31' }
    expect((await post(`teams/${kit.hub.team}/goal`, goal)).status).toBe(200)
    expect((await post(`teams/${kit.hub.team}/goal`, { ...goal, eaccount: 30 })).status).toBe(200)
    const answer = await get('rounds')
    const place = {
      households: 1,
      people: 2,
      counts: { eaccount: { has: 0, eligible: 0, notEligible: 0, unknown: 2 } },
    }
    expect(answer).toMatchObject({
      commune: place,
      hamlets: [{ id: hamlet, ...place, visits: { notYet: 1, done: 0 } }],
      teams: [{ id: kit.hub.team, ...place }],
      goals: [{ team: kit.hub.team, eaccount: 30, until: '2026-12-31', idcard: null }],
      rounds: [],
    })
  })

  it('keeps to one target and one evening a team, behind however many rounds; a tablet makes none (SPEC RND-1)', async () => {
    const goal = { idcard: 10, eaccount: null, ownsim: null, smartphone: null, until: null }
    const plan = (evening: string) => ({ unit: hamlet, team: kit.hub.team, evening, who: [], note: '', households: [] })
    await post(`teams/${kit.hub.team}/goal`, goal)
    const { id } = await (await post('rounds', plan('2026-11-28'))).json()
    await kit.hub.in(async (tx) => {
      const row = await tx.record(id)
      for (let at = 0; row && at < 500; at++)
        await tx.putRecord({ ...row, id: kit.hub.newId(), seq: await tx.nextSeq() })
    })
    expect((await get('rounds')).goals).toMatchObject([{ idcard: 10 }])
    await post(`teams/${kit.hub.team}/goal`, { ...goal, idcard: 99 })
    expect((await get('rounds')).goals).toMatchObject([{ idcard: 99 }])
    expect(await (await post('rounds', plan('2026-11-28'))).json()).toEqual({ id })
    const tablet = await kit.hub.tablet('Máy 1')
    const round = { type: 6, schema: 1 }
    await tablet.seal({ r: tablet.newRecord(), b: 0, g: { plan: { unit: hamlet, evening: '2999-01-01' } } }, round)
    await tablet.seal({ r: tablet.newRecord(), b: 0, g: { goal: { idcard: 1 } } }, round)
    await kit.hub.push(await tablet.stream(1))
    await kit.hub.apply()
    const fates = await Promise.all([1, 2].map((n) => kit.hub.fate(tablet, n)))
    expect(fates).toEqual(['rejected not-allowed-now', 'rejected not-allowed-now'])
  })

  describe('of a hamlet that another team goes to from now on', () => {
    const other = '60000000-0000-4000-8000-000000000006'
    beforeEach(async () => {
      await kit.hub.in(async (tx) => {
        const [team] = await tx.teams()
        if (team) await tx.putTeam({ ...team, id: other, name: 'Tổ Hai' })
      })
    })
    const move = async (team: string) => (await post(`hamlets/${hamlet}/team`, { team })).json()
    const feed = (team: string) => kit.hub.in((tx) => tx.feedSince('none', team, 0, 20))
    const send = async (tablet: Awaited<ReturnType<typeof kit.hub.tablet>>) => {
      const { n } = await kit.hub.statement((await kit.hub.head(tablet)).head)
      await kit.hub.push(await tablet.stream(n + 1))
      await kit.hub.apply()
    }

    it('go to it all at once: its tablets get them whole, those of the team before hear that they are gone (SPEC RND-7)', async () => {
      await take(listed('1', 'Điểu Mẫu'), listed('2', 'Thị Thử'))
      const before = await homes()
      expect(await move(other)).toEqual({ moved: 2 })
      expect(await move(other)).toEqual({ moved: 0 })
      const ids: string[] = before.map(({ id }: { id: string }) => id)
      const [gone, whole] = [await feed(kit.hub.team), await feed(other)]
      expect([gone.length, whole.length]).toEqual([2, 2])
      for (const id of ids) {
        expect(gone).toContainEqual({ kind: 'gone', seq: expect.any(Number), record: id })
        expect(whole).toContainEqual(
          expect.objectContaining({ kind: 'record', record: expect.objectContaining({ id, team: other, version: 1 }) }),
        )
      }
      // nothing that stands in them has changed, and no version either
      expect(await homes()).toEqual(before.map((one: object) => ({ ...one, team: other })))
      const plan = { unit: hamlet, team: other, evening: '2026-11-28', who: [], note: '', households: ids }
      expect((await post('rounds', plan)).status).toBe(200)
      expect(await refusal(post('rounds', { ...plan, team: kit.hub.team }))).toBe('409 conflict')
      const rows = await kit.hub.in((tx) => tx.auditRows(1, 1000))
      expect(rows.filter(({ action }) => action === 'move-households')).toMatchObject([
        { subject: `unit:${hamlet}`, detail: { moved: 2, to: other, from: kit.hub.team } },
        { detail: { moved: 0 } },
      ])
      expect(await move(kit.hub.team)).toEqual({ moved: 2 })
      expect((await feed(other)).map(({ kind }) => kind)).toEqual(['record', 'gone', 'gone'])
      expect((await feed(kit.hub.team)).map(({ kind }) => kind)).toEqual(['record', 'record'])
      expect(await refusal(post(`hamlets/${hamlet}/team`, { team: kit.hub.newId() }))).toBe('404 not-found')
    })

    it('keep what the team before had written down and not sent: it merges, or waits for a person (SPEC RND-7, MRG-3)', async () => {
      await take(listed('1', 'Điểu Mẫu'))
      const [{ id, members }] = await homes()
      const tablet = await kit.hub.tablet('Máy 1')
      const household = { type: 5, schema: 1 }
      const card = members[0].key.replace('member', 'idcard')
      const has = { state: 'has', by: 'resident', on: '2026-11-27' }
      await tablet.seal({ r: id, b: 1, g: { visit: { state: 'done', on: '2026-11-27' } } }, household)
      await tablet.seal({ b: -1, g: { [card]: has } }, household)
      await move(other)
      await send(tablet)
      expect([await kit.hub.fate(tablet, 1), await kit.hub.fate(tablet, 2)]).toEqual(['applied', 'applied'])
      expect(await homes()).toMatchObject([
        { team: other, version: 3, openConflicts: 0, visit: { state: 'done' }, members: [{ said: { idcard: has } }] },
      ])
      // the new team's own word stands, the late one waits beside it
      await tablet.seal({ r: id, b: 1, g: { visit: { state: 'absent', on: '2026-11-27' } } }, household)
      await send(tablet)
      expect(await homes()).toMatchObject([{ team: other, openConflicts: 1, visit: { state: 'done' } }])
      expect((await feed(other)).map(({ kind }) => kind)).toEqual(['record'])
      expect((await feed(kit.hub.team)).map(({ kind }) => kind)).toEqual(['gone'])
    })

    it('are named where a tablet of the team before was lost, which may have held them (SPEC RND-7)', async () => {
      const tablet = await kit.hub.tablet('Máy 1')
      await take(listed('1', 'Điểu Mẫu'))
      const seen = (createdAt: number) =>
        kit.hub.in(async (tx) => {
          const row = await tx.device(tablet.deviceId)
          if (row) await tx.putDevice({ ...row, createdAt, lastSeenAt: kit.hub.now })
        })
      await seen(0)
      await move(other)
      const rows = async () => (await get(`devices/${tablet.deviceId}/breach-list`)).rows
      expect(await rows()).toMatchObject([{ type: 'household', name: 'Điểu Mẫu', pulled: true }])
      // one that was enrolled since then never had them
      await seen(kit.hub.now + 1)
      expect(await rows()).toEqual([])
    })
  })

  it('erases a household like a case, from the totals and the tablets too', async () => {
    await take(listed('1', 'Điểu Mẫu'), listed('2', 'Thị Thử'))
    const [{ id, version }] = await homes()
    const admin = await kit.signIn(kit.hub.tenant, 'quantri', 'mat-khau-thu', 'admin')
    const erasure = { seen: [{ id, version }], reason: 'asked', confirm: shortCodeOf(id) }
    expect((await post(`cases/${id}/person/erase`, erasure, admin)).status).toBe(200)
    expect(await homes()).toMatchObject([{ number: '2' }])
    expect((await get('rounds')).commune).toMatchObject({ households: 1, people: 1 })
    const feed = await kit.hub.in((tx) => tx.feedSince('none', kit.hub.team, 0, 10))
    expect(feed).toContainEqual({ kind: 'gone', seq: expect.any(Number), record: id })
  })

  it('names everybody of a household where a tablet of the team was lost, and no evening', async () => {
    const tablet = await kit.hub.tablet('Máy 1')
    await take(listed('1', 'Điểu Mẫu', 'Thị Mẫu'))
    await post('rounds', { unit: hamlet, team: kit.hub.team, evening: '2026-11-28', who: [], note: '', households: [] })
    await kit.hub.in(async (tx) => {
      const row = await tx.device(tablet.deviceId)
      if (row) await tx.putDevice({ ...row, lastSeenAt: kit.hub.now })
    })
    expect((await get(`devices/${tablet.deviceId}/breach-list`)).rows).toMatchObject([
      { type: 'household', name: 'Điểu Mẫu, Thị Mẫu', hamlet: 'Ấp Thử', pulled: true },
    ])
  })

  it('keeps households out of the inbox, and writes down who was shown them', async () => {
    await take(listed('1', 'Điểu Mẫu'))
    await homes()
    expect((await get('cases')).cases).toEqual([])
    const actions = (await kit.hub.in((tx) => tx.auditRows(1, 1000))).map(({ action }) => action)
    expect(actions).toEqual(expect.arrayContaining(['import-households', 'list-households']))
  })
})
