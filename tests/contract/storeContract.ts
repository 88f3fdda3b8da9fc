import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { studioItem } from '../../src/domain/studioItem.ts'
import type { AuditEntry } from '../../src/hub/store/audit.ts'
import { AUDIT_GENESIS } from '../../src/hub/store/auditHash.ts'
import { type HubStore, StoreError, type TenantTx } from '../../src/hub/store/HubStore.ts'
import type { TenantRow } from '../../src/hub/store/rows.ts'
import { verifyAudit } from '../../src/hub/store/verifyAudit.ts'
import { photoContract } from './photoContract.ts'
import { sample } from './sampleRows.ts'
import { sha256 } from './sha256.ts'

/** The error code that a promise rejects with; fails when it resolves or rejects with something else. */
export async function codeOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise
  } catch (error) {
    if (error instanceof StoreError) return error.code
    throw error
  }
  throw new Error('it should have been refused')
}

/** What every engine of the hub's store keeps. One tenant a test, one store a run. */
export function storeContract(
  engine: string,
  open: () => Promise<{ store: HubStore; close: () => Promise<void> }>,
): void {
  describe(`the store's contract on ${engine}`, () => {
    let store: HubStore
    let close: () => Promise<void>
    let tenant: TenantRow
    const within = <T>(work: (tx: TenantTx) => Promise<T>, id = tenant.id) => store.inTenant(id, work)
    const line = (part: Partial<AuditEntry> = {}): AuditEntry => ({
      at: 1,
      actor: 'hub',
      action: 'test',
      subject: 'record:r',
      ...part,
    })

    beforeAll(async () => {
      const opened = await open()
      store = opened.store
      close = opened.close
    }, 60_000)
    afterAll(() => close())
    beforeEach(async () => {
      tenant = sample.tenant()
      await store.createTenant(tenant)
    })

    describe('tenants', () => {
      it('lists what was created and refuses the same id twice', async () => {
        expect(await store.tenants()).toContainEqual(tenant)
        expect(await codeOf(store.createTenant(tenant))).toBe('duplicate')
        expect(await within((tx) => tx.tenantRow())).toEqual(tenant)
      })

      it('refuses a tenant that does not exist and one that is no id at all', async () => {
        expect(await codeOf(within((tx) => tx.counts(), sample.tenant().id))).toBe('unknown-tenant')
        expect(await codeOf(within((tx) => tx.counts(), "x'; drop table item; --"))).toBe('unknown-tenant')
      })

      it('has an epoch and tells its health', async () => {
        expect(await store.epoch()).toBe(1)
        expect(await store.health()).toMatchObject({ ok: true })
      })

      it('shows nothing of one tenant to another (I4, fault 43)', async () => {
        const other = sample.tenant()
        await store.createTenant(other)
        const record = sample.record({ id: 'same-id', seq: 1 })
        const device = sample.device({ id: 'same-device' })
        await within(async (tx) => {
          await tx.nextSeq()
          await tx.putDevice(device)
          await tx.putRecord(record)
          await tx.appendItems([sample.item('same-chain', 1)])
          await tx.putReceipt({ chain: 'same-chain', upToN: 1, jws: 'mine' })
          await tx.putEnrolToken(sample.enrolToken({ tokenHash: 'same-token' }))
          await tx.putConflict(sample.conflict({ id: 'same-conflict' }))
          await tx.audit(line())
          expect(await tx.useNonce('same-nonce', 9)).toBe(true)
        })
        await within(async (tx) => {
          expect(await tx.record('same-id')).toBeNull()
          expect(await tx.lockRecord('same-id')).toBeNull()
          expect(await tx.device('same-device')).toBeNull()
          expect(await tx.item('same-chain', 1)).toBeNull()
          expect(await tx.receiptAt('same-chain', 1)).toBeNull()
          expect(await tx.lastReceipt('same-chain')).toBeNull()
          expect(await tx.useEnrolToken('same-token', 1)).toBeNull()
          expect(await tx.conflict('same-conflict')).toBeNull()
          expect(await tx.records({ limit: 10 })).toEqual([])
          expect(await tx.pendingItems(10)).toEqual([])
          expect(await tx.auditRows(1, 10)).toEqual([])
          expect(await tx.feedSince('device-1', 'team-1', 0, 10)).toEqual([])
          expect((await tx.counts()).items).toBe(0)
          expect(await tx.nextSeq()).toBe(1)
          expect(await tx.useNonce('same-nonce', 9)).toBe(true)
          await tx.putRecord({ ...record, status: 'theirs' })
        }, other.id)
        expect(await within((tx) => tx.record('same-id'))).toEqual(record)
      })
    })

    describe('transactions', () => {
      it('does nothing of a transaction that throws, whatever it wrote', async () => {
        await within(async (tx) => {
          await tx.nextSeq()
          await tx.putRecord(sample.record({ id: 'kept' }))
          await tx.putOfficerSession({ tokenHash: 't', officer: 'o', createdAt: 1, expiresAt: 2 })
          await tx.appendItems([sample.item('c', 1)])
          await tx.audit(line())
        })
        const before = await within(async (tx) => [await tx.counts(), await tx.auditHead(), await tx.pendingItems(9)])
        const torn = within(async (tx) => {
          await tx.nextSeq()
          await tx.audit(line())
          await tx.putRecord(sample.record({ id: 'kept', version: 2, status: 'other' }))
          await tx.putRecord(sample.record({ id: 'new' }))
          await tx.putUnit({ id: 'u', code: 'u', kind: 'hamlet', name: 'Thôn Mẫu', oldName: null })
          await tx.putDevice(sample.device({ id: 'd' }))
          await tx.deleteOfficerSession('t')
          await tx.putChain({ chain: 'c', device: 'device-1', n: 2, hash: new Uint8Array(32) })
          await tx.appendItems([sample.item('c', 2), sample.item('c', 3)])
          await tx.putFrame(sample.frame('c', 2, 3))
          await tx.putReceipt({ chain: 'c', upToN: 3, jws: 'j' })
          await tx.putVerdict(sample.verdict('c', 1))
          expect(await tx.pendingItems(9)).toHaveLength(2)
          await tx.putConflict(sample.conflict({ id: 'f' }))
          await tx.useNonce('n', 9)
          await tx.putPack(sample.pack())
          throw new Error('power cut')
        })
        await expect(torn).rejects.toThrow('power cut')
        await within(async (tx) => {
          expect([await tx.counts(), await tx.auditHead(), await tx.pendingItems(9)]).toEqual(before)
          expect((await tx.record('kept'))?.status).toBe('received')
          expect(await tx.record('new')).toBeNull()
          expect(await tx.units()).toEqual([])
          expect(await tx.device('d')).toBeNull()
          expect(await tx.officerSession('t')).not.toBeNull()
          expect(await tx.lockChain('c')).toBeNull()
          expect(await tx.item('c', 2)).toBeNull()
          expect(await tx.lastReceipt('c')).toBeNull()
          expect(await tx.verdict('c', 1)).toBeNull()
          expect(await tx.conflict('f')).toBeNull()
          expect(await tx.packs()).toEqual([])
          expect(await tx.useNonce('n', 9)).toBe(true)
        })
      })

      it('does nothing of a transaction whose failed call was swallowed', async () => {
        await within((tx) => tx.putReceipt({ chain: 'c', upToN: 1, jws: 'first' }))
        const swallowed = within(async (tx) => {
          await tx.putRecord(sample.record({ id: 'lost' }))
          await tx.putReceipt({ chain: 'c', upToN: 1, jws: 'second' }).catch(() => undefined)
          return 'as if well'
        })
        expect(await codeOf(swallowed)).toBe('duplicate')
        expect(await within((tx) => tx.record('lost'))).toBeNull()
      })

      it('refuses calls on a transaction that ended', async () => {
        const ended = await within(async (tx) => ({ tx }))
        expect(await codeOf(ended.tx.putRecord(sample.record()))).toBe('unavailable')
      })

      it('gives copies: a caller that changes its row changes nothing here', async () => {
        const row = sample.record({ id: 'r' })
        await within((tx) => tx.putRecord(row))
        row.status = 'changed outside'
        const read = await within((tx) => tx.record('r'))
        if (read !== null) read.groups = {}
        expect(await within((tx) => tx.record('r'))).toEqual(sample.record({ id: 'r' }))
      })
    })

    describe('sequence and audit', () => {
      it('counts without a gap under concurrency and rollback (SEQ-1, I8)', async () => {
        const runs = Array.from({ length: 60 }, (_, i) =>
          within(async (tx) => {
            const seqs = [await tx.nextSeq(), await tx.nextSeq()]
            if (i % 3 === 0) throw new Error('undone')
            return seqs
          }).catch(() => []),
        )
        const given = (await Promise.all(runs)).flat().sort((a, b) => a - b)
        expect(given).toEqual(Array.from({ length: 80 }, (_, i) => i + 1))
        expect((await within((tx) => tx.counts())).seq).toBe(80)
        expect(await within((tx) => tx.seq())).toBe(80)
        expect(await within(async (tx) => [await tx.nextSeq(), await tx.seq()])).toEqual([81, 81])
      })

      it('chains every audit line, also those written at the same time, and verifies (AUD-1, I6)', async () => {
        expect(await within((tx) => tx.auditHead())).toBe(AUDIT_GENESIS)
        const heads = await Promise.all(
          Array.from({ length: 30 }, (_, i) =>
            within(async (tx) => {
              await tx.audit(line({ at: i, detail: { z: 1, a: null, ok: true, code: 'x' } }))
              return tx.audit(line({ at: i, actor: 'device:é' }))
            }),
          ),
        )
        await within(async (tx) => {
          const rows = await tx.auditRows(1, 1000)
          expect(rows.map((row) => row.n)).toEqual(Array.from({ length: 60 }, (_, i) => i + 1))
          expect(rows[0]?.prev).toBe(AUDIT_GENESIS)
          expect(new Set(heads).size).toBe(30)
          expect(rows[59]?.hash).toBe(await tx.auditHead())
          expect(await tx.auditRows(11, 5)).toEqual(rows.slice(10, 15))
          expect(await verifyAudit(tx, sha256, heads)).toEqual({ ok: true, lines: 60, head: rows[59]?.hash })
        })
      })

      it('shows a transaction the audit lines it has just written', async () => {
        await within(async (tx) => {
          const head = await tx.audit(line({ detail: { n: 1 } }))
          expect(await tx.auditHead()).toBe(head)
          expect(await tx.auditRows(1, 10)).toEqual([
            { ...line({ detail: { n: 1 } }), n: 1, prev: AUDIT_GENESIS, hash: head },
          ])
        })
      })

      it('finds a head that a tablet saw and the chain does not hold', async () => {
        await within((tx) => tx.audit(line()))
        const found = await within((tx) => verifyAudit(tx, sha256, ['ab'.repeat(32)]))
        expect(found).toEqual({ ok: false, at: 2, why: 'witness-unknown' })
      })
    })

    describe('what people decide', () => {
      it('lets a held or quarantined item into the queue, once, and remembers it (VDT-8)', async () => {
        await within(async (tx) => {
          await tx.putChain({ chain: 'c', device: 'd1', n: 3, hash: new Uint8Array(32) })
          const rows = [1, 2, 3].map((n) => ({ ...sample.item('c', n), device: 'd1', quarantined: n !== 1 }))
          await tx.appendItems(rows)
          const left = { device: 'd1', state: 'held', reason: 'actor-left', waitsFor: 'actor-left' } as const
          await tx.putVerdict(sample.verdict('c', 1, { ...left, seq: 1 }))
        })
        const queue = () => within(async (tx) => (await tx.pendingItems(10)).map(({ n }) => n))
        const aside = () => within(async (tx) => (await tx.quarantinedItems(10)).map(({ n }) => n))
        expect(await queue()).toEqual([])
        expect(await aside()).toEqual([3, 2])
        const admit = (n: number) => within((tx) => tx.admit({ chain: 'c', n, by: 'officer:o', at: 1 }))
        const held = () =>
          within(async (tx) => {
            const found = await tx.troubledItems(9)
            return [found.map(({ verdict, isQueued }) => [verdict.n, isQueued]), [...(await tx.heldFor('actor-left'))]]
          })
        expect(await held()).toEqual([[[1, false]], [['d1', 1]]])
        for (const n of [1, 2, 2, 99]) await admit(n)
        expect(await held(), 'it waits for nobody any more').toEqual([[[1, true]], []])
        expect(await queue()).toEqual([1, 2])
        expect(await aside()).toEqual([3])
        const known = (n: number) => within((tx) => tx.isAdmitted('c', n))
        expect([await known(1), await known(2), await known(3), await known(99)]).toEqual([true, true, false, false])
        await within(async (tx) => {
          await tx.putVerdict(sample.verdict('c', 2, { device: 'd1', seq: 2, record: 'r9' }))
        })
        await admit(2)
        expect(await queue(), 'what is decided stays decided').toEqual([1])
        expect(await within((tx) => tx.recordsSentBy('d1'))).toContain('r9')
        expect(await within((tx) => tx.recordsSentBy('d2'))).toEqual([])
      })

      it('tells of many items at once who sealed them', async () => {
        const other = sample.tenant()
        await store.createTenant(other)
        const header = (device: string, actor: string) => ({
          sid: 's',
          device,
          actor,
          kid: 'k',
          bytes: new Uint8Array([1]),
        })
        await within(async (tx) => {
          await tx.putSessionHeader(header('d1', 'a'))
          await tx.putSessionHeader(header('d2', 'b'))
          await tx.appendItems([
            sample.item('c', 1, { device: 'd1', sid: 's' }),
            sample.item('c', 2, { device: 'd1', sid: 'gone' }),
            sample.item('e', 1, { device: 'd2', sid: 's' }),
          ])
        })
        const places = [...['c', 'e', 'x'].map((chain) => ({ chain, n: 1 })), { chain: 'c', n: 2 }]
        expect(await within((tx) => tx.actorsOf(places))).toEqual(new Map(Object.entries({ 'c/1': 'a', 'e/1': 'b' })))
        expect(await within((tx) => tx.actorsOf([]))).toEqual(new Map())
        expect(await within((tx) => tx.actorsOf(places), other.id)).toEqual(new Map())
      })

      it('keeps the first report of a loss, and lets a recovery only go on', async () => {
        await within(async (tx) => {
          await tx.putLoss({ device: 'd1', reportedAt: 5, by: 'officer:a' })
          await tx.putLoss({ device: 'd1', reportedAt: 9, by: 'officer:b' })
          for (const counter of [0, 2, 1]) await tx.putRecovery({ device: 'd1', volunteer: 'v', counter })
        })
        expect(await within((tx) => tx.loss('d1'))).toEqual({ device: 'd1', reportedAt: 5, by: 'officer:a' })
        expect(await within((tx) => tx.loss('d2'))).toBeNull()
        expect(await within((tx) => tx.losses())).toEqual([{ device: 'd1', reportedAt: 5, by: 'officer:a' }])
        expect(await within((tx) => tx.recoveries('d1'))).toEqual([{ device: 'd1', volunteer: 'v', counter: 2 }])
        expect(await within((tx) => tx.recoveries('d2'))).toEqual([])
      })
    })

    describe('organisation', () => {
      it('keeps units, teams and volunteers, and replaces by id', async () => {
        await within(async (tx) => {
          await tx.putUnit({ id: 'u2', code: 'b', kind: 'hamlet', name: 'Thôn Hai', oldName: 'Ấp Cũ' })
          await tx.putUnit({ id: 'u1', code: 'a', kind: 'commune', name: 'Xã Mẫu', oldName: null })
          await tx.putUnit({ id: 'u2', code: 'b', kind: 'hamlet', name: 'Thôn Hai mới', oldName: null })
          await tx.putTeam({
            id: 't1',
            unit: 'u1',
            name: 'Tổ 1',
            keyId: 1,
            key: new Uint8Array([1, 2]),
            olderKeys: new Uint8Array(0),
          })
          await tx.putTeam({
            id: 't1',
            unit: 'u1',
            name: 'Tổ 1',
            keyId: 2,
            key: new Uint8Array([3, 4]),
            olderKeys: new Uint8Array([9]),
          })
          await tx.putVolunteer(sample.volunteer({ id: 'v2', team: 't2' }))
          await tx.putVolunteer(sample.volunteer({ id: 'v1', team: 't1' }))
          await tx.putVolunteer(sample.volunteer({ id: 'v1', team: 't1', status: 'left' }))
        })
        await within(async (tx) => {
          expect((await tx.units()).map((unit) => [unit.code, unit.name, unit.oldName])).toEqual([
            ['a', 'Xã Mẫu', null],
            ['b', 'Thôn Hai mới', null],
          ])
          expect(await tx.teams()).toEqual([
            {
              id: 't1',
              unit: 'u1',
              name: 'Tổ 1',
              keyId: 2,
              key: new Uint8Array([3, 4]),
              olderKeys: new Uint8Array([9]),
            },
          ])
          expect((await tx.volunteers()).map((row) => row.id)).toEqual(['v1', 'v2'])
          expect((await tx.volunteers('t2')).map((row) => row.id)).toEqual(['v2'])
          expect(await tx.volunteer('v1')).toEqual(sample.volunteer({ id: 'v1', team: 't1', status: 'left' }))
          expect(await tx.volunteer('v9')).toBeNull()
        })
      })

      it('refuses a unit code or an officer name that another has', async () => {
        await within(async (tx) => {
          await tx.putUnit({ id: 'u1', code: 'a', kind: 'commune', name: 'Xã Mẫu', oldName: null })
          await tx.putOfficer(sample.officer({ id: 'o1' }))
        })
        const unit = within((tx) => tx.putUnit({ id: 'u2', code: 'a', kind: 'hamlet', name: 'Thôn', oldName: null }))
        expect(await codeOf(unit)).toBe('duplicate')
        expect(await codeOf(within((tx) => tx.putOfficer(sample.officer({ id: 'o2' }))))).toBe('duplicate')
      })

      it('keeps officers and their sessions', async () => {
        const officer = sample.officer({ role: 'admin', disabled: true })
        const session = { tokenHash: 'h', officer: officer.id, createdAt: 1, expiresAt: 2 }
        await within(async (tx) => {
          await tx.putOfficer(officer)
          await tx.putOfficerSession(session)
        })
        await within(async (tx) => {
          expect(await tx.officerByName(officer.name)).toEqual(officer)
          expect(await tx.officer(officer.id)).toEqual(officer)
          expect(await tx.officers()).toEqual([officer])
          expect(await tx.officerByName('nobody')).toBeNull()
          expect(await tx.officerSession('h')).toEqual(session)
          await tx.deleteOfficerSession('h')
          await tx.deleteOfficerSession('h')
          expect(await tx.officerSession('h')).toBeNull()
          for (const tokenHash of ['one', 'two']) await tx.putOfficerSession({ ...session, tokenHash })
          await tx.putOfficerSession({ ...session, tokenHash: 'theirs', officer: 'another' })
          await tx.endOfficerSessions(session.officer)
          expect(await tx.officerSession('one')).toBeNull()
          expect(await tx.officerSession('two')).toBeNull()
          expect(await tx.officerSession('theirs')).not.toBeNull()
        })
      })
    })

    describe('clips', () => {
      it('has of each sentence and language one that counts, and one of each person that waits; what counts waits no more', async () => {
        const draft = sample.clip()
        await within(async (tx) => {
          await tx.putClip(draft)
          await tx.putClip(sample.clip({ id: 'khmer', language: 'khm' }))
          await tx.putClipBody({ clip: 'clip', body: new Uint8Array([1, 2]) })
        })
        expect(await codeOf(within((tx) => tx.putClip(sample.clip({ id: 'second', state: 'returned' }))))).toBe(
          'duplicate',
        )
        await within(async (tx) => {
          await tx.putClip(sample.clip({ id: 'theirs', recordedBy: 'v2' }))
          await tx.dropClip('theirs')
        })
        const reviewed = { ...draft, state: 'reviewed', decidedBy: 'o2', decidedAt: 2 } as const
        expect(await codeOf(within((tx) => tx.putClip({ ...reviewed, decidedBy: 'o' })))).toBe('conflict')
        const second = sample.clip({ id: 'second', recordedAt: 3 })
        await within(async (tx) => {
          await tx.putClip(reviewed)
          await tx.putClip(second)
        })
        await within(async (tx) => {
          expect(await tx.clips('sti')).toEqual([reviewed, second])
          expect((await tx.clips()).map(({ id }) => id)).toEqual(['khmer', 'clip', 'second'])
          await tx.lockStudio()
          expect(await tx.clip('second')).toEqual(second)
          expect(await tx.clip('none')).toBeNull()
          expect(await tx.clipBody('clip')).toEqual({ clip: 'clip', body: new Uint8Array([1, 2]) })
          expect(await tx.clipBody('second')).toBeNull()
        })
        const both = { ...second, state: 'reviewed', decidedBy: 'o2' } as const
        expect(await codeOf(within((tx) => tx.putClip(both)))).toBe('duplicate')
        expect(await codeOf(within((tx) => tx.putClip({ ...reviewed, speaker: 'Khác' })))).toBe('conflict')
        await within((tx) => tx.dropClip('second'))
        expect(await codeOf(within((tx) => tx.putClip({ ...reviewed, state: 'draft' })))).toBe('conflict')
        await within(async (tx) => {
          await tx.putClip({ ...reviewed, state: 'withdrawn' })
          await tx.dropClipBody('clip')
          expect(await tx.clipBody('clip')).toBeNull()
        })
        expect(await codeOf(within((tx) => tx.putClip(reviewed)))).toBe('conflict')
        await within(async (tx) => {
          await tx.dropClip('clip')
          await tx.dropClip('clip')
          expect((await tx.clips()).map(({ id }) => id)).toEqual(['khmer'])
        })
      })

      it('keeps those that another took the place of beside the one that counts, and they count no more', async () => {
        const reviewed = sample.clip({ state: 'reviewed', decidedBy: 'o2', decidedAt: 2, isOut: true })
        const replaced = { ...reviewed, state: 'replaced' } as const
        await within(async (tx) => {
          await tx.putClip(reviewed)
          await tx.putClip(replaced)
          await tx.putClip({ ...reviewed, id: 'second' })
        })
        expect(await codeOf(within((tx) => tx.putClip(reviewed)))).toBe('conflict')
        expect(await within((tx) => tx.clips('sti'))).toEqual([replaced, { ...reviewed, id: 'second' }])
        const written = sample.translation({ state: 'reviewed', decidedBy: 'o2', decidedAt: 2, isOut: true })
        await within(async (tx) => {
          await tx.putTranslation(written)
          await tx.putTranslation({ ...written, state: 'replaced' })
          await tx.putTranslation({ ...written, id: 'second' })
        })
        expect(await codeOf(within((tx) => tx.putTranslation(written)))).toBe('conflict')
        expect(await codeOf(within((tx) => tx.putTranslation({ ...written, state: 'draft' })))).toBe('conflict')
      })
    })

    describe('translations', () => {
      it('has one that waits and one that counts of each sentence and language; nobody reviews their own', async () => {
        const draft = sample.translation()
        await within((tx) => tx.putTranslation(draft))
        const again = sample.translation({ id: 'second', state: 'returned' })
        expect(await codeOf(within((tx) => tx.putTranslation(again)))).toBe('duplicate')
        const reviewed = { ...draft, state: 'reviewed', decidedBy: 'o2', decidedAt: 2 } as const
        expect(await codeOf(within((tx) => tx.putTranslation({ ...reviewed, decidedBy: 'o' })))).toBe('conflict')
        const second = sample.translation({ id: 'second', writtenAt: 3, text: '[thử 2]' })
        await within(async (tx) => {
          await tx.putTranslation(reviewed)
          await tx.putTranslation(second)
          await tx.putTranslation(sample.translation({ id: 'other', language: 'zh' }))
        })
        await within(async (tx) => {
          expect(await tx.translations('km')).toEqual([reviewed, second])
          expect((await tx.translations()).map(({ id }) => id)).toEqual(['translation', 'second', 'other'])
          expect(await tx.translation('second')).toEqual(second)
          expect(await tx.translation('none')).toBeNull()
        })
        expect(await codeOf(within((tx) => tx.putTranslation({ ...reviewed, text: 'khác' })))).toBe('conflict')
        await within((tx) => tx.dropTranslation('second'))
        expect(await codeOf(within((tx) => tx.putTranslation(draft)))).toBe('conflict')
        await within(async (tx) => {
          await tx.dropTranslation('translation')
          expect(await tx.translations('km')).toEqual([])
        })
      })
    })

    describe('passkeys', () => {
      it('keeps them apart by officer and commune; a counter never falls, a blocked one stays so', async () => {
        const row = sample.passkey()
        const other = sample.passkey({ id: 'other', officer: 'o2', createdAt: 0 })
        await within(async (tx) => {
          await tx.putPasskey(row)
          await tx.putPasskey(other)
        })
        const counted = { ...row, counter: 4, lastUsedAt: 9 }
        await within((tx) => tx.putPasskey(counted))
        await within(async (tx) => {
          expect(await tx.passkeys()).toEqual([other, counted])
          expect(await tx.passkeys('o')).toEqual([counted])
          expect(await tx.lockPasskey('credential')).toEqual(counted)
          expect(await tx.lockPasskey('none')).toBeNull()
        })
        expect(await codeOf(within((tx) => tx.putPasskey({ ...counted, counter: 3 })))).toBe('conflict')
        expect(await codeOf(within((tx) => tx.putPasskey({ ...counted, officer: 'o2' })))).toBe('conflict')
        const publicKey = new Uint8Array([1])
        expect(await codeOf(within((tx) => tx.putPasskey({ ...counted, publicKey })))).toBe('conflict')
        await within((tx) => tx.putPasskey({ ...counted, blockedAt: 10 }))
        expect(await codeOf(within((tx) => tx.putPasskey({ ...counted, blockedAt: null })))).toBe('conflict')
        await within(async (tx) => {
          await tx.deletePasskey('credential')
          await tx.deletePasskey('credential')
          expect(await tx.passkeys()).toEqual([other])
        })
      })
    })

    describe('kiosks', () => {
      it('keeps a claim, its proof for ever as it was made (SPEC KSK-5)', async () => {
        const claim = { record: 'r', proof: new Uint8Array(32).fill(7), until: 5, wrong: 0, claimedBy: null }
        await within((tx) => tx.putClaim(claim))
        await within((tx) => tx.putClaim({ ...claim, until: 9, wrong: 2, claimedBy: 'me', proof: new Uint8Array(32) }))
        expect(await within((tx) => tx.claim('r'))).toEqual({ ...claim, until: 9, wrong: 2, claimedBy: 'me' })
        expect(await within((tx) => tx.claim('other'))).toBeNull()
        const other = sample.tenant()
        await store.createTenant(other)
        expect(await within((tx) => tx.claim('r'), other.id)).toBeNull()
      })
    })

    describe('devices and enrolment', () => {
      it('keeps since when a kiosk calls, and nothing else by it (SPEC KSK-7)', async () => {
        const device = sample.device({ purpose: 'kiosk' })
        await within((tx) => tx.putDevice(device))
        await within((tx) => tx.callFrom(device.id, 7))
        expect(await within((tx) => tx.device(device.id))).toEqual({ ...device, calledAt: 7 })
        await within((tx) => tx.callFrom(device.id, null))
        await within((tx) => tx.callFrom('nobody', 7))
        expect(await within((tx) => tx.devices())).toEqual([device])
      })

      it('keeps a day’s numbers as they were told first, and forgets those of days before (SPEC KSK-8)', async () => {
        const later = sample.ticket({ number: 'A001', takenAt: 9 })
        const first = sample.ticket({ number: 'B002', takenAt: 5 })
        const past = sample.ticket({ day: '2026-11-26' })
        await within(async (tx) => {
          for (const row of [later, first, past]) await tx.addTicket(row)
        })
        const called = { ...first, state: 'called', counter: 'Quầy 2', calledAt: 7, calls: 1 } as const
        await within((tx) => tx.changeTicket({ ...called, takenAt: 99, device: 'other' }))
        await within((tx) => tx.addTicket(first))
        expect(await within((tx) => tx.tickets(first.day))).toEqual([called, later])
        expect(await within((tx) => tx.lockTickets(past.day))).toEqual([past])
        await within((tx) => tx.dropTickets(first.day))
        expect(await within((tx) => tx.tickets(past.day))).toEqual([])
        expect(await within((tx) => tx.tickets(first.day))).toEqual([called, later])
      })

      it('keeps the newest word about an evening, and none that says less (SPEC LED-3)', async () => {
        const first = sample.evening()
        const [fewer, more] = [sample.evening({ captured: 11 }), sample.evening({ acknowledged: 12, toldAt: 6 })]
        const before = sample.evening({ day: '2027-11-26', toldAt: 4 })
        for (const row of [first, fewer, more, first, before]) await within((tx) => tx.putEvening(row))
        expect(await within((tx) => tx.evenings(4))).toEqual([more, before])
        expect(await within((tx) => tx.evenings(5))).toEqual([more])
        await within((tx) => tx.dropEvenings(5))
        expect(await within((tx) => tx.evenings(0))).toEqual([more])
      })

      it('keeps the newest decision about two cases, found from either, and forgets what was said of one', async () => {
        const by = 'officer:o'
        const first = { a: 'a', b: 'b', same: true, by, at: 1 }
        const rows = [
          first,
          { ...first, b: 'c', at: 2 },
          { ...first, same: false, at: 3 },
          { ...first, a: 'b', b: 'c', at: 4 },
        ]
        for (const row of rows) await within((tx) => tx.putSameness(row))
        expect(await within((tx) => tx.samenessOf('a'))).toEqual([rows[1], rows[2]])
        expect(await within((tx) => tx.samenessOf('c'))).toEqual([rows[1], rows[3]])
        await within((tx) => tx.dropSameness('c'))
        expect(await within((tx) => tx.samenessOf('c'))).toEqual([])
        expect(await within((tx) => tx.samenessOf('b'))).toEqual([rows[2]])
      })

      it('keeps of one tablet’s evenings those that were told last (SPEC LED-3)', async () => {
        const days = ['2027-11-24', '2027-11-25', '2027-11-26'].map((day, at) =>
          sample.evening({ day, toldAt: 5 + Math.min(at, 1) }),
        )
        const [oldest, middle, newest] = days
        const other = sample.evening({ device: 'other', toldAt: 1 })
        for (const row of [...days, other]) await within((tx) => tx.putEvening(row))
        await within((tx) => tx.trimEvenings('me', 3))
        expect(await within((tx) => tx.evenings(0))).toEqual([middle, newest, oldest, other])
        await within((tx) => tx.trimEvenings('me', 1))
        expect(await within((tx) => tx.evenings(0))).toEqual([newest, other])
      })

      it('gives a kiosk’s letter once (SPEC KSK-8)', async () => {
        await within((tx) => tx.putKioskLetter({ device: 'k2', letter: 'B' }))
        await within((tx) => tx.putKioskLetter({ device: 'k1', letter: 'A' }))
        expect(await codeOf(within((tx) => tx.putKioskLetter({ device: 'k3', letter: 'A' })))).toBe('duplicate')
        expect(await codeOf(within((tx) => tx.putKioskLetter({ device: 'k1', letter: 'C' })))).toBe('duplicate')
        expect(await within((tx) => tx.kioskLetters())).toEqual([
          { device: 'k1', letter: 'A' },
          { device: 'k2', letter: 'B' },
        ])
      })

      it('keeps devices', async () => {
        const device = sample.device({ lease: new Uint8Array([9, 0, 255]), lastSeenAt: 5 })
        await within((tx) => tx.putDevice({ ...device, status: 'pending' }))
        await within((tx) => tx.putDevice(device))
        expect(await within((tx) => tx.device(device.id))).toEqual(device)
        expect(await within((tx) => tx.devices())).toEqual([device])
      })

      it('sees a device without undoing a decision on it that was made meanwhile (fault 42)', async () => {
        const device = sample.device({ status: 'approved', lastSeenAt: null })
        await within((tx) => tx.putDevice(device))
        const answered = within(async (tx) => {
          const row = await tx.device(device.id)
          await tx.seeDevice(row?.id ?? '', 7)
          await tx.seeDevice('nobody', 7)
          return tx.device(device.id)
        })
        expect((await answered)?.lastSeenAt).toBe(7)
        await Promise.all([
          ...[8, 9, 10].map((at) => within((tx) => tx.seeDevice(device.id, at))),
          within((tx) => tx.putDevice({ ...device, status: 'revoked' })),
          ...[11, 12, 13].map((at) => within((tx) => tx.seeDevice(device.id, at))),
        ])
        expect((await within((tx) => tx.device(device.id)))?.status).toBe('revoked')
        expect(await within((tx) => tx.device('nobody'))).toBeNull()
      })

      it('lets a token be used once, even when twenty ask at once (fault 49)', async () => {
        await within((tx) => tx.putEnrolToken(sample.enrolToken({ tokenHash: 't', expiresAt: 1000 })))
        const asked = await Promise.all(Array.from({ length: 20 }, () => within((tx) => tx.useEnrolToken('t', 999))))
        const won = asked.filter((row) => row !== null)
        expect(won).toEqual([sample.enrolToken({ tokenHash: 't', expiresAt: 1000, usedAt: 999 })])
        expect(await within((tx) => tx.enrolTokens())).toEqual(won)
      })

      it('refuses a token at its last moment, an unknown one, and the same one put twice', async () => {
        await within((tx) => tx.putEnrolToken(sample.enrolToken({ tokenHash: 't', expiresAt: 1000 })))
        expect(await within((tx) => tx.useEnrolToken('t', 1000))).toBeNull()
        expect(await within((tx) => tx.useEnrolToken('u', 1))).toBeNull()
        const again = within((tx) => tx.putEnrolToken(sample.enrolToken({ tokenHash: 't', expiresAt: 9999 })))
        expect(await codeOf(again)).toBe('duplicate')
      })

      it('leaves a token unused when its transaction is undone', async () => {
        await within((tx) => tx.putEnrolToken(sample.enrolToken({ tokenHash: 't', expiresAt: 1000 })))
        const undone = within(async (tx) => {
          await tx.useEnrolToken('t', 1)
          throw new Error('no')
        })
        await expect(undone).rejects.toThrow('no')
        expect(await within((tx) => tx.useEnrolToken('t', 1))).not.toBeNull()
      })

      it('says yes to a nonce once (fault 41)', async () => {
        const asked = await Promise.all(Array.from({ length: 20 }, () => within((tx) => tx.useNonce('n', 10))))
        expect(asked.filter(Boolean)).toHaveLength(1)
        expect(await within((tx) => tx.useNonce('n', 999_999))).toBe(false)
        expect(await within((tx) => tx.useNonce('m', 10))).toBe(true)
      })
    })

    describe('what ends by itself', () => {
      it('is forgotten once it has ended, as many rows at a time as asked', async () => {
        await within(async (tx) => {
          for (const at of [10, 20, 30, 40]) {
            await tx.useNonce(`n${at}`, at)
            await tx.putOfficerSession({ tokenHash: `s${at}`, officer: 'o', createdAt: 1, expiresAt: at })
            await tx.putEnrolToken(sample.enrolToken({ tokenHash: `t${at}`, expiresAt: at }))
          }
        })
        for (const kind of ['nonce', 'officerSession', 'enrolToken'] as const) {
          const remove = (before: number, limit: number) => within((tx) => tx.removeExpired(kind, before, limit))
          expect([kind, await remove(10, 9), await remove(40, 2), await remove(40, 2), await remove(40, 2)]).toEqual([
            kind,
            0,
            2,
            1,
            0,
          ])
        }
        expect(await within((tx) => tx.officerSession('s30'))).toBeNull()
        expect((await within((tx) => tx.officerSession('s40')))?.expiresAt).toBe(40)
        expect((await within((tx) => tx.enrolTokens())).map((row) => row.tokenHash)).toEqual(['t40'])
        expect([await within((tx) => tx.useNonce('n40', 40)), await within((tx) => tx.useNonce('n10', 10))]).toEqual([
          false,
          true,
        ])
      })

      it('stays with another commune, and with a transaction that is undone', async () => {
        const other = sample.tenant()
        await store.createTenant(other)
        await within((tx) => tx.useNonce('n', 10), other.id)
        await within((tx) => tx.useNonce('n', 10))
        const undone = within(async (tx) => {
          expect(await tx.removeExpired('nonce', 99, 9)).toBe(1)
          throw new Error('undone')
        })
        await expect(undone).rejects.toThrow('undone')
        expect(await within((tx) => tx.useNonce('n', 10))).toBe(false)
        await within((tx) => tx.removeExpired('nonce', 99, 9))
        expect(await within((tx) => tx.useNonce('n', 10), other.id)).toBe(false)
      })
    })

    describe('the durable append', () => {
      it('holds a chain until the transaction ends, also a chain that is new', async () => {
        const push = () =>
          within(async (tx) => {
            const n = ((await tx.lockChain('c'))?.n ?? 0) + 1
            await tx.appendItems([sample.item('c', n)])
            await tx.putChain({ chain: 'c', device: 'device-1', n, hash: new Uint8Array(32).fill(n) })
          })
        await Promise.all(Array.from({ length: 20 }, push))
        await within(async (tx) => {
          expect(await tx.lockChain('c')).toEqual({
            chain: 'c',
            device: 'device-1',
            n: 20,
            hash: new Uint8Array(32).fill(20),
          })
          expect((await tx.pendingItems(100)).map((item) => item.n)).toEqual(
            Array.from({ length: 20 }, (_, i) => i + 1),
          )
        })
      })

      it('never lets a chain go back or change hands', async () => {
        const head = { chain: 'c', device: 'd1', n: 5, hash: new Uint8Array(32) }
        await within((tx) => tx.putChain(head))
        expect(await codeOf(within((tx) => tx.putChain({ ...head, n: 4 })))).toBe('conflict')
        expect(await codeOf(within((tx) => tx.putChain({ ...head, n: 6, device: 'd2' })))).toBe('conflict')
        await within((tx) => tx.putChain({ ...head, n: 6 }))
        await within((tx) => tx.putChain({ ...head, chain: 'b' }))
        expect((await within((tx) => tx.chainsOf('d1'))).map((row) => [row.chain, row.n])).toEqual([
          ['b', 5],
          ['c', 6],
        ])
        expect(await within((tx) => tx.chainsOf('d2'))).toEqual([])
      })

      it('keeps a branch with its origin for ever, and its path only grows (CHN-8)', async () => {
        const branch = sample.branch()
        await within((tx) => tx.putBranch(branch))
        await within((tx) => tx.putBranch(sample.branch({ chain: 'a', path: [] })))
        await within((tx) => tx.putBranch(sample.branch({ chain: 'z', origin: 'y' })))
        const longer = { ...branch, path: [...branch.path, ['a', 9] as const] }
        await within((tx) => tx.putBranch(longer))
        expect(await within((tx) => tx.branch('b'))).toEqual(longer)
        expect(await within((tx) => tx.branch('c'))).toBeNull()
        expect((await within((tx) => tx.branchesOf('c'))).map(({ chain }) => chain)).toEqual(['a', 'b'])
        expect(await codeOf(within((tx) => tx.putBranch(branch)))).toBe('conflict')
        expect(await codeOf(within((tx) => tx.putBranch({ ...longer, origin: 'y' })))).toBe('conflict')
        const other = sample.tenant()
        await store.createTenant(other)
        expect(await within((tx) => tx.branchesOf('c'), other.id)).toEqual([])
      })

      it('keeps a header once: the same bytes again are fine, others are refused', async () => {
        const header = { sid: 's', device: 'd', actor: 'volunteer:v', kid: 'k', bytes: new Uint8Array([1, 2, 3]) }
        await within((tx) => tx.putSessionHeader(header))
        await within((tx) => tx.putSessionHeader(header))
        const other = within((tx) => tx.putSessionHeader({ ...header, bytes: new Uint8Array([1, 2, 4]) }))
        expect(await codeOf(other)).toBe('duplicate')
        expect(await within((tx) => tx.sessionHeader('d', 's'))).toEqual(header)
        expect(await within((tx) => tx.sessionHeader('d', 't'))).toBeNull()
      })

      it('keeps the headers of two devices under one sid apart (SES-5)', async () => {
        const header = { sid: 's', device: 'd', actor: 'volunteer:v', kid: 'k', bytes: new Uint8Array([1, 2, 3]) }
        const other = { ...header, device: 'e', bytes: new Uint8Array([4]) }
        await within((tx) => tx.putSessionHeader(other))
        await within((tx) => tx.putSessionHeader(header))
        expect(await within((tx) => tx.sessionHeader('d', 's'))).toEqual(header)
        expect(await within((tx) => tx.sessionHeader('e', 's'))).toEqual(other)
        expect(await within((tx) => tx.sessionHeader('f', 's'))).toBeNull()
      })

      it('gives items back byte for byte and refuses the same place twice, whole batch undone', async () => {
        const items = [
          sample.item('c', 1, { ct: new Uint8Array([0, 255, 10, 92]) }),
          sample.item('c', 2, { ct: null, withheld: 'too-large' }),
          sample.item('c', 3, { quarantined: true, ct: new Uint8Array(0), origin: 'other' }),
        ]
        await within((tx) => tx.appendItems(items))
        await within((tx) => tx.appendItems([]))
        for (const item of items) expect(await within((tx) => tx.item('c', item.n))).toEqual(item)
        expect(await codeOf(within((tx) => tx.appendItems([sample.item('c', 4), sample.item('c', 2)])))).toBe(
          'duplicate',
        )
        expect(await within((tx) => tx.item('c', 4))).toBeNull()
        expect(await within((tx) => tx.item('c', 9))).toBeNull()
      })

      it('names the items of a span that a receipt must except (RCP-1)', async () => {
        await within((tx) =>
          tx.appendItems([
            sample.item('c', 1, { ct: null, withheld: 'too-large' }),
            sample.item('c', 2),
            sample.item('c', 3, { quarantined: true }),
            sample.item('c', 4, { ct: null, withheld: 'damaged', quarantined: true }),
            sample.item('c', 5, { quarantined: true }),
            sample.item('d', 3, { quarantined: true }),
          ]),
        )
        expect(await within((tx) => tx.exceptionsBetween('c', 1, 4))).toEqual([
          [3, 'quarantined'],
          [4, 'damaged'],
        ])
        expect(await within((tx) => tx.exceptionsBetween('c', 0, 2))).toEqual([[1, 'too-large']])
        expect(await within((tx) => tx.exceptionsBetween('c', 5, 9))).toEqual([])
      })

      it('appends a batch of 1,000 and gives it back in order', async () => {
        const batch = Array.from({ length: 1000 }, (_, i) => sample.item('c', i + 1))
        await within((tx) => tx.appendItems(batch))
        expect(await within((tx) => tx.pendingItems(2000))).toEqual(batch)
      })

      it('counts what a device stores in a day, one push after the other, and begins each day with nothing (STR-6)', async () => {
        const add = (bytes: number) =>
          within(async (tx) => {
            const row = await tx.lockIntake('d', 20_000)
            await tx.putIntake({
              ...row,
              bytes: row.bytes + bytes,
              items: row.items + 1,
              photoBytes: row.photoBytes + 3,
            })
          })
        const undone = () =>
          within(async (tx) => {
            await tx.putIntake({ ...(await tx.lockIntake('d', 20_000)), bytes: 7, items: 7 })
            throw new Error('undone')
          }).catch(() => undefined)
        await Promise.all(Array.from({ length: 20 }, (_, i) => (i % 5 === 0 ? undone() : add(2 ** 31))))
        const today = { device: 'd', day: 20_000, bytes: 16 * 2 ** 31, items: 16, photoBytes: 48 }
        expect(await within((tx) => tx.lockIntake('d', 20_000))).toEqual(today)
        expect(await within((tx) => tx.lockIntake('e', 20_000))).toMatchObject({ bytes: 0, items: 0 })
        expect(await within((tx) => tx.lockIntake('d', 20_001))).toEqual({
          ...today,
          day: 20_001,
          bytes: 0,
          items: 0,
          photoBytes: 0,
        })
      })

      it('keeps a frame once', async () => {
        await within((tx) => tx.putFrame(sample.frame('c', 1, 16)))
        expect(await codeOf(within((tx) => tx.putFrame(sample.frame('c', 1, 16))))).toBe('duplicate')
        await within((tx) => tx.putFrame(sample.frame('c', 17, 32)))
      })

      it('keeps a receipt the same for ever (RCP-4) and knows the last', async () => {
        await within(async (tx) => {
          await tx.putReceipt({ chain: 'c', upToN: 16, jws: 'sixteen' })
          await tx.putReceipt({ chain: 'c', upToN: 48, jws: 'forty-eight' })
          await tx.putReceipt({ chain: 'c', upToN: 32, jws: 'thirty-two' })
        })
        expect(await codeOf(within((tx) => tx.putReceipt({ chain: 'c', upToN: 16, jws: 'other' })))).toBe('duplicate')
        await within(async (tx) => {
          expect(await tx.receiptAt('c', 16)).toEqual({ chain: 'c', upToN: 16, jws: 'sixteen' })
          expect(await tx.receiptAt('c', 17)).toBeNull()
          expect((await tx.lastReceipt('c'))?.jws).toBe('forty-eight')
          expect((await tx.lastReceipt('c', 48))?.jws).toBe('forty-eight')
          expect((await tx.lastReceipt('c', 47))?.upToN).toBe(32)
          expect(await tx.lastReceipt('c', 15)).toBeNull()
          expect(await tx.lastReceipt('d')).toBeNull()
        })
      })
    })

    describe('apply', () => {
      it('lets one apply run at a time', async () => {
        const order: string[] = []
        const worker = (name: string) =>
          within(async (tx) => {
            await tx.lockApply()
            order.push(`${name} in`)
            await tx.pendingItems(1)
            order.push(`${name} out`)
          })
        await Promise.all(['a', 'b', 'c', 'd'].map(worker))
        for (let i = 0; i < order.length; i += 2) {
          expect(order[i]?.replace(' in', ' out')).toBe(order[i + 1])
        }
        expect(order).toHaveLength(8)
      })

      it('hands out items without a verdict in append order, quarantined ones never', async () => {
        await within((tx) => tx.appendItems([sample.item('b', 1), sample.item('b', 2)]))
        await within((tx) => tx.appendItems([sample.item('a', 1, { quarantined: true }), sample.item('a', 2)]))
        await within(async (tx) => {
          expect((await tx.pendingItems(9)).map((row) => [row.chain, row.n])).toEqual([
            ['b', 1],
            ['b', 2],
            ['a', 2],
          ])
          expect(await tx.pendingItems(2)).toHaveLength(2)
          await tx.putVerdict(sample.verdict('b', 1))
          await tx.putVerdict(sample.verdict('b', 2, { state: 'held', waitsFor: 'item:z:1' }))
          expect((await tx.pendingItems(9)).map((row) => row.chain)).toEqual(['a'])
        })
        expect((await within((tx) => tx.pendingItems(9))).map((row) => row.chain)).toEqual(['a'])
        expect(await within((tx) => tx.counts())).toMatchObject({ items: 4, pending: 1, held: 1 })
      })

      it('lets a verdict move forward only: held to applied or rejected, never on', async () => {
        await within((tx) => tx.appendItems([1, 2].map((n) => sample.item('c', n))))
        await within((tx) => tx.putVerdict(sample.verdict('c', 1, { state: 'held', waitsFor: 'record:r', seq: 1 })))
        await within((tx) => tx.putVerdict(sample.verdict('c', 1, { state: 'held', waitsFor: 'record:q', seq: 2 })))
        const rejected = sample.verdict('c', 1, {
          state: 'rejected',
          reason: 'stale-command',
          data: { group: 'status', n: 2 },
          record: null,
          version: null,
          seen: null,
          seq: 3,
        })
        await within((tx) => tx.putVerdict(rejected))
        expect(await within((tx) => tx.verdict('c', 1))).toEqual(rejected)
        expect(await codeOf(within((tx) => tx.putVerdict(sample.verdict('c', 1, { seq: 4 }))))).toBe('conflict')
        await within((tx) => tx.putVerdict(sample.verdict('c', 2)))
        const back = within((tx) => tx.putVerdict(sample.verdict('c', 2, { state: 'held', waitsFor: 'x' })))
        expect(await codeOf(back)).toBe('conflict')
        expect(await within((tx) => tx.verdict('c', 3))).toBeNull()
        expect(await within((tx) => tx.counts())).toMatchObject({ held: 0, rejected: 1 })
      })

      it('puts what was held for a key back into the queue, in append order, until it is decided or left as it is', async () => {
        const held = (chain: string, waitsFor: string) => sample.verdict(chain, 1, { state: 'held', waitsFor })
        await within(async (tx) => {
          await tx.appendItems(['b', 'a', 'c', 'd', 'new'].map((chain) => sample.item(chain, 1)))
          for (const chain of ['c', 'a', 'b']) await tx.putVerdict(held(chain, 'record:r'))
          await tx.putVerdict(held('d', 'record:q'))
        })
        const queue = () => within(async (tx) => (await tx.pendingItems(9)).map((row) => row.chain))
        expect(await queue()).toEqual(['new'])
        await within(async (tx) => {
          await tx.lockApply()
          await tx.requeue('record:nobody')
          expect((await tx.pendingItems(9)).map((row) => row.chain)).toEqual(['new'])
          await tx.requeue('record:r')
          await tx.requeue('record:r')
          expect(await tx.pendingItems(9)).toEqual(['b', 'a', 'c', 'new'].map((chain) => sample.item(chain, 1)))
          // what is in the queue for the second time still has its verdict
          expect(await tx.verdict('a', 1)).toEqual(held('a', 'record:r'))
          expect(await tx.verdict('new', 1)).toBeNull()
        })
        expect((await within((tx) => tx.counts())).pending).toBe(4)
        // a few at a time: what was put back takes half, what is new is not kept back by it
        const some = (limit: number) => within(async (tx) => (await tx.pendingItems(limit)).map((row) => row.chain))
        expect([await some(1), await some(2), await some(3)]).toEqual([['b'], ['b', 'new'], ['b', 'a', 'new']])
        const undone = within(async (tx) => {
          await tx.leaveQueue('b', 1)
          await tx.requeue('record:q')
          throw new Error('undone')
        })
        await expect(undone).rejects.toThrow('undone')
        expect(await queue()).toEqual(['b', 'a', 'c', 'new'])
        await within(async (tx) => {
          await tx.leaveQueue('b', 1)
          await tx.putVerdict(sample.verdict('a', 1))
          await tx.putVerdict(held('c', 'record:q'))
        })
        expect(await queue()).toEqual(['new'])
        expect(await within((tx) => tx.verdict('b', 1))).toEqual(held('b', 'record:r'))
        await within((tx) => tx.requeue('record:q'))
        expect(await queue()).toEqual(['c', 'd', 'new'])
        await within((tx) => tx.requeue('record:r'))
        expect(await queue()).toEqual(['b', 'c', 'd', 'new'])
      })

      it('lists held and rejected items for the desk, newest verdict first', async () => {
        const held = sample.verdict('c', 1, { state: 'held', waitsFor: 'record:r', seq: 1 })
        const rejected = sample.verdict('c', 2, { state: 'rejected', reason: 'malformed', seq: 2 })
        await within(async (tx) => {
          await tx.appendItems([1, 2, 3].map((n) => sample.item('c', n)))
          await tx.putVerdict(held)
          await tx.putVerdict(rejected)
          await tx.putVerdict(sample.verdict('c', 3, { seq: 3 }))
        })
        expect(await within((tx) => tx.troubledItems(9))).toEqual([
          { verdict: rejected, receivedAt: sample.item('c', 2).receivedAt, isQueued: false },
          { verdict: held, receivedAt: sample.item('c', 1).receivedAt, isQueued: false },
        ])
        expect(await within((tx) => tx.troubledItems(1))).toHaveLength(1)
      })

      it('lists first what a person must decide, however much came after it, and not what is in the queue again', async () => {
        const persons = (n: number) => sample.verdict('c', n, { state: 'held', reason: 'forked', seq: n })
        await within(async (tx) => {
          await tx.appendItems([1, 2, 3, 4].map((n) => sample.item('c', n)))
          await tx.putVerdict(persons(1))
          await tx.putVerdict(persons(2))
          await tx.putVerdict(sample.verdict('c', 3, { state: 'rejected', reason: 'forked', seq: 3 }))
          await tx.putVerdict(sample.verdict('c', 4, { state: 'rejected', reason: 'malformed', seq: 4 }))
          await tx.admit({ chain: 'c', n: 2, by: 'officer:x', at: 9 })
        })
        const order = (first?: string[]) =>
          within(async (tx) => (await tx.troubledItems(9, first)).map(({ verdict }) => verdict.n))
        expect(await order()).toEqual([4, 3, 2, 1])
        expect(await order(['actor-left', 'forked'])).toEqual([1, 4, 3, 2])
      })

      it('keeps an alarm once, with how often and the newest place', async () => {
        const alarm = { id: 'x', code: 'fork', device: 'd', chain: 'c', n: 4, at: 7 }
        await within((tx) => tx.putAlarm(alarm))
        await within((tx) => tx.putAlarm({ ...alarm, code: 'other', at: 8 }))
        await within((tx) => tx.putAlarm({ id: 'a', code: 'key', device: null, chain: null, n: null, at: 3 }))
        const alarms = await within((tx) => tx.alarms())
        expect(alarms.map((row) => row.id)).toEqual(['a', 'x'])
        expect(alarms[1]).toEqual({ ...alarm, since: 7, count: 1, answered: 0 })
        const page = async (offset: number, limit: number) => {
          const { total, alarms: rows } = await within((tx) => tx.openAlarms({ cloned: false, offset, limit }))
          return [total, ...rows.map((row) => row.id)]
        }
        expect(await page(0, 1)).toEqual([2, 'x'])
        expect(await page(1, 9)).toEqual([2, 'a'])
        expect(await page(2, 9)).toEqual([2])
        await within((tx) => tx.putAlarm({ ...alarm, n: 5, at: 9 }))
        await within((tx) => tx.putAlarm({ ...alarm, chain: 'd', n: 5, at: 11, device: 'other' }))
        await within((tx) => tx.putAlarm({ ...alarm, id: 'a', at: 12 }))
        const moved = { ...alarm, chain: 'd', n: 5, at: 11, since: 7, count: 3, answered: 0 }
        const told = { id: 'a', code: 'key', device: null, chain: 'c', n: 4, at: 12, since: 3, count: 2, answered: 0 }
        expect(await within((tx) => tx.alarms())).toEqual([moved, told])
        const undone = within(async (tx) => {
          await tx.putAlarm({ ...alarm, n: 6, at: 13 })
          throw new Error('undone')
        })
        await expect(undone).rejects.toThrow('undone')
        expect(await page(0, 9)).toEqual([2, 'a', 'x'])
      })

      it('takes an answer to an alarm for what it was then: raised again, it is open, and stands since then (CHN-8)', async () => {
        const alarm = { id: 'x', code: 'cloned', device: 'd', chain: 'c', n: 4, at: 7 }
        expect(await within((tx) => tx.answerAlarm('x', 1))).toBe(false)
        await within((tx) => tx.putAlarm(alarm))
        await within((tx) => tx.putAlarm({ ...alarm, n: 5, at: 8 }))
        // what was raised since it was looked at is not answered by that
        expect(await within((tx) => tx.answerAlarm('x', 1))).toBe(true)
        const half = { ...alarm, n: 5, at: 8, since: 7, count: 2, answered: 1 }
        const open = (cloned: boolean) => within((tx) => tx.openAlarms({ cloned, offset: 0, limit: 9 }))
        expect(await open(true)).toEqual({ total: 1, alarms: [half] })
        expect(await open(false)).toEqual({ total: 0, alarms: [] })
        for (const count of [2, 1, 3]) expect(await within((tx) => tx.answerAlarm('x', count))).toBe(true)
        const answered = { ...half, answered: 2 }
        expect(await within((tx) => tx.alarms())).toEqual([answered])
        expect(await open(true)).toEqual({ total: 0, alarms: [] })
        await within((tx) => tx.putAlarm({ ...alarm, n: 5, at: 9 }))
        expect(await within((tx) => tx.alarms())).toEqual([answered])
        await within((tx) => tx.putAlarm({ ...alarm, n: 6, at: 10 }))
        await within((tx) => tx.putAlarm({ ...alarm, n: 7, at: 11 }))
        expect(await within((tx) => tx.alarms())).toEqual([
          { ...alarm, n: 7, at: 11, since: 10, count: 4, answered: 2 },
        ])
      })

      it('counts by device what is held for a reason', async () => {
        await within(async (tx) => {
          await tx.appendItems([1, 2, 3, 4].map((n) => sample.item('c', n)))
          const held = (n: number, device: string, reason: string) =>
            tx.putVerdict(sample.verdict('c', n, { state: 'held', device, reason, waitsFor: reason }))
          await held(1, 'd', 'forked')
          await held(2, 'd', 'forked')
          await held(3, 'e', 'forked')
          await held(4, 'e', 'actor-left')
        })
        const counts = await within((tx) => tx.heldFor('forked'))
        expect([...counts].sort()).toEqual([
          ['d', 2],
          ['e', 1],
        ])
        expect([...(await within((tx) => tx.heldFor('waits-for-item')))]).toEqual([])
      })
    })

    describe('records', () => {
      it('gives a record back exactly, key order and unknown fields included', async () => {
        const record = sample.record({
          groups: { b: { value: { z: 1, a: [1, { y: null, b: 'ư' }], 'ha ha': 1.5 }, version: 3 } },
          extra: { b: { zz: '"\\\u0001', aa: { deep: [[]] } } },
          officialCode: 'H99.99-250101-0001',
          returnNote: 'Thiếu giấy tờ',
          parent: 'p',
        })
        await within((tx) => tx.putRecord(record))
        const read = await within((tx) => tx.record(record.id))
        expect(read).toEqual(record)
        expect(JSON.stringify([read?.groups, read?.extra])).toBe(JSON.stringify([record.groups, record.extra]))
      })

      it('runs read-change-write of one record one after the other, also of a new one', async () => {
        const edit = () =>
          within(async (tx) => {
            const seen = await tx.lockRecord('r')
            const version = (seen?.version ?? 0) + 1
            await tx.putRecord(sample.record({ id: 'r', version, seq: await tx.nextSeq() }))
          })
        await Promise.all(Array.from({ length: 15 }, edit))
        expect((await within((tx) => tx.record('r')))?.version).toBe(15)
      })

      it('does not deadlock when two transactions lock the same two records crosswise', async () => {
        const cross = (first: string, second: string) =>
          within(async (tx) => {
            for (const id of [first, second]) {
              const seen = await tx.lockRecord(id)
              await tx.putRecord(sample.record({ id, version: (seen?.version ?? 0) + 1, seq: await tx.nextSeq() }))
            }
          })
        await Promise.all(Array.from({ length: 10 }, (_, i) => (i % 2 === 0 ? cross('x', 'y') : cross('y', 'x'))))
        expect((await within((tx) => tx.record('x')))?.version).toBe(10)
        expect((await within((tx) => tx.record('y')))?.version).toBe(10)
      })

      it('never lets a record go back to an older version or sequence', async () => {
        await within((tx) => tx.putRecord(sample.record({ id: 'r', version: 5, seq: 9 })))
        const older = within((tx) => tx.putRecord(sample.record({ id: 'r', version: 4, seq: 10 })))
        expect(await codeOf(older)).toBe('conflict')
        const unseen = within((tx) => tx.putRecord(sample.record({ id: 'r', version: 6, seq: 8 })))
        expect(await codeOf(unseen)).toBe('conflict')
      })

      it("lists newest first by the sequence, whatever the hub's clock said, filtered and paged", async () => {
        await within(async (tx) => {
          await tx.putRecord(
            sample.record({
              id: 'a',
              createdAt: 1,
              seq: 1,
              updatedAt: 9,
              status: 'received',
              search: 'nguyen van mau 50%',
            }),
          )
          await tx.putRecord(
            sample.record({ id: 'b', createdAt: 1, seq: 4, updatedAt: 3, status: 'approved', search: 'tran thi mau' }),
          )
          await tx.putRecord(
            sample.record({ id: 'c', createdAt: 2, seq: 3, updatedAt: 2, type: 'activation', search: 'le van mau' }),
          )
          await tx.putRecord(
            sample.record({
              id: 'd',
              createdAt: 2,
              seq: 2,
              updatedAt: 2,
              openConflicts: 2,
              parent: 'c',
              search: 'a_b\\c',
            }),
          )
        })
        const ids = async (filter: object) =>
          (await within((tx) => tx.records({ limit: 10, ...filter }))).map((row) => row.id)
        expect(await ids({})).toEqual(['b', 'c', 'd', 'a'])
        expect(await ids({ limit: 2, offset: 1 })).toEqual(['c', 'd'])
        expect(await ids({ type: 'activation' })).toEqual(['c'])
        expect(await ids({ types: ['activation', 'household'] })).toEqual(['c'])
        expect(await ids({ types: ['activation', 'dossier'] })).toEqual(['b', 'c', 'd', 'a'])
        expect(await ids({ types: [] })).toEqual([])
        expect(await ids({ status: ['approved', 'closed'] })).toEqual(['b'])
        expect(await ids({ status: [] })).toEqual([])
        expect(await ids({ openConflicts: true })).toEqual(['d'])
        expect(await ids({ openConflicts: false })).toEqual(['b', 'c', 'a'])
        expect(await ids({ parent: 'c' })).toEqual(['d'])
        expect(await ids({ search: '  van  mau ' })).toEqual(['c', 'a'])
        expect(await ids({ search: '50%' })).toEqual(['a'])
        expect(await ids({ phrase: 'van mau' })).toEqual(['c', 'a'])
        expect(await ids({ phrase: 'mau van' })).toEqual([])
        expect(await ids({ phrase: 'mau 50%' })).toEqual(['a'])
        expect(await ids({ search: '%' })).toEqual(['a'])
        expect(await ids({ search: '_' })).toEqual(['d'])
        expect(await ids({ search: '\\' })).toEqual(['d'])
        expect(await ids({ search: "'; drop" })).toEqual([])
        expect(await ids({ surelyBy: { at: 2, past: 2 } })).toEqual(['c', 'd'])
        // what stands later in the sequence than a change at 9 was not made before: a clock was behind
        expect(await ids({ surelyBy: { at: 2, past: 9 } })).toEqual([])
        expect(await ids({ surelyBy: { at: 1, past: 1 } })).toEqual([])
        expect(await ids({ surelyBy: { at: 2, past: 8 } })).toEqual(['c', 'd'])
        expect(await ids({ surelyBy: { at: 9, past: 9 } })).toEqual(['b', 'c', 'd', 'a'])
        const count = (filter: object) => within((tx) => tx.recordCount({ limit: 1, offset: 3, ...filter }))
        expect(await count({})).toBe(4)
        expect(await count({ search: 'van mau' })).toBe(2)
        expect(await count({ status: ['approved'], openConflicts: true })).toBe(0)
      })

      it('counts records by status', async () => {
        await within(async (tx) => {
          for (const status of ['received', 'draft', 'received']) await tx.putRecord(sample.record({ status }))
        })
        expect(await within((tx) => tx.statusCounts())).toEqual({ received: 2, draft: 1 })
      })

      it('keeps every change of a record in the order it was written, losing values too (I5)', async () => {
        const change = (version: number, outcome: 'applied' | 'conflict' | 'chosen') => ({
          record: 'r',
          version,
          group: 'identity',
          base: version - 1,
          set: { name: `N${version}`, unknown: undefined },
          before: { name: null },
          outcome,
          actor: 'volunteer:v',
          device: 'd',
          chain: 'c',
          n: version,
          wall: -62_135_596_800_000,
          at: 8,
        })
        await within(async (tx) => {
          await tx.putChange(change(2, 'applied'))
          await tx.putChange(change(2, 'conflict'))
          await tx.putChange(change(2, 'conflict'))
          await tx.putChange({ ...change(3, 'chosen'), device: null, chain: null, n: null, wall: null })
          await tx.putChange({ ...change(9, 'applied'), record: 'other' })
        })
        const read = await within((tx) => tx.changes('r'))
        expect(read.map((row) => row.outcome)).toEqual(['applied', 'conflict', 'conflict', 'chosen'])
        expect(read[0]).toStrictEqual({ ...change(2, 'applied'), set: { name: 'N2' } })
        expect(read[3]?.wall).toBeNull()
      })

      it('finds the last standing change of a group, and the tablet that a record came from, without its history', async () => {
        const change = (version: number, group: string, outcome: 'applied' | 'conflict' | 'chosen' | 'command') => ({
          record: 'r',
          version,
          group,
          base: 0,
          set: {},
          before: {},
          outcome,
          actor: 'volunteer:v',
          device: `d${version}`,
          chain: null,
          n: null,
          wall: null,
          at: 8,
        })
        await within(async (tx) => {
          await tx.putChange({ ...change(1, 'status', 'command'), device: null })
          await tx.putChange(change(2, 'contact', 'applied'))
          await tx.putChange(change(3, 'contact', 'chosen'))
          await tx.putChange(change(3, 'contact', 'conflict'))
          await tx.putChange(change(4, 'address', 'conflict'))
          await tx.putChange({ ...change(5, 'contact', 'applied'), record: 'q' })
          await tx.putChange({ ...change(6, 'contact', 'applied'), record: 's', device: null })
          // what this transaction has written counts
          expect((await tx.lastChange('r', 'contact'))?.version).toBe(3)
          expect((await tx.firstDevices(['r'])).get('r')).toBe('d2')
        })
        await within(async (tx) => {
          expect(await tx.lastChange('r', 'contact')).toEqual(change(3, 'contact', 'chosen'))
          expect((await tx.lastChange('r', 'status'))?.outcome).toBe('command')
          expect(await tx.lastChange('r', 'address')).toBeNull()
          expect(await tx.lastChange('nobody', 'contact')).toBeNull()
          const devices = await tx.firstDevices(['q', 'nobody', 'r', 's', 'r'])
          expect([...devices].sort()).toEqual([
            ['q', 'd5'],
            ['r', 'd2'],
          ])
          expect([...(await tx.firstDevices([]))]).toEqual([])
        })
      })

      it('keeps both values of a conflict, and one decision', async () => {
        const open = sample.conflict({ id: 'x', record: 'r' })
        await within((tx) => tx.putConflict(open))
        await within((tx) => tx.putConflict(sample.conflict({ id: 'y', record: 'q', openedAt: 1 })))
        expect(await within((tx) => tx.conflict('x'))).toEqual(open)
        expect((await within((tx) => tx.conflicts({}))).map((row) => row.id)).toEqual(['y', 'x'])
        const decided = { ...open, resolvedAt: 9, resolvedBy: 'officer:o', choice: 'proposed' as const }
        await within((tx) => tx.putConflict(decided))
        const again = within((tx) => tx.putConflict({ ...decided, choice: 'current' }))
        expect(await codeOf(again)).toBe('conflict')
        expect(await within((tx) => tx.conflicts({ record: 'r', open: true }))).toEqual([])
        expect(await within((tx) => tx.conflicts({ record: 'r', open: false }))).toEqual([decided])
        expect((await within((tx) => tx.counts())).openConflicts).toBe(1)
      })
    })

    describe('pull', () => {
      it("gives a device its own verdicts, its team's shared records, what is gone, and packs, by sequence", async () => {
        const shown = sample.record({ id: 'shown', seq: 4 })
        const verdict = sample.verdict('c', 1, { device: 'me', seq: 3 })
        const pack = sample.pack({ seq: 2 })
        await within(async (tx) => {
          await tx.putRecord(shown)
          await tx.putRecord(sample.record({ id: 'gone', seq: 5, shared: false }))
          await tx.putRecord(sample.record({ id: 'never', seq: 6, shared: false, everShared: false }))
          await tx.putRecord(sample.record({ id: 'theirs', seq: 7, team: 'team-2' }))
          await tx.appendItems([sample.item('c', 1), sample.item('d', 1)])
          await tx.putVerdict(verdict)
          await tx.putVerdict(sample.verdict('d', 1, { device: 'colleague', seq: 8 }))
          await tx.putPack(pack)
        })
        await within(async (tx) => {
          expect(await tx.feedSince('me', 'team-1', 0, 10)).toEqual([
            { kind: 'pack', seq: 2, pack },
            { kind: 'verdict', seq: 3, verdict, forked: null },
            { kind: 'record', seq: 4, record: shown },
            { kind: 'gone', seq: 5, record: 'gone' },
          ])
          expect((await tx.feedSince('me', 'team-1', 3, 10)).map((entry) => entry.seq)).toEqual([4, 5])
          expect((await tx.feedSince('me', 'team-1', 0, 2)).map((entry) => entry.seq)).toEqual([2, 3])
          expect(await tx.feedSince('me', 'team-1', 5, 10)).toEqual([])
        })
      })

      it('tells a team of a record that left it, until it comes back (RND-7)', async () => {
        const told = (team: string) => within((tx) => tx.feedSince('me', team, 0, 10))
        const move = (from: string, team: string, seq: number) =>
          within(async (tx) => {
            await tx.putRecord(sample.record({ id: 'house', team, seq }))
            await tx.putMoved({ team: from, record: 'house', seq, at: seq })
          })
        await within((tx) => tx.putRecord(sample.record({ id: 'house', seq: 1 })))
        await move('team-1', 'team-2', 2)
        expect(await told('team-1')).toEqual([{ kind: 'gone', seq: 2, record: 'house' }])
        expect(await told('team-2')).toMatchObject([{ kind: 'record', seq: 2 }])
        await move('team-2', 'team-1', 3)
        expect(await told('team-1')).toMatchObject([{ kind: 'record', seq: 3 }])
        expect(await told('team-2')).toEqual([{ kind: 'gone', seq: 3, record: 'house' }])
        await move('team-1', 'team-3', 4)
        expect(await told('team-1')).toEqual([{ kind: 'gone', seq: 4, record: 'house' }])
        expect(await within((tx) => tx.movedFrom('team-1'))).toEqual([
          { team: 'team-1', record: 'house', seq: 4, at: 4 },
        ])
      })

      it('tells of an item in a branch the chain that it was sealed for and its hash (PULL-8)', async () => {
        const [plain, forked] = [
          sample.verdict('c', 1, { device: 'me' }),
          sample.verdict('b', 3, { device: 'me', seq: 2 }),
        ]
        const item = sample.item('b', 3, { device: 'me', origin: 'c' })
        await within(async (tx) => {
          await tx.putChain({ chain: 'b', device: 'me', n: 3, hash: item.hash })
          await tx.putBranch(sample.branch())
          await tx.appendItems([sample.item('c', 1, { device: 'me' }), item])
          await tx.putVerdict(plain)
          await tx.putVerdict(forked)
        })
        expect(await within((tx) => tx.feedSince('me', 'team-1', 0, 10))).toEqual([
          { kind: 'verdict', seq: 1, verdict: plain, forked: null },
          { kind: 'verdict', seq: 2, verdict: forked, forked: { chain: 'c', hash: item.hash } },
        ])
      })

      it('never ends a page inside one sequence number', async () => {
        await within(async (tx) => {
          await tx.appendItems([sample.item('c', 1)])
          await tx.putVerdict(sample.verdict('c', 1, { device: 'me', seq: 1 }))
          await tx.putRecord(sample.record({ id: 'a', seq: 1 }))
          await tx.putRecord(sample.record({ id: 'b', seq: 2 }))
        })
        const first = await within((tx) => tx.feedSince('me', 'team-1', 0, 1))
        expect(first.map((entry) => entry.kind)).toEqual(['verdict', 'record'])
        expect((await within((tx) => tx.feedSince('me', 'team-1', 1, 1))).map((entry) => entry.seq)).toEqual([2])
      })

      it('shows a record once, where it last changed, whatever page a device is at', async () => {
        await within(async (tx) => {
          for (let i = 1; i <= 30; i++) await tx.putRecord(sample.record({ id: `r${i}`, seq: i }))
          await tx.putRecord(sample.record({ id: 'r3', version: 2, seq: 31 }))
        })
        const seen: number[] = []
        for (let cursor = 0; ; ) {
          const page = await within((tx) => tx.feedSince('me', 'team-1', cursor, 7))
          if (page.length === 0) break
          seen.push(...page.map((entry) => entry.seq))
          cursor = seen.at(-1) ?? 0
        }
        expect(seen).toEqual(Array.from({ length: 31 }, (_, i) => i + 1).filter((seq) => seq !== 3))
      })

      it('keeps packs whose version only rises (fault 48)', async () => {
        await within((tx) => tx.putPack(sample.pack({ version: 2 })))
        expect(await codeOf(within((tx) => tx.putPack(sample.pack({ version: 1 }))))).toBe('conflict')
        await within((tx) => tx.putPack(sample.pack({ version: 3, seq: 9 })))
        expect(await within((tx) => tx.packs())).toEqual([sample.pack({ version: 3, seq: 9 })])
      })

      it('keeps what a pack says by its hash: the newest version of each, until it is withdrawn (PCK-4)', async () => {
        const body = (text: string) => ({ pack: 'p', sha256: text, body: new TextEncoder().encode(text) })
        await within((tx) => tx.putPackBody(body('one')))
        await within((tx) => tx.putPackBody({ ...body('other'), pack: 'q' }))
        expect(await within((tx) => tx.packBody('one'))).toEqual(body('one'))
        await within((tx) => tx.putPackBody(body('two')))
        expect(await within((tx) => tx.packBody('one'))).toBeNull()
        expect(await within((tx) => tx.packBody('two'))).toEqual(body('two'))
        await within((tx) => tx.dropPackBody('p'))
        expect(await within((tx) => tx.packBody('two'))).toBeNull()
        expect(await within((tx) => tx.packBody('other'))).toMatchObject({ pack: 'q' })
      })

      it('tells a device how far its chains are safe, newest mark only, never less than before (STO-6)', async () => {
        await within(async (tx) => {
          await tx.putSafe(sample.safe({ n: 3, seq: 2 }))
          await tx.putSafe(sample.safe({ chain: 'd', device: 'colleague', seq: 2 }))
          await tx.putSafe(sample.safe({ n: 5, seq: 4, at: 9 }))
        })
        const mark = sample.safe({ n: 5, seq: 4, at: 9 })
        expect(await within((tx) => tx.feedSince('me', 'team-1', 0, 10))).toEqual([
          { kind: 'safe', seq: 4, safe: mark },
        ])
        expect(await within((tx) => tx.feedSince('me', 'team-1', 4, 10))).toEqual([])
        expect(await codeOf(within((tx) => tx.putSafe(sample.safe({ n: 4, seq: 5 }))))).toBe('conflict')
        expect((await within((tx) => tx.safeMarks())).map(({ chain, n }) => [chain, n])).toEqual([
          ['c', 5],
          ['d', 1],
        ])
      })
    })

    photoContract((work) => within(work))

    describe('erasing', () => {
      const erasedRecord = () =>
        sample.record({ id: 'r', version: 2, seq: 2, status: 'erased', groups: {}, search: '' })
      const fill = () =>
        within(async (tx) => {
          await tx.putSessionHeader({ sid: 's', device: 'd', actor: 'a', kid: 'k', bytes: new Uint8Array([1]) })
          await tx.appendItems([sample.item('c', 1), sample.item('c', 2), sample.item('c', 3)])
          await tx.putVerdict(sample.verdict('c', 1, { record: 'r', seq: 1 }))
          await tx.putVerdict(sample.verdict('c', 2, { record: 'other', seq: 2 }))
          await tx.putRecord(sample.record({ id: 'r', seq: 1 }))
          const by = { actor: 'volunteer:v', device: 'd', chain: 'c', n: 1, wall: 1, at: 2 }
          const change = { record: 'r', version: 1, base: 0, outcome: 'applied' as const, ...by }
          await tx.putChange({ ...change, group: 'identity', set: { name: 'Mẫu' }, before: { name: 'Cũ' } })
          const set = { name: 'sendBack', sentence: 'Mẫu thiếu giấy', status: 'needsSupplement' }
          await tx.putChange({ ...change, group: 'status', set, before: { status: 'submitted' }, outcome: 'command' })
          await tx.putConflict(sample.conflict({ id: 'open', record: 'r', resolvedAt: null }))
          await tx.putConflict(sample.conflict({ id: 'done', record: 'r', resolvedAt: null }))
          await tx.putConflict(
            sample.conflict({ id: 'done', record: 'r', resolvedAt: 5, resolvedBy: 'o', choice: 'current' }),
          )
        })

      it('empties history, conflicts and items of one case, and leaves places, hashes and the others (SPEC ERA-1)', async () => {
        await fill()
        const [before, other] = await within(async (tx) => [await tx.item('c', 1), await tx.item('c', 2)])
        const emptied = await within(async (tx) => {
          await tx.putRecord(erasedRecord())
          return tx.eraseCase('r', 9)
        })
        expect(emptied).toBe(1)
        await within(async (tx) => {
          expect(await tx.item('c', 1)).toEqual({ ...before, ct: null, withheld: 'erased' })
          expect(await tx.item('c', 2)).toEqual(other)
          const changes = await tx.changes('r')
          expect(changes.map(({ group, set, before: was }) => [group, set, was])).toEqual([
            ['identity', {}, {}],
            ['status', { status: 'needsSupplement' }, { status: 'submitted' }],
          ])
          const conflicts = await tx.conflicts({ record: 'r' })
          expect(conflicts.map(({ current, proposed }) => [current, proposed])).toEqual([
            [{}, {}],
            [{}, {}],
          ])
          expect(conflicts.map(({ id, resolvedAt }) => [id, resolvedAt]).sort()).toEqual([
            ['done', 5],
            ['open', 9],
          ])
        })
        // again: nothing is left to do
        expect(await within((tx) => tx.eraseCase('r', 10))).toBe(0)
      })

      it('refuses a case that does not stand as erased, and another commune’s (SPEC ERA-1, PRB-3)', async () => {
        await fill()
        expect(await codeOf(within((tx) => tx.eraseCase('r', 9)))).toBe('conflict')
        const foreign = sample.tenant()
        await store.createTenant(foreign)
        await within((tx) => tx.putRecord(erasedRecord()))
        expect(await codeOf(within((tx) => tx.eraseCase('r', 9), foreign.id))).toBe('conflict')
        expect((await within((tx) => tx.item('c', 1)))?.ct).not.toBeNull()
      })

      it('takes one item’s body out only when it was rejected (SPEC ERA-2)', async () => {
        await fill()
        await within((tx) => tx.eraseItem('c', 2))
        expect((await within((tx) => tx.item('c', 2)))?.ct).not.toBeNull()
        await within(async (tx) => {
          await tx.putVerdict(sample.verdict('c', 3, { state: 'rejected', reason: 'erased', record: null, seq: 3 }))
          await tx.eraseItem('c', 3)
        })
        expect(await within((tx) => tx.item('c', 3))).toMatchObject({ ct: null, withheld: 'erased' })
      })

      it('takes a sentence of the studio out of its item once it was applied (SPEC STU-3)', async () => {
        await fill()
        await within(async (tx) => {
          await tx.appendItems([7, 8].map((n) => sample.item('s', n, { type: studioItem.code })))
          await tx.putVerdict(sample.verdict('s', 7, { record: null, seq: 7 }))
          for (const n of [7, 8]) await tx.eraseItem('s', n)
        })
        expect(await within((tx) => tx.item('s', 7))).toMatchObject({ ct: null, withheld: 'erased' })
        expect((await within((tx) => tx.item('s', 8)))?.ct).not.toBeNull()
      })
    })
  })
}
