import { beforeEach, describe, expect, it, vi } from 'vitest'
import { TestHub } from '../../../tests/kit/TestHub.ts'
import { bytesOfUuid, type TestTablet } from '../../../tests/kit/TestTablet.ts'
import { concat } from '../../crypto/bytes.ts'
import { limits } from '../../protocol/limits.ts'
import { encodePreamble, FrameWriter } from '../../protocol/pushStream.ts'
import { commandCase } from '../desk/commandCase.ts'
import { type HubStore, StoreError } from '../store/HubStore.ts'
import { Applier } from './Applier.ts'

// two cores may be shared with many others
vi.setConfig({ testTimeout: 60_000 })

let hub: TestHub
let tablet: TestTablet
beforeEach(async () => {
  hub = await TestHub.create('apply')
  tablet = await hub.tablet('t')
})

/** Everything that a tablet has beyond the hub's head goes to the hub, and is decided. */
const send = async (from: TestTablet) => {
  const { n } = await hub.statement((await hub.head(from)).head)
  if (from.items.length > n) await hub.push(await from.stream(n + 1))
  return hub.apply()
}
const record = (id: string) => hub.in((tx) => tx.record(id))
const conflicts = (id: string) => hub.in((tx) => tx.conflicts({ record: id }))
const values = async (id: string) =>
  Object.fromEntries(Object.entries((await record(id))?.groups ?? {}).map(([name, { value }]) => [name, value]))
const phone = (text: string) => ({ contact: { phone: text } })
const desk = (id: string, version: number, command: unknown) =>
  commandCase({ store: hub.store, now: () => hub.now }, { tenant: hub.tenant, officer: 'o1' }, id, version, command)
const sendBack = { name: 'sendBack', sentence: 'Thiếu giấy' }

describe('a verdict', () => {
  it('is given to every stored item, applied, held or rejected with a reason (SPEC VDT-1)', async () => {
    await tablet.newCase()
    await tablet.seal({ g: phone('0900000000') })
    await tablet.seal({ r: tablet.newRecord(), g: {}, p: tablet.newRecord() })
    expect(await send(tablet)).toBe(3)
    const fates = [await hub.fate(tablet, 1), await hub.fate(tablet, 2), await hub.fate(tablet, 3)]
    expect(fates).toEqual(['applied', 'rejected malformed', 'held waits-for-record'])
  })

  it('is given once, whoever asks how often (SPEC VDT-5)', async () => {
    const id = await tablet.newCase()
    await send(tablet)
    expect(await hub.apply()).toBe(0)
    await Promise.all([hub.apply(), hub.apply(), hub.apply()])
    expect((await record(id))?.version).toBe(1)
    expect(await hub.in((tx) => tx.changes(id))).toHaveLength(2)
    const lines = await hub.in((tx) => tx.auditRows(1, 100))
    expect(lines.filter(({ action }) => action === 'apply')).toHaveLength(1)
  })

  it('of two workers at once is still one (SPEC VDT-5)', async () => {
    for (let i = 0; i < 40; i++) await tablet.newCase()
    await hub.push(await tablet.stream())
    const done = await Promise.all([hub.apply(), hub.apply()])
    expect((done[0] ?? 0) + (done[1] ?? 0)).toBe(40)
    expect((await hub.in((tx) => tx.counts())).records).toBe(40)
  })

  it('moves forward only: a final one is never written over (SPEC VDT-2)', async () => {
    await tablet.newCase()
    await send(tablet)
    const verdict = await hub.verdict(tablet, 1)
    if (!verdict) throw new Error('no verdict')
    await expect(hub.in((tx) => tx.putVerdict({ ...verdict, state: 'rejected' }))).rejects.toThrow('conflict')
  })

  it('and its record take numbers of the one sequence, without a gap or a repeat (SPEC SEQ-1)', async () => {
    await tablet.newCase()
    await tablet.seal({ g: {} })
    await tablet.newCase()
    await send(tablet)
    const seqs = await hub.in(async (tx) => {
      const verdicts = await Promise.all([1, 2, 3].map((n) => tx.verdict(tablet.chainHex, n)))
      return [...verdicts.map((row) => row?.seq ?? 0), ...(await tx.records({ limit: 9 })).map(({ seq }) => seq)]
    })
    expect(seqs.sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5])
    expect((await hub.in((tx) => tx.counts())).seq).toBe(5)
  })
})

describe('what cannot be opened', () => {
  it('sealed for another place is not authentic, raises the alarm and holds nobody up (SPEC ITM-4, VDT-4, fault 40)', async () => {
    await tablet.newCase()
    const moved = await tablet.seal({ g: phone('1') })
    const place = { ...moved, sealId: hub.crypto.port.random(8) }
    const good = await tablet.newCase()
    await hub.push(await tablet.stream())
    // a hub that was made to hold a body at a place it was not sealed for
    const { store } = hub
    const tampered = {
      inTenant: <T>(tenant: string, work: Parameters<typeof store.inTenant<T>>[1]) =>
        store.inTenant<T>(tenant, (tx) =>
          work({
            ...tx,
            pendingItems: async (limit) =>
              (await tx.pendingItems(limit)).map((row) => (row.n === 2 ? { ...row, sealId: place.sealId } : row)),
          }),
        ),
    }
    await hub.apply({ store: Object.assign(Object.create(store), tampered) })
    expect(await hub.fate(tablet, 2)).toBe('rejected not-authentic')
    expect(hub.troubles).toEqual(['not-authentic 2'])
    expect((await record(good))?.status).toBe('submitted')
  })

  it('of an actor that nobody knows, or signed by another, is rejected (SPEC SES-4)', async () => {
    await tablet.newSession(tablet.actor, { actor: bytesOfUuid(hub.newId()) })
    await tablet.newCase()
    await tablet.newSession(tablet.signer)
    await tablet.newCase()
    await tablet.newSession()
    await tablet.newCase()
    await send(tablet)
    const fates = [await hub.fate(tablet, 1), await hub.fate(tablet, 2), await hub.fate(tablet, 3)]
    expect(fates).toEqual(['rejected bad-actor', 'rejected bad-actor', 'applied'])
    expect(hub.troubles).toEqual(['bad-actor 1', 'bad-actor 2'])
  })

  it('of somebody who has left is held for a person, also in a session that was opened before (SPEC SES-6)', async () => {
    const become = (status: 'active' | 'left') =>
      hub.in(async (tx) => {
        const row = await tx.volunteer(tablet.actorId)
        if (row) await tx.putVolunteer({ ...row, status })
      })
    const applier = new Applier(hub.applyPorts)
    const before = await tablet.newCase()
    await hub.push(await tablet.stream())
    await applier.applyPending(hub.tenant)
    await become('left')
    await tablet.seal({ b: -1, g: phone('0900000001') })
    await tablet.newSession()
    const after = await tablet.newCase()
    await hub.push(await tablet.stream(2))
    await applier.applyPending(hub.tenant)
    const fates = () => Promise.all([1, 2, 3].map((n) => hub.fate(tablet, n)))
    expect(await fates()).toEqual(['applied', 'held actor-left', 'held actor-left'])
    expect([(await record(before))?.version, await record(after)]).toEqual([1, null])
    expect((await hub.in((tx) => tx.troubledItems(9))).map(({ verdict }) => verdict.n)).toEqual([3, 2])
    await hub.apply()
    expect(await fates()).toEqual(['applied', 'held actor-left', 'held actor-left'])
    await become('active')
    await hub.apply()
    expect(await fates()).toEqual(['applied', 'applied', 'applied'])
  })

  it('of a session for another commune or device is rejected, though its actor signed it (SPEC SES-1, SES-4)', async () => {
    await tablet.newSession(tablet.actor, { tenant: bytesOfUuid(hub.otherTenant) })
    await tablet.newCase()
    await tablet.newSession(tablet.actor, { device: bytesOfUuid(hub.newId()) })
    await tablet.newCase()
    await send(tablet)
    expect([await hub.fate(tablet, 1), await hub.fate(tablet, 2)]).toEqual(['rejected bad-actor', 'rejected bad-actor'])
  })

  it('whose header another tablet copied and announced first is opened all the same; the copy’s item is not (SPEC SES-4)', async () => {
    await tablet.newCase()
    const thief = await hub.tablet('thief')
    thief.session = { ...thief.session, ...tablet.session }
    thief.headers.set(tablet.session.sid, tablet.session.header)
    await thief.newCase()
    await send(thief)
    await send(tablet)
    expect([await hub.fate(thief, 1), await hub.fate(tablet, 1)]).toEqual(['rejected bad-actor', 'applied'])
  })

  it('with another commitment, or an enc that is no point, is rejected with every item of its session (SPEC SES-4)', async () => {
    for (const enc of [false, true]) {
      const session = await tablet.newSession()
      const from = enc ? 73 : 138
      const signed = session.header.slice(0, 176).map((byte, i) => (i >= from && i < from + 32 ? 0xff : byte))
      const signature = await tablet.actor.sign(concat(new TextEncoder().encode('tram-so/header/1'), signed))
      const header = concat(signed, signature)
      tablet.session = { ...session, header, headerHash: await hub.crypto.port.sha256(header) }
      tablet.headers.set(session.sid, header)
      await tablet.newCase()
      await tablet.newCase()
    }
    await send(tablet)
    for (const n of [1, 2, 3, 4]) expect([n, await hub.fate(tablet, n)]).toEqual([n, 'rejected bad-commitment'])
  })

  it('sealed to a key that this hub does not have is held, and applied once it has (SPEC KEY-1, VDT-3, fault 22)', async () => {
    const id = await tablet.newCase()
    await hub.push(await tablet.stream())
    await hub.apply({ openers: new Map() })
    expect(await hub.fate(tablet, 1)).toBe('held unknown-key')
    await hub.apply()
    expect(await hub.fate(tablet, 1)).toBe('applied')
    expect((await record(id))?.status).toBe('submitted')
  })

  it('of a type or schema that a newer tablet knows is held until the hub learns it (SPEC VER-3, fault 26)', async () => {
    await tablet.seal({ r: tablet.newRecord(), g: {} }, { type: 99, schema: 1 })
    await tablet.seal({ r: tablet.newRecord(), g: {} }, { type: 1, schema: 9 })
    await send(tablet)
    const fates = [await hub.fate(tablet, 1), await hub.fate(tablet, 2)]
    expect(fates).toEqual(['held unknown-type', 'held newer-schema'])
    const before = (await hub.in((tx) => tx.counts())).seq
    await hub.apply()
    expect([await hub.fate(tablet, 1), await hub.fate(tablet, 2)]).toEqual(fates)
    expect((await hub.in((tx) => tx.counts())).seq).toBe(before)
  })

  it('looked at again at a start keeps no new item back, however much of it there is (SPEC VDT-4)', async () => {
    for (let i = 0; i < 150; i++) await tablet.seal({ r: tablet.newRecord(), g: {} }, { type: 1, schema: 9 })
    await send(tablet)
    await tablet.newCase()
    const { n } = await hub.statement((await hub.head(tablet)).head)
    await hub.push(await tablet.stream(n + 1))
    // a start of the hub: one batch of its work
    const done = await new Applier(hub.applyPorts).applyPending(hub.tenant, 1)
    expect([done < 150, await hub.fate(tablet, 151)]).toEqual([true, 'applied'])
    await hub.apply()
    expect([await hub.fate(tablet, 1), await hub.fate(tablet, 150)]).toEqual(['held newer-schema', 'held newer-schema'])
    expect((await hub.in((tx) => tx.counts())).pending).toBe(0)
  })

  it('is opened when its header was stored under a session of a hub that has since restarted (SPEC SES-5)', async () => {
    await tablet.newCase()
    await send(tablet)
    await tablet.newCase()
    await send(tablet)
    expect(await hub.fate(tablet, 2)).toBe('applied')
  })
})

describe('poison', () => {
  it('as first item lets the queue pass (SPEC VDT-4, fault 21)', async () => {
    const { keys } = tablet.session
    tablet.session = {
      ...tablet.session,
      keys: { ...keys, seal: (info, aad) => keys.seal(info, aad, new Uint8Array(32).fill(0x80)) },
    }
    await tablet.seal({ g: {} })
    tablet.session = { ...tablet.session, keys }
    const id = await tablet.newCase()
    await send(tablet)
    expect(await hub.fate(tablet, 1)).toBe('rejected malformed')
    expect((await record(id))?.status).toBe('submitted')
  })

  /** A store whose pipelined write of one record fails: the answer comes with the next read, or with the commit, as in PostgreSQL. */
  const failingOver = (record: string, problem: () => Error) => {
    const { store } = hub
    const inTenant: HubStore['inTenant'] = (tenant, work) =>
      store.inTenant(tenant, async (tx) => {
        let failure: Error | undefined
        const unlessFailed =
          <A extends unknown[], T>(method: (...args: A) => Promise<T>) =>
          async (...args: A) => {
            if (failure) throw failure
            return method(...args)
          }
        const result = await work({
          ...tx,
          verdict: unlessFailed(tx.verdict),
          lockRecord: unlessFailed(tx.lockRecord),
          putRecord: async (row) => {
            if (row.id === record) failure = problem()
            else await tx.putRecord(row)
          },
        })
        if (failure) throw failure
        return result
      })
    return Object.assign(Object.create(store) as HubStore, { inTenant })
  }

  it.each([
    ['the hub’s own code stumbles over', () => new TypeError('bug')],
    ['holds a value that the database does not take', () => new StoreError('unavailable', { sqlstate: '22P05' })],
    ['breaks a rule of the database', () => new StoreError('unavailable', { sqlstate: '23514' })],
    ['is there already', () => new StoreError('duplicate', { sqlstate: '23505' })],
    ['is too large for the database', () => new StoreError('unavailable', { sqlstate: '54000' })],
  ])(
    'that %s is held with an alarm, and no other item in its place (SPEC VDT-6, VDT-4, fault 21)',
    async (_, problem) => {
      const first = await tablet.newCase()
      const bad = await tablet.newCase()
      const innocent = await tablet.newCase()
      await hub.push(await tablet.stream())
      const applied = await hub.apply({ store: failingOver(bad, problem) })
      expect(applied).toBe(3)
      const fates = () => Promise.all([1, 2, 3].map((n) => hub.fate(tablet, n)))
      expect(await fates()).toEqual(['applied', 'held apply-failed', 'applied'])
      expect(hub.troubles).toEqual(['apply-failed 2'])
      for (const id of [first, innocent]) expect((await record(id))?.version).toBe(1)
      // still so at the next start: nothing new is written about it
      const { seq } = await hub.in((tx) => tx.counts())
      await hub.apply({ store: failingOver(bad, problem) })
      expect((await hub.in((tx) => tx.counts())).seq).toBe(seq)
      // and at the first of a hub that has been mended it goes in
      await hub.apply()
      expect(await fates()).toEqual(['applied', 'applied', 'applied'])
    },
  )

  it.each(['08006', '53300', '57P01', '40001', '42501'])(
    'is nobody when the store fails with %s (SPEC VDT-6)',
    async (sqlstate) => {
      const id = await tablet.newCase()
      await tablet.newCase()
      await hub.push(await tablet.stream())
      const store = failingOver(id, () => new StoreError('unavailable', { sqlstate }))
      await expect(hub.apply({ store })).rejects.toThrow('unavailable')
      expect([await hub.fate(tablet, 1), await hub.fate(tablet, 2), hub.troubles.length]).toEqual(['none', 'none', 0])
      expect(await hub.apply()).toBe(2)
    },
  )

  it('that waited for an innocent item is set aside itself (SPEC VDT-4, VDT-6)', async () => {
    const parent = tablet.newRecord()
    const bad = tablet.newRecord()
    await tablet.seal({ r: bad, b: 0, p: parent, g: { about: { formId: 'x' } } }, { type: 2, schema: 1 })
    await tablet.seal({ r: parent, b: 0, g: phone('1') })
    await hub.push(await tablet.stream())
    await hub.apply({ store: failingOver(bad, () => new TypeError('bug')) })
    expect([await hub.fate(tablet, 1), await hub.fate(tablet, 2)]).toEqual(['held apply-failed', 'applied'])
    expect((await record(parent))?.version).toBe(1)
  })

  it('is nobody when the store is away: nothing is set aside, and all is applied later (SPEC VDT-4, fault 6)', async () => {
    await tablet.newCase()
    await hub.push(await tablet.stream())
    hub.faults.beforeCommit = () => {
      throw new StoreError('disk-full')
    }
    await expect(hub.apply()).rejects.toThrow('disk-full')
    delete hub.faults.beforeCommit
    expect(await hub.fate(tablet, 1)).toBe('none')
    expect(await hub.apply()).toBe(1)
  })

  it('rejected for its fields names the field, never the value (SPEC VDT-4)', async () => {
    await tablet.seal({ r: tablet.newRecord(), g: { identity: { sex: 'BÍ MẬT' } } })
    await tablet.seal({ r: tablet.newRecord(), g: { identity: { name: 5 } } })
    await send(tablet)
    expect((await hub.verdict(tablet, 1))?.data).toEqual({ field: 'identity.sex' })
    expect(await hub.fate(tablet, 2)).toBe('rejected invalid-fields')
    expect(JSON.stringify(await hub.verdict(tablet, 1))).not.toContain('BÍ MẬT')
  })
})

describe('a base', () => {
  it('is an own item before, in the same chain or an earlier one: that item’s record (SPEC ITM-5)', async () => {
    const id = await tablet.newCase()
    await tablet.seal({ b: -1, g: phone('0900000001') })
    await tablet.seal({ b: [tablet.chainHex, 1], o: { contact: -1 }, g: phone('0900000002') })
    await send(tablet)
    expect(await values(id)).toEqual({ identity: { name: 'Người Mẫu' }, contact: { phone: '0900000002' } })
    expect((await record(id))?.version).toBe(3)
  })

  it('that is no earlier item of this tablet is malformed: itself, a later one, another tablet’s (SPEC ITM-5)', async () => {
    const other = await hub.tablet('other')
    await other.newCase()
    await send(other)
    await tablet.seal({ b: -1, g: {} })
    await tablet.seal({ b: [tablet.chainHex, 2], g: {} })
    await tablet.seal({ b: [tablet.chainHex, 4], g: {} })
    await tablet.seal({ b: [other.chainHex, 1], g: {} })
    await tablet.seal({ b: ['00'.repeat(16), 1], g: {} })
    await send(tablet)
    for (const n of [1, 2, 3, 4, 5]) expect([n, await hub.fate(tablet, n)]).toEqual([n, 'rejected malformed'])
  })

  it('names its record alone: with an id beside it, or with two records, the item is malformed (SPEC ITM-5)', async () => {
    const [a, b] = [await tablet.newCase(), await tablet.newCase()]
    await tablet.seal({ b: -1, r: a, g: phone('1') })
    await tablet.seal({ b: -3, o: { contact: -2 }, g: phone('1') })
    await tablet.seal({ b: -4, r: a, g: phone('1') })
    await send(tablet)
    expect(await hub.fate(tablet, 3)).toBe('rejected malformed')
    expect(await hub.fate(tablet, 4)).toBe('rejected malformed')
    expect(await hub.fate(tablet, 5)).toBe('applied')
    expect((await record(b))?.version).toBe(1)
  })

  it('beyond a record that nobody knows is held for it, of another type malformed (SPEC ITM-5, MRG-7)', async () => {
    const id = await tablet.newCase()
    await tablet.seal({ r: tablet.newRecord(), b: 3, g: phone('1') })
    await tablet.seal({ r: id, b: 1, g: { about: { formId: 'x' } } }, { type: 2, schema: 1 })
    await send(tablet)
    expect([await hub.fate(tablet, 2), await hub.fate(tablet, 3)]).toEqual([
      'held unknown-record',
      'rejected malformed',
    ])
  })
})

describe('what waits', () => {
  it('for a parent is held, with all that stands on it, and applied when the parent comes (SPEC VDT-3)', async () => {
    const parent = tablet.newRecord()
    const dossier = { type: 2, schema: 1 }
    const child = tablet.newRecord()
    await tablet.seal({ r: child, b: 0, p: parent, g: { about: { formId: 'x' } } }, dossier)
    await tablet.seal({ b: -1, g: { answers: { purpose: 'a' } } }, dossier)
    await tablet.seal({ b: -1, g: { answers: { purpose: 'b' } } }, dossier)
    await tablet.seal({ b: -3, o: { answers: -1 }, g: { answers: { purpose: 'c' } } }, dossier)
    const free = await tablet.newCase()
    await send(tablet)
    expect(await hub.fate(tablet, 1)).toBe('held waits-for-record')
    for (const n of [2, 3, 4]) expect([n, await hub.fate(tablet, n)]).toEqual([n, 'held waits-for-item'])
    expect((await record(free))?.status).toBe('submitted')
    await tablet.seal({ r: parent, b: 0, g: phone('0900000000') })
    await send(tablet)
    for (const n of [1, 2, 3, 4]) expect([n, await hub.fate(tablet, n)]).toEqual([n, 'applied'])
    expect((await values(child)).answers).toEqual({ purpose: 'c' })
  })

  it('for an item that is rejected is rejected after it, however long the line (SPEC VDT-3)', async () => {
    const parent = tablet.newRecord()
    await tablet.seal({ r: tablet.newRecord(), p: parent, g: { identity: { name: 'A' } } })
    await tablet.seal({ b: -1, g: phone('1') })
    await tablet.seal({ b: -1, g: phone('2') })
    await send(tablet)
    expect(await hub.fate(tablet, 3)).toBe('held waits-for-item')
    // the record that comes under this id is of another shape: what waited for it is decided again, and stays as it is
    await tablet.seal({ r: parent, g: { identity: { name: 5 } } })
    await tablet.seal({ b: -1, g: phone('3') })
    await send(tablet)
    expect(await hub.fate(tablet, 4)).toBe('rejected invalid-fields')
    expect(await hub.fate(tablet, 5)).toBe('rejected depends-on-rejected')
    expect(await hub.fate(tablet, 1)).toBe('held waits-for-record')
  })

  it('for one thing may be any number of items: all are decided, a page at a time (SPEC VDT-3)', async () => {
    const parent = tablet.newRecord()
    const children = Array.from({ length: 70 }, () => tablet.newRecord())
    for (const child of children) await tablet.seal({ r: child, b: 0, p: parent, g: phone('0900000000') })
    await send(tablet)
    expect(await hub.fate(tablet, 70)).toBe('held waits-for-record')
    await tablet.seal({ r: parent, b: 0, g: { identity: { name: 'Người Mẫu' } } })
    await hub.push(await tablet.stream(71))
    const { store } = hub
    const decided: number[] = []
    const inTenant: HubStore['inTenant'] = (tenant, work) => {
      const at = decided.push(0) - 1
      return store.inTenant(tenant, (tx) =>
        work({
          ...tx,
          putVerdict: async (row) => {
            decided[at] = (decided[at] ?? 0) + 1
            await tx.putVerdict(row)
          },
        }),
      )
    }
    await hub.apply({ store: Object.assign(Object.create(store) as HubStore, { inTenant }) })
    for (let n = 1; n <= 71; n++) expect([n, await hub.fate(tablet, n)]).toEqual([n, 'applied'])
    // however many wait, a transaction holds the commune's lock for a batch only
    expect(Math.max(...decided)).toBeLessThanOrEqual(32)
    expect(decided.reduce((sum, count) => sum + count)).toBe(71)
  })

  it('for two things is found by the second after the first came, in whatever order (SPEC VDT-3)', async () => {
    const [first, second] = [tablet.newRecord(), tablet.newRecord()]
    const child = tablet.newRecord()
    await tablet.seal({ r: child, b: 0, p: first, g: phone('0900000001') })
    await tablet.seal({ r: tablet.newRecord(), b: 0, p: second, g: phone('0900000002') })
    await tablet.seal({ b: -2, o: { contact: -1 }, g: phone('0900000003') })
    await tablet.seal({ r: child, b: 5, g: {}, c: { name: 'resubmit' } })
    await send(tablet)
    expect([await hub.fate(tablet, 3), await hub.fate(tablet, 4)]).toEqual([
      'held waits-for-item',
      'held unknown-record',
    ])
    await tablet.seal({ r: first, b: 0, g: phone('0900000004') })
    await send(tablet)
    expect([await hub.fate(tablet, 3), await hub.fate(tablet, 4)]).toEqual([
      'held waits-for-item',
      'held unknown-version',
    ])
    await tablet.seal({ r: second, b: 0, g: phone('0900000005') })
    await send(tablet)
    // its second base is another record's item: decided, not forgotten
    expect(await hub.fate(tablet, 3)).toBe('rejected malformed')
  })

  it('in a ring of parents is decided once each, and stops nobody’s queue (SPEC VDT-4, VDT-5)', async () => {
    const [ring, child] = [tablet.newRecord(), tablet.newRecord()]
    // waits for the very record that it is about: deciding it lets go what the record's coming is letting go already
    await tablet.seal({ r: ring, b: 0, p: ring, g: phone('0900000001') })
    await tablet.seal({ r: child, b: 0, p: ring, g: phone('0900000002') })
    await tablet.seal({ r: ring, b: 0, g: { identity: { name: 'Người Mẫu' } } })
    const after = await tablet.newCase()
    await send(tablet)
    for (const n of [1, 2, 3, 4]) expect([n, await hub.fate(tablet, n)]).toEqual([n, 'applied'])
    expect((await record(child))?.version).toBe(1)
    expect(await hub.in((tx) => tx.changes(child))).toHaveLength(1)
    expect((await record(after))?.version).toBe(1)
    expect(hub.troubles).toEqual([])
  })

  it('for an item that another tablet in quarantine holds is held, not lost (SPEC VDT-3, PULL-5)', async () => {
    await hub.setStatus(tablet, 'revoked')
    await tablet.newCase()
    await hub.push(await tablet.stream())
    await hub.setStatus(tablet, 'approved')
    await tablet.seal({ b: -1, g: phone('1') })
    await send(tablet)
    expect(await hub.fate(tablet, 2)).toBe('held waits-for-item')
  })
})

describe('merging', () => {
  let other: TestTablet
  let id: string
  beforeEach(async () => {
    other = await hub.tablet('other')
    id = await tablet.newCase({ identity: { name: 'Người Mẫu' }, contact: { phone: '0900000000' } })
    await send(tablet)
  })

  it('keeps both when two tablets edit one group, whoever’s clock says what (SPEC MRG-1, MRG-2, MRG-3, fault 31)', async () => {
    await other.newSession(other.actor, { wall: 1 })
    await other.seal({ r: id, b: 1, g: phone('0900000002') })
    await tablet.seal({ r: id, b: 1, g: phone('0900000001') })
    await send(other)
    await send(tablet)
    expect((await values(id)).contact).toEqual({ phone: '0900000002' })
    const [conflict, ...more] = await conflicts(id)
    expect(more).toEqual([])
    expect(conflict).toMatchObject({
      group: 'contact',
      current: { phone: '0900000002' },
      proposed: { phone: '0900000001' },
      currentFrom: { actor: `volunteer:${other.actorId}`, device: other.deviceId },
      proposedFrom: { actor: `volunteer:${tablet.actorId}`, device: tablet.deviceId },
      resolvedAt: null,
    })
    expect((await record(id))?.openConflicts).toBe(1)
    expect((await hub.verdict(tablet, 2))?.data).toEqual({ conflicts: 'contact' })
    expect(await hub.fate(tablet, 2)).toBe('applied')
  })

  it('an own item as base shows its writer nothing that others said meanwhile (SPEC MRG-9, MRG-3)', async () => {
    await other.seal({ r: id, b: 1, g: { address: { text: 'Thôn Khác' } } })
    await send(other)
    // neither item was sealed by somebody who had read the other tablet's
    await tablet.seal({ r: id, b: 1, g: phone('0900000001') })
    await tablet.seal({ b: -1, g: { address: { text: 'Thôn Mẫu' } } })
    await send(tablet)
    expect(await values(id)).toMatchObject({ contact: { phone: '0900000001' }, address: { text: 'Thôn Khác' } })
    expect(await conflicts(id)).toMatchObject([
      { group: 'address', current: { text: 'Thôn Khác' }, proposed: { text: 'Thôn Mẫu' } },
    ])
  })

  it('what was a conflict is one still after the same tablet said more: one choice, with its newest words (SPEC MRG-9)', async () => {
    await other.seal({ r: id, b: 1, g: phone('0900000002') })
    await send(other)
    await tablet.seal({ r: id, b: 1, g: phone('0900000001') })
    await tablet.seal({ b: -1, g: { contact: { phoneOwner: 'self' } } })
    await tablet.seal({ b: -1, g: phone('0900000003') })
    await send(tablet)
    expect((await values(id)).contact).toEqual({ phone: '0900000002' })
    expect(await conflicts(id)).toMatchObject([
      { group: 'contact', proposed: { phone: '0900000003', phoneOwner: 'self' }, resolvedAt: null },
    ])
    expect((await record(id))?.openConflicts).toBe(1)
  })

  it('what the same tablet said before is no other’s: it goes on with it, however much came between (SPEC MRG-9)', async () => {
    await tablet.seal({ r: id, b: 1, g: phone('0900000001') })
    await send(tablet)
    await other.seal({ r: id, b: 1, g: { address: { text: 'Thôn Khác' } } })
    await send(other)
    await tablet.seal({ b: -1, g: phone('0900000003') })
    await tablet.seal({ b: -1, g: phone('0900000004') })
    await send(tablet)
    expect((await values(id)).contact).toEqual({ phone: '0900000004' })
    expect(await conflicts(id)).toEqual([])
  })

  it('a command on an own item has not read what the desk decided before that item came (SPEC MRG-9, MRG-5)', async () => {
    await desk(id, 1, sendBack)
    await tablet.seal({ r: id, b: 1, g: phone('0900000001') })
    await tablet.seal({ b: -1, g: phone('0900000003'), c: { name: 'resubmit' } })
    await send(tablet)
    expect((await hub.verdict(tablet, 3))?.data).toMatchObject({ command: 'stale-command' })
    expect((await record(id))?.status).toBe('needsSupplement')
    expect((await values(id)).contact).toEqual({ phone: '0900000003' })
  })

  it('takes patches of other groups, and equal values are no conflict (SPEC MRG-2, MRG-3)', async () => {
    await other.seal({ r: id, b: 1, g: phone('0900000002') })
    await send(other)
    await tablet.seal({ r: id, b: 1, g: { address: { text: 'Thôn Mẫu' } } })
    await tablet.seal({ r: id, b: 1, g: phone('0900000002') })
    await send(tablet)
    expect(await values(id)).toMatchObject({ contact: { phone: '0900000002' }, address: { text: 'Thôn Mẫu' } })
    expect(await conflicts(id)).toEqual([])
    // what changed nothing takes no version
    expect((await record(id))?.version).toBe(3)
  })

  it('removes a field with null, and keeps the others of its group (SPEC ITM-2)', async () => {
    await tablet.seal({ r: id, b: 1, g: { contact: { phoneOwner: 'self' } } })
    await tablet.seal({ r: id, b: 2, g: { contact: { phone: null } } })
    await send(tablet)
    expect((await values(id)).contact).toEqual({ phoneOwner: 'self' })
  })

  it('appends notes of all, each once, and never in conflict (SPEC MRG-4)', async () => {
    const note = (text: string) => ({ notes: { entries: [{ at: 1, text }] } })
    await tablet.seal({ r: id, b: 1, g: note('a') })
    await other.seal({ r: id, b: 1, g: note('b') })
    await other.seal({ r: id, b: 1, g: note('a') })
    await send(tablet)
    await send(other)
    expect((await values(id)).notes).toEqual({
      entries: [
        { at: 1, text: 'a' },
        { at: 1, text: 'b' },
      ],
    })
    expect(await conflicts(id)).toEqual([])
  })

  it('opens one conflict for one item, however often it is decided (SPEC VDT-5)', async () => {
    await other.seal({ r: id, b: 1, g: phone('0900000002') })
    await send(other)
    await tablet.seal({ r: id, b: 1, g: phone('0900000001') })
    await hub.push(await tablet.stream(2))
    let fail = true
    hub.faults.beforeCommit = () => {
      if (fail) throw new StoreError('unavailable')
    }
    await expect(hub.apply()).rejects.toThrow('unavailable')
    fail = false
    await hub.apply()
    expect(await conflicts(id)).toHaveLength(1)
  })

  it('keeps unknown groups and fields beside the record, byte-exact, and applies none of them (SPEC VER-4, fault 26)', async () => {
    const strange = { later: 'một', list: [1, { a: null }] }
    await tablet.seal({ r: id, b: 1, g: { contact: { later: strange }, future: strange } })
    await send(tablet)
    expect((await record(id))?.extra).toEqual({ contact: { later: strange }, future: strange })
    expect((await values(id)).contact).toEqual({ phone: '0900000000' })
    expect((await values(id)).future).toBeUndefined()
  })

  it('begins no record with unknown groups and fields alone: held until the hub learns one of them (SPEC VER-4, fault 26)', async () => {
    const strange = { later: 'một' }
    await tablet.seal({ r: tablet.newRecord(), b: 0, g: { future: strange } })
    await tablet.seal({ r: tablet.newRecord(), b: 0, g: { future: strange, contact: strange }, c: { name: 'submit' } })
    await tablet.seal({ b: -1, g: phone('0900000001') })
    const known = tablet.newRecord()
    await tablet.seal({ r: known, b: 0, g: { future: strange, ...phone('0900000001') } })
    await send(tablet)
    const fates = () => Promise.all([2, 3, 4, 5].map((n) => hub.fate(tablet, n)))
    const expected = ['held unknown-fields', 'held unknown-fields', 'held waits-for-item', 'applied']
    expect(await fates()).toEqual(expected)
    expect(await hub.in((tx) => tx.records({ limit: 9 }))).toHaveLength(2)
    expect((await record(known))?.extra).toEqual({ future: strange })
    await hub.apply()
    expect(await fates()).toEqual(expected)
  })

  it('keeps at most 4 KB of unknown fields a record, counted over all items and in bytes (SPEC VER-4)', async () => {
    await tablet.seal({ r: id, b: 1, g: { future: { a: 'ộ'.repeat(limits.extra / 2) } } })
    await tablet.seal({ r: id, b: 1, g: { future: { a: 'x'.repeat(3000) } } })
    await tablet.seal({ r: id, b: 1, g: { future: { b: 'x'.repeat(3000) } } })
    await tablet.seal({ r: id, b: 1, g: { future: { a: 'y'.repeat(3000) } } })
    await send(tablet)
    const fates = [2, 3, 4, 5].map((n) => hub.fate(tablet, n))
    expect(await Promise.all(fates)).toEqual([
      'rejected invalid-fields',
      'applied',
      'rejected invalid-fields',
      'applied',
    ])
    expect((await hub.verdict(tablet, 4))?.data).toEqual({ field: 'extra' })
  })

  it('of a command: a case that is where the command would bring it has had its effect (SPEC MRG-5)', async () => {
    await other.seal({ r: id, b: 1, g: {}, c: { name: 'submit' } })
    await send(other)
    expect(await hub.fate(other, 1)).toBe('applied')
    expect((await record(id))?.version).toBe(1)
  })

  it('rejects a command that the state machine does not take, with its reason (SPEC MRG-5)', async () => {
    for (const c of [{ name: 'resubmitt' }, { name: 'approve' }, { name: 'close' }])
      await tablet.seal({ r: id, b: 1, g: {}, c })
    await send(tablet)
    for (const n of [2, 3, 4]) expect([n, await hub.fate(tablet, n)]).toEqual([n, 'rejected stale-command'])
    expect((await hub.verdict(tablet, 2))?.data).toEqual({ command: 'commandUnknown' })
    expect((await record(id))?.status).toBe('submitted')
  })

  it('rejects a command on a case that has been decided on since, but keeps its patch (SPEC MRG-5, MRG-6)', async () => {
    await desk(id, 1, sendBack)
    await tablet.seal({ r: id, b: 2, g: {}, c: { name: 'resubmit' } })
    await send(tablet)
    expect((await record(id))?.status).toBe('submitted')
    await desk(id, 3, { name: 'sendBack', sentence: 'Thiếu chữ ký' })
    // the other tablet has not read the second sentence
    await other.seal({ r: id, b: 2, g: {}, c: { name: 'resubmit' } })
    await other.seal({ r: id, b: 2, g: { address: { text: 'Thôn Mẫu' } }, c: { name: 'resubmit' } })
    await send(other)
    expect(await hub.fate(other, 1)).toBe('rejected stale-command')
    expect(await hub.fate(other, 2)).toBe('applied')
    expect((await hub.verdict(other, 2))?.data).toEqual({ command: 'stale-command' })
    expect(await record(id)).toMatchObject({ status: 'needsSupplement', returnNote: 'Thiếu chữ ký' })
    expect((await values(id)).address).toEqual({ text: 'Thôn Mẫu' })
    await other.seal({ r: id, b: 4, g: {}, c: { name: 'resubmit' } })
    await send(other)
    expect(await record(id)).toMatchObject({ status: 'submitted', returnNote: null })
  })

  it('takes a command of a tablet whose other groups were changed meanwhile: only decisions make it stale (SPEC MRG-5)', async () => {
    await desk(id, 1, sendBack)
    await other.seal({ r: id, b: 2, g: phone('0900000002') })
    await send(other)
    await tablet.seal({ r: id, b: 2, g: { address: { text: 'Thôn Mẫu' } }, c: { name: 'resubmit' } })
    await send(tablet)
    expect((await record(id))?.status).toBe('submitted')
  })
})

describe('a long history', () => {
  it('is never read whole to decide an item: commands and conflicts ask for one change (SPEC MRG-3, MRG-5)', async () => {
    const other = await hub.tablet('other')
    const id = await tablet.newCase({ contact: { phone: '0900000000' } })
    await send(tablet)
    await desk(id, 1, sendBack)
    await tablet.seal({ r: id, b: 2, g: phone('0900000001'), c: { name: 'resubmit' } })
    await other.seal({ r: id, b: 1, g: phone('0900000002'), c: { name: 'resubmit' } })
    await hub.push(await tablet.stream(2))
    await hub.push(await other.stream())
    const { store } = hub
    const inTenant: HubStore['inTenant'] = (tenant, work) =>
      store.inTenant(tenant, (tx) => work({ ...tx, changes: () => Promise.reject(new Error('history read')) }))
    await hub.apply({ store: Object.assign(Object.create(store) as HubStore, { inTenant }) })
    expect(hub.troubles).toEqual([])
    expect([await hub.fate(tablet, 2), await hub.fate(other, 1)]).toEqual(['applied', 'applied'])
    const [conflict] = await conflicts(id)
    expect(conflict?.currentFrom).toMatchObject({ device: tablet.deviceId })
  })
})

describe('a base that this hub never gave', () => {
  let id: string
  let other: TestTablet
  beforeEach(async () => {
    other = await hub.tablet('other')
    id = await tablet.newCase({ contact: { phone: '0900000000' }, notes: { entries: [{ at: 1, text: 'a' }] } })
    await send(tablet)
  })

  it('writes over nothing unseen: both values stay, and a person decides (SPEC MRG-7, MRG-3, EPO-1)', async () => {
    await other.seal({ r: id, b: 9, g: { ...phone('0900000009'), address: { text: 'Thôn Mẫu' } } })
    await other.seal({ r: id, b: 1, o: { contact: 9 }, g: phone('0900000008') })
    await other.seal({ r: id, b: 9, g: { notes: { entries: [{ at: 2, text: 'b' }] } } })
    await other.seal({ r: id, b: 9, g: phone('0900000000') })
    await send(other)
    for (const n of [1, 2, 3, 4]) expect([n, await hub.fate(other, n)]).toEqual([n, 'applied'])
    expect(await values(id)).toEqual({
      contact: { phone: '0900000000' },
      notes: {
        entries: [
          { at: 1, text: 'a' },
          { at: 2, text: 'b' },
        ],
      },
    })
    const proposed = (await conflicts(id)).map((row) => [row.group, row.proposed])
    expect(proposed).toHaveLength(3)
    expect(proposed).toContainEqual(['contact', { phone: '0900000009' }])
    expect(proposed).toContainEqual(['contact', { phone: '0900000008' }])
    expect(proposed).toContainEqual(['address', { text: 'Thôn Mẫu' }])
    expect(await record(id)).toMatchObject({ version: 2, openConflicts: 3 })
  })

  it('makes no command pass that has not read the last decision; it is held, and its patch kept (SPEC MRG-7, MRG-5)', async () => {
    await desk(id, 1, sendBack)
    await other.seal({ r: id, b: 3, g: {}, c: { name: 'resubmit' } })
    await other.seal({ r: id, b: 9, g: { address: { text: 'Thôn Mẫu' } }, c: { name: 'resubmit' } })
    await send(other)
    expect([await hub.fate(other, 1), await hub.fate(other, 2)]).toEqual(['held unknown-version', 'applied'])
    expect((await hub.verdict(other, 2))?.data).toEqual({ conflicts: 'address', command: 'stale-command' })
    expect((await record(id))?.status).toBe('needsSupplement')
    // the tablet that wrote version 3 before the restore comes back
    await tablet.seal({ r: id, b: 2, g: phone('0900000001') })
    await send(tablet)
    expect(await hub.fate(other, 1)).toBe('applied')
    expect(await record(id)).toMatchObject({ status: 'submitted', version: 4 })
  })

  it('on a record that was lost with the restore waits until the record comes again (SPEC MRG-7, EPO-1, fault 7)', async () => {
    const lost = tablet.newRecord()
    await other.seal({ r: lost, b: 2, g: phone('0900000002') })
    await other.seal({ b: -1, g: { address: { text: 'Thôn Mẫu' } } })
    await send(other)
    expect([await hub.fate(other, 1), await hub.fate(other, 2)]).toEqual(['held unknown-record', 'held waits-for-item'])
    await tablet.seal({ r: lost, b: 0, g: phone('0900000001'), c: { name: 'submit' } })
    await send(tablet)
    expect([await hub.fate(other, 1), await hub.fate(other, 2)]).toEqual(['applied', 'applied'])
    expect(await values(lost)).toEqual({ contact: { phone: '0900000001' }, address: { text: 'Thôn Mẫu' } })
    expect((await conflicts(lost)).map((row) => row.proposed)).toEqual([{ phone: '0900000002' }])
  })
})

describe('a frame of both', () => {
  it('withheld in the middle rejects what stands on it and nothing else (SPEC CHN-6, VDT-3, fault 17)', async () => {
    await tablet.newCase()
    await tablet.seal({ b: -1, g: phone('1') })
    const good = await tablet.newCase()
    const writer = new FrameWriter(tablet.signer, tablet.scope)
    const wire = tablet.items.map(({ type, schema, sid, sealId, ct, ctHash, n }) => {
      const body = n === 1 ? { ctHash, reason: 'withheld-too-large' as const } : { ct }
      return { type, schema, sid, sealId, body }
    })
    const frame = await writer.frame(wire, 3, tablet.head.hash, (sid) => tablet.header(sid))
    await hub.push(concat(encodePreamble({ wire: 1, ...tablet.scope, from: 1 }), frame))
    await hub.apply()
    const fates = [await hub.fate(tablet, 1), await hub.fate(tablet, 2), await hub.fate(tablet, 3)]
    expect(fates).toEqual(['rejected withheld-too-large', 'rejected depends-on-rejected', 'applied'])
    expect((await record(good))?.status).toBe('submitted')
  })
})
