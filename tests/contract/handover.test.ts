import { afterAll, beforeAll, expect, it } from 'vitest'
import { Changes } from '../../src/app/storage/db/Changes.ts'
import type { SyncStatus, TabletPorts } from '../../src/app/storage/ports.ts'
import { readChains } from '../../src/app/storage/seal/chains.ts'
import { DexieSyncStore } from '../../src/app/storage/sync/DexieSyncStore.ts'
import { concat } from '../../src/crypto/bytes.ts'
import { webCrypto } from '../../src/crypto/web/webCrypto.ts'
import { shortCodeOf } from '../../src/domain/shortCode.ts'
import { Applier } from '../../src/hub/apply/Applier.ts'
import { handoverLimits } from '../../src/protocol/handoverLimits.ts'
import { limits } from '../../src/protocol/limits.ts'
import { bodiesOf, encodeWorkFile, readWorkFileHead } from '../../src/protocol/workFile.ts'
import { cookieOf, HttpKit, refusal } from './httpKit.ts'
import { PaperTablet, seen } from './PaperTablet.ts'

let kit: HttpKit
let commune: string
let cookie: string
let paper: PaperTablet
let tablet: TabletPorts

const call = (method: string, path: string, body?: unknown) =>
  kit.desk(method, path, body === undefined ? { cookie } : { cookie, body })
const load = (bytes: Uint8Array, more: object = {}) =>
  kit.desk('POST', '/api/desk/handover/files', { cookie, bytes, ...more })
const loaded = async (bytes: Uint8Array) => (await load(bytes)).json()
const status = (isWanted: (value: SyncStatus) => boolean) => seen(tablet.sync.status, isWanted)
const handover = () => tablet.handover()
const utf8 = (text: string) => new TextEncoder().encode(text)

async function fileOf(): Promise<Uint8Array<ArrayBuffer>> {
  const work = await (await handover()).workFile()
  if (!work) throw new Error('nothing waits')
  return work.bytes
}

async function capture(name: string): Promise<string> {
  const { id } = await tablet.drafts.create('activation', { identity: { name } }, null)
  await tablet.drafts.finish(id)
  return id
}

beforeAll(async () => {
  kit = await HttpKit.create({ fresh: true, rates: { address: 10_000 } })
  // evenings are told of by the tablet's clock, which is this machine's (SPEC LED-3)
  kit.hub.now = Date.now()
  const setup = { body: { token: await kit.setup.token() } }
  const practice = await (await kit.desk('POST', '/api/desk/setup/practice', setup)).json()
  commune = practice.commune
  const { name, password } = practice.officer
  cookie = cookieOf(await kit.desk('POST', '/api/desk/login', { body: { commune, name, password } }))
  paper = new PaperTablet(kit)
  tablet = await paper.open()
  await tablet.device.enrol(new URL(practice.enrolUrl).hash.replace('#token=', '#'))
  const [device] = await (await call('GET', '/api/desk/devices')).json()
  await call('POST', `/api/desk/devices/${device.id}`, { action: 'approve' })
  await seen(tablet.device.state, ({ kind }) => kind === 'ready')
  const [volunteer] = await tablet.lock.volunteers()
  await tablet.lock.unlock(volunteer?.id ?? '', practice.volunteerPin)
  await status(({ versions }) => versions.epoch === 1)
  paper.hasLine = false
}, 60_000)
afterAll(() => paper.end())

it('work goes to the desk as a file, the receipt comes back as one; twice changes nothing (SPEC FIL-1, FIL-3, FIL-4, fault 52)', async () => {
  const id = await capture('Nguyễn Thị Mẫu')
  await capture('Điểu Thử')
  const file = await fileOf()
  // who carries it reads nothing of anybody
  expect(Buffer.from(file).includes('Mẫu')).toBe(false)
  await status(({ pending }) => pending === 2)

  const first = await loaded(file)
  expect(first).toMatchObject({ fresh: 2, photos: { sent: 0, held: 0 } })
  expect(first.stretches).toMatchObject([{ from: 1, to: 2, held: 2, problem: null }])
  const again = await loaded(file)
  expect(again).toMatchObject({ fresh: 0, receipts: first.receipts })
  await new Applier(kit.hub.applyPorts).applyPending(commune)
  const { cases } = await (await call('GET', '/api/desk/cases')).json()
  expect(cases.map((one: { shortCode: string }) => one.shortCode)).toContain(shortCodeOf(id))
  expect(cases).toHaveLength(2)

  const port = await handover()
  expect(await port.takeReceipts(utf8(first.receipts))).toEqual({ kind: 'ok', items: 2, photos: 0 })
  expect(await status(({ pending }) => pending === 0)).toMatchObject({ stored: 2, line: 'no-line' })
  expect(await port.takeReceipts(utf8(again.receipts))).toEqual({ kind: 'ok', items: 0, photos: 0 })
  expect(await port.workFile()).toBeNull()
  const rows = await kit.hub.in((tx) => tx.auditRows(1, 1000), commune)
  const lines = rows.filter(({ action }) => action === 'import-file')
  expect(lines.map(({ detail }) => detail)).toEqual([
    { items: 2, photos: 0 },
    { items: 0, photos: 0 },
  ])
  expect(lines[0]?.actor).toMatch(/^officer:/)
})

it('of a file that was cut or damaged what came whole counts, and the rest is named (SPEC FIL-3, fault 52)', async () => {
  const count = 20
  for (let i = 0; i < count; i++) await capture(`Thử Mẫu ${'x'.repeat(i)}`)
  const file = await fileOf()
  const { at } = await readWorkFileHead(webCrypto, file)
  const to = 2 + count
  expect((await loaded(file.subarray(0, at))).stretches).toMatchObject([{ from: 3, to, held: 2, problem: 'bad-frame' }])
  const flipped = await loaded(file.map((byte, i) => (i === file.length - 70 ? byte ^ 1 : byte)))
  const [{ held }] = flipped.stretches
  expect(flipped.stretches).toMatchObject([{ from: 3, to, problem: 'bad-frame' }])
  expect([held > 2, held < to, flipped.fresh]).toEqual([true, true, held - 2])
  expect(await loaded(file.subarray(0, file.length - 1))).toMatchObject({ fresh: 0, stretches: [{ held }] })
  // what has arrived is the hub's already, and the next file begins behind it
  expect(await (await handover()).takeReceipts(utf8(flipped.receipts))).toEqual({
    ...{ kind: 'ok', items: held - 2, photos: 0 },
  })
  const rest = await fileOf()
  expect(await loaded(rest)).toMatchObject({
    fresh: to - held,
    stretches: [{ from: held + 1, to, held: to, problem: null }],
  })
  expect(await loaded(file)).toMatchObject({ fresh: 0, stretches: [{ held: to, problem: null }] })
})

it('a file that is none, newer, damaged in its head, or for others is refused before anything (SPEC FIL-2, fault 52)', async () => {
  await capture('Bốn Mẫu')
  const file = await fileOf()
  const head = await readWorkFileHead(webCrypto, file)
  const items = async () => (await kit.hub.in((tx) => tx.counts(), commune)).items
  const before = await items()
  const changed = (at: number) => file.map((byte, i) => (i === at ? byte ^ 1 : byte))
  const scope = { tenant: commune, device: head.device, hub: head.hub }
  const written = (more: object) => encodeWorkFile(webCrypto, { ...scope, ...more }, [])
  expect(await refusal(load(utf8('một tệp khác')))).toBe('422 file-unknown')
  expect(await refusal(load(new Uint8Array(0)))).toBe('422 file-damaged')
  expect(await refusal(load(changed(3)))).toBe('409 file-newer')
  for (const at of [4, 20, 36, 45, head.at - 1]) expect(await refusal(load(changed(at)))).toBe('422 file-damaged')
  expect(await refusal(load(file.subarray(0, head.at - 1)))).toBe('422 file-damaged')
  expect(await refusal(load(await written({ hub: new Uint8Array(8) })))).toBe('409 other-hub')
  expect(await refusal(load(await written({ tenant: kit.hub.newId() })))).toBe('409 other-commune')
  expect(await refusal(load(await written({ device: kit.hub.newId() })))).toBe('404 not-found')
  expect(await refusal(load(new Uint8Array(handoverLimits.workFile + 1)))).toBe('413 too-large')
  expect(await refusal(load(file, { foreign: true }))).toBe('403 foreign-page')
  expect(await refusal(kit.desk('POST', '/api/desk/handover/files', { bytes: file }))).toBe('401 not-signed-in')
  expect(await items()).toBe(before)
})

it('a part that says another tablet than the head, or a kind that nobody knows yet, brings nothing in (SPEC FIL-2)', async () => {
  const file = await fileOf()
  const head = await readWorkFileHead(webCrypto, file)
  const [carried] = [...bodiesOf(head, file)].filter((one) => one.part.kind === 'stream')
  if (carried?.part.kind !== 'stream') throw new Error('no stream')
  const { part, body } = carried
  const other = concat(body.subarray(0, 20), new Uint8Array(16), body.subarray(36))
  const odd = await encodeWorkFile(webCrypto, head, [{ part, body: other }])
  expect((await loaded(odd)).stretches).toMatchObject([{ held: 22, problem: 'bad-frame' }])
})

it('a receipt file that is none, another tablet’s or not signed by this hub changes nothing (SPEC FIL-4, fault 14)', async () => {
  const { receipts } = await loaded(await fileOf())
  const port = await handover()
  const written = JSON.parse(receipts)
  const taken = (change: object) => port.takeReceipts(utf8(JSON.stringify({ ...written, ...change })))
  const forged = written.receipts.map((jws: string) => jws.replace(/.$/, (last) => (last === 'A' ? 'Q' : 'A')))
  expect(await port.takeReceipts(utf8('{}'))).toEqual({ kind: 'unknown-file' })
  expect(await port.takeReceipts(Uint8Array.of(255, 254))).toEqual({ kind: 'unknown-file' })
  expect(await taken({ device: kit.hub.newId() })).toEqual({ kind: 'other-tablet' })
  expect(await taken({ tenant: kit.hub.newId() })).toEqual({ kind: 'other-tablet' })
  expect(await taken({ receipts: forged })).toEqual({ kind: 'not-the-hub' })
  expect(await taken({ receipts: [] })).toEqual({ kind: 'not-the-hub' })
  expect(tablet.sync.status.value.pending).toBeGreaterThan(0)
  // the hub was restored: a line says so first, and then the tablet asks for each of its chains (SPEC EPO-1)
  kit.hub.store.epoch = async () => 2
  await capture('Sáu Mẫu')
  const later = await loaded(await fileOf())
  expect(await port.takeReceipts(utf8(later.receipts))).toEqual({ kind: 'other-epoch' })
  kit.hub.store.epoch = async () => 1
  expect(await port.takeReceipts(utf8(receipts))).toMatchObject({ kind: 'ok' })
  await status(({ pending }) => pending === 1)
})

const book = async () => (await (await call('GET', '/api/desk/handover/evenings')).json())[0]
const tonight = async () => {
  const [evening] = await (await handover()).evenings(Date.now() - 3_600_000)
  if (!evening) throw new Error('nothing was captured')
  return evening
}

it('captured is acknowledged and waiting, with the codes of what waits; the desk names what it lacks of it (SPEC LED-1…3)', async () => {
  const before = await tonight()
  const ids = [await capture('Bảy Mẫu'), await capture('Tám Mẫu')]
  const evening = await tonight()
  expect(evening.captured).toBe(before.captured + 2)
  expect(evening.acknowledged + evening.waiting.length).toBe(evening.captured)
  expect(evening.waiting.slice(-2).map(({ shortCode }) => shortCode)).toEqual(ids.map(shortCodeOf))
  expect((await (await handover()).holdings()).sealed).toBe(evening.captured)

  const file = await fileOf()
  const { at, parts } = await readWorkFileHead(webCrypto, file)
  // of the file only its head and the word came through: the desk knows by it what it lacks
  await loaded(file.subarray(0, at + (parts[0]?.length ?? 0)))
  const told = await book()
  expect(told).toMatchObject({ device: { label: expect.any(String) }, captured: evening.captured })
  expect(told.missing).toMatchObject([{ to: evening.captured }])
  expect(told.held + told.missing[0].to - told.missing[0].from + 1).toBe(told.captured)
  await loaded(file)
  expect(await book()).toMatchObject({ captured: evening.captured, held: evening.captured, missing: [] })

  // with a line the word goes along with a pull, and only when it says something new
  await capture('Chín Mẫu')
  await status(({ pending }) => pending > 0)
  paper.hasLine = true
  await tablet.sync.sendNow()
  await expect.poll(book).toMatchObject({ captured: evening.captured + 1, held: evening.captured + 1, missing: [] })
  await status(({ pending }) => pending === 0)
  paper.hasLine = false
  // an old file takes nothing back
  await loaded(file)
  expect(await book()).toMatchObject({ captured: evening.captured + 1 })
})

it('an edit that comes by file after its case was erased brings it back to nobody: rejected, and shown where it was made (fault 32, SPEC ERA-2)', async () => {
  const apply = () => new Applier(kit.hub.applyPorts).applyPending(commune)
  const erasing = (path: string, body: object) => call('POST', `/api/desk/cases/${path}`, body)
  const id = await capture('Mười Mẫu')
  await status(({ pending }) => pending === 1)
  paper.hasLine = true
  await tablet.sync.sendNow()
  await status(({ pending }) => pending === 0)
  await apply()
  const { version } = (await (await call('GET', `/api/desk/cases/${id}`)).json()).case
  await erasing(`${id}/command`, { version, command: { name: 'sendBack', sentence: 'Xin ghi số điện thoại' } })
  await tablet.sync.sendNow()
  await seen(tablet.drafts.list, (list) => list.some((one) => one.id === id && one.returned))
  paper.hasLine = false
  await tablet.drafts.save(id, { contact: { phone: '0901234567' } })
  await tablet.drafts.finish(id)
  const shown = (await (await call('GET', `/api/desk/cases/${id}`)).json()).case
  const asked = { seen: [{ id, version: shown.version }], reason: 'asked', confirm: shortCodeOf(id) }
  expect((await erasing(`${id}/person/erase`, asked)).status).toBe(200)

  // the edit, and who held it meanwhile (SPEC HLD-3)
  expect(await loaded(await fileOf())).toMatchObject({ fresh: 2 })
  await apply()
  expect((await (await call('GET', `/api/desk/cases/${id}`)).json()).case).toMatchObject({
    status: 'erased',
    groups: {},
  })
  paper.hasLine = true
  await tablet.sync.sendNow()
  const { attention } = await status((value) => value.attention.some(({ reason }) => reason === 'erased'))
  expect(attention).toMatchObject([{ kind: 'rejected', reason: 'erased', shortCode: shortCodeOf(id) }])
  paper.hasLine = false
})

it('a chain that was left waits for a line, and so do photos that do not fit (SPEC FIL-5)', async () => {
  await capture('Năm Mẫu')
  const db = paper.openDb()
  const [left] = await readChains(db)
  const changes = new Changes(null)
  await new DexieSyncStore({ db, crypto: webCrypto, changes }).beginNewChain('fork', left?.chain ?? '')
  expect(await (await handover()).workFile()).toBeNull()
  const large = {
    record: 'r',
    state: 'waiting',
    bytes: limits.photoSealed,
    place: null,
    held: 0,
    safeSince: null,
  } as const
  const sealed = new Uint8Array(limits.photoSealed)
  for (let i = 0; i < 100; i++) {
    const id = i.toString(16).padStart(64, '0')
    await db.photos.put({ ...large, id, createdAt: i })
    await db.photoBodies.put({ id, sealed })
  }
  db.close()
  const work = await (await handover()).workFile()
  expect([work?.items, work?.photos, work?.left]).toEqual([0, 95, { items: 1, photos: 5 }])
  expect(work?.bytes.length).toBeLessThanOrEqual(handoverLimits.workFile)
})
