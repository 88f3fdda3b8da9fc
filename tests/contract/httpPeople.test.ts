import { beforeEach, describe, expect, it } from 'vitest'
import { breachAnswer } from '../../src/hub/http/desk/peopleRoutes.ts'
import { challengeOf } from '../../src/protocol/recovery.ts'
import { inFours, readSpokenCode } from '../../src/protocol/spokenCode.ts'
import { bytesOfUuid, type TestTablet } from '../kit/TestTablet.ts'
import { enrolRequest, HttpKit, refusal } from './httpKit.ts'

describe('people and lost tablets, at the desk', () => {
  let kit: HttpKit
  let cookie: string
  let tablet: TestTablet
  beforeEach(async () => {
    kit = await HttpKit.create({ rates: { address: 10_000 } })
    cookie = await kit.signIn(kit.hub.tenant)
    tablet = await kit.hub.tablet('Máy 1')
  })
  const post = (path: string, body: unknown) => kit.desk('POST', `/api/desk/${path}`, { cookie, body })
  const get = async (path: string) => (await kit.desk('GET', `/api/desk/${path}`, { cookie })).json()
  const actions = async () => (await kit.hub.in((tx) => tx.auditRows(1, 1000))).map(({ action }) => action)
  const leave = () => post(`volunteers/${tablet.actorId}/leave`, { reason: 'moved' })
  const held = () => get('attention').then(({ items }) => items.map((item: { reason: string }) => item.reason))

  it('holds what somebody sealed who has left, and lets it in or refuses it by a person (SES-6, VDT-8)', async () => {
    const first = await tablet.newCase({ identity: { name: 'Người Một' } })
    const second = await tablet.newCase({ identity: { name: 'Người Hai' } })
    expect((await leave()).status).toBe(200)
    await kit.hub.push(await tablet.stream())
    await kit.hub.apply()
    expect(await held()).toEqual(['actor-left', 'actor-left'])
    const [item] = (await get('attention')).items
    expect(item).toMatchObject({ decidable: true, actor: 'Máy 1', device: 'Máy 1' })

    const place = (n: number) => ({ chain: tablet.chainHex, n })
    expect((await post('items/decide', { items: [place(1)], decision: 'letIn' })).status).toBe(200)
    // whoever let it in is not asked again until it is decided
    expect(await held()).toEqual(['actor-left'])
    await kit.hub.apply()
    expect(await kit.hub.fate(tablet, 1)).toBe('applied')
    expect((await kit.hub.in((tx) => tx.record(first)))?.groups.identity?.value).toEqual({ name: 'Người Một' })
    expect(await kit.hub.fate(tablet, 2)).toBe('held actor-left')

    const refuse = { items: [place(2)], decision: 'refuse', why: 'refused-repeated' }
    expect((await post('items/decide', refuse)).status).toBe(200)
    expect(await kit.hub.fate(tablet, 2)).toBe('rejected refused-repeated')
    expect(await kit.hub.in((tx) => tx.record(second))).toBeNull()
    const feed = await kit.hub.in((tx) => tx.feedSince(tablet.deviceId, kit.hub.team, 0, 100))
    expect(feed.filter(({ kind }) => kind === 'verdict')).toHaveLength(2)
    expect(await actions()).toEqual(expect.arrayContaining(['remove-volunteer', 'let-in', 'refuse']))
    expect(await refusal(post('items/decide', refuse)), 'it is decided already').toBe('409 conflict')
    const unknown = { items: [place(1), place(99)], decision: 'letIn' }
    expect(await refusal(post('items/decide', unknown)), 'all or none').toBe('409 conflict')
  })

  it('keeps what waited for a refused item from waiting for ever (VDT-3, VDT-8)', async () => {
    const record = await tablet.newCase()
    await tablet.seal({ b: -1, g: { contact: { phone: '0900000000' } } })
    await leave()
    await kit.hub.push(await tablet.stream())
    await kit.hub.apply()
    const items = [{ chain: tablet.chainHex, n: 1 }]
    await post('items/decide', { items, decision: 'refuse', why: 'refused-wrong' })
    await post('items/decide', { items: [{ chain: tablet.chainHex, n: 2 }], decision: 'letIn' })
    await kit.hub.apply()
    expect(await kit.hub.fate(tablet, 2)).toBe('rejected depends-on-rejected')
    expect(await kit.hub.in((tx) => tx.record(record))).toBeNull()
  })

  it('turns the key of the team when somebody leaves, once, and keeps the old one for those who stay (KEY-6)', async () => {
    const team = async () => (await kit.hub.in((tx) => tx.teams()))[0]
    const before = await team()
    await leave()
    const after = await team()
    expect(after?.keyId).toBe(2)
    expect(after?.key).not.toEqual(before?.key)
    expect(after?.olderKeys).toHaveLength(36)
    await leave()
    expect((await team())?.keyId, 'they have left already').toBe(2)
    kit.hub.epoch = 2
    const other = await kit.hub.tablet('Máy 2')
    await post(`volunteers/${other.actorId}/leave`, { reason: 'finished' })
    expect((await team())?.keyId, 'a restored hub gives no id a second time').toBe(1_000_001)
    expect(await refusal(post(`volunteers/${tablet.deviceId}/leave`, { reason: 'moved' }))).toBe('404 not-found')
    expect(await refusal(post(`volunteers/${tablet.actorId}/leave`, { reason: 'vì lười' }))).toBe('400 malformed')
  })

  it('believes what was sealed before a new first PIN, and refuses one that is easily guessed (KEY-7)', async () => {
    await tablet.newCase()
    expect(await refusal(post(`volunteers/${tablet.actorId}/pin`, { pin: '123456' }))).toBe('400 malformed')
    expect((await post(`volunteers/${tablet.actorId}/pin`, { pin: '482913' })).status).toBe(200)
    await kit.hub.push(await tablet.stream())
    await kit.hub.apply()
    expect(await kit.hub.fate(tablet, 1)).toBe('applied')
    await leave()
    expect(await refusal(post(`volunteers/${tablet.actorId}/pin`, { pin: '482913' }))).toBe('409 conflict')
  })

  it('answers the code of one tablet, volunteer and time, says whose it is, and nobody else gets it (KEY-8)', async () => {
    const place = (counter: number) => ({
      tenant: kit.hub.bytes.tenant,
      device: bytesOfUuid(tablet.deviceId),
      volunteer: bytesOfUuid(tablet.actorId),
      counter,
    })
    const code = async (counter: number) => inFours(await challengeOf(kit.hub.crypto.port, place(counter)))
    const ask = async (challenge: string) => (await post('recovery', { challenge })).json()
    const first = await ask((await code(0)).toLowerCase())
    expect(first).toMatchObject({ volunteer: { name: 'Máy 1' }, device: { label: 'Máy 1' } })
    expect(readSpokenCode(first.answer, 16)).not.toBeNull()
    expect((await ask(await code(0))).answer, 'the call broke off').toBe(first.answer)
    expect((await ask(await code(1))).answer).not.toBe(first.answer)
    expect(await refusal(post('recovery', { challenge: await code(0) })), 'used up').toBe('404 not-found')
    expect(await refusal(post('recovery', { challenge: await code(9) })), 'too far ahead').toBe('404 not-found')
    const [sign = '', ...rest] = await code(2)
    const misheard = (sign === '7' ? '8' : '7') + rest.join('')
    expect(await refusal(post('recovery', { challenge: misheard }))).toBe('400 malformed')
    expect((await actions()).filter((action) => action === 'answer-challenge')).toHaveLength(3)
    await kit.hub.setStatus(tablet, 'revoked')
    expect(await refusal(post('recovery', { challenge: await code(2) }))).toBe('404 not-found')
  })

  it('puts what a lost tablet sends aside, names who may be on it, and lets single items in (PULL-5, VDT-8)', async () => {
    await tablet.newCase({ identity: { name: 'Người Trên Máy' }, contact: { phone: '0900000001' } })
    await kit.hub.push(await tablet.stream())
    await kit.hub.apply()
    const other = await kit.hub.tablet('Máy 2')
    const elsewhere = { r: other.newRecord(), b: 0, g: { identity: { name: 'Người Của Tổ' } }, c: { name: 'save' } }
    await other.seal(elsewhere)
    await kit.hub.push(await other.stream())
    await kit.hub.apply()
    await kit.hub.head(tablet)

    const reported = await (await post(`devices/${tablet.deviceId}/lost`, {})).json()
    expect(reported.reportedAt).toBe(kit.hub.now)
    const at = kit.hub.now
    kit.hub.now += 3_600_000
    expect((await (await post(`devices/${tablet.deviceId}/lost`, {})).json()).reportedAt, 'the first stands').toBe(at)
    const list = breachAnswer.parse(await get(`devices/${tablet.deviceId}/breach-list`))
    expect(list).toMatchObject({ reportedAt: at, tellUntil: at + 72 * 3_600_000, device: { label: 'Máy 1' } })
    expect(list.rows.find(({ name }) => name === 'Người Trên Máy')).toMatchObject({ phone: '0900000001', sent: true })
    expect(await actions()).toEqual(expect.arrayContaining(['revoke-device', 'report-lost', 'breach-list']))

    const record = await tablet.newCase({ identity: { name: 'Người Đến Sau' } })
    await kit.hub.push(await tablet.stream(2))
    await kit.hub.apply()
    expect(await kit.hub.fate(tablet, 2)).toBe('none')
    expect(await held()).toEqual(['quarantined'])
    await post('items/decide', { items: [{ chain: tablet.chainHex, n: 2 }], decision: 'letIn' })
    await kit.hub.apply()
    expect(await kit.hub.fate(tablet, 2)).toBe('applied')
    expect((await kit.hub.in((tx) => tx.record(record)))?.status).toBe('submitted')
    expect(await held()).toEqual([])
  })

  it('keeps hamlets, teams and officers in order, and the last admin in (roles)', async () => {
    const hamlet = await (await post('units', { name: 'Ấp Mới', oldName: 'Ấp Cũ' })).json()
    expect(hamlet).toMatchObject({ code: 'ap-moi', name: 'Ấp Mới', oldName: 'Ấp Cũ' })
    expect(await refusal(post('units', { name: 'ẤP MỚI' }))).toBe('409 conflict')
    // a commune may well have both: accents are letters
    const codes = []
    for (const name of ['Ấp Bàu', 'Ấp Bầu', 'Ấp Bảu']) {
      const answer = await post('units', { name })
      expect([name, answer.status]).toEqual([name, 200])
      codes.push((await answer.json()).code)
    }
    expect(codes).toEqual(['ap-bau', 'ap-bau-2', 'ap-bau-3'])
    expect(await refusal(post('units', { name: 'ấp  BẦU' }))).toBe('409 conflict')
    expect(await refusal(post('units', { name: '  ' }))).toBe('400 malformed')
    expect(await (await post(`units/${hamlet.id}`, { name: 'Ấp Mới 2' })).json()).toMatchObject({ code: 'ap-moi' })
    const team = await (await post('teams', { unit: hamlet.id, name: 'Tổ 7' })).json()
    expect(await (await post(`teams/${team.id}`, { name: 'Tổ 8' })).json()).toEqual({ id: team.id, name: 'Tổ 8' })
    expect(await refusal(post('teams', { unit: 'nowhere', name: 'Tổ 7' }))).toBe('404 not-found')

    const person = { name: 'canbo.hai', displayName: 'Cán Bộ Hai', password: 'lua-tre-dua-sen', role: 'officer' }
    const added = await (await post('officers', person)).json()
    expect(JSON.stringify(await get('officers'))).not.toMatch(/argon2|password/i)
    const signIn = (password: string) =>
      kit.desk('POST', '/api/desk/login', { body: { commune: kit.hub.tenant, name: person.name, password } })
    const session = await kit.signIn(kit.hub.tenant, person.name, person.password)
    await post(`officers/${added.id}/password`, { password: 'nui-dong-rung-bien' })
    expect((await signIn(person.password)).status).toBe(401)
    expect((await signIn('nui-dong-rung-bien')).status).toBe(200)
    await post(`officers/${added.id}/disabled`, { disabled: true })
    expect((await signIn('nui-dong-rung-bien')).status).toBe(401)
    expect(await refusal(kit.desk('GET', '/api/desk/cases', { cookie: session })), 'signed out').toBe(
      '401 not-signed-in',
    )
    const [admin] = (await get('officers')).filter((row: { role: string }) => row.role === 'admin')
    expect(await refusal(post(`officers/${admin.id}/disabled`, { disabled: true }))).toBe('409 conflict')
  })

  it('refuses an enrolment link that was used, has expired, or was photographed (fault 49)', async () => {
    await kit.hub.in((tx) => tx.putUnit({ id: 'unit', code: 'ap', kind: 'hamlet', name: 'Ấp Mẫu', oldName: null }))
    const link = async () => (await (await post('enrol-tokens', { unit: 'ap' })).json()).enrolUrl.split('#token=')[1]
    const enrol = (asked: { body: object }) => kit.tablet('POST', '/api/v1/enrol', { body: asked.body })
    const token = await link()
    const [ours, photographed] = [enrolRequest(kit, token), enrolRequest(kit, token)]
    expect((await enrol(ours)).status).toBe(200)
    expect(await refusal(enrol(photographed)), 'reused, or photographed and used second').toBe('410 token-used')
    const late = enrolRequest(kit, await link())
    kit.hub.now += 10 * 60_000
    expect(await refusal(enrol(late))).toBe('410 token-expired')

    // photographed and used first: it waits for the officer's eyes, with another code than the tablet in the hand shows
    const stolen = await link()
    expect((await enrol(enrolRequest(kit, stolen))).status).toBe(200)
    expect(await refusal(enrol(enrolRequest(kit, stolen)))).toBe('410 token-used')
    const devices: { status: string; code: string | null }[] = await get('devices')
    const waiting = devices.filter(({ status }) => status === 'pending')
    expect(new Set(waiting.map(({ code }) => code)).size, 'two tablets, two codes').toBe(2)
    expect((await kit.tablet('POST', '/api/v1/pull', { body: {} })).status).toBe(400)
  })
})
