import { beforeEach, describe, expect, it, vi } from 'vitest'
import { TestHub } from '../../../tests/kit/TestHub.ts'
import type { TestTablet } from '../../../tests/kit/TestTablet.ts'
import { placeHash } from '../../protocol/chain.ts'
import type { PayloadBase } from '../../protocol/payload.ts'
import { Problem } from '../../protocol/problems.ts'
import { decideHeld, type HeldDecision } from '../desk/decideHeld.ts'
import { toPullEntry } from '../pull/toPullEntry.ts'

// two cores may be shared with many others
vi.setConfig({ testTimeout: 60_000 })

let hub: TestHub
/** two tablets with one identity; the first has come with its own, the second brings a branch */
let first: TestTablet
let second: TestTablet
/** a case that both knew before they parted */
let known: string
beforeEach(async () => {
  hub = await TestHub.create('forked')
  first = await hub.tablet('t')
  known = await first.newCase({ identity: { name: 'Trần Thị Mẫu' } })
  second = first.copy('second')
  await first.newCase({ identity: { name: 'Người Của Máy Một' } })
  await hub.push(await first.stream())
  await hub.apply()
})

const phone = (text: string) => ({ contact: { phone: text } })
const bring = async (tablet: TestTablet = second) => {
  expect((await hub.push(await tablet.branchStream(2))).problem).toBeNull()
  await hub.apply()
}
const fates = async (tablet: TestTablet, chain: string, ...numbers: number[]) =>
  Promise.all(numbers.map((n) => hub.fate(tablet, n, chain)))
const decide = async (chain: string, numbers: number[], decision: HeldDecision) => {
  const ports = { store: hub.store, now: () => hub.now }
  const places = numbers.map((n) => ({ chain, n }))
  await decideHeld(ports, hub.tenant, 'o1', places, decision)
  await hub.apply()
}
const letIn: HeldDecision = { kind: 'letIn' }
const record = (id: string) => hub.in((tx) => tx.record(id))
/** An item of an earlier chain as a base, known by its hash (SPEC ITM-5). */
const named = (tablet: TestTablet, n: number): PayloadBase => [
  tablet.chainHex,
  n,
  placeHash(tablet.items[n - 1]?.hash ?? new Uint8Array(8)),
]

describe('an item in a branch', () => {
  it('waits for a person, opens when let in, and is applied once (SPEC CHN-8, VDT-8)', async () => {
    const own = await second.newCase({ identity: { name: 'Người Của Máy Hai' } })
    const branch = await second.branch()
    await bring()
    expect(await fates(second, branch, 2)).toEqual(['held forked'])
    expect(await record(own)).toBeNull()
    expect([...(await hub.in((tx) => tx.heldFor('forked')))]).toEqual([[first.deviceId, 1]])
    // a hub that starts anew decides it no other way
    await hub.apply()
    expect(await fates(second, branch, 2)).toEqual(['held forked'])

    await decide(branch, [2], letIn)
    expect(await fates(second, branch, 2)).toEqual(['applied'])
    expect((await record(own))?.groups.identity?.value).toEqual({ name: 'Người Của Máy Hai' })
    await bring()
    expect((await record(own))?.version).toBe(1)
    expect(await fates(first, first.chainHex, 1, 2)).toEqual(['applied', 'applied'])
    const lines = await hub.in((tx) => tx.auditRows(1, 200))
    expect(lines.filter(({ action }) => action === 'let-in').map(({ detail }) => detail)).toEqual([{ was: 'forked' }])
  })

  it('stands on items of its own branch, and on those before the chain parted (SPEC ITM-5)', async () => {
    await second.seal({ b: -1, g: phone('0900000001') })
    await second.newCase()
    await second.seal({ b: -3, g: { address: { text: 'Thôn Mẫu' } } })
    await second.seal({ b: -2, g: phone('0900000002') })
    const branch = await second.branch()
    await bring()
    await decide(branch, [4, 5], letIn)
    // 5 stands on 3, which nobody has let in yet; 4 stands on 1, which is the chain's
    expect(await fates(second, branch, 2, 3, 4, 5)).toEqual([
      'held forked',
      'held forked',
      'applied',
      'held waits-for-item',
    ])
    await decide(branch, [2, 3], letIn)
    expect(await fates(second, branch, 2, 3, 4, 5)).toEqual(['applied', 'applied', 'applied', 'applied'])
    expect((await record(known))?.groups).toMatchObject({
      address: { value: { text: 'Thôn Mẫu' } },
      contact: { value: { phone: '0900000001' } },
    })
  })

  it('of two that changed the same keeps both words until a person chooses (SPEC MRG-3)', async () => {
    await first.seal({ r: known, b: 1, g: phone('0900000001') })
    await hub.push(await first.stream(3))
    await second.seal({ b: -1, g: phone('0900000002') })
    await bring()
    await decide(await second.branch(), [2], letIn)
    const [conflict] = await hub.in((tx) => tx.conflicts({ record: known, open: true }))
    expect([conflict?.current, conflict?.proposed]).toEqual([{ phone: '0900000001' }, { phone: '0900000002' }])
  })

  it('refused takes with it what stands on it, in its branch and in the chain after it (SPEC VDT-3, VDT-8)', async () => {
    await second.newCase()
    await second.seal({ b: -1, g: phone('0900000001') })
    const branch = await second.branch()
    await bring()
    const next = await second.newChain()
    await next.seal({ b: named(second, 2), g: phone('0900000002') })
    await hub.push(await next.stream())
    await hub.apply()
    expect(await hub.fate(next, 1)).toBe('held waits-for-item')
    await decide(branch, [2], { kind: 'refuse', why: 'refused-repeated' })
    expect(await fates(second, branch, 2, 3)).toEqual(['rejected refused-repeated', 'held forked'])
    expect(await hub.fate(next, 1)).toBe('rejected depends-on-rejected')
    await decide(branch, [3], letIn)
    expect(await fates(second, branch, 3)).toEqual(['rejected depends-on-rejected'])
  })

  it('is found by what comes after it, whichever comes first, and never taken for the other one at its number (SPEC ITM-5)', async () => {
    const own = await second.newCase({ identity: { name: 'Người Của Máy Hai' } })
    const branch = await second.branch()
    const next = await second.newChain()
    await next.seal({ b: named(second, 2), g: phone('0900000009') })
    await next.seal({ b: -1, g: { address: { text: 'Thôn Mẫu' } } })
    await next.seal({ b: named(second, 1), g: phone('0900000008') })
    await hub.push(await next.stream())
    await hub.apply()
    expect(await fates(next, next.chainHex, 1, 2, 3)).toEqual(['held waits-for-item', 'held waits-for-item', 'applied'])
    await bring()
    expect(await hub.fate(next, 1)).toBe('held waits-for-item')
    await decide(branch, [2], letIn)
    expect(await fates(next, next.chainHex, 1, 2)).toEqual(['applied', 'applied'])
    expect((await record(own))?.groups).toMatchObject({ contact: { value: { phone: '0900000009' } } })
    // the first tablet's case at that number is as it was
    const theirs = (await hub.verdict(first, 2))?.record ?? ''
    expect((await record(theirs))?.version).toBe(1)
  })

  it('is decided about by its own place only (SPEC VDT-8)', async () => {
    await second.newCase()
    const branch = await second.branch()
    await hub.push(await second.branchStream(2))
    const refusal = (chain: string, n: number) =>
      decide(chain, [n], letIn).then(
        () => 'done',
        (error) => (error instanceof Problem ? error.code : 'other'),
      )
    // not yet looked at; common; the other tablet's; nobody's
    expect(await refusal(branch, 2)).toBe('conflict')
    await hub.apply()
    expect(await refusal(branch, 1)).toBe('not-found')
    expect(await refusal(first.chainHex, 2)).toBe('conflict')
    expect(await refusal(branch, 2)).toBe('done')
    expect(await refusal(branch, 2)).toBe('conflict')
  })

  it('has its verdict told by the chain it was sealed for and its hash; the other one’s as ever (SPEC PULL-8)', async () => {
    await second.newCase()
    await bring()
    const feed = await hub.in((tx) => tx.feedSince(first.deviceId, hub.team, 0, 100))
    const verdicts = feed.filter(({ kind }) => kind === 'verdict').map(toPullEntry)
    const place = { chain: first.chainHex, n: 2 }
    expect(verdicts).toMatchObject([
      { k: 'verdict', n: 1, state: 'applied' },
      { k: 'verdict', ...place, state: 'applied' },
      { k: 'forked', ...place, h: placeHash(second.head.hash), state: 'held', reason: 'forked' },
    ])
  })
})
