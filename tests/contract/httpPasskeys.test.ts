import { beforeEach, describe, expect, it } from 'vitest'
import { base64url, concat, uuidBytes } from '../../src/crypto/bytes.ts'
import { openSession } from '../../src/hub/enrol/officerSession.ts'
import { passkeySite } from '../../src/hub/enrol/passkeySite.ts'
import { type PasskeyLies, SoftPasskey } from '../kit/SoftPasskey.ts'
import { cookieOf, HttpKit, refusal } from './httpKit.ts'

const password = 'mat-khau-thu'
const origin = 'https://xa.invalid:2'

describe('passkeys (decision 018)', () => {
  let kit: HttpKit
  let cookie: string
  let passkey: SoftPasskey
  beforeEach(async () => {
    kit = await HttpKit.create({ rates: { login: 1000, address: 10_000 }, origin: 'https://xa.invalid' })
    cookie = await kit.signIn(kit.hub.tenant, 'canbo', password, 'officer')
    passkey = new SoftPasskey('xa.invalid', origin)
  })
  const post = (path: string, body: unknown, as = cookie) => kit.desk('POST', `/api/desk/${path}`, { cookie: as, body })
  const begin = async (as = cookie) => (await post('account/passkeys/begin', { password }, as)).json()
  const add = async (lies: PasskeyLies = {}, as = cookie) =>
    post('account/passkeys', { label: 'Máy ở bàn', response: passkey.register(await begin(as), lies) }, as)
  const options = async () => (await post('login/passkey/options', {}, '')).json()
  let networks = 0
  /** each from a network of its own, so that none has to wait; but where the test says so */
  const show = (response: unknown, address = `10.0.${++networks}.1`) =>
    kit.desk('POST', '/api/desk/login/passkey', { body: { response }, address })
  const signIn = async (lies: PasskeyLies = {}, by = passkey, address?: string) =>
    show(by.signIn(await options(), lies), address)
  const account = async () => (await kit.desk('GET', '/api/desk/account', { cookie })).json()
  const audit = async () => (await kit.hub.in((tx) => tx.auditRows(1, 1000))).map(({ action }) => action)
  const state = async () => (await kit.desk('GET', '/api/desk/state')).json()
  const signedIn = async (as: string) => (await kit.desk('GET', '/api/desk/account', { cookie: as })).status === 200

  it('signs an officer in without a name, by a device that knows them; the password goes on working', async () => {
    expect((await state()).passkeys).toBeNull()
    expect(await refusal(post('account/passkeys/begin', { password: 'sai' }))).toBe('401 wrong-login')
    const asked = await begin()
    expect(asked).toMatchObject({
      rp: { id: 'xa.invalid' },
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    })
    expect((await add()).status).toBe(200)
    expect(await account()).toMatchObject({
      name: 'canbo',
      site: 'xa.invalid',
      passkeys: [{ id: passkey.id, label: 'Máy ở bàn', lastUsedAt: null, blockedAt: null }],
    })
    expect((await state()).passkeys).toBe('xa.invalid')
    // strangers are told nobody's passkeys
    expect((await options()).allowCredentials ?? []).toEqual([])
    const opened = await signIn()
    expect(opened.headers.get('set-cookie')).toMatch(/HttpOnly; Secure; SameSite=Strict/)
    const own = cookieOf(opened)
    expect((await (await kit.desk('GET', '/api/desk/state', { cookie: own })).json()).signedIn.officer.role).toBe(
      'officer',
    )
    expect((await account()).passkeys[0].lastUsedAt).toBe(kit.hub.now)
    await kit.signIn(kit.hub.tenant, 'canbo', password)
    expect((await audit()).filter((action) => /passkey|login/.test(action))).toEqual([
      'login',
      'wrong-login',
      'add-passkey',
      'login',
      'login',
    ])
  })

  it('takes no answer twice, late, for another purpose, page or person', async () => {
    const registration = { label: 'x', response: passkey.register(await begin()) }
    expect((await post('account/passkeys', registration)).status).toBe(200)
    expect(await refusal(post('account/passkeys', registration)), 'registered twice').toBe('400 malformed')
    const response = passkey.signIn(await options())
    expect((await show(response)).status).toBe(200)
    expect(await refusal(show(response)), 'replayed').toBe('401 wrong-login')
    const late = passkey.signIn(await options())
    kit.hub.now += 6 * 60_000
    expect(await refusal(show(late)), 'late').toBe('401 wrong-login')
    const other = passkey.signIn(await begin())
    expect(await refusal(show(other)), 'for a registration').toBe('401 wrong-login')
    for (const lies of [{ origin: 'https://evil.invalid' }, { verified: false }, { forged: true }]) {
      expect(await refusal(signIn(lies)), JSON.stringify(lies)).toBe('401 wrong-login')
    }
    passkey = new SoftPasskey('evil.invalid', origin)
    expect(await refusal(add()), 'of another site').toBe('400 malformed')
    passkey = new SoftPasskey('xa.invalid', origin)
    expect(await refusal(add({ verified: false })), 'opened by nobody').toBe('400 malformed')
    const colleague = await kit.signIn(kit.hub.tenant, 'canbo2', password, 'officer')
    const theirs = { label: 'x', response: passkey.register(await begin(colleague)) }
    expect(await refusal(post('account/passkeys', theirs)), 'asked for by a colleague').toBe('400 malformed')
  })

  it('opens no other commune and no colleague, whatever it says of itself', async () => {
    await add()
    const mine = (await kit.hub.in((tx) => tx.officers()))[0]?.id ?? ''
    await kit.signIn(kit.hub.otherTenant, 'canbo', password)
    const there = (await kit.hub.in((tx) => tx.officers(), kit.hub.otherTenant))[0]?.id ?? ''
    const handle = (...ids: string[]) => base64url(concat(...ids.map((id) => uuidBytes(id) ?? new Uint8Array(16))))
    for (const lie of [
      handle(kit.hub.otherTenant, there),
      handle(kit.hub.otherTenant, mine),
      handle(kit.hub.tenant, kit.hub.newId()),
      handle(kit.hub.newId(), mine),
      '',
    ]) {
      expect(await refusal(signIn({ handle: lie })), lie).toBe('401 wrong-login')
    }
    const id = passkey.id
    const stranger = await kit.signIn(kit.hub.otherTenant, 'canbo', password)
    expect(await refusal(post('account/passkeys/remove', { id }, stranger))).toBe('404 not-found')
    const colleague = await kit.signIn(kit.hub.tenant, 'canbo2', password, 'officer')
    expect(await refusal(post('account/passkeys/remove', { id }, colleague))).toBe('404 not-found')
    expect((await signIn()).status).toBe(200)
  })

  it('blocks a passkey of which there are two, and lets nobody block it who has none', async () => {
    await add()
    expect((await signIn()).status).toBe(200)
    const copy = passkey.copy()
    const before = cookieOf(await signIn())
    expect(await refusal(signIn({ counter: 1, forged: true })), 'a stranger who knows its id').toBe('401 wrong-login')
    expect((await signIn()).status).toBe(200)
    expect(await refusal(signIn({}, copy)), 'its count is behind').toBe('401 wrong-login')
    expect(await refusal(signIn()), 'nobody knows which of the two is whose').toBe('401 wrong-login')
    expect(await signedIn(before), 'who may be the copy’s').toBe(false)
    cookie = await kit.signIn(kit.hub.tenant, 'canbo', password)
    expect((await account()).passkeys[0].blockedAt).toBe(kit.hub.now)
    expect((await audit()).filter((action) => action === 'block-passkey')).toHaveLength(1)
    cookie = cookieOf(await post('account/passkeys/remove', { id: passkey.id }))
    expect((await account()).passkeys).toEqual([])
  })

  it('takes along, when it is removed, what it opened; who removes it stays', async () => {
    await add()
    const phone = cookieOf(await signIn())
    const removed = await post('account/passkeys/remove', { id: passkey.id })
    expect([removed.status, (await removed.json()).passkeys]).toEqual([200, []])
    const stays = cookieOf(removed)
    expect([await signedIn(phone), await signedIn(cookie), await signedIn(stays)]).toEqual([false, false, true])
    expect((await audit()).slice(-2)).toEqual(['remove-passkey', 'login'])
  })

  it('ends with the officer’s right and with a password that an admin gave; the own password can be changed', async () => {
    await add()
    const admin = await kit.signIn(kit.hub.tenant, 'quantri', password)
    const [officer] = (await kit.hub.in((tx) => tx.officers())).filter(({ name }) => name === 'canbo')
    const id = officer?.id ?? ''
    await post(`officers/${id}/disabled`, { disabled: true }, admin)
    expect(await refusal(signIn())).toBe('401 wrong-login')
    await post(`officers/${id}/disabled`, { disabled: false }, admin)
    expect(await signedIn(cookie), 'let in again is not signed in again').toBe(false)
    const other = cookieOf(await signIn())
    cookie = cookieOf(await signIn())
    const next = 'bon-tu-khac-han'
    expect(await refusal(post('account/password', { password: 'sai', next }))).toBe('401 wrong-login')
    expect(await refusal(post('account/password', { password, next: '0900000001' }))).toBe('400 malformed')
    const changed = cookieOf(await post('account/password', { password, next }))
    expect([await signedIn(changed), await signedIn(cookie), await signedIn(other)]).toEqual([true, false, false])
    expect((await signIn()).status, 'passkeys stay').toBe(200)
    await post(`officers/${id}/password`, { password: 'mot-mat-khau-moi' }, admin)
    expect(await refusal(signIn())).toBe('401 wrong-login')
    expect(await signedIn(changed)).toBe(false)
  })

  it('opens nothing for a sign-in in flight that was right when it was checked, and is not any more', async () => {
    await add()
    const admin = await kit.signIn(kit.hub.tenant, 'quantri', password)
    const [officer] = (await kit.hub.in((tx) => tx.officers())).filter(({ name }) => name === 'canbo')
    if (!officer) throw new Error('the officer is missing')
    const inFlight = (by?: string) => openSession(kit.enrol, kit.hub.tenant, officer, {}, by)
    expect((await inFlight(passkey.id)).cookie, 'while both hold').toMatch(/^.+\..+$/)
    await post('account/passkeys/remove', { id: passkey.id })
    await expect(inFlight(passkey.id)).rejects.toThrow('wrong-login')
    await post(`officers/${officer.id}/disabled`, { disabled: true }, admin)
    await expect(inFlight()).rejects.toThrow('wrong-login')
    await post(`officers/${officer.id}/disabled`, { disabled: false }, admin)
    await post(`officers/${officer.id}/password`, { password: 'mot-mat-khau-moi' }, admin)
    const before = (await audit()).length
    await expect(inFlight()).rejects.toThrow('wrong-login')
    expect(await audit(), 'no sign-in that was none').toHaveLength(before)
  })

  it('is offered where the desk has a name and a secure page, and nowhere else', async () => {
    expect(passkeySite('https://xa.vi-du.vn')).toEqual({ rpId: 'xa.vi-du.vn', origin: 'https://xa.vi-du.vn' })
    expect(passkeySite('http://localhost:8421')).toEqual({ rpId: 'localhost', origin: 'http://localhost:8421' })
    for (const url of ['https://192.168.1.5:8421', 'https://[fd00::5]', 'http://xa.vi-du.vn']) {
      expect(passkeySite(url), url).toBeNull()
    }
    kit = await HttpKit.create({ rates: { login: 1000 } })
    cookie = await kit.signIn(kit.hub.tenant)
    expect((await account()).site).toBeNull()
    expect(await refusal(post('account/passkeys/begin', { password }))).toBe('404 not-found')
    expect(await refusal(post('login/passkey/options', {}, ''))).toBe('404 not-found')
  })

  it('lets a network wait that shows wrong ones, and nobody else', async () => {
    await add()
    const guesser = '198.51.100.9'
    for (let count = 0; count < 5; count++) {
      expect(await refusal(signIn({ forged: true }, passkey, guesser))).toBe('401 wrong-login')
    }
    expect(await refusal(signIn({}, passkey, guesser))).toBe('429 busy')
    expect((await signIn()).status, 'its owner, from elsewhere').toBe(200)
    kit.hub.now += 31_000
    expect((await signIn({}, passkey, guesser)).status).toBe(200)
  })

  it('keeps no more than ten an officer, begun at once or not', async () => {
    const more = new SoftPasskey('xa.invalid', origin)
    const begun = { label: 'x', response: more.register(await begin()) }
    for (let count = 0; count < 10; count++) {
      passkey = new SoftPasskey('xa.invalid', origin)
      expect((await add()).status).toBe(200)
    }
    expect(await refusal(post('account/passkeys/begin', { password }))).toBe('409 conflict')
    expect(await refusal(post('account/passkeys', begun))).toBe('409 conflict')
  })
})
