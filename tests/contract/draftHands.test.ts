import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { newIdentity, openBundle, recipientOf, sealBundle } from '../../src/app/storage/handover/draftBundle.ts'
import type { DraftSummary, GivenDraft, HandoverPort, TabletKey, TabletPorts } from '../../src/app/storage/ports.ts'
import { shortCodeOf } from '../../src/domain/shortCode.ts'
import { Applier } from '../../src/hub/apply/Applier.ts'
import { cookieOf, HttpKit } from './httpKit.ts'
import { PaperTablet, seen } from './PaperTablet.ts'

let kit: HttpKit
let commune: string
let cookie: string
let pin: string
const papers: PaperTablet[] = []
let giver: TabletPorts
let taker: TabletPorts
let give: HandoverPort
let take: HandoverPort

const desk = async (method: string, path: string, body?: unknown) =>
  (await kit.desk(method, path, body === undefined ? { cookie } : { cookie, body })).json()

async function enrolled(): Promise<TabletPorts> {
  const paper = new PaperTablet(kit)
  papers.push(paper)
  const tablet = await paper.open()
  const [unit] = (await desk('GET', '/api/desk/units')).filter((one: { kind: string }) => one.kind === 'hamlet')
  const { enrolUrl } = await desk('POST', '/api/desk/enrol-tokens', { unit: unit.code })
  await tablet.device.enrol(new URL(enrolUrl).hash.replace('#token=', '#'))
  const waiting = (await desk('GET', '/api/desk/devices')).find((one: { status: string }) => one.status === 'pending')
  await desk('POST', `/api/desk/devices/${waiting.id}`, { action: 'approve', purpose: 'team' })
  await seen(tablet.device.state, ({ kind }) => kind === 'ready')
  await unlock(tablet)
  paper.hasLine = false
  return tablet
}

async function unlock(tablet: TabletPorts, at = 0) {
  const people = await tablet.lock.volunteers()
  await tablet.lock.unlock(people[at]?.id ?? '', pin)
}
const labelOf = ({ device: { state } }: TabletPorts) => (state.value.kind === 'ready' ? state.value.deviceLabel : '')
const held = (tablet: TabletPorts, id: string) =>
  seen(tablet.drafts.list, (list) => list.some((one) => one.id === id && one.held !== null)).then(
    (list) => list.find((one) => one.id === id)?.held,
  )
const entriesOf = async (tablet: TabletPorts, id: string) => {
  const entries = (await tablet.drafts.get(id))?.groups.notes?.entries
  return Array.isArray(entries) ? entries.map(({ text }) => text) : []
}
const bytesOf = (given: GivenDraft) => {
  if (given.kind !== 'ok') throw new Error(given.kind)
  return given.bytes
}
async function keyOf(port: HandoverPort, text?: string): Promise<TabletKey> {
  const key = await give.readKey(text ?? (await port.ownKey()).text)
  if (!key) throw new Error('no key')
  return key
}

beforeAll(async () => {
  kit = await HttpKit.create({ fresh: true, rates: { address: 10_000 } })
  const setup = { body: { token: await kit.setup.token() } }
  const practice = await (await kit.desk('POST', '/api/desk/setup/practice', setup)).json()
  pin = practice.volunteerPin
  commune = practice.commune
  const { name, password } = practice.officer
  cookie = cookieOf(await kit.desk('POST', '/api/desk/login', { body: { commune, name, password } }))
  giver = await enrolled()
  taker = await enrolled()
  give = await giver.handover()
  take = await taker.handover()
}, 60_000)
afterAll(() => {
  for (const paper of papers) paper.end()
})

it('a draft goes to another tablet with no line, stays until its code comes back, and both names reach the desk (decision 026)', async () => {
  const { id } = await giver.drafts.create('activation', { identity: { name: 'Nguyễn Thị Mẫu', sex: 'f' } }, null)
  await giver.drafts.save(id, { contact: { phone: '0901234567' } }, 'phone')
  const to = await keyOf(take)
  expect([to.label, to.check]).toEqual([labelOf(taker), (await take.ownKey()).check])
  const bundle = bytesOf(await give.giveAway(id, to))
  expect(Buffer.from(bundle).includes('Mẫu')).toBe(false)
  expect(await held(giver, id)).toMatchObject({ who: to.label, way: 'bundle' })

  const taken = await take.take(bundle)
  expect(taken).toMatchObject({ kind: 'ok', draft: id, shortCode: shortCodeOf(id) })
  expect(await taker.drafts.get(id)).toMatchObject({ at: 'phone', groups: { contact: { phone: '0901234567' } } })
  const code = taken.kind === 'ok' ? taken.code : ''
  // a second time nothing changes, not even what was written since
  await taker.drafts.save(id, { contact: { phone: '0907654321' } })
  expect(await take.take(bundle)).toEqual({ kind: 'again', shortCode: shortCodeOf(id), code })
  expect((await taker.drafts.get(id))?.groups.contact?.phone).toBe('0907654321')

  expect(await give.release(id, 'AAAA AAAA')).toBe(false)
  expect(await giver.drafts.get(id)).not.toBeNull()
  expect(await give.release(id, code.toLowerCase())).toBe(true)
  expect(await giver.drafts.get(id)).toBeNull()

  await taker.drafts.finish(id)
  await seen(taker.sync.status, ({ pending }) => pending === 1)
  expect(await take.take(bundle)).toMatchObject({ kind: 'again' })
  for (const paper of papers) paper.hasLine = true
  await taker.sync.sendNow()
  await seen(taker.sync.status, ({ pending }) => pending === 0)
  await new Applier(kit.hub.applyPorts).applyPending(commune)
  const { case: shown } = await desk('GET', `/api/desk/cases/${id}`)
  const notes = shown.groups.notes.value.entries.map(({ text }: { text: string }) => text)
  expect(notes[0]).toContain(`(${labelOf(giver)}) giao cho ${labelOf(taker)}.`)
  expect(notes[1]).toContain(`(${labelOf(taker)}) nhận từ`)
  expect(notes[1]).toContain(labelOf(giver))
  for (const paper of papers) paper.hasLine = false
})

it('somebody else’s bundle, another team’s, one cut or of another kind is refused, and nothing is overwritten (fault 52)', async () => {
  const { id } = await giver.drafts.create('dossier', { subject: { name: 'Điểu Thử' } }, null)
  const bundle = bytesOf(await give.giveAway(id, await keyOf(take)))
  // the giving tablet cannot open it any more: it was sealed for the other one alone
  expect(await give.take(bundle)).toEqual({ kind: 'not-for-us' })
  expect(await take.take(bundle.slice(0, -1))).toEqual({ kind: 'not-for-us' })
  expect(await take.take(bundle.map((byte, i) => (i === bundle.length - 20 ? byte ^ 1 : byte)))).toEqual({
    kind: 'not-for-us',
  })
  expect(await take.take(new TextEncoder().encode('một tệp khác'))).toEqual({ kind: 'unknown-file' })
  const { key } = await keyOf(take)
  const mine = await newIdentity()
  const forMe = bytesOf(await give.giveAway(id, { label: 'Máy Mẫu', key: await recipientOf(mine), check: '' }))
  const opened = await openBundle([mine], forMe)
  if (typeof opened === 'string') throw new Error(opened)
  const ofOthers = await sealBundle(key, { ...opened, bundle: 'ab'.repeat(16), team: kit.hub.newId() })
  expect(await take.take(ofOthers)).toEqual({ kind: 'other-team' })
  expect(await take.take(bundle)).toMatchObject({ kind: 'ok' })
  const another = await sealBundle(key, { ...opened, bundle: 'cd'.repeat(16) })
  expect(await take.take(another)).toEqual({ kind: 'here-already', shortCode: shortCodeOf(id) })
  // of another team no key is taken either
  const text = (await take.ownKey()).text
  expect(await give.readKey(text.replace(/"team":"[^"]*"/, `"team":"${kit.hub.newId()}"`))).toBeNull()
  expect(await give.readKey('{}')).toBeNull()
})

it('on one tablet a colleague takes a draft on, asked and written down; who works on it shows with since when', async () => {
  const [first, second] = await giver.lock.volunteers()
  if (!first || !second) throw new Error('one volunteer')
  const { id } = await giver.drafts.create('activation', { identity: { name: 'Ba Mẫu' } }, null)
  expect(giver.drafts.list.value.find((one) => one.id === id)?.held ?? null).toBeNull()
  await give.giveHere(id, second)
  expect(await held(giver, id)).toMatchObject({ who: second.name, way: 'here' })
  await give.takeOver(id)
  expect(await seen(giver.drafts.list, (list) => list.some((one) => one.id === id && one.held === null))).toBeTruthy()
  expect(await entriesOf(giver, id)).toEqual([
    `${first.name} (${labelOf(giver)}) giao cho ${second.name}.`,
    `${first.name} (${labelOf(giver)}) nhận từ ${second.name}.`,
  ])
})

/** All that the tablet has is at the hub and decided there. */
async function sent(tablet: TabletPorts) {
  await tablet.sync.sendNow()
  await expect.poll(() => new Applier(kit.hub.applyPorts).applyPending(commune), { timeout: 20_000 }).toBeGreaterThan(0)
}

it('through the commune a draft goes with its photo to the tablet it is given to, which is seen to have it; taken back it says who and when, and two who wrote lose nothing (SPEC HLD-2, HLD-4, PHO-3)', async () => {
  const both = (hasLine: boolean) => {
    for (const paper of papers) paper.hasLine = hasLine
  }
  const listed = (tablet: TabletPorts, isWanted: (one: DraftSummary | undefined) => boolean) =>
    seen(tablet.drafts.list, (list) => isWanted(list.find((one) => one.id === id))).then((list) =>
      list.find((one) => one.id === id),
    )
  const papersGroup = { items: [{ id: 'ID_CARD', state: 'have' }], photoConsent: { given: true, at: 1 } }
  const { id } = await giver.drafts.create('dossier', { subject: { name: 'Năm Mẫu' }, papers: papersGroup }, null)
  const photo = await (await giver.photos()).add(id, 'ID_CARD', new Uint8Array(2_000).fill(7))
  both(true)
  await giver.device.askTeam()
  const to = (await give.tablets()).find(({ label }) => label === labelOf(taker))
  if (!to) throw new Error('the team’s other tablet is not known')
  both(false)
  await give.giveThroughHub(id, to)
  expect((await listed(giver, (one) => one?.held?.way === 'waiting'))?.held?.who).toBe(to.label)
  both(true)
  await sent(giver)
  await giver.sync.sendNow()
  await listed(giver, (one) => one?.held?.way === 'sent')
  await taker.sync.sendNow()
  expect((await listed(taker, (one) => one !== undefined))?.offer?.by).toContain(labelOf(giver))
  expect((await taker.drafts.get(id))?.groups.papers).toMatchObject({ photos: [{ paper: 'ID_CARD', photo }] })
  expect(await (await taker.photos()).isHere(photo)).toBe(false)

  // the first word there says who has it
  await taker.drafts.save(id, { answers: { purpose: 'Vay vốn' } })
  await sent(taker)
  await giver.sync.sendNow()
  const [first] = await taker.lock.volunteers()
  const elsewhere = await listed(giver, (one) => one?.held?.way === 'elsewhere')
  expect(elsewhere?.held?.who).toBe(`${first?.name}, ${labelOf(taker)}`)

  // the giver takes it back and both write: each other group stays, and the same one waits for a person
  await give.takeOver(id)
  await giver.drafts.save(id, { answers: { purpose: 'Nhập học' }, requester: { phone: '0901234567' } })
  await sent(giver)
  await taker.sync.sendNow()
  const lost = await listed(taker, (one) => one?.held?.way === 'elsewhere')
  expect(lost?.held?.who).toBe(`${first?.name}, ${labelOf(giver)}`)
  expect((await taker.drafts.get(id))?.groups.answers).toEqual({ purpose: 'Vay vốn' })
  await taker.drafts.finish(id)
  await sent(taker)
  await giver.drafts.finish(id)
  await sent(giver)
  const opened = () => desk('GET', `/api/desk/cases/${id}`)
  await expect.poll(async () => (await opened()).photos).toMatchObject([{ photo, state: 'here' }])
  const { case: shown, conflicts } = await opened()
  expect(shown).toMatchObject({
    status: 'submitted',
    groups: {
      subject: { value: { name: 'Năm Mẫu' } },
      answers: { value: { purpose: 'Vay vốn' } },
      requester: { value: { phone: '0901234567' } },
    },
  })
  expect(shown.groups).not.toHaveProperty('holder')
  expect(conflicts).toMatchObject([{ group: 'answers', proposed: { purpose: 'Nhập học' } }])
  both(false)
})

it('a case that the desk sent back is given through the commune like a draft, and the desk may free it (SPEC HLD-1, HLD-4)', async () => {
  for (const paper of papers) paper.hasLine = true
  const { id } = await giver.drafts.create('activation', { identity: { name: 'Sáu Mẫu' } }, null)
  await giver.drafts.finish(id)
  await sent(giver)
  const opened = async () => (await desk('GET', `/api/desk/cases/${id}`)).case
  const command = { name: 'sendBack', sentence: 'Xin ghi số điện thoại' }
  await desk('POST', `/api/desk/cases/${id}/command`, { version: (await opened()).version, command })
  await giver.sync.sendNow()
  await seen(giver.drafts.list, (list) => list.some((one) => one.id === id && one.returned))
  await give.giveThroughHub(id, null)
  await sent(giver)
  await taker.sync.sendNow()
  const offered = (list: readonly DraftSummary[]) => list.some((one) => one.id === id && one.offer !== null)
  await seen(taker.drafts.list, offered)
  expect(await opened()).toMatchObject({
    status: 'needsSupplement',
    groups: { holder: { value: { giver: expect.any(String) } } },
  })
  const { version } = await opened()
  const nobody = { giver: null, from: null, fromTablet: null, since: null }
  await desk('POST', `/api/desk/cases/${id}/correct`, { version, group: 'holder', set: nobody })
  await taker.sync.sendNow()
  await seen(taker.drafts.list, (list) => !offered(list) && list.some((one) => one.id === id && one.held === null))
  for (const paper of papers) paper.hasLine = false
})

it('Debian’s age opens what a tablet writes, and a tablet opens what it writes', async (context) => {
  if (spawnSync('age', ['--version']).error) return context.skip('age is not installed here: apt-get install age')
  const folder = mkdtempSync(join(tmpdir(), 'tram-so-age-'))
  try {
    const identity = await newIdentity()
    const { id } = await giver.drafts.create('activation', { identity: { name: 'Tư Mẫu' } }, null)
    const to = { label: 'age', key: await recipientOf(identity), check: '' }
    const bundle = bytesOf(await give.giveAway(id, to))
    const [key, sealed, plain] = ['key', 'sealed', 'plain'].map((name) => join(folder, name))
    if (!key || !sealed || !plain) throw new Error('no paths')
    writeFileSync(key, `${identity}\n`, { mode: 0o600 })
    writeFileSync(sealed, bundle)
    const opened = spawnSync('age', ['-d', '-i', key, sealed])
    expect(opened.stderr.toString()).toBe('')
    expect(JSON.parse(opened.stdout.toString())).toMatchObject({ tramso: 'draft', draft: { id } })
    // the other way round: age seals the same text for this tablet
    writeFileSync(plain, opened.stdout)
    const back = spawnSync('age', ['-r', (await keyOf(take)).key, plain])
    expect(await take.take(new Uint8Array(back.stdout))).toMatchObject({ kind: 'ok', draft: id })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
