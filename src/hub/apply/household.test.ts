import { beforeEach, describe, expect, it, vi } from 'vitest'
import { TestHub } from '../../../tests/kit/TestHub.ts'
import { bytesOfUuid, type TestTablet } from '../../../tests/kit/TestTablet.ts'
import { readHousehold } from '../../domain/household.ts'

// two cores may be shared with many others
vi.setConfig({ testTimeout: 60_000 })

const household = { type: 5, schema: 1 }
const [vy, lam] = ['member01aaaaaaaa', 'member02bbbbbbbb'] as const
const [vyCard, vyAccount] = ['idcard01aaaaaaaa', 'eaccount01aaaaaaaa'] as const
const has = { state: 'has', by: 'resident', on: '2026-11-27' }

let hub: TestHub
let first: TestTablet
let second: TestTablet
let id: string
beforeEach(async () => {
  hub = await TestHub.create('round')
  ;[first, second] = [await hub.tablet('t1'), await hub.tablet('t2')]
  id = first.newRecord()
  await first.seal(
    { r: id, b: 0, g: { place: { number: '014', head: 'Mẫu Vỹ' }, [vy]: { name: 'Mẫu Vỹ' } } },
    household,
  )
  await send(first)
})

const send = async (from: TestTablet) => {
  const { n } = await hub.statement((await hub.head(from)).head)
  await hub.push(await from.stream(n + 1))
  return hub.apply()
}
const record = () => hub.in((tx) => tx.record(id))
const read = async () => {
  const groups = Object.entries((await record())?.groups ?? {}).map(([name, { value }]) => [name, value])
  return readHousehold(id, Object.fromEntries(groups))
}

describe('a household of the round', () => {
  it('stands as kept, is in its team’s pulls, and takes no command (SPEC RND-1, RND-4)', async () => {
    expect(await record()).toMatchObject({ status: 'kept', shared: true, team: hub.team })
    await first.seal({ r: id, b: 1, g: {}, c: { name: 'submit' } }, household)
    await send(first)
    expect(await hub.fate(first, 2)).toBe('rejected stale-command')
    const feed = await hub.in((tx) => tx.feedSince(second.deviceId, hub.team, 0, 10))
    expect(feed).toMatchObject([{ kind: 'record', record: { id, type: 'household', status: 'kept' } }])
  })

  it('takes what two tablets learn of two coverages of one person, and nobody is asked (SPEC RND-3)', async () => {
    await first.seal({ r: id, b: 1, g: { [vyCard]: has } }, household)
    await second.seal({ r: id, b: 1, g: { [vyAccount]: { ...has, state: 'missing' } } }, household)
    await second.seal({ r: id, b: 1, g: { [vyCard]: has, [lam]: { name: 'Mẫu Lâm' } } }, household)
    await send(second)
    await send(first)
    const { members } = await read()
    expect(members.map(({ name }) => name)).toEqual(['Mẫu Vỹ', 'Mẫu Lâm'])
    expect(members[0]?.said).toMatchObject({
      idcard: has,
      eaccount: { state: 'missing' },
      smartphone: { state: 'unknown' },
    })
    expect((await record())?.openConflicts).toBe(0)
  })

  it('keeps both of two states of one house for a person to decide (SPEC MRG-3)', async () => {
    await first.seal({ r: id, b: 1, g: { visit: { state: 'done', on: '2026-11-27' } } }, household)
    await second.seal({ r: id, b: 1, g: { visit: { state: 'absent', on: '2026-11-27' } } }, household)
    await send(first)
    await send(second)
    expect((await read()).visit.state).toBe('done')
    expect((await record())?.openConflicts).toBe(1)
  })

  it('holds no number of a paper or phone, and no point that nobody agreed to (SPEC RND-2)', async () => {
    const agreed = { lat: 11.7, lng: 106.6, agreed: true, on: '2026-11-27' }
    const refused = [
      { home: { note: 'CCCD 070 050 001 234' } },
      { place: { address: 'Tổ 3, gọi 0912.345.678' } },
      { [vy]: { note: '285123456' } },
      { home: { note: '070\u200b050/001–234' } },
      { home: { language: '070050001234' } },
      { visit: { state: 'done', saidBy: 'x0901234567' } },
      { visit: { state: 'đã xong' } },
      { [vy]: { name: 'Vỹ', language: '０７００５０００１２３４' } },
      { [vyCard]: { ...has, by: '070_050_001_234' } },
      { point: { at: { lat: 11.7, lng: 106.6, on: '2026-11-27' } } },
      { point: { at: { ...agreed, by: 'điểu mẫu' } } },
      { point: { at: { ...agreed, within: 20_000 } } },
    ]
    for (const g of refused) await first.seal({ r: id, b: 1, g }, household)
    const asked = { ...agreed, by: 'head', within: 12 }
    await first.seal({ r: id, b: 1, g: { point: { at: agreed } } }, household)
    await first.seal({ b: -1, g: { point: { at: asked } } }, household)
    await send(first)
    const fates = await Promise.all([...refused, 'one', 'other'].map((_, at) => hub.fate(first, at + 2)))
    expect(fates).toEqual([...refused.map(() => 'rejected invalid-fields'), 'applied', 'applied'])
    expect((await read()).point).toEqual({ lat: 11.7, lng: 106.6, by: 'head', within: 12, on: '2026-11-27' })
    // taken back by the house: no tablet of the team has it in its next pull
    await first.seal({ b: -1, g: { point: { at: null } } }, household)
    await send(first)
    expect((await read()).point).toBeNull()
    expect((await record())?.groups.point?.value).toEqual({})
  })

  describe('whose place on a map a tablet wrote anew, unseen by the one that the house asked to remove it', () => {
    const at = (lat: number) => ({ point: { at: { lat, lng: 106.6, agreed: true, by: 'head', on: '2026-11-27' } } })
    const back = { point: { at: null } }
    beforeEach(async () => {
      await first.seal({ r: id, b: 1, g: at(11.7) }, household)
      await send(first)
      await second.seal({ r: id, b: 2, g: at(11.70003) }, household)
      await send(second)
    })

    it('has none from then on, and nobody is asked (SPEC RND-2)', async () => {
      await first.seal({ r: id, b: 2, g: back }, household)
      await send(first)
      expect(await hub.fate(first, 3)).toBe('applied')
      expect((await read()).point).toBeNull()
      expect(await record()).toMatchObject({ version: 4, openConflicts: 0 })
    })

    it('has none from then on, also where the hub was restored to before what it removes (SPEC MRG-7, RND-2)', async () => {
      await first.seal({ r: id, b: 9, g: back }, household)
      await send(first)
      expect((await read()).point).toBeNull()
      expect((await record())?.openConflicts).toBe(0)
    })

    it('has none until somebody decides when it is written anew by who had not heard of that (SPEC RND-2)', async () => {
      await first.seal({ r: id, b: 2, g: back }, household)
      await send(first)
      await second.seal({ r: id, b: 3, g: at(11.70006) }, household)
      await send(second)
      expect((await read()).point).toBeNull()
      expect((await record())?.openConflicts).toBe(1)
      await second.seal({ r: id, b: 4, g: at(11.70006) }, household)
      await send(second)
      expect((await read()).point?.lat).toBe(11.70006)
    })
  })

  it('is begun by no kiosk, nor reached by one (SPEC RND-1)', async () => {
    const kiosk = await hub.tablet('k', 'approved', hub.tenant, 'kiosk')
    await kiosk.newSession(kiosk.signer, { actor: bytesOfUuid(kiosk.deviceId) })
    await kiosk.seal({ r: kiosk.newRecord(), b: 0, g: { place: { number: '015' } } }, household)
    await kiosk.seal({ r: id, b: 1, g: { visit: { state: 'moved' } } }, household)
    await send(kiosk)
    expect([await hub.fate(kiosk, 1), await hub.fate(kiosk, 2)]).toEqual([
      'rejected not-allowed-now',
      'rejected not-allowed-now',
    ])
  })

  it('has nothing of which nobody said so, or on no day (SPEC RND-3)', async () => {
    await first.seal({ r: id, b: 1, g: { [vyCard]: { state: 'has', by: 'resident' } } }, household)
    await first.seal({ r: id, b: 1, g: { [vyCard]: { state: 'has', on: '2026-11-27' } } }, household)
    await first.seal({ r: id, b: 1, g: { [vyCard]: { ...has, state: 'missing' } } }, household)
    await first.seal({ r: id, b: 2, g: { [vyCard]: { state: 'has' } } }, household)
    await first.seal({ r: id, b: 3, g: { [vyCard]: { by: null } } }, household)
    await send(first)
    const fates = await Promise.all([2, 3, 4, 5, 6].map((n) => hub.fate(first, n)))
    const refused = 'rejected invalid-fields'
    expect(fates).toEqual([refused, refused, 'applied', 'applied', refused])
  })
})
