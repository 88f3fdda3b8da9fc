import { beforeEach, describe, expect, it, vi } from 'vitest'
import { TestHub } from '../../../tests/kit/TestHub.ts'
import type { TestTablet } from '../../../tests/kit/TestTablet.ts'

// two cores may be shared with many others
vi.setConfig({ testTimeout: 60_000 })

const [t1, t2] = ['20000000-0000-4000-8000-000000000001', '20000000-0000-4000-8000-000000000002'] as const
const heldBy = (device: string, name: string, since = 1) => ({ holder: { device, tablet: 'Máy', name, since } })

let hub: TestHub
let first: TestTablet
let second: TestTablet
let id: string
beforeEach(async () => {
  hub = await TestHub.create('holder')
  ;[first, second] = [await hub.tablet('t1'), await hub.tablet('t2')]
  id = first.newRecord()
  await first.seal({ r: id, b: 0, g: { identity: { name: 'Thị Mẫu' }, holder: { giver: 'Lan Mẫu', since: 1 } } })
  await send(first)
})

const send = async (from: TestTablet) => {
  const { n } = await hub.statement((await hub.head(from)).head)
  await hub.push(await from.stream(n + 1))
  return hub.apply()
}
const record = () => hub.in((tx) => tx.record(id))
const value = async (group: string) => (await record())?.groups[group]?.value
const conflicts = () => hub.in((tx) => tx.conflicts({ record: id }))

describe('who holds an open record', () => {
  it('is what was said last, whole, whatever was seen of it, and never a conflict (SPEC HLD-1)', async () => {
    await first.seal({ r: id, b: 1, g: heldBy(t1, 'Chị Thử Một', 5) })
    await second.seal({ r: id, b: 1, g: heldBy(t2, 'Chị Thử Hai', 3) })
    await send(first)
    await send(second)
    expect(await value('holder')).toEqual(heldBy(t2, 'Chị Thử Hai', 3).holder)
    // also of a version that this hub has not come to
    await first.seal({ r: id, b: 40, g: heldBy(t1, 'Chị Thử Một', 6) })
    await send(first)
    expect(await value('holder')).toEqual(heldBy(t1, 'Chị Thử Một', 6).holder)
    expect(await conflicts()).toEqual([])
    const changes = await hub.in((tx) => tx.changes(id))
    expect(changes.filter(({ group }) => group === 'holder')).toHaveLength(4)
  })

  it('goes with the draft to every tablet of the team (SPEC HLD-2, PULL-4)', async () => {
    const feed = await hub.in((tx) => tx.feedSince(second.deviceId, hub.team, 0, 10))
    const holder = { value: { giver: 'Lan Mẫu', since: 1 } }
    expect(feed).toMatchObject([{ kind: 'record', record: { id, status: 'draft', groups: { holder } } }])
  })

  it('keeps nobody’s work out: two who worked anyway merge by groups, or both stay for a person (SPEC HLD-4, MRG-2, MRG-3)', async () => {
    await second.seal({ r: id, b: 1, g: heldBy(t2, 'Chị Thử Hai') })
    await second.seal({ r: id, b: 1, g: { contact: { phone: '0900000002' } } })
    await first.seal({ r: id, b: 1, g: { address: { text: 'Tổ 2' } } })
    await first.seal({ r: id, b: 1, g: { contact: { phone: '0900000001' } } })
    await send(second)
    await send(first)
    expect([await value('contact'), await value('address')]).toEqual([{ phone: '0900000002' }, { text: 'Tổ 2' }])
    expect(await conflicts()).toMatchObject([{ group: 'contact', proposed: { phone: '0900000001' } }])
  })

  it('ends with the case’s next step, and says nothing of a case that nobody works at any more (SPEC HLD-4)', async () => {
    await first.seal({ r: id, b: 1, g: heldBy(t1, 'Chị Thử Một') })
    await first.seal({ r: id, b: 1, g: { contact: { phone: '0900000001' } }, c: { name: 'submit' } })
    await send(first)
    expect(await record()).toMatchObject({ status: 'submitted', version: 3 })
    expect((await record())?.groups).not.toHaveProperty('holder')
    await second.seal({ r: id, b: 1, g: heldBy(t2, 'Chị Thử Hai') })
    await send(second)
    expect(await hub.fate(second, 1)).toBe('applied')
    expect(await record()).toMatchObject({ status: 'submitted', version: 3 })
    expect((await record())?.groups).not.toHaveProperty('holder')
  })
})
