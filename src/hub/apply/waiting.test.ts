import { beforeEach, describe, expect, it, vi } from 'vitest'
import { TestHub } from '../../../tests/kit/TestHub.ts'
import type { TestTablet } from '../../../tests/kit/TestTablet.ts'
import { commandCase } from '../desk/commandCase.ts'
import { Applier } from './Applier.ts'

vi.setConfig({ testTimeout: 60_000 })

const bases = 12
const many = 10
const waiting = [bases + 2, bases + 1 + many] as const

let hub: TestHub
let tablet: TestTablet
/** one life of the hub */
let applier: Applier
let record: string
beforeEach(async () => {
  hub = await TestHub.create('waiting')
  tablet = await hub.tablet('t')
  applier = new Applier(hub.applyPorts)
  record = await tablet.newCase()
  await push(1)
  const ports = { store: hub.store, now: () => hub.now }
  await commandCase(ports, { tenant: hub.tenant, officer: 'o1' }, record, 1, {
    name: 'sendBack',
    sentence: 'Thiếu giấy',
  })
})

const push = async (from: number) => {
  await hub.push(await tablet.stream(from))
  return applier.applyPending(hub.tenant)
}
const version = async () => (await hub.in((tx) => tx.record(record)))?.version ?? 0

/** Commands that wait for these versions of the case each, and items that stand on all of them. */
async function hold(versions: readonly number[]) {
  const now = await version()
  for (const later of versions) await tablet.seal({ r: record, b: now + later, g: {}, c: { name: 'resubmit' } })
  const all = versions.map((_, k) => [`g${k}`, [tablet.chainHex, k + 2] as [string, number]])
  for (let i = 0; i < many; i++) {
    await tablet.seal({ r: record, b: 1, g: { contact: { phone: `09${i}` } }, o: Object.fromEntries(all) })
  }
  return push(2)
}

/** One version more of the case, which lets one of the commands go. How many items were decided. */
async function release() {
  const from = tablet.items.length + 1
  await tablet.seal({ r: record, b: await version(), g: { identity: { name: `Người ${from}` } } })
  return push(from)
}
const oneByOne = Array.from({ length: bases }, (_, k) => k + 1)

describe('an item that stands on many held ones', () => {
  it('waits for the last of them and is decided again once (SPEC VDT-7)', async () => {
    await hold(oneByOne)
    for (const n of waiting) expect(await hub.fate(tablet, n)).toBe('held waits-for-item')
    let decided = 0
    for (const _ of oneByOne) decided += await release()
    for (const n of waiting) expect(await hub.fate(tablet, n)).toMatch(/^(applied|rejected)/)
    // each pushed item, each command, and each waiting item once; a command's own version may let another go
    expect(decided).toBeLessThanOrEqual(2 * bases + many)
  })

  it('and is made to wait ever again is left to a person after five times (SPEC VDT-7)', async () => {
    await hold([...oneByOne].reverse())
    let decided = 0
    for (const _ of oneByOne) decided += await release()
    expect(decided).toBeLessThanOrEqual(2 * bases + 5 * many)
    for (const n of waiting) expect(await hub.fate(tablet, n)).toBe('held waits-too-often')
    // it shows at the desk, and nothing that is sent starts it again
    const shown = await hub.in((tx) => tx.troubledItems(50))
    expect(shown.filter(({ verdict }) => verdict.reason === 'waits-too-often')).toHaveLength(many)
    expect(await release()).toBe(1)
    // the next start of the hub does: all that it stood on is there now
    await hub.apply()
    for (const n of waiting) expect(await hub.fate(tablet, n)).toMatch(/^(applied|rejected)/)
  })
})
