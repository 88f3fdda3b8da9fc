import { beforeEach, describe, expect, it, vi } from 'vitest'
import { TestHub } from '../../../tests/kit/TestHub.ts'
import { bytesOfUuid, type TestTablet } from '../../../tests/kit/TestTablet.ts'
import { base64url, fromHex } from '../../crypto/bytes.ts'
import { openPage, PageStreamReader, type PullEntry, pullMessage } from '../../protocol/page.ts'
import { Problem } from '../../protocol/problems.ts'
import { safeStatement, verifyStatement } from '../../protocol/statements.ts'
import { commandCase } from '../desk/commandCase.ts'
import { resolveConflict } from '../desk/resolveConflict.ts'
import { answerPull } from './answerPull.ts'

// two cores may be shared with many others
vi.setConfig({ testTimeout: 60_000 })

let hub: TestHub
let tablet: TestTablet
beforeEach(async () => {
  hub = await TestHub.create('pull')
  tablet = await hub.tablet('t')
})
const desk = () => ({ store: hub.store, now: () => hub.now })
const officer = () => ({ tenant: hub.tenant, officer: 'o1' })

async function request(by = tablet, cursor = 0) {
  const { nonce } = await hub.statement((await hub.head(by)).head)
  const bytes = fromHex(nonce) ?? new Uint8Array(16)
  const message = pullMessage(bytesOfUuid(by.tenant), bytesOfUuid(by.deviceId), cursor, bytes)
  const signature = base64url(await by.signer.sign(message))
  return { wire: [1, 1] as [number, number], tenant: by.tenant, device: by.deviceId, cursor, nonce, signature }
}
const refusal = (asked: Awaited<ReturnType<typeof request>>) =>
  answerPull(hub.pullPorts, asked).then(
    () => 'answered',
    (error) => (error instanceof Problem ? error.code : String(error.code)),
  )
async function pagesOf(by = tablet, cursor = 0): Promise<PullEntry[][]> {
  const reader = new PageStreamReader()
  for await (const part of await answerPull(hub.pullPorts, await request(by, cursor))) reader.feed(part)
  const pages: PullEntry[][] = []
  const scope = { ...hub.bytes, device: bytesOfUuid(by.deviceId) }
  for (let page = reader.next(); page; page = reader.next()) {
    const entries = await openPage(hub.crypto.port, hub.teamKey, scope, page)
    if (!entries) throw new Error('a page that does not open')
    pages.push(entries)
  }
  return pages
}
const entriesOf = async (by = tablet, cursor = 0) => (await pagesOf(by, cursor)).flat()
const send = async (from: TestTablet) => {
  const { n } = await hub.statement((await hub.head(from)).head)
  await hub.push(await from.stream(n + 1))
  await hub.apply()
}
const kinds = (entries: PullEntry[]) => entries.map(({ k }) => k)

describe('a mark that a chain is safe', () => {
  it('comes to the tablet of the chain, when it says that it can read it; to an earlier one it does not (SPEC PULL-7)', async () => {
    const mark = { chain: 'ab'.repeat(16), device: tablet.deviceId, n: 4, at: 77 }
    const other = await hub.tablet('other')
    const seq = await hub.in(async (tx) => {
      const next = await tx.nextSeq()
      await tx.putSafe({ ...mark, seq: next })
      return next
    })
    const also = async (by: TestTablet, kinds?: string[]) => {
      const reader = new PageStreamReader()
      const asked = { ...(await request(by)), ...(kinds ? { also: kinds } : {}) }
      for await (const part of await answerPull(hub.pullPorts, asked)) reader.feed(part)
      const page = reader.next()
      const scope = { ...hub.bytes, device: bytesOfUuid(by.deviceId) }
      return page && { to: page.to, entries: await openPage(hub.crypto.port, hub.teamKey, scope, page) }
    }
    const { chain, n, at } = mark
    const told = await also(tablet, ['safe'])
    const jws = expect.any(String)
    expect(told).toEqual({ to: seq, entries: [{ k: 'safe', s: seq, chain, n, at, jws }] })
    // by the hub's own word, for this tablet, under the epoch of now
    const [entry] = told?.entries ?? []
    const word = entry?.k === 'safe' ? (entry.jws ?? '') : ''
    expect(await verifyStatement(hub.crypto.port, await hub.keys(), safeStatement, word)).toEqual({
      ...{ v: 1, tenant: tablet.tenant, device: tablet.deviceId, chain, epoch: 1, n, at },
    })
    hub.epoch = 9
    const [later] = (await also(tablet, ['safe']))?.entries ?? []
    const again = later?.k === 'safe' ? (later.jws ?? '') : ''
    expect(await verifyStatement(hub.crypto.port, await hub.keys(), safeStatement, again)).toMatchObject({ epoch: 9 })
    expect([await also(tablet), await also(tablet, ['other'])]).toEqual([
      { to: seq, entries: [] },
      { to: seq, entries: [] },
    ])
    expect(await also(other, ['safe'])).toBeNull()
  })
})

describe('who may pull', () => {
  it('is the device that signed this cursor and this nonce, once (SPEC PULL-1, fault 41)', async () => {
    const good = await request()
    expect(await refusal({ ...good, cursor: 1 })).toBe('bad-signature')
    expect(await refusal({ ...good, signature: base64url(new Uint8Array(64)) })).toBe('bad-signature')
    expect(await refusal(good)).toBe('answered')
    expect(await refusal(good)).toBe('nonce-used')
    const other = await hub.tablet('other')
    expect(await refusal({ ...(await request()), device: other.deviceId })).toBe('nonce-unknown')
    expect(await refusal({ ...good, nonce: '00'.repeat(16) })).toBe('nonce-unknown')
  })

  it('asks no clock but the hub’s: a nonce is good for ten minutes (SPEC PULL-1)', async () => {
    const good = await request()
    hub.now += 11 * 60_000
    expect(await refusal(good)).toBe('nonce-unknown')
  })

  it('is no revoked, refused, waiting or foreign device (SPEC PULL-5, PRB-3, fault 42)', async () => {
    for (const [status, code] of [
      ['revoked', 'revoked'],
      ['pending', 'not-approved'],
      ['refused', 'not-found'],
    ] as const) {
      const good = await request()
      await hub.setStatus(tablet, status)
      expect(await refusal(good)).toBe(code)
      await hub.setStatus(tablet, 'approved')
    }
    expect(await refusal({ ...(await request()), tenant: hub.otherTenant })).toBe('not-found')
    expect(await refusal({ ...(await request()), tenant: hub.newId() })).toBe('unknown-tenant')
  })

  it('writes what it asks in the form of the wire, and speaks its version (SPEC VER-2)', async () => {
    const good = await request()
    for (const wrong of [{ device: 'x' }, { nonce: 'x' }, { signature: '*' }]) {
      expect(await refusal({ ...good, ...wrong })).toBe('malformed')
    }
    expect(await refusal({ ...good, wire: [2, 2] })).toBe('hub-too-old')
  })
})

describe('what a pull brings', () => {
  it('verdicts of own items, open records whole, and nothing of another commune (SPEC PULL-4, fault 43)', async () => {
    const other = await hub.tablet('other')
    const open = tablet.newRecord()
    await tablet.seal({ r: open, g: { identity: { name: 'Người Mẫu' }, later: { a: 1 } } })
    await tablet.newCase()
    await tablet.seal({ g: {} })
    await send(tablet)
    const own = await entriesOf()
    expect(kinds(own).sort()).toEqual(['record', 'verdict', 'verdict', 'verdict'])
    expect(own.find(({ k }) => k === 'record')).toMatchObject({
      id: open,
      type: 'activation',
      status: 'draft',
      version: 1,
      groups: { identity: { value: { name: 'Người Mẫu' }, version: 1 } },
      extra: { later: { a: 1 } },
    })
    // a colleague sees the open record, and no verdict of another's items
    expect(kinds(await entriesOf(other))).toEqual(['record'])
    const foreign = await hub.tablet('foreign', 'approved', hub.otherTenant)
    const asked = await request(foreign)
    const answer = await answerPull(hub.pullPorts, asked)
    for await (const _ of answer) throw new Error('something of another commune')
  })

  it('never a finished case: it is `gone` for those who saw it, and nothing for the others (SPEC PULL-4)', async () => {
    const id = tablet.newRecord()
    await tablet.seal({ r: id, g: { identity: { name: 'Người Mẫu' } } })
    await send(tablet)
    const cursor = Math.max(...(await entriesOf()).map(({ s }) => s))
    await tablet.seal({ b: -1, g: {}, c: { name: 'submit' } })
    await tablet.newCase()
    await send(tablet)
    expect(kinds(await entriesOf(tablet, cursor)).sort()).toEqual(['gone', 'verdict', 'verdict'])
    expect((await entriesOf(tablet, cursor)).find(({ k }) => k === 'gone')).toMatchObject({ id })
  })

  it('the same state from any cursor, however long a tablet was away: no end of a case is ever forgotten (SPEC PULL-4, fault 37)', async () => {
    const other = await hub.tablet('other')
    const cases = [await tablet.newCase(), await tablet.newCase(), await tablet.newCase()]
    const [kept = '', ...ended] = cases
    await send(tablet)
    for (const id of cases) await commandCase(desk(), officer(), id, 1, { name: 'sendBack', sentence: 'Thiếu giấy' })
    const last = Math.max(...(await entriesOf(other)).map(({ s }) => s))
    for (const id of ended) await commandCase(desk(), officer(), id, 2, { name: 'close' })
    hub.now += 5 * 365 * 86_400_000
    const openAfter = (entries: readonly PullEntry[], open: Set<string>) => {
      for (const entry of entries) {
        if (entry.k === 'record') open.add(entry.id)
        if (entry.k === 'gone') open.delete(entry.id)
      }
      return [...open]
    }
    expect(openAfter(await entriesOf(other), new Set())).toEqual([kept])
    for (let cursor = 1; cursor <= last; cursor++) {
      expect(openAfter(await entriesOf(other, cursor), new Set(cases))).toEqual([kept])
    }
  })

  it('a case that the desk sent back, with its sentence, and a person’s choice as a new version (SPEC MRG-6)', async () => {
    const id = await tablet.newCase({ contact: { phone: '0900000000' } })
    await send(tablet)
    await commandCase(desk(), officer(), id, 1, { name: 'sendBack', sentence: 'Thiếu giấy' })
    const other = await hub.tablet('other')
    await other.seal({ r: id, b: 2, g: { contact: { phone: '0900000002' } } })
    await tablet.seal({ r: id, b: 2, g: { contact: { phone: '0900000001' } } })
    await send(other)
    await send(tablet)
    const [conflict] = await hub.in((tx) => tx.conflicts({ open: true }))
    const before = (await entriesOf(other)).find(({ k }) => k === 'record')
    expect(before).toMatchObject({ status: 'needsSupplement', note: 'Thiếu giấy', conflicts: 1 })
    await resolveConflict(desk(), officer(), conflict?.id ?? '', 'proposed')
    for (const team of [tablet, other]) {
      const record = (await entriesOf(team)).find(({ k }) => k === 'record')
      expect(record).toMatchObject({
        conflicts: 0,
        version: 4,
        chosen: { contact: 4 },
        groups: { contact: { value: { phone: '0900000001' }, version: 4 } },
      })
    }
  })

  it('no record to a kiosk, under the lease that it has without a PIN (SPEC KSK-6)', async () => {
    const kiosk = await hub.tablet('kiosk', 'approved', hub.tenant, 'kiosk')
    await kiosk.newSession(kiosk.signer, { actor: bytesOfUuid(kiosk.deviceId) })
    await tablet.seal({ r: tablet.newRecord(), g: { identity: { name: 'Người Mẫu' } } })
    await kiosk.seal({ r: kiosk.newRecord(), b: 0, g: { identity: { name: 'Người Mẫu' } } })
    await send(tablet)
    await send(kiosk)
    await hub.in(async (tx) =>
      tx.putPack({ id: 'guides', version: 1, kind: 'guides', jws: 'a.b.c', seq: await tx.nextSeq() }),
    )
    const lease = (await hub.in((tx) => tx.device(kiosk.deviceId)))?.lease ?? new Uint8Array(0)
    const reader = new PageStreamReader()
    for await (const part of await answerPull(hub.pullPorts, await request(kiosk))) reader.feed(part)
    const page = reader.next()
    const scope = { ...hub.bytes, device: bytesOfUuid(kiosk.deviceId) }
    expect(page && (await openPage(hub.crypto.port, hub.teamKey, scope, page))).toBeNull()
    const entries = page && (await openPage(hub.crypto.port, lease, scope, page))
    expect([page?.keyId, entries && kinds(entries)]).toEqual([0, ['verdict', 'pack']])
    expect(kinds(await entriesOf(tablet)).sort()).toEqual(['pack', 'record', 'verdict'])
    await hub.in(async (tx) => {
      const row = await tx.device(kiosk.deviceId)
      if (row) await tx.putDevice({ ...row, lease: null })
    })
    const without = await answerPull(hub.pullPorts, await request(kiosk))
    await expect(without[Symbol.asyncIterator]().next()).rejects.toThrow('not-approved')
  })

  it('packs to everybody', async () => {
    await hub.in(async (tx) =>
      tx.putPack({ id: 'forms', version: 2, kind: 'forms', jws: 'a.b.c', seq: await tx.nextSeq() }),
    )
    expect(await entriesOf()).toEqual([{ k: 'pack', s: 1, id: 'forms', version: 2, kind: 'forms', jws: 'a.b.c' }])
  })

  it('in pages of the sequence, none twice and none left out, wherever it goes on (SPEC PULL-2, PULL-3)', async () => {
    for (let i = 0; i < 140; i++) await tablet.seal({ r: tablet.newRecord(), g: { identity: { name: 'A' } } })
    await send(tablet)
    const pages = await pagesOf()
    expect(pages.length).toBe(2)
    const seqs = pages.flat().map(({ s }) => s)
    expect(seqs).toEqual(Array.from({ length: 280 }, (_, i) => i + 1))
    for (const cursor of [1, 17, 249, 250, 251, 279, 280]) {
      expect((await entriesOf(tablet, cursor)).map(({ s }) => s)).toEqual(seqs.filter((s) => s > cursor))
    }
  })

  it('with all entries of one number on one page: the cursor would step over the rest (SPEC PULL-3)', async () => {
    await hub.in(async (tx) => {
      for (let i = 0; i < 249; i++) {
        await tx.putPack({ id: `p${i}`, version: 1, kind: 'forms', jws: 'j', seq: await tx.nextSeq() })
      }
      const seq = await tx.nextSeq()
      for (let i = 0; i < 5; i++) await tx.putPack({ id: `q${i}`, version: 1, kind: 'forms', jws: 'j', seq })
      await tx.putPack({ id: 'last', version: 1, kind: 'forms', jws: 'j', seq: await tx.nextSeq() })
    })
    const pages = await pagesOf()
    expect(pages.map((entries) => entries.length)).toEqual([254, 1])
  })

  it('and writes each reading of records into the audit (SPEC AUD-1)', async () => {
    await tablet.seal({ r: tablet.newRecord(), g: { identity: { name: 'Người Mẫu' } } })
    await send(tablet)
    await entriesOf()
    const lines = await hub.in((tx) => tx.auditRows(1, 100))
    expect(lines.at(-1)).toMatchObject({
      action: 'pull',
      actor: `device:${tablet.deviceId}`,
      subject: `team:${hub.team}`,
      detail: { from: 0, to: 2, records: 1 },
    })
    expect(JSON.stringify(lines)).not.toContain('Người Mẫu')
  })

  it('is refused when the device’s team is gone (SPEC PRB-3)', async () => {
    await hub.in(async (tx) => {
      const row = await tx.device(tablet.deviceId)
      if (row) await tx.putDevice({ ...row, team: hub.newId() })
    })
    const pages = await answerPull(hub.pullPorts, await request())
    await expect(pages[Symbol.asyncIterator]().next()).rejects.toThrow('not-found')
  })
})
