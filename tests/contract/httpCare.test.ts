import { beforeEach, describe, expect, it } from 'vitest'
import { progressAnswer } from '../../src/hub/http/desk/careRoutes.ts'
import { HttpKit, refusal } from './httpKit.ts'

const password = 'mat-khau-thu'

describe('the set-up, and the recovery sheet in a browser (decision 014)', () => {
  let kit: HttpKit
  let cookie: string
  beforeEach(async () => {
    kit = await HttpKit.create({ rates: { login: 100 }, origin: 'https://xa.invalid' })
    // one commune on this hub has a desk
    cookie = await kit.signIn(kit.hub.tenant)
  })
  const post = (path: string, body: unknown, more = {}) =>
    kit.desk('POST', `/api/desk/${path}`, { cookie, body, ...more })
  const sheet = (part = {}, more = {}) => post('recovery-sheet', { password, ...part }, more)
  const drill = () => post('recovery-drill', { shares: ['A', 'B'] })
  const progress = async (more = {}) =>
    progressAnswer.parse(await (await kit.desk('GET', '/api/desk/progress', { cookie, ...more })).json())
  const audit = async () =>
    (await kit.hub.in((tx) => tx.auditRows(1, 1000))).map(({ action, detail }) => [action, detail])

  it('counts what stands of hamlets, teams, people and tablets, of its own commune', async () => {
    const before = (await progress()).facts
    await post('units', { name: 'Ấp Một' })
    const unit = await (await post('units', { name: 'Ấp Hai' })).json()
    await post('teams', { unit: unit.id, name: 'Tổ Ấp Hai' })
    await kit.hub.tablet('Máy 1')
    const { facts, hub } = await progress()
    expect(facts).toMatchObject({
      hamlets: before.hamlets + 2,
      hamletsWithoutTeam: before.hamletsWithoutTeam + 1,
      volunteers: before.volunteers + 1,
      tablets: before.tablets + 1,
      https: 'here',
    })
    expect(hub.sheet).toEqual({ name: null, waitingName: null, madeAt: null, provedAt: null })
  })

  it('shows three shares once, only to who gives the password again, and writes that into the audit alone', async () => {
    expect(await refusal(sheet({ password: 'sai' }))).toBe('401 wrong-login')
    expect(kit.sheets).toBe(0)
    const answer = await sheet()
    expect(answer.headers.get('cache-control')).toBe('no-store')
    const made = await answer.json()
    expect(made.shares).toHaveLength(3)
    expect(await audit()).toContainEqual(['show-recovery-sheet', { sheet: 'abcd1234' }])
    const told = JSON.stringify([kit.logged, await kit.hub.in((tx) => tx.auditRows(1, 1000))])
    expect(told).not.toMatch(/SHARE \d/)
    expect(told).not.toContain(password)
    // made anew each time: nothing was kept that could be shown again
    expect((await (await sheet()).json()).shares).not.toEqual(made.shares)
  })

  it('makes who guesses the password at an open desk wait', async () => {
    for (let i = 0; i < 5; i++) expect(await refusal(sheet({ password: 'sai' }))).toBe('401 wrong-login')
    expect(await refusal(sheet())).toBe('429 busy')
  })

  it('lets no share over a plain line from another machine, nor through a proxy that nobody named', async () => {
    kit = await HttpKit.create({ rates: { login: 100 } })
    cookie = await kit.signIn(kit.hub.tenant)
    expect((await progress()).mayShowShares).toBe('plain-line')
    expect(await refusal(sheet())).toBe('403 not-allowed')
    expect(await refusal(drill())).toBe('403 not-allowed')
    const here = { address: '127.0.0.1' }
    expect(await refusal(sheet({}, { ...here, headers: { 'x-forwarded-for': '203.0.113.7' } }))).toBe('403 not-allowed')
    expect((await progress(here)).mayShowShares).toBe('yes')
    expect((await sheet({}, here)).status).toBe(200)
  })

  it('shows nobody the shares of a hub that keeps another real commune too', async () => {
    await kit.signIn(kit.hub.otherTenant)
    expect((await progress()).mayShowShares).toBe('yes')
    const real = { communeCode: '00009', listDate: '2025-07-01', name: 'Xã Thật', practice: false, createdAt: 0 }
    const id = kit.hub.newId()
    await kit.hub.store.createTenant({ id, ...real })
    const itsOwn = await kit.signIn(id)
    expect((await progress()).mayShowShares).toBe('many-communes')
    expect(await refusal(sheet())).toBe('403 not-allowed')
    expect(await refusal(drill())).toBe('403 not-allowed')
    expect(kit.sheets).toBe(0)
    expect((await progress({ cookie: itsOwn })).mayShowShares).toBe('yes')
  })

  it('says what a drill proved, or which share is wrong, one drill at a time', async () => {
    const wrong = await drill()
    expect(await wrong.json()).toEqual({ ok: false, code: 'share-twice', data: {} })
    let end = () => {}
    const held = new Promise<void>((resolve) => {
      end = resolve
    })
    const right = {
      ok: true,
      sheet: 'abcd1234',
      taken: true,
      backup: { createdAt: 5, rows: 12 },
      trouble: null,
    } as const
    kit.drill = async () => {
      await held
      return right
    }
    const first = drill()
    await expect.poll(async () => refusal(drill())).toBe('429 busy')
    end()
    expect(await (await first).json()).toEqual(right)
    expect((await audit()).filter(([action]) => action === 'recovery-drill')).toEqual([
      ['recovery-drill', { failed: 'share-twice' }],
      ['recovery-drill', { sheet: 'abcd1234', proved: 'backup' }],
    ])
  })
})
