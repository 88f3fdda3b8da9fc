import { createHash } from 'node:crypto'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { TestHub } from '../../../tests/kit/TestHub.ts'
import type { TestTablet } from '../../../tests/kit/TestTablet.ts'
import { Problem } from '../../protocol/problems.ts'
import { Applier } from '../apply/Applier.ts'
import { verifyAudit } from '../store/verifyAudit.ts'
import { commandCase } from './commandCase.ts'
import { eraseOld } from './eraseOld.ts'
import { correctCase, erasePerson, readPerson, withdrawConsent } from './personRights.ts'

// two cores may be shared with many others
vi.setConfig({ testTimeout: 60_000 })

const dossier = { type: 2, schema: 2 }
const number = '070185012345'
let hub: TestHub
let tablet: TestTablet
let activation: string
let child: string
let stranger: string

const send = async (from: TestTablet) => {
  const { n } = await hub.statement((await hub.head(from)).head)
  await hub.push(await from.stream(n + 1))
  await hub.apply()
}
const ports = () => ({ store: hub.store, now: () => hub.now })
const actor = () => ({ tenant: hub.tenant, officer: 'o1' })
const elsewhere = () => ({ tenant: hub.otherTenant, officer: 'o2' })
const record = (id: string) => hub.in((tx) => tx.record(id))
const audit = async () =>
  (await hub.in((tx) => tx.auditRows(1, 1000))).map(({ action, subject }) => `${action} ${subject}`)
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => ['done'],
    (error) => {
      if (error instanceof Problem) return [error.code, error.data]
      throw error
    },
  )
const seen = async () => {
  const { cases } = await readPerson(ports(), actor(), activation, 'read-person')
  return cases.map(({ record: { id, version } }) => ({ id, version }))
}
const erase = async (reason: 'asked' | 'withdrawn' = 'asked') =>
  erasePerson(ports(), actor(), activation, { seen: await seen(), reason })

beforeEach(async () => {
  hub = await TestHub.create('rights')
  tablet = await hub.tablet('t')
  const identity = { name: 'Thị Mẫu Mẫu', idNumber: number }
  activation = await tablet.newCase({
    identity,
    consent: { given: true, at: 1, textVersion: '2026-01-01', method: 'voice' },
    outcome: { outcome: 'activated', reason: 'lời riêng của Mẫu' },
  })
  child = tablet.newRecord()
  const about = { procedureCode: '1.004194', formId: 'ct01' }
  const member = { member01aaaaaaaa: { name: 'Điểu Con Mẫu' } }
  await tablet.seal(
    { r: child, b: 0, p: activation, g: { about, subject: identity, ...member }, c: { name: 'submit' } },
    dossier,
  )
  stranger = await tablet.newCase({ identity: { name: 'Trần Người Lạ', idNumber: '070190000001' } })
  await send(tablet)
})

describe('one person’s rights', () => {
  it('to see: all cases that are theirs, linked or by number, and no other’s; each look is audited (SPEC AUD-1)', async () => {
    const other = await hub.tablet('other')
    const again = await other.newCase({ identity: { name: 'Thi Mau', idNumber: number } })
    await send(other)
    const { cases } = await readPerson(ports(), actor(), child, 'read-person')
    expect(new Set(cases.map(({ record: { id } }) => id))).toEqual(new Set([activation, child, again]))
    expect(cases.find(({ record: { id } }) => id === child)?.changes.length).toBeGreaterThan(0)
    expect((await audit()).filter((line) => line.startsWith('read-person'))).toHaveLength(3)
    expect(await refusal(readPerson(ports(), elsewhere(), child, 'read-person'))).toEqual(['not-found', {}])
  })

  it('to correct: a new version by the officer, what was there stays in the history', async () => {
    const set = { name: 'Thị Mẫu Đúng' }
    const correct = (version: number, group: string, patch: Record<string, unknown>) =>
      refusal(correctCase(ports(), actor(), activation, { version, group, set: patch }))
    expect(await correct(1, 'identity', set)).toEqual(['done'])
    expect((await record(activation))?.groups.identity).toMatchObject({
      value: { ...set, idNumber: number },
      version: 2,
    })
    const last = (await hub.in((tx) => tx.changes(activation))).at(-1)
    expect(last).toMatchObject({ group: 'identity', set, outcome: 'applied', actor: 'officer:o1', version: 2 })
    expect(last?.before).toMatchObject({ name: 'Thị Mẫu Mẫu' })
    expect(await correct(1, 'identity', { name: 'x' })).toEqual(['conflict', { version: 2 }])
    expect(await correct(2, 'identity', { sex: 'x' })).toEqual(['malformed', { group: 'identity' }])
    expect(await correct(2, 'identity', { shoeSize: 1 })).toEqual(['malformed', { group: 'identity' }])
    expect(await correct(2, 'consent', { given: true })).toEqual(['malformed', { group: 'consent' }])
    expect(await correct(2, 'outcome', { outcome: 'blocked' })).toEqual(['malformed', { group: 'outcome' }])
  })

  it('to withdraw consent: written into the case, what waits is closed and goes from the tablets (SPEC PULL-4)', async () => {
    await commandCase(ports(), actor(), activation, 1, { name: 'sendBack', sentence: 'Thiếu' })
    expect((await record(activation))?.shared).toBe(true)
    await withdrawConsent(ports(), actor(), child)
    expect(await record(activation)).toMatchObject({
      status: 'closed',
      shared: false,
      groups: { consent: { value: { given: false } } },
    })
    expect((await record(child))?.status).toBe('closed')
    expect((await record(stranger))?.status).toBe('submitted')
    const feed = await hub.in((tx) => tx.feedSince(tablet.deviceId, hub.team, 0, 100))
    expect(feed.filter(({ kind }) => kind === 'gone')).toMatchObject([{ record: activation }])
    const { cases } = await readPerson(ports(), actor(), activation, 'read-person')
    expect(cases.every(({ record: { groups } }) => groups.identity !== undefined || groups.subject !== undefined)).toBe(
      true,
    )
  })

  it('does not take a case from the desk that owes an answer', async () => {
    await commandCase(ports(), actor(), child, 1, { name: 'receive', officialCode: 'H19.1-2' })
    await withdrawConsent(ports(), actor(), activation)
    expect((await record(child))?.status).toBe('received')
    expect(await refusal(erase())).toEqual(['conflict', { reason: 'inProcedure' }])
    expect((await record(activation))?.groups.identity).toBeDefined()
  })
})

describe('erasing a person', () => {
  it('leaves nothing of them in any row, and what proves the rest still does (SPEC ERA-1)', async () => {
    await correctCase(ports(), actor(), activation, { version: 1, group: 'identity', set: { name: 'Thị Mẫu Đúng' } })
    const other = await hub.tablet('other')
    await other.seal({ r: activation, b: 1, g: { identity: { name: 'Thị Mẫu Khác' } } })
    await send(other)
    expect(await hub.in((tx) => tx.conflicts({ record: activation, open: true }))).toHaveLength(1)
    const [head, chains] = await hub.in(
      async (tx) => [await tx.auditHead(), await tx.chainsOf(tablet.deviceId)] as const,
    )
    const receipt = await hub.in((tx) => tx.lastReceipt(tablet.chainHex))
    expect(await erase()).toHaveLength(2)
    const left = await hub.in(async (tx) => ({
      records: await tx.records({ limit: 100 }),
      changes: [...(await tx.changes(activation)), ...(await tx.changes(child))],
      conflicts: await tx.conflicts({}),
      items: await Promise.all([1, 2].map((n) => tx.item(tablet.chainHex, n))),
      fromOther: await tx.item(other.chainHex, 1),
      audit: await tx.auditRows(1, 1000),
    }))
    expect(JSON.stringify({ ...left, records: left.records.filter(({ id }) => id !== stranger) })).not.toMatch(
      /Mẫu Mẫu|Đúng|Khác|Điểu Con|thi mau|lời riêng|070185012345/i,
    )
    expect(left.items.map((item) => [item?.ct, item?.withheld])).toEqual([
      [null, 'erased'],
      [null, 'erased'],
    ])
    expect(left.fromOther).toMatchObject({ ct: null, withheld: 'erased' })
    expect(left.conflicts).toMatchObject([{ resolvedAt: hub.now }])
    // counts stay: what kind of case, and how it ended
    expect(await record(child)).toMatchObject({
      status: 'erased',
      groups: { about: { value: { procedureCode: '1.004194' } } },
    })
    expect(await record(activation)).toMatchObject({ groups: { outcome: { value: { outcome: 'activated' } } } })
    expect((await hub.in((tx) => tx.counts())).records).toBe(3)
    // and so does the proof: chain, receipt, audit
    const sha256 = (bytes: Uint8Array) => new Uint8Array(createHash('sha256').update(bytes).digest())
    expect((await hub.in((tx) => verifyAudit(tx, sha256))).ok).toBe(true)
    expect(await hub.in((tx) => tx.auditHead())).not.toBe(head)
    expect(await hub.in((tx) => tx.chainsOf(tablet.deviceId))).toEqual(chains)
    expect(await hub.in((tx) => tx.lastReceipt(tablet.chainHex))).toEqual(receipt)
    // the stranger's case is untouched, and opens
    expect((await record(stranger))?.groups.identity?.value.name).toBe('Trần Người Lạ')
    expect((await hub.in((tx) => tx.item(tablet.chainHex, 3)))?.ct).not.toBeNull()
  })

  it('is for ever: what comes or is decided later is refused and its body goes too; the chain goes on (SPEC ERA-2)', async () => {
    await commandCase(ports(), actor(), activation, 1, { name: 'close' })
    await tablet.seal({ r: activation, b: 9, g: {}, c: { name: 'resubmit' } })
    await send(tablet)
    expect(await hub.fate(tablet, 4)).toBe('held unknown-version')
    await erase()
    await hub.apply()
    expect(await hub.fate(tablet, 4)).toBe('rejected erased')
    await tablet.seal({ r: activation, b: 1, g: { contact: { phone: '0900000000' } } })
    await tablet.newCase({ identity: { name: 'Người Khác' } })
    await send(tablet)
    expect(await hub.fate(tablet, 5)).toBe('rejected erased')
    expect(await hub.in((tx) => tx.item(tablet.chainHex, 5))).toMatchObject({ ct: null, withheld: 'erased' })
    expect(await hub.fate(tablet, 6)).toBe('applied')
    expect((await record(activation))?.status).toBe('erased')
    expect(await refusal(readPerson(ports(), actor(), activation, 'read-person'))).toEqual(['not-found', {}])
    expect(await refusal(commandCase(ports(), actor(), activation, 2, { name: 'close' }))).toEqual(['not-found', {}])
  })

  it('finds what was refused about the case, also what stands on such an item, and empties nothing else (SPEC ERA-1)', async () => {
    await commandCase(ports(), actor(), activation, 1, { name: 'close' })
    await tablet.seal({ r: activation, b: 1, g: { identity: { sex: 'Mẫu' } } })
    await tablet.seal({ b: -1, g: { contact: { phone: '0900000000' } } })
    await tablet.seal({ r: stranger, b: 1, g: { identity: { sex: 'Lạ' } } })
    await send(tablet)
    const fates = await Promise.all([4, 5, 6].map((n) => hub.fate(tablet, n)))
    expect(fates).toEqual(['rejected invalid-fields', 'rejected depends-on-rejected', 'rejected invalid-fields'])
    const cases = await erase()
    const applier = new Applier(hub.applyPorts)
    expect(await applier.eraseRefused(hub.tenant, cases)).toBe(2)
    const bodies = await hub.in((tx) => Promise.all([4, 5, 6].map((n) => tx.item(tablet.chainHex, n))))
    expect(bodies.map((item) => item?.withheld)).toEqual(['erased', 'erased', null])
    expect(await applier.eraseRefused(hub.tenant, cases)).toBe(0)
  })

  it('takes what was shared from the tablets at their next pull (SPEC PULL-4, ERA-2)', async () => {
    await commandCase(ports(), actor(), activation, 1, { name: 'sendBack', sentence: 'Thiếu' })
    await erase()
    const feed = await hub.in((tx) => tx.feedSince(tablet.deviceId, hub.team, 0, 100))
    expect(feed.filter(({ kind }) => kind === 'record' || kind === 'gone')).toMatchObject([
      { kind: 'gone', record: activation },
    ])
  })

  it('erases only what the officer has seen, all or nothing, and says why in the audit without a name', async () => {
    const before = await seen()
    await correctCase(ports(), actor(), child, { version: 1, group: 'subject', set: { name: 'Thị Mẫu Mới' } })
    const stale = erasePerson(ports(), actor(), activation, { seen: before, reason: 'asked' })
    expect(await refusal(stale)).toEqual(['conflict', { cases: 2 }])
    const part = erasePerson(ports(), actor(), activation, { seen: (await seen()).slice(0, 1), reason: 'asked' })
    expect(await refusal(part)).toEqual(['conflict', { cases: 2 }])
    expect((await record(activation))?.status).toBe('submitted')
    await erase('withdrawn')
    const lines = (await hub.in((tx) => tx.auditRows(1, 1000))).filter(({ action }) => action === 'erase')
    expect(lines.map(({ actor: who, detail }) => [who, detail?.why])).toEqual([
      ['officer:o1', 'withdrawn'],
      ['officer:o1', 'withdrawn'],
    ])
  })
})

describe('retention', () => {
  it('is not misled by a clock that was years behind when a case was closed (decision 019)', async () => {
    const day = 86_400_000
    const real = hub.now
    await commandCase(ports(), actor(), stranger, 1, { name: 'close' })
    hub.now = Date.UTC(2015, 0, 1)
    const old = await hub.tablet('other')
    const late = await old.newCase({ identity: { name: 'Thị Mẫu Muộn' } })
    await hub.push(await old.stream())
    await hub.apply()
    for (const id of [activation, late]) await commandCase(ports(), actor(), id, 1, { name: 'close' })
    const erasedAt = (now: number) => eraseOld(hub.store, { now, past: now }, 365)
    expect(await erasedAt(real + 30 * day)).toBe(0)
    expect(await erasedAt(real + 364 * day)).toBe(0)
    expect(await erasedAt(real + 366 * day)).toBe(3)
  })

  it('erases what was closed long enough ago by itself, and nothing else', async () => {
    await commandCase(ports(), actor(), activation, 1, { name: 'close' })
    const day = 86_400_000
    hub.now += 89 * day
    expect(await eraseOld(hub.store, { now: hub.now, past: hub.now }, 90)).toBe(0)
    await commandCase(ports(), actor(), stranger, 1, { name: 'close' })
    hub.now += day
    expect(await eraseOld(hub.store, { now: hub.now, past: hub.now }, 90, () => false)).toBe(0)
    expect(await eraseOld(hub.store, { now: hub.now, past: hub.now }, 90)).toBe(1)
    expect((await record(activation))?.status).toBe('erased')
    expect((await record(stranger))?.status).toBe('closed')
    expect((await record(child))?.status).toBe('submitted')
    expect(await eraseOld(hub.store, { now: hub.now, past: hub.now }, 90)).toBe(0)
  })
})
