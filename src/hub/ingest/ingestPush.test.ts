import { beforeEach, describe, expect, it, vi } from 'vitest'
import { inPieces, TestHub } from '../../../tests/kit/TestHub.ts'
import { type TestTablet, wireItem } from '../../../tests/kit/TestTablet.ts'
import { concat, hex } from '../../crypto/bytes.ts'
import { limits } from '../../protocol/limits.ts'
import { Problem } from '../../protocol/problems.ts'
import { encodePreamble, FrameWriter } from '../../protocol/pushStream.ts'
import { StoreError } from '../store/HubStore.ts'
import { ingestPush } from './ingestPush.ts'
import { dayOf } from './intake.ts'

// two cores may be shared with many others
vi.setConfig({ testTimeout: 60_000 })

let hub: TestHub
let tablet: TestTablet
beforeEach(async () => {
  hub = await TestHub.create('ingest')
  tablet = await hub.tablet('t')
})

const refusal = async (work: Promise<unknown>) => {
  try {
    await work
    return 'taken'
  } catch (error) {
    if (error instanceof Problem || error instanceof StoreError) return error.code
    throw error
  }
}
const fill = async (count: number, of = tablet) => {
  for (let i = 0; i < count; i++) await of.seal({ g: { contact: { phone: `090000000${i % 10}` } } })
}
const counts = () => hub.in((tx) => tx.counts())
const alarms = async () => (await hub.in((tx) => tx.alarms())).map(({ code, n }) => `${code} ${n}`)
const noise = (length: number) => String.fromCharCode(...hub.crypto.port.random(length).map((byte) => 33 + (byte % 90)))

describe('a push', () => {
  it('is stored whole and receipted up to its last item, with its chain hash (SPEC RCP-1, STR-1)', async () => {
    await fill(5)
    const answer = await hub.push(await tablet.stream(1, 2), 7)
    expect(answer.problem).toBeNull()
    const receipt = await hub.receipt(answer.receipt)
    expect(receipt).toEqual({
      v: 1,
      tenant: tablet.tenant,
      device: tablet.deviceId,
      chain: tablet.chainHex,
      epoch: 1,
      n: 5,
      h: hex(tablet.head.hash),
      exceptions: [],
      audit: await hub.in((tx) => tx.auditHead()),
    })
    const stored = await hub.in((tx) => Promise.all(tablet.items.map(({ n }) => tx.item(tablet.chainHex, n))))
    expect(stored.map((row) => row?.ct)).toEqual(tablet.items.map(({ ct }) => ct))
    expect(stored.map((row) => hex(row?.hash ?? new Uint8Array(0)))).toEqual(tablet.items.map(({ hash }) => hex(hash)))
    expect(hub.stored).toBe(1)
  })

  it('needs no key that opens an item (SPEC RCP-5)', async () => {
    await fill(1)
    expect(Object.keys(hub.ingestPorts)).not.toContain('openers')
    expect((await hub.push(await tablet.stream())).problem).toBeNull()
  })

  it('cut at any byte loses at most the frame in flight, and goes on from there (SPEC STR-4, HEA-2)', async () => {
    await fill(6)
    const whole = await tablet.stream(1, 2)
    for (let end = 0; end < whole.length; end += 13) {
      hub = await TestHub.create('ingest')
      await hub.tablet('t')
      const cut = await refusal(hub.push(whole.subarray(0, end), 100))
      const head = await hub.statement((await hub.head(tablet)).head)
      expect([0, 2, 4]).toContain(head.n)
      expect(cut === 'taken' || (cut === 'malformed' && end < 53)).toBe(true)
      const rest = await hub.push(await tablet.stream(head.n + 1, 2))
      expect((await hub.receipt(rest.receipt)).n).toBe(6)
      expect((await counts()).items).toBe(6)
    }
  })

  it('that breaks off with an error keeps the whole frames before it (SPEC STR-4)', async () => {
    await fill(4)
    const whole = await tablet.stream(1, 2)
    async function* broken() {
      yield* inPieces(whole.subarray(0, whole.length - 1), 50)
      throw new Error('connection reset')
    }
    await expect(ingestPush(hub.ingestPorts, broken())).rejects.toThrow('connection reset')
    expect((await counts()).items).toBe(2)
    // the receipt of what was kept comes with the next head (SPEC HEA-3)
    expect((await hub.receipt((await hub.head(tablet)).receipt)).n).toBe(2)
  })

  it('with any byte changed stores nothing that was not sent, and the true stream still passes (SPEC STR-4, fault 40)', async () => {
    await fill(3)
    const whole = await tablet.stream(1, 1)
    const honest = new Set(tablet.items.map(({ n, hash }) => `${n} ${hex(hash)}`))
    for (let at = 0; at < whole.length; at++) {
      const changed = whole.map((byte, i) => (i === at ? byte ^ (1 << (at & 7)) : byte))
      await refusal(hub.push(changed))
      const rows = await hub.in((tx) => tx.pendingItems(1000))
      for (const row of rows) expect([at, honest.has(`${row.n} ${hex(row.hash)}`)]).toEqual([at, true])
    }
    const answer = await hub.push(whole)
    expect(answer.problem).toBeNull()
    expect((await counts()).items).toBe(3)
    expect((await hub.in((tx) => tx.chainsOf(tablet.deviceId))).length).toBe(1)
  })

  it('with one bit of a ciphertext changed is refused there with an alarm; what came before stays (SPEC STR-4, fault 40)', async () => {
    await fill(2)
    const [preamble, first, second] = await tablet.parts(tablet.items, 1)
    if (!preamble || !first || !second) throw new Error('no frames')
    const bad = second.map((byte, i) => (i === second.length - 70 ? byte ^ 1 : byte))
    const answer = await hub.push(concat(preamble, first, bad))
    expect(answer.problem).toBe('bad-frame')
    expect((await hub.receipt(answer.receipt)).n).toBe(1)
    expect(await alarms()).toEqual(['bad-frame 2'])
    expect((await hub.push(await tablet.stream(2))).problem).toBeNull()
  })

  it('does not read what follows a bad frame (SPEC STR-4)', async () => {
    await fill(3)
    const [preamble, first, second, third] = await tablet.parts(tablet.items, 1)
    if (!preamble || !first || !second || !third) throw new Error('no frames')
    const bad = second.map((byte, i) => (i === second.length - 1 ? byte ^ 1 : byte))
    expect((await hub.push(concat(preamble, first, bad, third))).problem).toBe('bad-frame')
    expect((await counts()).items).toBe(1)
  })

  it('a thousand times in parallel is stored once, and every receipt is the same (SPEC CHN-3, RCP-4, fault 11)', async () => {
    await fill(2)
    const whole = await tablet.stream()
    const answers = await Promise.all(Array.from({ length: 1000 }, () => hub.push(whole)))
    expect(new Set(answers.map(({ receipt }) => receipt)).size).toBe(1)
    expect(answers.every(({ problem }) => problem === null)).toBe(true)
    expect((await counts()).items).toBe(2)
    const lines = await hub.in((tx) => tx.auditRows(1, 100))
    expect(lines.map(({ action }) => action)).toEqual(['append'])
  })

  it('that overlaps what is there stores only the rest (SPEC CHN-3)', async () => {
    await fill(2)
    await hub.push(await tablet.stream())
    await fill(2)
    const answer = await hub.push(await tablet.stream(2, 3))
    expect(answer.problem).toBeNull()
    expect((await hub.receipt(answer.receipt)).n).toBe(4)
    expect((await counts()).items).toBe(4)
  })

  it('out of order is a gap, and nothing of it is stored (SPEC CHN-4, fault 12)', async () => {
    await fill(3)
    expect(await refusal(hub.push(await tablet.stream(2)))).toBe('gap')
    expect(await refusal(hub.push(await tablet.stream(1, 16, { from: 0 })))).toBe('gap')
    expect(await refusal(hub.push(await tablet.stream(1, 16, { from: 2 ** 34 })))).toBe('gap')
    expect((await counts()).items).toBe(0)
    await hub.push(await tablet.stream(1))
    expect((await counts()).items).toBe(3)
  })

  it('with other items at the same places is a fork: refused, an alarm, nothing after it stored (SPEC CHN-3, fault 35)', async () => {
    await fill(2)
    await hub.push(await tablet.stream())
    // the clone was made after the first item
    tablet.items.length = 1
    const [first] = tablet.items
    if (!first) throw new Error('no item')
    tablet.head = { n: 1, hash: first.hash }
    await fill(3)
    const answer = await hub.push(await tablet.stream(1, 4))
    expect(answer.problem).toBe('fork')
    expect((await hub.receipt(answer.receipt)).n).toBe(2)
    expect((await counts()).items).toBe(2)
    expect((await alarms()).filter((line) => line.startsWith('fork'))).toHaveLength(1)
    await hub.push(await tablet.stream(1, 4))
    expect(await alarms()).toHaveLength(1)
  })

  it('claims no chain of another device (SPEC PRB-3)', async () => {
    await fill(1)
    await hub.push(await tablet.stream())
    const thief = await hub.tablet('thief')
    const stream = concat(encodePreamble({ wire: 1, ...thief.scope, chain: tablet.chain, from: 2 }), new Uint8Array(9))
    expect(await refusal(hub.push(stream))).toBe('not-found')
  })

  it('of an unknown, refused or waiting device, or to another commune, is refused (SPEC PRB-3)', async () => {
    await fill(1)
    const stream = await tablet.stream()
    for (const [status, code] of [
      ['refused', 'not-found'],
      ['pending', 'not-approved'],
    ] as const) {
      await hub.setStatus(tablet, status)
      expect(await refusal(hub.push(stream))).toBe(code)
    }
    const elsewhere = encodePreamble({ wire: 1, ...tablet.scope, tenant: hub.bytes.team, from: 1 })
    expect(await refusal(hub.push(concat(elsewhere, stream.subarray(53))))).toBe('unknown-tenant')
    const stranger = encodePreamble({ wire: 1, ...tablet.scope, device: new Uint8Array(16), from: 1 })
    expect(await refusal(hub.push(concat(stranger, stream.subarray(53))))).toBe('not-found')
    expect((await counts()).items).toBe(0)
  })

  it('of a revoked device goes into quarantine and is receipted with that exception (SPEC PULL-5, RCP-1, fault 42)', async () => {
    await fill(2)
    await hub.setStatus(tablet, 'revoked')
    const answer = await hub.push(await tablet.stream())
    expect((await hub.receipt(answer.receipt)).exceptions).toEqual([
      [1, 'quarantined'],
      [2, 'quarantined'],
    ])
    expect(await hub.apply()).toBe(0)
    expect((await counts()).pending).toBe(0)
  })

  it('of another wire version names who is behind, and nothing is stored (SPEC VER-2)', async () => {
    await fill(1)
    expect(await refusal(hub.push(await tablet.stream(1, 16, { wire: 0 })))).toBe('client-too-old')
    expect(await refusal(hub.push(await tablet.stream(1, 16, { wire: 2 })))).toBe('hub-too-old')
    expect((await counts()).items).toBe(0)
  })

  it('that is no stream at all, or empty, is malformed (SPEC STR-1)', async () => {
    expect(await refusal(hub.push(new TextEncoder().encode('<!doctype html><title>Wi-Fi</title>')))).toBe('malformed')
    expect(await refusal(hub.push(new Uint8Array(0)))).toBe('malformed')
    expect(await refusal(hub.push((await tablet.stream()).subarray(0, 20)))).toBe('malformed')
  })

  it('over 1 MiB is too large, but what came whole before stays (SPEC STR-5)', async () => {
    for (let i = 0; i < 36; i++) await tablet.seal({ g: { notes: { text: noise(35_000) } } })
    const whole = await tablet.stream(1, 1)
    expect(whole.length).toBeGreaterThan(1024 * 1024)
    expect(await refusal(hub.push(whole, 16_384))).toBe('too-large')
    const head = await hub.statement((await hub.head(tablet)).head)
    expect(head.n).toBeGreaterThan(10)
    const rest = await hub.push(await tablet.stream(head.n + 1, 1), 16_384)
    expect((await hub.receipt(rest.receipt)).n).toBe(36)
  })

  it('is committed every 128 KiB, so that a session announced before is known after (SPEC SES-5)', async () => {
    for (let i = 0; i < 9; i++) await tablet.seal({ g: { notes: { text: noise(35_000) } } })
    const answer = await hub.push(await tablet.stream(1, 1), 4096)
    expect(answer.problem).toBeNull()
    expect(hub.stored).toBeGreaterThan(1)
    expect(await hub.in((tx) => tx.sessionHeader(tablet.deviceId, tablet.session.sid))).not.toBeNull()
  })

  it('stores a session header with the first item that needs it, or not at all (SPEC SES-5)', async () => {
    await fill(1)
    hub.faults.beforeCommit = () => {
      throw new StoreError('disk-full')
    }
    expect(await refusal(hub.push(await tablet.stream()))).toBe('disk-full')
    delete hub.faults.beforeCommit
    expect(await hub.in((tx) => tx.sessionHeader(tablet.deviceId, tablet.session.sid))).toBeNull()
    expect((await counts()).items).toBe(0)
    expect((await hub.push(await tablet.stream())).problem).toBeNull()
  })

  it('gives no receipt when the disk is full: only what was committed is receipted (SPEC RCP-2, fault 6)', async () => {
    await fill(1)
    let commits = 0
    hub.faults.beforeCommit = () => {
      commits += 1
      throw new StoreError('disk-full')
    }
    expect(await refusal(hub.push(await tablet.stream()))).toBe('disk-full')
    expect(commits).toBeGreaterThan(0)
    delete hub.faults.beforeCommit
    expect((await hub.head(tablet)).receipt).toBeNull()
    expect(hub.stored).toBe(0)
  })

  /** A header of the sender's own making under a sid that another session has. */
  const announceUnder = async (sender: TestTablet, sid: string) => {
    const taken = tablet.header(sid)
    const header = sender.session.header.map((byte, i) => (i >= 17 && i < 33 ? (taken[i] ?? 0) : byte))
    sender.session = { ...sender.session, header, headerHash: await hub.crypto.port.sha256(header), sid }
    sender.headers.set(sid, header)
  }

  it('cannot be kept out by a tablet that took its sid first (SPEC SES-5)', async () => {
    await fill(1)
    const squatter = await hub.tablet('squatter')
    await announceUnder(squatter, tablet.session.sid)
    await squatter.seal({ g: {} })
    expect((await hub.push(await squatter.stream())).problem).toBeNull()
    expect((await hub.push(await tablet.stream())).problem).toBeNull()
    expect(await alarms()).toEqual([])
    await tablet.newCase()
    await hub.push(await tablet.stream(2))
    await hub.apply()
    expect([await hub.fate(squatter, 1), await hub.fate(tablet, 2)]).toEqual(['rejected bad-actor', 'applied'])
  })

  it('that announces another header under an own sid is a bad frame, not an error for ever (SPEC SES-5, fault 21)', async () => {
    await fill(1)
    await hub.push(await tablet.stream())
    const { sid } = tablet.session
    await tablet.newSession()
    const before = tablet.header(sid)
    await announceUnder(tablet, sid)
    expect(tablet.header(sid)).not.toEqual(before)
    await tablet.seal({ g: {} })
    const answer = await hub.push(await tablet.stream(2))
    expect(answer.problem).toBe('bad-frame')
    expect((await hub.receipt(answer.receipt)).n).toBe(1)
    expect(await alarms()).toEqual(['bad-frame 2'])
  })

  it('that anybody could have made raises one alarm a tablet, however many chains it names (SPEC STR-4)', async () => {
    await fill(1)
    await hub.push(await tablet.stream())
    const [, frame] = await tablet.parts(tablet.items)
    if (!frame) throw new Error('no frame')
    for (let i = 0; i < 5; i++) {
      const chain = hub.crypto.port.random(16)
      const answer = await hub.push(concat(encodePreamble({ wire: 1, ...tablet.scope, chain, from: 1 }), frame))
      expect(answer).toEqual({ receipt: null, problem: 'bad-frame' })
    }
    expect(await alarms()).toEqual(['bad-frame 1'])
    const other = await hub.tablet('other')
    await other.seal({ g: {} })
    const [preamble] = await other.parts(other.items)
    if (!preamble) throw new Error('no preamble')
    await hub.push(concat(preamble, frame))
    expect(await alarms()).toEqual(['bad-frame 1', 'bad-frame 1'])
  })

  it.each(['withheld-damaged', 'withheld-lost'] as const)(
    'takes an item that is %s as its hash, and the chain goes on (SPEC CHN-6, RCP-1, EPO-3)',
    async (reason) => {
      await fill(3)
      const writer = new FrameWriter(tablet.signer, tablet.scope)
      const [first, second, third] = tablet.items
      if (!first || !second || !third) throw new Error('no items')
      const withheld = { ...wireItem(second), body: { ctHash: second.ctHash, reason } }
      const frame = await writer.frame([wireItem(first), withheld, wireItem(third)], 3, third.hash, (sid) =>
        tablet.header(sid),
      )
      const answer = await hub.push(concat(encodePreamble({ wire: 1, ...tablet.scope, from: 1 }), frame))
      const receipt = await hub.receipt(answer.receipt)
      expect([receipt.n, receipt.exceptions]).toEqual([3, [[2, reason]]])
      await hub.apply()
      expect([await hub.fate(tablet, 2), (await counts()).pending]).toEqual([`rejected ${reason}`, 0])
    },
  )
})

describe('beyond a device’s share of the day', () => {
  const share = { bytes: limits.deviceDayBytes, items: limits.deviceDayItems }
  const today = () => hub.in((tx) => tx.lockIntake(tablet.deviceId, dayOf(hub.now)))
  const leave = (left: { bytes?: number; items?: number }) =>
    hub.in(async (tx) => {
      const row = await tx.lockIntake(tablet.deviceId, dayOf(hub.now))
      await tx.putIntake({
        ...row,
        bytes: share.bytes - (left.bytes ?? share.bytes),
        items: share.items - (left.items ?? share.items),
      })
    })
  const bytesOf = (count: number) => tablet.items.slice(0, count).reduce((sum, { ct }) => sum + ct.length, 0)
  const headOf = async () => (await hub.statement((await hub.head(tablet)).head)).n

  it.each([
    ['bytes', () => ({ bytes: bytesOf(2) })],
    ['items', () => ({ items: 2 })],
  ])(
    'of %s the answer is to come back tomorrow; what fitted stays and is receipted (SPEC STR-6, PRB-2)',
    async (_, left) => {
      await fill(3)
      await leave(left())
      const [frameByFrame, tomorrow] = [await tablet.stream(1, 1), (dayOf(hub.now) + 1) * 86_400_000]
      await expect(hub.push(frameByFrame)).rejects.toMatchObject({
        code: 'busy',
        data: { retryAfter: Math.ceil((tomorrow - hub.now) / 1000) },
      })
      expect(await headOf()).toBe(2)
      expect((await hub.receipt((await hub.head(tablet)).receipt)).n).toBe(2)
      expect(hub.stored).toBe(1)
      expect(await refusal(hub.push(await tablet.stream(3)))).toBe('busy')
      // somebody should look at such a tablet: told once, however often it tries
      expect(await alarms()).toEqual(['over-share 3'])
      hub.now = tomorrow
      expect((await hub.push(await tablet.stream(3))).problem).toBeNull()
      expect(await today()).toMatchObject({ bytes: tablet.items[2]?.ct.length, items: 1 })
    },
  )

  it('counts what is stored, in quarantine too, and neither repeats nor what is refused (SPEC STR-6)', async () => {
    await fill(2)
    await hub.push(await tablet.stream(1))
    await hub.push(await tablet.stream(1))
    const counted = { bytes: bytesOf(2), items: 2 }
    expect(await today()).toMatchObject(counted)
    await fill(1)
    const bad = (await tablet.stream(3)).map((byte, i, all) => (i === all.length - 1 ? byte ^ 1 : byte))
    expect((await hub.push(bad)).problem).toBe('bad-frame')
    hub.faults.beforeCommit = () => {
      throw new StoreError('disk-full')
    }
    expect(await refusal(hub.push(await tablet.stream(3)))).toBe('disk-full')
    delete hub.faults.beforeCommit
    expect(await today()).toMatchObject(counted)
    await hub.setStatus(tablet, 'revoked')
    await hub.push(await tablet.stream(3))
    expect(await today()).toMatchObject({ bytes: bytesOf(3), items: 3 })
  })

  it('is each tablet’s own, and one that has none left stores nothing (SPEC STR-6)', async () => {
    const other = await hub.tablet('other')
    await fill(1)
    await other.newCase()
    await leave({ items: 0 })
    expect(await refusal(hub.push(await tablet.stream()))).toBe('busy')
    expect(await headOf()).toBe(0)
    expect((await hub.push(await other.stream())).problem).toBeNull()
  })
})

describe('a receipt', () => {
  it('never changes: asked again it is the same bytes, of every push and head (SPEC RCP-4)', async () => {
    await fill(1)
    const stream = await tablet.stream()
    const { receipt } = await hub.push(stream)
    hub.now += 1_000_000
    expect((await hub.push(stream)).receipt).toBe(receipt)
    expect((await hub.head(tablet)).receipt).toBe(receipt)
    await fill(1)
    expect((await hub.push(await tablet.stream(2))).receipt).not.toBe(receipt)
    expect((await hub.in((tx) => tx.receiptAt(tablet.chainHex, 1)))?.jws).toBe(receipt)
  })

  it('names the audit head that its own line made, so that tablets are witnesses (SPEC RCP-1, AUD-1)', async () => {
    await fill(1)
    const { audit } = await hub.receipt((await hub.push(await tablet.stream())).receipt)
    const lines = await hub.in((tx) => tx.auditRows(1, 10))
    expect(lines.at(-1)).toMatchObject({ hash: audit, action: 'append', detail: { from: 1, to: 1 } })
  })

  it('is of the hub’s epoch at its time (SPEC EPO-1)', async () => {
    await fill(1)
    hub.epoch = 4
    expect((await hub.receipt((await hub.push(await tablet.stream())).receipt)).epoch).toBe(4)
  })
})
