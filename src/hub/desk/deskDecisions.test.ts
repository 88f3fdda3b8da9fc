import { beforeEach, describe, expect, it } from 'vitest'
import { TestHub } from '../../../tests/kit/TestHub.ts'
import type { TestTablet } from '../../../tests/kit/TestTablet.ts'
import { Problem } from '../../protocol/problems.ts'
import { commandCase } from './commandCase.ts'
import { listCases, openCase } from './readCases.ts'
import { resolveConflict } from './resolveConflict.ts'

let hub: TestHub
let tablet: TestTablet
let id: string
beforeEach(async () => {
  hub = await TestHub.create('desk')
  tablet = await hub.tablet('t')
  id = await tablet.newCase({ identity: { name: 'Nguyễn Văn Mẫu' }, contact: { phone: '0900000000' } })
  await send(tablet)
})
const send = async (from: TestTablet) => {
  const { n } = await hub.statement((await hub.head(from)).head)
  await hub.push(await from.stream(n + 1))
  await hub.apply()
}
const ports = () => ({ store: hub.store, now: () => hub.now })
const actor = () => ({ tenant: hub.tenant, officer: 'o1' })
const elsewhere = () => ({ tenant: hub.otherTenant, officer: 'o2' })
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => ['done'],
    (error) => {
      if (error instanceof Problem) return [error.code, error.data]
      throw error
    },
  )
const sendBack = { name: 'sendBack', sentence: '  Thiếu giấy  ' }
const audit = async () => (await hub.in((tx) => tx.auditRows(1, 100))).map(({ action, actor: by }) => `${action} ${by}`)

describe('an officer’s command', () => {
  it('is a new version with its history and an audit line (SPEC MRG-5, AUD-1)', async () => {
    const after = await commandCase(ports(), actor(), id, 1, sendBack)
    expect(after).toMatchObject({ version: 2, status: 'needsSupplement', returnNote: 'Thiếu giấy', shared: true })
    const changes = await hub.in((tx) => tx.changes(id))
    expect(changes.at(-1)).toMatchObject({ version: 2, group: 'status', outcome: 'command', actor: 'officer:o1' })
    expect((await audit()).at(-1)).toBe('sendBack officer:o1')
  })

  it('on a version that the officer has not seen is a conflict; of two at once one wins (SPEC MRG-5)', async () => {
    expect(await refusal(commandCase(ports(), actor(), id, 2, sendBack))).toEqual(['conflict', { version: 1 }])
    const both = await Promise.all([1, 2].map(() => refusal(commandCase(ports(), actor(), id, 1, sendBack))))
    expect(both.map(([code]) => code).sort()).toEqual(['conflict', 'done'])
    expect((await hub.in((tx) => tx.record(id)))?.version).toBe(2)
  })

  it('that the state machine does not take, or that is none, is refused with its reason (SPEC MRG-5)', async () => {
    const command = (input: unknown) => refusal(commandCase(ports(), actor(), id, 1, input))
    expect(await command({ name: 'approve' })).toEqual(['conflict', { reason: 'commandNotNow' }])
    expect(await command({ name: 'submit' })).toEqual(['conflict', { reason: 'commandNotForRole' }])
    expect(await command({ name: 'x' })).toEqual(['malformed', { reason: 'commandUnknown' }])
    expect(await command({ name: 'sendBack', sentence: ' ' })).toEqual(['malformed', { reason: 'sentenceInvalid' }])
    expect(await command({ name: 'receive' })).toEqual(['malformed', { reason: 'officialCodeInvalid' }])
    expect((await hub.in((tx) => tx.record(id)))?.version).toBe(1)
  })

  it('leads through the four steps, and the official code stays (SPEC MRG-5)', async () => {
    const names = ['receive', 'startAppraisal', 'approve', 'returnResult', 'close']
    for (const [i, name] of names.entries()) {
      const code = name === 'receive' ? { officialCode: 'H19.1-2' } : {}
      await commandCase(ports(), actor(), id, i + 1, { name, ...code })
    }
    expect(await hub.in((tx) => tx.record(id))).toMatchObject({ status: 'closed', officialCode: 'H19.1-2', version: 6 })
  })

  it('that brings a case to the version which a held item waits for has it decided again (SPEC MRG-7, VDT-3)', async () => {
    await commandCase(ports(), actor(), id, 1, { name: 'receive', officialCode: 'H19.1-2' })
    const other = await hub.tablet('other')
    await other.seal({ r: id, b: 3, g: {}, c: { name: 'resubmit' } })
    await send(other)
    expect(await hub.fate(other, 1)).toBe('held unknown-version')
    await commandCase(ports(), actor(), id, 2, { name: 'startAppraisal' })
    await hub.apply()
    expect(await hub.fate(other, 1)).toBe('rejected stale-command')
  })

  it('on another commune’s case finds none (SPEC PRB-3, fault 43)', async () => {
    expect(await refusal(commandCase(ports(), elsewhere(), id, 1, sendBack))).toEqual(['not-found', {}])
    expect(await refusal(commandCase(ports(), actor(), hub.newId(), 1, sendBack))).toEqual(['not-found', {}])
  })
})

describe('a conflict', () => {
  const open = async () => {
    const other = await hub.tablet('other')
    await other.seal({ r: id, b: 1, g: { contact: { phone: '0900000002' } } })
    await tablet.seal({ r: id, b: 1, g: { contact: { phone: '0900000001', phoneOwner: 'self' } } })
    await send(other)
    await send(tablet)
    const [conflict] = await hub.in((tx) => tx.conflicts({ record: id, open: true }))
    return conflict?.id ?? ''
  }
  const phoneOf = async () => (await hub.in((tx) => tx.record(id)))?.groups.contact?.value

  it.each([
    ['current', { phone: '0900000002' }],
    ['proposed', { phone: '0900000001', phoneOwner: 'self' }],
  ] as const)(
    'decided for the %s value is a new version that says so; the other stays in the history (SPEC MRG-3, MRG-6)',
    async (choice, value) => {
      const conflict = await open()
      const after = await resolveConflict(ports(), actor(), conflict, choice)
      expect(await phoneOf()).toEqual(value)
      expect(after).toMatchObject({ version: 3, openConflicts: 0, shared: true })
      expect(after.groups.contact).toMatchObject({ version: 3, chosen: 3 })
      const rows = await hub.in((tx) => tx.conflicts({ record: id }))
      expect(rows).toMatchObject([{ choice, resolvedBy: 'o1', resolvedAt: hub.now, proposed: { phone: '0900000001' } }])
      expect((await hub.in((tx) => tx.changes(id))).at(-1)).toMatchObject({ outcome: 'chosen', set: value })
      expect((await audit()).at(-1)).toBe('resolve-conflict officer:o1')
    },
  )

  it('is decided once, in its own commune (SPEC MRG-6, PRB-3)', async () => {
    const conflict = await open()
    expect(await refusal(resolveConflict(ports(), elsewhere(), conflict, 'current'))).toEqual(['not-found', {}])
    expect(await refusal(resolveConflict(ports(), actor(), hub.newId(), 'current'))).toEqual(['not-found', {}])
    await resolveConflict(ports(), actor(), conflict, 'current')
    expect(await refusal(resolveConflict(ports(), actor(), conflict, 'proposed'))).toEqual([
      'conflict',
      { choice: 'current' },
    ])
    expect(await phoneOf()).toEqual({ phone: '0900000002' })
  })
})

describe('reading at the desk', () => {
  it('finds without accents, and writes each look into the audit without a name (SPEC AUD-1)', async () => {
    for (const search of ['nguyen van', 'NGUYỄN', '0900000000']) {
      expect((await listCases(ports(), actor(), { search, limit: 10 })).map((row) => row.id)).toEqual([id])
    }
    expect(await listCases(ports(), actor(), { search: 'tran', limit: 10 })).toEqual([])
    expect(await listCases(ports(), elsewhere(), { limit: 10 })).toEqual([])
    expect((await audit()).filter((line) => line === 'list officer:o1')).toHaveLength(4)
    expect(JSON.stringify(await hub.in((tx) => tx.auditRows(1, 100)))).not.toMatch(/mẫu|nguyen|0900000000/i)
  })

  it('opens a case with its parent, children, history and conflicts (SPEC AUD-1, PRB-3)', async () => {
    const child = tablet.newRecord()
    await tablet.seal({ r: child, b: 0, p: id, g: { about: { formId: 'x' } } }, { type: 2, schema: 1 })
    await send(tablet)
    const opened = await openCase(ports(), actor(), id)
    expect(opened.children.map((row) => row.id)).toEqual([child])
    expect(opened.changes.map(({ group }) => group).sort()).toEqual(['contact', 'identity', 'status'])
    expect([opened.parent, opened.conflicts]).toEqual([null, []])
    expect((await openCase(ports(), actor(), child)).parent?.id).toBe(id)
    expect((await audit()).filter((line) => line === 'read officer:o1')).toHaveLength(2)
    expect(await refusal(openCase(ports(), elsewhere(), id))).toEqual(['not-found', {}])
  })
})
