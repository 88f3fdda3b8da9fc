import { beforeEach, describe, expect, it, vi } from 'vitest'
import { TestHub } from '../../../tests/kit/TestHub.ts'
import type { TestTablet } from '../../../tests/kit/TestTablet.ts'
import { hex } from '../../crypto/bytes.ts'
import { limits } from '../../protocol/limits.ts'
import { Problem } from '../../protocol/problems.ts'
import { encodePreamble } from '../../protocol/pushStream.ts'
import { answerHead } from './answerHead.ts'

// two cores may be shared with many others
vi.setConfig({ testTimeout: 60_000 })

let hub: TestHub
/** two tablets with one identity, three items in common */
let first: TestTablet
let second: TestTablet
beforeEach(async () => {
  hub = await TestHub.create('branches')
  first = await hub.tablet('t')
  for (let i = 0; i < 3; i++) await first.newCase()
  second = first.copy('second')
})

const refusal = async (work: Promise<unknown>) => {
  try {
    await work
    return 'taken'
  } catch (error) {
    if (error instanceof Problem) return error.code
    throw error
  }
}
const fill = async (tablet: TestTablet, count: number) => {
  for (let i = 0; i < count; i++) await tablet.newCase()
}
/** The first one has come, with `beyond` items more than both have in common; the second has sealed `own` of its own. */
const fork = async (beyond: number, own: number) => {
  await fill(first, beyond)
  await hub.push(await first.stream())
  await fill(second, own)
}
const lies = (chain: string, n: number) => hub.in((tx) => tx.item(chain, n))
const items = async () => (await hub.in((tx) => tx.counts())).items
const alarms = async () => (await hub.in((tx) => tx.alarms())).map(({ code, n, count }) => `${code} ${n} ${count}`)

describe('a branch', () => {
  it('is stored beside the chain, at no number of it, and receipted by its own id (SPEC CHN-7, CHN-8, STR-7)', async () => {
    await fork(4, 3)
    const before = (await hub.head(first)).receipt
    const answer = await hub.push(await second.branchStream(4, 2), 11)
    expect(answer.problem).toBeNull()
    const branch = await second.branch()
    expect(await hub.receipt(answer.receipt)).toMatchObject({
      ...{ chain: branch, device: first.deviceId, tenant: first.tenant },
      ...{ n: 6, h: hex(second.head.hash), exceptions: [] },
    })
    for (const { n, ct, hash } of second.items.slice(3)) {
      expect(await lies(branch, n)).toMatchObject({ ct, hash, origin: first.chainHex })
      expect(hex((await lies(first.chainHex, n))?.hash ?? new Uint8Array(0))).toBe(
        hex(first.items[n - 1]?.hash ?? hash),
      )
    }
    expect(await items()).toBe(10)
    expect((await hub.head(first)).receipt).toBe(before)
    const head = await hub.statement((await hub.head(first, branch)).head)
    expect([head.chain, head.n, head.h]).toEqual([branch, 6, hex(second.head.hash)])
    expect(await hub.in((tx) => tx.branch(branch))).toEqual({
      chain: branch,
      origin: first.chainHex,
      path: [
        [first.chainHex, 3],
        [branch, 6],
      ],
    })
  })

  it('comes the other way round just as well: who comes second is the branch (SPEC CHN-5)', async () => {
    await fill(second, 2)
    await hub.push(await second.stream())
    await fill(first, 4)
    expect(await refusal(hub.push(await first.stream(6)))).toBe('taken')
    expect(await items()).toBe(5)
    expect((await hub.push(await first.branchStream(4))).problem).toBeNull()
    expect(await items()).toBe(9)
  })

  it('cut anywhere and sent again, or twice, is there once (SPEC STR-4, CHN-8)', async () => {
    await fork(1, 5)
    const whole = await second.branchStream(4, 1)
    for (const length of [whole.length - 1, 400, whole.length - 200]) {
      await hub.push(whole.subarray(0, length)).catch(() => null)
    }
    const again = await hub.push(whole)
    expect(again.problem).toBeNull()
    expect(await hub.push(whole)).toEqual(again)
    expect(await hub.push(await second.branchStream(7))).toEqual(again)
    expect(await items()).toBe(9)
    expect(await alarms()).toEqual(['cloned 7 1'])
  })

  it('shares what the chain or another branch has: each item is there once, in whatever order they come (SPEC CHN-8)', async () => {
    await fork(1, 2)
    const early = second.copy('early')
    await fill(early, 1)
    await fill(second, 3)
    const third = second.copy('third')
    await fill(third, 1)

    // the longer way first; then the one that leaves it early, one that is whole within it, and one that goes on behind it
    await hub.push(await second.branchStream(4))
    const inside = second.copy('inside')
    inside.items.length = 7
    inside.head = { n: 7, hash: inside.items[6]?.hash ?? inside.head.hash }
    for (const tablet of [early, inside, third, second]) {
      const { problem, receipt } = await hub.push(await tablet.branchStream(4, 2))
      expect(problem).toBeNull()
      expect(await hub.receipt(receipt)).toMatchObject({ n: tablet.head.n, h: hex(tablet.head.hash) })
    }
    const [main, side] = [await second.branch(), await early.branch()]
    const paths = (await hub.in((tx) => tx.branchesOf(first.chainHex))).map(({ chain, path }) => [chain, path])
    expect(Object.fromEntries(paths)).toEqual({
      [main]: [
        [first.chainHex, 3],
        [main, 8],
      ],
      [side]: [
        [first.chainHex, 3],
        [main, 5],
        [side, 6],
      ],
      [await inside.branch()]: [
        [first.chainHex, 3],
        [main, 7],
      ],
      [await third.branch()]: [
        [first.chainHex, 3],
        [main, 8],
        [await third.branch(), 9],
      ],
    })
    // 4 in the chain, 5 of the second, one each of two others
    expect(await items()).toBe(11)
  })

  it('that another one overtakes goes on behind it (SPEC CHN-8)', async () => {
    await fork(1, 4)
    const later = second.copy('later')
    await fill(later, 1)
    const half = await second.stream(4, 1, { end: second.head.hash })
    const twoFrames = (await second.parts(second.items.slice(3, 5), 1, { end: second.head.hash })).reduce(
      (sum, part) => sum + part.length,
      0,
    )
    await hub.push(half.subarray(0, twoFrames))
    expect(await items()).toBe(6)
    await hub.push(await later.branchStream(4))
    await hub.push(await second.branchStream(6))
    const [own, other] = [await second.branch(), await later.branch()]
    expect((await hub.in((tx) => tx.branch(own)))?.path).toEqual([
      [first.chainHex, 3],
      [own, 5],
      [other, 7],
    ])
    expect((await hub.in((tx) => tx.branch(other)))?.path).toEqual([
      [first.chainHex, 3],
      [own, 5],
      [other, 8],
    ])
    expect(await items()).toBe(9)
  })

  it('is nobody’s but the tablet’s: what was signed for the chain makes none, whatever h is said (SPEC STR-7)', async () => {
    const captured = await first.stream()
    await hub.push(captured)
    const { length } = encodePreamble({ wire: 1, ...first.scope, from: 1 })
    for (const fill of [1, 2]) {
      const preamble = encodePreamble({ wire: 1, ...first.scope, from: 1, end: new Uint8Array(32).fill(fill) })
      const told = new Uint8Array([...preamble, ...captured.subarray(length)])
      expect(await hub.push(told)).toEqual({ receipt: null, problem: 'bad-frame' })
    }
    expect(await hub.in((tx) => tx.branchesOf(first.chainHex))).toEqual([])
  })

  it('that leaves the chain nowhere, or goes on where it ends, is a gap: it is the chain’s own (SPEC CHN-8, CHN-4)', async () => {
    await hub.push(await first.stream())
    await fill(second, 2)
    expect(await refusal(hub.push(await second.branchStream(4)))).toBe('gap')
    expect(await refusal(hub.push(await second.branchStream(3)))).toBe('gap')
    await hub.push(await second.stream(4))
    await fill(first, 3)
    // from a number that the hub cannot know the hash before
    expect(await refusal(hub.push(await first.branchStream(6)))).toBe('gap')
    expect((await hub.push(await first.branchStream(4))).problem).toBeNull()
    expect(await refusal(hub.push(await first.branchStream(8)))).toBe('gap')
    const strange = await hub.tablet('strange')
    await strange.newCase()
    expect(await refusal(hub.push(await strange.branchStream(1)))).toBe('gap')
  })

  it('from the very beginning, when nothing is common, leaves it at h_0 (SPEC CHN-1, CHN-8)', async () => {
    const bare = await hub.tablet('bare')
    const other = bare.copy('other')
    await bare.newCase()
    await hub.push(await bare.stream())
    await fill(other, 2)
    expect((await hub.push(await other.branchStream(1))).problem).toBeNull()
    expect(await hub.in((tx) => tx.branch(bare.chainHex))).toBeNull()
    expect((await hub.in(async (tx) => tx.branch(await other.branch())))?.path).toEqual([[await other.branch(), 2]])
  })

  it('under another’s signature, another chain’s or another hash is a bad frame, and nothing of it is kept (SPEC STR-4)', async () => {
    await fork(2, 2)
    const bytes = await second.branchStream(4)
    for (const at of [bytes.length - 1, bytes.length - 90]) {
      const flipped = bytes.slice()
      flipped[at] = (flipped[at] ?? 0) ^ 1
      expect((await hub.push(flipped)).problem).toBe('bad-frame')
    }
    expect(await items()).toBe(5)
    expect(await hub.in((tx) => tx.branchesOf(first.chainHex))).toEqual([])
    expect((await hub.push(bytes.slice(0, 120))).receipt).toBeNull()
  })

  it('of a revoked tablet lies in quarantine too (SPEC PULL-5, CHN-8)', async () => {
    await fork(1, 1)
    await hub.setStatus(first, 'revoked')
    const { receipt } = await hub.push(await second.branchStream(4))
    expect((await hub.receipt(receipt)).exceptions).toEqual([[4, 'quarantined']])
    expect(await hub.apply()).toBe(4)
    expect(await alarms()).toEqual(expect.arrayContaining(['quarantined 4 1', 'cloned 4 1']))
  })

  it('is one of 64 at most (SPEC CHN-8)', async () => {
    await fork(1, 0)
    for (let i = 0; i < limits.branches; i++) {
      const copy = first.copy(`copy ${i}`)
      copy.items.length = 3
      copy.head = { n: 3, hash: copy.items[2]?.hash ?? copy.head.hash }
      await copy.newCase()
      expect((await hub.push(await copy.branchStream(4))).problem).toBeNull()
    }
    await fill(second, 1)
    expect(await refusal(hub.push(await second.branchStream(4)))).toBe('fork')
    expect(await items()).toBe(4 + limits.branches)
  })

  it('raises one alarm, with the chain that comes after it; a second time it is news again (SPEC CHN-8)', async () => {
    await fork(1, 1)
    expect(await alarms()).toEqual([])
    await hub.push(await second.branchStream(4))
    const next = await second.newChain()
    await next.newCase()
    await hub.push(await next.stream())
    await next.newCase()
    await hub.push(await next.stream(2))
    expect(await alarms()).toEqual(['cloned 4 1'])
    // a tablet that was restored and had nothing of its own: only its new chain tells
    const restored = await first.newChain()
    await restored.newCase()
    await hub.push(await restored.stream())
    expect(await alarms()).toEqual(['cloned 1 2'])
  })
})

describe('a head that is asked for a common place', () => {
  const ask = (own: [number, string][], chain = first.chainHex) => {
    const { tenant, deviceId: device } = first
    const nonce = 'ab'.repeat(16)
    return answerHead(hub.ingestPorts, { wire: [1, 1], tenant, device, chain, ask: nonce, own })
  }
  const places = (tablet: TestTablet, ...numbers: number[]) =>
    numbers.map((n): [number, string] => [n, hex(tablet.items[n - 1]?.hash ?? new Uint8Array(32))])

  it('comes with the receipt up to the last one that is the hub’s too (SPEC HEA-6, RCP-4)', async () => {
    await fork(4, 4)
    const answer = await ask(places(second, 1, 2, 3, 4, 7))
    expect(answer.also).toContain('branch')
    expect(await hub.receipt(answer.receipt)).toMatchObject({ n: 3, h: places(second, 3)[0]?.[1] })
    expect((await hub.statement(answer.head)).common).toBe(3)
    expect((await ask(places(second, 2, 3, 5))).receipt).toBe(answer.receipt)
    expect(await hub.statement(answer.head)).toMatchObject({ n: 7, h: hex(first.head.hash) })
    const none = await ask(places(second, 5, 6))
    expect([none.receipt, (await hub.statement(none.head)).common]).toEqual([null, 0])
    expect((await hub.statement((await hub.head(first)).head)).common).toBeUndefined()
    expect((await ask([])).receipt).toBeNull()
    expect((await ask(places(second, 3), 'ab'.repeat(16))).receipt).toBeNull()
    // the chain's own receipts go on as if nobody had asked
    await first.newCase()
    const { receipt } = await hub.push(await first.stream(8))
    expect((await hub.receipt(receipt)).n).toBe(8)
    expect((await hub.head(first)).receipt).toBe(receipt)
  })

  it('excepts in such a receipt what the last one before it did not name (SPEC RCP-1, HEA-6)', async () => {
    await fill(first, 2)
    await hub.setStatus(first, 'revoked')
    await hub.push(await first.stream())
    expect((await hub.receipt((await ask(places(first, 2))).receipt)).exceptions).toEqual([
      [1, 'quarantined'],
      [2, 'quarantined'],
    ])
    expect((await hub.receipt((await ask(places(first, 4))).receipt)).exceptions).toEqual([
      [3, 'quarantined'],
      [4, 'quarantined'],
    ])
  })
})
