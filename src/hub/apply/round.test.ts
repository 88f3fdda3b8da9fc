import { beforeEach, describe, expect, it, vi } from 'vitest'
import { TestHub } from '../../../tests/kit/TestHub.ts'
import { bytesOfUuid, type TestTablet } from '../../../tests/kit/TestTablet.ts'
import { eveningName, roundId } from '../../protocol/roundId.ts'

// two cores may be shared with many others
vi.setConfig({ testTimeout: 60_000 })

const type = { type: 6, schema: 1 }
const unit = '50000000-0000-4000-8000-000000000005'
const evening = '2026-11-28'
const [home, next] = ['70000000-0000-4000-8000-000000000007', '80000000-0000-4000-8000-000000000008'] as const
const plan = { unit, hamlet: 'Ấp Thử', evening, who: ['Thị Một'] }
const stops = (...households: string[]) => ({ households })

let hub: TestHub
let first: TestTablet
let second: TestTablet
let id: string
beforeEach(async () => {
  hub = await TestHub.create('round')
  await hub.in((tx) => tx.putUnit({ id: unit, code: 'ap-thu', kind: 'hamlet', name: 'Ấp Thử', oldName: null }))
  ;[first, second] = [await hub.tablet('t1'), await hub.tablet('t2')]
  id = await idOf()
})

const idOf = (of: { team?: string; evening?: string; unit?: string } = {}, after = 0) =>
  roundId(hub.crypto.port, hub.tenant, eveningName({ team: hub.team, unit, evening, ...of }), after)
const send = async (from: TestTablet) => {
  const { n } = await hub.statement((await hub.head(from)).head)
  await hub.push(await from.stream(n + 1))
  return hub.apply()
}
const record = () => hub.in((tx) => tx.record(id))
const refused = 'rejected not-allowed-now'

describe('an evening that a tablet plans', () => {
  it('is one record of its team, whichever tablet planned it, and reaches all of them (SPEC RND-6)', async () => {
    await first.seal({ r: id, b: 0, g: { plan, stops: stops(home, next) } }, type)
    await second.seal({ r: id, b: 0, g: { plan, stops: stops(next, home) } }, type)
    await send(first)
    await send(second)
    expect([await hub.fate(first, 1), await hub.fate(second, 1)]).toEqual(['applied', 'applied'])
    // both say the same of who goes where; of the two ways one stands, the other waits for a person (SPEC MRG-3)
    expect(await record()).toMatchObject({ status: 'kept', team: hub.team, version: 1, openConflicts: 1 })
    expect((await record())?.groups.stops?.value).toEqual(stops(home, next))
    const feed = await hub.in((tx) => tx.feedSince(second.deviceId, hub.team, 0, 10))
    expect(feed).toContainEqual(expect.objectContaining({ kind: 'record', record: expect.objectContaining({ id }) }))
  })

  it('is changed by who has seen it, and nobody is asked', async () => {
    await first.seal({ r: id, b: 0, g: { plan, stops: stops(home) } }, type)
    await send(first)
    await second.seal({ r: id, b: 1, g: { plan: { note: 'mang đèn' }, stops: stops(next, home) } }, type)
    await send(second)
    expect(await record()).toMatchObject({ version: 2, openConflicts: 0 })
    expect((await record())?.groups.plan?.value).toEqual({ ...plan, note: 'mang đèn' })
  })

  it('is of its own team and evening, in a hamlet of the commune, and never a target (SPEC RND-1)', async () => {
    const elsewhere = hub.newId()
    const other = await idOf({ team: elsewhere })
    const goal = await roundId(hub.crypto.port, hub.tenant, `goal ${hub.team}`)
    const nowhere = await idOf({ unit: elsewhere })
    await first.seal({ r: id, b: 0, g: { plan } }, type)
    await first.seal({ r: first.newRecord(), b: 0, g: { plan } }, type)
    await first.seal({ r: other, b: 0, g: { plan } }, type)
    await first.seal({ r: nowhere, b: 0, g: { plan: { ...plan, unit: elsewhere } } }, type)
    await first.seal({ r: goal, b: 0, g: { goal: { idcard: 1 } } }, type)
    await first.seal({ r: id, b: 1, g: { goal: { idcard: 1 } } }, type)
    await first.seal({ r: id, b: 1, g: { plan: { evening: '2026-11-29' } } }, type)
    await first.seal({ r: await idOf({ evening: '2026-11-30' }), b: 0, g: { stops: stops(home) } }, type)
    await first.seal({ r: id, b: 1, g: {}, c: { name: 'submit' } }, type)
    await send(first)
    const fates = await Promise.all([1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => hub.fate(first, n)))
    expect(fates).toEqual(['applied', ...Array.from({ length: 7 }, () => refused), 'rejected stale-command'])
    expect(await record()).toMatchObject({ version: 1, groups: { plan: { value: plan } } })
  })

  it('that is another team’s by now is not touched, nor by a kiosk (SPEC RND-1)', async () => {
    await first.seal({ r: id, b: 0, g: { plan } }, type)
    await send(first)
    await hub.in(async (tx) => {
      const row = await tx.record(id)
      if (row) await tx.putRecord({ ...row, team: hub.newId(), seq: await tx.nextSeq() })
    })
    await second.seal({ r: id, b: 1, g: { stops: stops(home) } }, type)
    const kiosk = await hub.tablet('k', 'approved', hub.tenant, 'kiosk')
    await kiosk.newSession(kiosk.signer, { actor: bytesOfUuid(kiosk.deviceId) })
    await kiosk.seal({ r: await idOf({ evening: '2026-11-29' }), b: 0, g: { plan } }, type)
    await send(second)
    await send(kiosk)
    expect([await hub.fate(second, 1), await hub.fate(kiosk, 1)]).toEqual([refused, refused])
  })

  it('that was erased is followed by the next of that name, and takes nothing more (SPEC RND-6, ERA-2)', async () => {
    await first.seal({ r: id, b: 0, g: { plan } }, type)
    await send(first)
    await hub.in(async (tx) => {
      const row = await tx.record(id)
      if (row) await tx.putRecord({ ...row, status: 'erased', groups: {}, seq: await tx.nextSeq() })
    })
    await second.seal({ r: id, b: 0, g: { plan } }, type)
    await second.seal({ r: await idOf({}, 1), b: 0, g: { plan } }, type)
    await send(second)
    expect([await hub.fate(second, 1), await hub.fate(second, 2)]).toEqual(['rejected erased', 'applied'])
  })
})
