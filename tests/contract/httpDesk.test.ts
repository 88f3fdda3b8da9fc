import { beforeEach, describe, expect, it } from 'vitest'
import { fromBase64url, uuidBytes } from '../../src/crypto/bytes.ts'
import { nodeCrypto, nodeOpener } from '../../src/crypto/node/nodeCrypto.ts'
import { stretch } from '../../src/hub/enrol/argon2.ts'
import { deskRoutes } from '../../src/hub/http/desk/deskRoutes.ts'
import { enrolCode } from '../../src/protocol/enrolCode.ts'
import { openPinBundle } from '../../src/protocol/pinBundle.ts'
import { openProvision } from '../../src/protocol/provision.ts'
import { provisionStatement, verifyStatement } from '../../src/protocol/statements.ts'
import { openTeamKey } from '../../src/protocol/teamKey.ts'
import { cookieOf, enrolRequest, HttpKit, refusal, setupOfficer } from './httpKit.ts'

const commune = { communeCode: '00001', listDate: '2025-07-01', name: 'Xã Thử Nghiệm', officer: setupOfficer }

describe('set-up and sign-in', () => {
  let kit: HttpKit
  beforeEach(async () => {
    kit = await HttpKit.create({ fresh: true })
  })
  const state = async (cookie = '') => (await kit.desk('GET', '/api/desk/state', { cookie })).json()
  const setUp = (token: string, part = {}) =>
    kit.desk('POST', '/api/desk/setup', { body: { token, ...commune, ...part } })

  it('makes a commune and its first officer by a link that works once', async () => {
    expect(await state()).toEqual({ setup: 'needed', communes: [], passkeys: null, signedIn: null })
    const token = await kit.setup.token()
    expect(await refusal(setUp('wrong'))).toBe('404 token-unknown')
    const made = await (await setUp(token)).json()
    expect(made.commune).toMatchObject({ name: commune.name, practice: false })
    expect(await refusal(setUp(token))).toBe('410 token-used')
    expect(await state()).toMatchObject({ setup: 'done', communes: [made.commune] })
    const login = await kit.desk('POST', '/api/desk/login', {
      body: { commune: made.commune.id, name: 'QuanTri', password: setupOfficer.password },
    })
    expect(login.status).toBe(200)
    const attributes = login.headers.get('set-cookie') ?? ''
    for (const part of ['HttpOnly', 'SameSite=Strict', 'Path=/', 'Max-Age=43200']) expect(attributes).toContain(part)
    expect(attributes).not.toContain('Secure')
    const cookie = cookieOf(login)
    expect((await state(cookie)).signedIn).toMatchObject({
      officer: { displayName: setupOfficer.displayName, role: 'admin' },
      commune: { code: '00001', name: commune.name },
    })
    await kit.desk('POST', '/api/desk/logout', { cookie })
    expect((await state(cookie)).signedIn).toBeNull()
  })

  it('makes one commune of two that are asked for with one link at once', async () => {
    const token = await kit.setup.token()
    const answers = await Promise.all([setUp(token), setUp(token, { communeCode: '00002' })])
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 410])
  })

  it('refuses what is no name, code or password, and leaves the link unused', async () => {
    const token = await kit.setup.token()
    const bad = [
      { communeCode: '1' },
      { listDate: '1/7/2025' },
      { name: '' },
      { officer: { ...setupOfficer, password: 'short' } },
      { officer: { ...setupOfficer, password: '0900000001' } },
      { officer: { ...setupOfficer, password: `${setupOfficer.name}-2026` } },
      { officer: { ...setupOfficer, name: 'a b' } },
      { officer: { ...setupOfficer, displayName: '  ' } },
    ]
    for (const part of bad) expect(await refusal(setUp(token, part)), JSON.stringify(part)).toBe('400 malformed')
    expect((await setUp(token)).status).toBe(200)
  })

  it('offers the practice commune at one click, everyone in it invented, and signs in with what it shows', async () => {
    const token = await kit.setup.token()
    const made = await (await kit.desk('POST', '/api/desk/setup/practice', { body: { token } })).json()
    expect(made.volunteers).toEqual(['Tình nguyện viên Thử Một', 'Tình nguyện viên Thử Hai'])
    expect(made.volunteerPin).toMatch(/^\d{6}$/)
    expect(made.enrolUrl).toMatch(/^http:\/\/hub\.invalid:1\/enrol#token=/)
    expect(kit.practiceKept).toEqual({ volunteerPin: made.volunteerPin, officer: made.officer })
    const login = await kit.desk('POST', '/api/desk/login', { body: { commune: made.commune, ...made.officer } })
    expect(login.status).toBe(200)
    expect((await state()).communes).toEqual([{ id: made.commune, name: 'Xã Mẫu', practice: true }])
  })

  it('sends the cookie over TLS only where the desk has TLS, and asks browsers to stay with it', async () => {
    kit = await HttpKit.create({ origin: 'https://xa.invalid' })
    const answer = await kit.desk('GET', '/api/desk/state')
    expect(answer.headers.get('strict-transport-security')).toContain('max-age=')
    await kit.signIn(kit.hub.tenant)
    const body = { commune: kit.hub.tenant, name: 'canbo', password: 'mat-khau-thu' }
    const login = await kit.desk('POST', '/api/desk/login', { body })
    expect(login.headers.get('set-cookie')).toContain('Secure')
  })
})

describe('officers', () => {
  let kit: HttpKit
  beforeEach(async () => {
    kit = await HttpKit.create({ rates: { login: 100 } })
  })
  const login = (part = {}) =>
    kit.desk('POST', '/api/desk/login', {
      body: { commune: kit.hub.tenant, name: 'canbo', password: 'mat-khau-thu', ...part },
    })

  it('says the same of a wrong password, an unknown name and an unknown commune', async () => {
    await kit.signIn(kit.hub.tenant)
    for (const part of [{ password: 'sai' }, { name: 'aido' }, { commune: kit.hub.newId() }, { commune: 'x' }]) {
      expect(await refusal(login(part))).toBe('401 wrong-login')
    }
  })

  it('makes a network that guesses wait, whether or not the name exists, and nobody else', async () => {
    await kit.signIn(kit.hub.tenant)
    const elsewhere = () =>
      kit.desk('POST', '/api/desk/login', {
        body: { commune: kit.hub.tenant, name: 'canbo', password: 'mat-khau-thu' },
        address: '198.51.100.4',
      })
    for (const name of ['canbo', 'aido']) {
      for (let i = 0; i < 5; i++) expect(await refusal(login({ name, password: 'sai' })), name).toBe('401 wrong-login')
      const waiting = await login({ name })
      expect([name, waiting.headers.get('retry-after')]).toEqual([name, '30'])
      expect(await refusal(waiting)).toBe('429 busy')
    }
    expect((await elsewhere()).status).toBe(200)
    kit.hub.now += 30_000
    expect((await login()).status).toBe(200)
    expect(await refusal(login({ password: 'sai' }))).toBe('401 wrong-login')
    expect((await login()).status).toBe(200)
  })

  it('slows a name down that many networks guess at, and still lets its owner in', async () => {
    await kit.signIn(kit.hub.tenant)
    for (const name of ['canbo', 'aido']) {
      kit.paused.length = 0
      for (let i = 0; i < 25; i++) {
        const body = { commune: kit.hub.tenant, name, password: 'sai' }
        await kit.desk('POST', '/api/desk/login', { body, address: `10.0.${i}.1` })
      }
      expect([name, kit.paused.at(0), kit.paused.at(-1)]).toEqual([name, 0, 1500])
    }
    expect((await login()).status).toBe(200)
    expect(kit.paused.at(-1)).toBe(1750)
  })

  it('writes of a wrong sign-in who it was for, and never what was typed as a name', async () => {
    await kit.signIn(kit.hub.tenant)
    await login({ password: 'sai' })
    await login({ name: 'toi-go-nham-mat-khau', password: 'sai' })
    const rows = (await kit.hub.in((tx) => tx.auditRows(1, 100))).filter((row) => row.action === 'wrong-login')
    expect(rows.map((row) => row.subject)).toEqual([
      expect.stringMatching(/^officer:[0-9a-f-]{36}$/),
      'officer:unknown',
    ])
    expect(JSON.stringify(rows)).not.toContain('nham')
  })

  it('counts sign-ins per address', async () => {
    kit = await HttpKit.create({ rates: { login: 2 } })
    await login()
    await login()
    expect(await refusal(login())).toBe('429 busy')
  })

  it('ends a session after 12 hours', async () => {
    const cookie = await kit.signIn(kit.hub.tenant)
    kit.hub.now += 12 * 3_600_000 - 1
    expect((await kit.desk('GET', '/api/desk/cases', { cookie })).status).toBe(200)
    kit.hub.now += 1
    expect(await refusal(kit.desk('GET', '/api/desk/cases', { cookie }))).toBe('401 not-signed-in')
  })

  it('takes changes from its own page only', async () => {
    const cookie = await kit.signIn(kit.hub.tenant)
    const body = { unit: 'unit' }
    expect(await refusal(kit.desk('POST', '/api/desk/enrol-tokens', { cookie, body, foreign: true }))).toBe(
      '403 foreign-page',
    )
    const asked = (headers: Record<string, string>) => kit.desk('POST', '/api/desk/logout', { headers })
    const refused = [
      { origin: 'http://evil.invalid' },
      { origin: 'null' },
      // a site that gave itself a name leading to this hub: then Origin and Host agree
      { origin: 'http://evil.invalid:2', host: 'evil.invalid:2' },
      { origin: 'http://198.51.100.9:2', host: '10.0.0.5:2' },
    ]
    for (const headers of refused) expect(await refusal(asked(headers)), headers.origin).toBe('403 foreign-page')
    expect((await kit.desk('GET', '/api/desk/cases', { cookie })).status).toBe(200)
    const taken = [
      { origin: 'http://hub.invalid:2', host: 'inside-the-proxy:8421' },
      { origin: 'http://10.0.0.5:2', host: '10.0.0.5:2' },
      { origin: 'http://[fd00::5]:2', host: '[fd00::5]:2' },
      { origin: 'http://localhost:2', host: 'localhost:2' },
    ]
    for (const headers of taken) expect((await asked(headers)).status, headers.origin).toBe(200)
  })

  it('answers no other page, not even one of the same host: reading is audited too', async () => {
    const cookie = await kit.signIn(kit.hub.tenant)
    const read = (headers: Record<string, string>) => kit.desk('GET', '/api/desk/cases', { cookie, headers })
    for (const site of ['same-site', 'cross-site', 'x']) {
      expect(await refusal(read({ 'sec-fetch-site': site })), site).toBe('403 foreign-page')
    }
    // the desk's own page, an address that somebody typed, and browsers that say nothing
    for (const headers of [{ 'sec-fetch-site': 'same-origin' }, { 'sec-fetch-site': 'none' }, {}]) {
      expect((await read(headers)).status).toBe(200)
    }
  })
})

describe('roles', () => {
  const guarded = Object.entries(deskRoutes).filter(([, route]) => 'signedIn' in route && route.signedIn)
  const pathOf = (path: string) => path.replace(':id', '00000000-0000-4000-8000-000000000001')

  it('gives the routes of an admin to admins only, and every other route to every officer', async () => {
    const kit = await HttpKit.create({ rates: { address: 10_000 } })
    const officer = await kit.signIn(kit.hub.tenant, 'nhanvien', 'mat-khau-thu', 'officer')
    const admin = await kit.signIn(kit.hub.tenant)
    for (const [name, route] of guarded) {
      const isPost = route.method === 'post'
      const ask = async (cookie: string) =>
        (await kit.desk(route.method.toUpperCase(), pathOf(route.path), { cookie, ...(isPost ? { body: {} } : {}) }))
          .status
      const isAdmins = 'role' in route && route.role === 'admin'
      expect([name, (await ask(officer)) === 403]).toEqual([name, isAdmins])
      expect([name, await ask(admin)]).not.toEqual([name, 403])
    }
    expect(guarded.filter(([, route]) => 'role' in route).map(([name]) => name)).toEqual([
      'device',
      'enrolTokens',
      'addVolunteer',
      'erasePerson',
      'leave',
      'resetPin',
      'answerChallenge',
      'lost',
      'addUnit',
      'renameUnit',
      'addTeam',
      'renameTeam',
      'officers',
      'addOfficer',
      'disableOfficer',
      'resetPassword',
      'progress',
      'recoverySheet',
      'recoveryDrill',
      'publishLanguage',
      'withdrawLanguage',
    ])
  })

  it('keep a tablet waiting that an officer wanted to let in', async () => {
    const kit = await HttpKit.create()
    const waiting = await kit.hub.tablet('Máy 2', 'pending')
    const cookie = await kit.signIn(kit.hub.tenant, 'nhanvien', 'mat-khau-thu', 'officer')
    const decide = kit.desk('POST', `/api/desk/devices/${waiting.deviceId}`, { cookie, body: { action: 'approve' } })
    expect(await refusal(decide)).toBe('403 not-allowed')
    expect((await kit.hub.in((tx) => tx.device(waiting.deviceId)))?.status).toBe('pending')
  })
})

describe('enrolment, from the link to the unlocked tablet', () => {
  it('lets one tablet in on sight, once', async () => {
    const kit = await HttpKit.create({ fresh: true })
    const made = await (
      await kit.desk('POST', '/api/desk/setup/practice', { body: { token: await kit.setup.token() } })
    ).json()
    const cookie = await kit.signIn(made.commune, made.officer.name, made.officer.password)
    const token = made.enrolUrl.split('#token=')[1]
    const asked = enrolRequest(kit, token)
    const enrol = () => kit.tablet('POST', '/api/v1/enrol', { body: asked.body })
    const first = await (await enrol()).json()
    expect(first).toMatchObject({ tenant: made.commune, unitName: 'Ấp Thử', practice: true })
    expect(await (await enrol()).json()).toEqual(first)
    const another = enrolRequest(kit, token)
    expect(await refusal(kit.tablet('POST', '/api/v1/enrol', { body: another.body }))).toBe('410 token-used')

    const stateOf = async () =>
      (await kit.tablet('POST', '/api/v1/enrol/state', { body: { tenant: made.commune, device: asked.device } })).json()
    expect(await stateOf()).toEqual({ state: 'pending', provision: null })
    const [row] = await (await kit.desk('GET', '/api/desk/devices', { cookie })).json()
    const tenant = uuidBytes(made.commune)
    const device = uuidBytes(asked.device)
    if (!tenant || !device) throw new Error('no uuid')
    expect(row).toMatchObject({ label: 'Máy 1', unit: 'Ấp Thử', team: 'Tổ 1', status: 'pending' })
    expect(row.code).toBe(await enrolCode(nodeCrypto, tenant, asked.sign.publicKey, asked.box.publicKey))
    const decide = (action: string) =>
      kit.desk('POST', `/api/desk/devices/${asked.device}`, { cookie, body: { action } })
    expect(await refusal(decide('revoke'))).toBe('409 conflict')
    expect(await (await decide('approve')).json()).toMatchObject({ status: 'approved', code: null })
    expect((await decide('approve')).status).toBe(200)
    expect(await refusal(decide('refuse'))).toBe('409 conflict')

    const { state, provision } = await stateOf()
    expect(state).toBe('approved')
    // sealed once, however often it is asked for; anew when somebody joins the team
    await kit.hub.in((tx) => tx.seeDevice(asked.device, kit.hub.now + 1), made.commune)
    expect(await stateOf()).toEqual({ state, provision })
    await kit.desk('POST', '/api/desk/volunteers', { cookie, body: { name: 'Người Ba', pin: '482913' } })
    const renewed = await stateOf()
    expect(renewed.provision).not.toBe(provision)
    expect(await stateOf()).toEqual(renewed)
    const statement = await verifyStatement(nodeCrypto, await kit.hub.keys(), provisionStatement, provision)
    const box = nodeOpener(asked.box)
    const content = await openProvision(nodeCrypto, box, device, statement?.sealed ?? '')
    expect(content?.volunteers.map((one) => one.name).sort()).toEqual([...made.volunteers].sort())
    expect(fromBase64url(content?.lease ?? '')).toHaveLength(32)
    const [member] = content?.volunteers ?? []
    const bundle = fromBase64url(member?.bundle ?? '') ?? new Uint8Array(0)
    expect(await openPinBundle(nodeCrypto, stretch, '000001', null, bundle)).toBeNull()
    const keys = await openPinBundle(nodeCrypto, stretch, made.volunteerPin, null, bundle)
    const privateKey = fromBase64url(keys?.box.d ?? '')
    if (!privateKey || !content || !member) throw new Error('no keys')
    const { pairOfScalar } = await import('../../src/crypto/node/nodeCrypto.ts')
    const team = uuidBytes(content.team.id)
    const sealed = fromBase64url(member.teamKey)
    if (!team || !sealed) throw new Error('no team key')
    const scope = { tenant, team, keyId: content.team.keyId }
    const opened = await openTeamKey(nodeCrypto, nodeOpener(pairOfScalar(privateKey)), scope, sealed)
    const [row2] = await kit.hub.in((tx) => tx.teams(), made.commune)
    expect(opened).toEqual(row2?.key)
    expect(await (await decide('revoke')).json()).toMatchObject({ status: 'revoked' })
    expect(await stateOf()).toEqual({ state: 'revoked', provision: null })
  })

  it('refuses a link after ten minutes, a made-up one, and keys that are no points', async () => {
    const kit = await HttpKit.create()
    const cookie = await kit.signIn(kit.hub.tenant)
    await kit.hub.in((tx) => tx.putUnit({ id: 'unit', code: 'ap', kind: 'hamlet', name: 'Ấp', oldName: null }))
    const link = async () => {
      const answer = await kit.desk('POST', '/api/desk/enrol-tokens', { cookie, body: { unit: 'ap' } })
      return (await answer.json()).enrolUrl.split('#token=')[1]
    }
    const ask = (token: string, part = {}) =>
      refusal(kit.tablet('POST', '/api/v1/enrol', { body: { ...enrolRequest(kit, token).body, ...part } }))
    const token = await link()
    const point = 'BA'.padEnd(87, 'A')
    expect(await ask(token, { signKey: point })).toBe('400 malformed')
    expect(await ask(token, { boxKey: 'AAAA' })).toBe('400 malformed')
    expect(await ask(`${kit.hub.tenant}.made-up`)).toBe('404 token-unknown')
    expect(await ask(`${kit.hub.newId()}.${token.split('.')[1]}`)).toBe('404 token-unknown')
    expect(await ask(`${kit.hub.otherTenant}.${token.split('.')[1]}`)).toBe('404 token-unknown')
    kit.hub.now += 600_000
    expect(await ask(token)).toBe('410 token-expired')
    expect(await refusal(kit.desk('POST', '/api/desk/enrol-tokens', { cookie, body: { unit: 'nope' } }))).toBe(
      '404 not-found',
    )
  })

  it('adds volunteers with a PIN that is not the first anybody tries', async () => {
    const kit = await HttpKit.create()
    const cookie = await kit.signIn(kit.hub.tenant)
    const add = (pin: string, name = 'Người Thử') =>
      kit.desk('POST', '/api/desk/volunteers', { cookie, body: { name, pin } })
    for (const pin of ['123456', '654321', '111111', '12345', '12345a', '1234567']) {
      expect(await refusal(add(pin)), pin).toBe('400 malformed')
    }
    expect(await refusal(add('482913', '   '))).toBe('400 malformed')
    expect((await add('482913')).status).toBe(200)
    const all = await (await kit.desk('GET', '/api/desk/volunteers', { cookie })).json()
    expect(all).toEqual([expect.objectContaining({ name: 'Người Thử', team: 'Tổ Mẫu', status: 'active' })])
    expect(JSON.stringify(all)).not.toContain('482913')
  })
})
