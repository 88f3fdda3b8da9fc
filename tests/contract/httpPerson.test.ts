import { beforeEach, describe, expect, it, vi } from 'vitest'
import { shortCodeOf } from '../../src/domain/shortCode.ts'
import { HttpKit, refusal } from './httpKit.ts'

// two cores may be shared with many others
vi.setConfig({ testTimeout: 60_000 })

let kit: HttpKit
let cookie: string
let id: string
beforeEach(async () => {
  kit = await HttpKit.create()
  const tablet = await kit.hub.tablet('Máy 1')
  id = await tablet.newCase({
    identity: { name: 'Thị Mẫu Mẫu', idNumber: '070185012345' },
    consent: { given: true, at: 1, textVersion: '2026-01-01', method: 'voice' },
  })
  await kit.hub.push(await tablet.stream())
  await kit.hub.apply()
  cookie = await kit.signIn(kit.hub.tenant)
})
const at = (part = '') => `/api/desk/cases/${id}${part}`
const post = (part: string, body: unknown, as = cookie) => kit.desk('POST', at(part), { body, cookie: as })
const erasure = (change: object = {}) => ({
  seen: [{ id, version: 1 }],
  reason: 'asked',
  confirm: shortCodeOf(id),
  ...change,
})

describe('the person’s page', () => {
  it('shows all that is kept, and how long', async () => {
    const answer = await kit.desk('GET', at('/person'), { cookie })
    expect(await answer.json()).toMatchObject({
      inProcedure: false,
      retentionDays: 90,
      backups: { made: true, kept: 30 },
      cases: [{ id, shortCode: shortCodeOf(id), version: 1, groups: { identity: { value: { name: 'Thị Mẫu Mẫu' } } } }],
    })
  })

  it('hands over a file of their own words, without ids of tablets or volunteers, named by a code', async () => {
    const holder = { device: id, tablet: 'Máy 1', name: 'Chị Thử' }
    expect((await post('/correct', { version: 1, group: 'holder', set: holder })).status).toBe(200)
    const answer = await kit.desk('GET', at('/person/export'), { cookie })
    expect(answer.headers.get('content-disposition')).toBe(`attachment; filename="${shortCodeOf(id)}.json"`)
    expect(answer.headers.get('cache-control')).toBe('no-store')
    const text = await answer.text()
    expect(JSON.parse(text)).toMatchObject({
      format: 'tram-so/person/1',
      cases: [{ said: { identity: { name: 'Thị Mẫu Mẫu' } }, history: [{ to: expect.anything() }, {}, {}] }],
    })
    expect(text).not.toMatch(/volunteer:|"device"|"chain"|"seq"/)
  })

  it('names nobody in that file who handed the case on, nor a tablet, and keeps the person’s own notes', async () => {
    const tablet = await kit.hub.tablet('Máy 3')
    const hand = { kind: 'given', by: 'Chị Thử Hai', to: 'Anh Thử Ba, Máy 4', where: 'Máy 3' }
    const handing = { at: 2, text: 'Chị Thử Hai (Máy 3) giao cho Anh Thử Ba, Máy 4.', hand }
    const own = { at: 3, text: 'Hẹn chiều mai' }
    for (const entries of [[handing], [own, { ...handing, at: 4 }]])
      await tablet.seal({ r: id, b: 1, g: { notes: { entries } } })
    await kit.hub.push(await tablet.stream())
    await kit.hub.apply()
    const text = await (await kit.desk('GET', at('/person/export'), { cookie })).text()
    const [given] = JSON.parse(text).cases
    expect(given.said.notes).toEqual({ entries: [own] })
    const told = given.history.filter(({ group }: { group: string }) => group === 'notes')
    expect(told).toMatchObject([{ from: {}, to: { entries: [own] } }])
    expect(text).not.toMatch(/Thử Hai|Thử Ba|Máy \d/)
  })

  it('corrects, and refuses what is not one', async () => {
    const wrong = { version: 1, group: 'identity', set: { sex: 'x' } }
    expect(await refusal(post('/correct', wrong))).toBe('400 malformed')
    const answer = await post('/correct', { version: 1, group: 'identity', set: { name: 'Thị Mẫu Đúng' } })
    expect(await answer.json()).toMatchObject({ title: 'Thị Mẫu Đúng', version: 2 })
  })

  it('offers who may be the same person by name and birth date, joins by number or an officer’s word, and takes it back', async () => {
    const tablet = await kit.hub.tablet('Máy 2')
    const [a, b, c, d] = [
      await tablet.newCase({ identity: { name: 'THI MAU MAU', idNumber: '070185012345' } }),
      await tablet.newCase({ identity: { name: 'Thị Mẫu Mâu', birthDate: '1985' } }),
      await tablet.newCase({ identity: { name: 'Thị Mẫu Mẫu', birthDate: '1985-04-09', idNumber: '070185999999' } }),
      await tablet.newCase({ identity: { name: 'Thị Mẫu Mẫu', birthDate: '1990' } }),
    ]
    await kit.hub.push(await tablet.stream())
    await kit.hub.apply()
    await post('/correct', { version: 1, group: 'identity', set: { birthDate: '1985-04-09' } })
    const alike = async () => {
      const answer: { cases: { id: string; by: string }[] } = await (
        await kit.desk('GET', at('/alike'), { cookie })
      ).json()
      return answer.cases.map((one) => [one.id, one.by])
    }
    const person = async () => {
      const answer: { cases: { id: string }[] } = await (await kit.desk('GET', at('/person'), { cookie })).json()
      return new Set(answer.cases.map((one) => one.id))
    }
    // another whole number, or another year, is another person
    expect(await alike()).toEqual([
      [a, 'together'],
      [b, 'maybe'],
    ])
    expect((await post('/same', { other: b, same: true })).status).toBe(200)
    expect(await alike()).toEqual([
      [a, 'together'],
      [b, 'decided'],
    ])
    expect(await person()).toEqual(new Set([id, a, b]))
    await post('/same', { other: b, same: false })
    expect(await alike()).toEqual([
      [a, 'together'],
      [b, 'apart'],
    ])
    expect(await person()).toEqual(new Set([id, a]))

    // what was said of two is not undone by a third: neither two numbers nor two who were kept apart become one person
    await kit.desk('POST', `/api/desk/cases/${b}/same`, { body: { other: c, same: true }, cookie })
    const refused = async (other: string) => (await (await post('/same', { other, same: true })).json()).data
    expect(await refused(b)).toEqual({ reason: 'twoNumbers' })
    await kit.desk('POST', `/api/desk/cases/${b}/same`, { body: { other: c, same: false }, cookie })
    await kit.desk('POST', `/api/desk/cases/${b}/same`, { body: { other: a, same: false }, cookie })
    expect(await refused(b)).toEqual({ reason: 'parted' })
    expect(await person()).toEqual(new Set([id, a]))
    const lines = await kit.hub.in((tx) => tx.auditRows(1, 1000))
    expect(lines.filter(({ action }) => action === 'join').at(-1)).toMatchObject({
      detail: { other: expect.any(String) },
    })

    expect(await refusal(post('/same', { other: id, same: true }))).toBe('400 malformed')
    expect(await refusal(post('/same', { other: 'x', same: true }))).toBe('404 not-found')
    const foreign = await kit.signIn(kit.hub.otherTenant)
    expect(await refusal(kit.desk('GET', at('/alike'), { cookie: foreign }))).toBe('404 not-found')
    expect(await refusal(post('/same', { other: c, same: true }, foreign))).toBe('404 not-found')
    expect(await alike()).not.toContainEqual([d, expect.anything()])
  })

  it('takes consent back', async () => {
    expect(await (await post('/person/withdraw-consent', {})).json()).toEqual({ cases: 1 })
    const { cases }: { cases: unknown[] } = await (await kit.desk('GET', at('/person'), { cookie })).json()
    expect(cases).toMatchObject([{ status: 'closed', groups: { consent: { value: { given: false } } } }])
  })

  it('erases for an administrator who types the code, and for nobody else', async () => {
    expect(await refusal(post('/person/erase', erasure({ confirm: 'TS-00000-0' })))).toBe('400 malformed')
    expect(await refusal(post('/person/erase', erasure({ reason: 'vì ông Mẫu nhờ' })))).toBe('400 malformed')
    expect(await refusal(post('/person/erase', erasure({ seen: [] })))).toBe('409 conflict')
    const officer = await kit.signIn(kit.hub.tenant, 'canbo2', 'mat-khau-thu', 'officer')
    expect(await refusal(post('/person/erase', erasure(), officer))).toBe('403 not-allowed')
    const foreign = await kit.signIn(kit.hub.otherTenant)
    expect(await refusal(post('/person/erase', erasure(), foreign))).toBe('404 not-found')
    expect(await (await post('/person/erase', erasure())).json()).toEqual({ cases: 1 })
    expect(await refusal(kit.desk('GET', at('/person'), { cookie }))).toBe('404 not-found')
    expect(JSON.stringify(kit.logged)).not.toMatch(/Mẫu|070185012345/)
  })
})
