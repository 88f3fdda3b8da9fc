import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import type { DraftSummary, SyncStatus, TabletPorts } from '../../src/app/storage/ports.ts'
import { shortCodeOf } from '../../src/domain/shortCode.ts'
import { Applier } from '../../src/hub/apply/Applier.ts'
import { oggOpus } from '../kit/oggOpus.ts'
import { cookieOf, HttpKit } from './httpKit.ts'
import { PaperTablet, seen } from './PaperTablet.ts'

const agreed = { given: true, at: 1, textVersion: '2026-11-22', method: 'screen' }
const about = { procedureCode: '1.004194', formId: 'ct01', formVersion: '1', createdAt: 1 }

let kit: HttpKit
let commune: string
let cookie: string
let pin: string
let kioskPaper: PaperTablet
let kiosk: TabletPorts
let teamPaper: PaperTablet
let team: TabletPorts

const desk = async (method: string, path: string, body?: unknown) =>
  (await kit.desk(method, path, body === undefined ? { cookie } : { cookie, body })).json()

async function enrolled(purpose: 'team' | 'kiosk') {
  const paper = new PaperTablet(kit)
  const tablet = await paper.open()
  const [unit] = (await desk('GET', '/api/desk/units')).filter((one: { kind: string }) => one.kind === 'hamlet')
  const { enrolUrl } = await desk('POST', '/api/desk/enrol-tokens', { unit: unit.code })
  await tablet.device.enrol(new URL(enrolUrl).hash.replace('#token=', '#'))
  const waiting = (await desk('GET', '/api/desk/devices')).find((one: { status: string }) => one.status === 'pending')
  await desk('POST', `/api/desk/devices/${waiting.id}`, { action: 'approve', purpose })
  await seen(tablet.device.state, ({ kind }) => kind === 'ready')
  return { paper, tablet }
}

beforeAll(async () => {
  kit = await HttpKit.create({ fresh: true })
  const setup = { body: { token: await kit.setup.token() } }
  const practice = await (await kit.desk('POST', '/api/desk/setup/practice', setup)).json()
  pin = practice.volunteerPin
  commune = practice.commune
  const { name, password } = practice.officer
  cookie = cookieOf(await kit.desk('POST', '/api/desk/login', { body: { commune, name, password } }))
  ;({ paper: kioskPaper, tablet: kiosk } = await enrolled('kiosk'))
  ;({ paper: teamPaper, tablet: team } = await enrolled('team'))
  const [volunteer] = await team.lock.volunteers()
  await team.lock.unlock(volunteer?.id ?? '', pin)
}, 60_000)
afterAll(() => {
  kioskPaper.end()
  teamPaper.end()
})

const apply = () => new Applier(kit.hub.applyPorts).applyPending(commune)
const kioskStatus = (isWanted: (value: SyncStatus) => boolean) => seen(kiosk.sync.status, isWanted)
const listed = (isWanted: (list: readonly DraftSummary[]) => boolean) => seen(team.drafts.list, isWanted)

it('takes half a form from the hall to the desk, and by its slip to a volunteer who finishes it (SPEC KSK-1…6)', async () => {
  expect(kiosk.device.state.value).toMatchObject({ kind: 'ready', kiosk: true })
  expect(team.device.state.value).toMatchObject({ kind: 'ready', kiosk: false })

  // a resident, and no line
  kioskPaper.hasLine = false
  const hall = await kiosk.kiosk()
  const { id } = await hall.drafts.create('dossier', { about }, null)
  await hall.drafts.save(id, { consent: agreed, subject: { name: 'Người Ở Hội Trường' } }, 'question/answers-name')
  await hall.sealPages()
  await hall.drafts.save(id, { answers: { name: 'Người Ở Hội Trường' } }, 'question/answers-birthDate')
  await hall.sealPages()
  const slip = hall.begun()[0]?.slip
  await hall.nextPerson()
  expect(slip?.code).toBe(shortCodeOf(id))
  await kioskStatus(({ pending }) => pending === 2)

  // the line returns; nobody has a PIN there, and still the kiosk learns what became of its pages
  kioskPaper.hasLine = true
  await kiosk.sync.sendNow()
  await kioskStatus(({ pending }) => pending === 0)
  await apply()
  await kioskStatus(({ applied }) => applied === 2)

  const { cases } = await desk('POST', '/api/desk/cases/search', { search: slip?.code })
  expect(cases).toMatchObject([{ id, status: 'draft', unclaimed: true, title: 'Người Ở Hội Trường' }])
  const opened = await desk('GET', `/api/desk/cases/${id}`)
  expect(opened.changes[0]).toMatchObject({ atKiosk: true, actorName: '' })
  expect(JSON.stringify(opened)).not.toContain(slip?.secret)

  // the team's tablet has no word of it until somebody types the slip
  await team.sync.sendNow()
  await seen(team.sync.status, ({ lastContactAt }) => lastContactAt !== null)
  expect(team.drafts.list.value).toEqual([])
  const typed = { code: slip?.code ?? '', secret: slip?.secret ?? '' }
  expect(await team.sync.claim({ ...typed, code: `${typed.code.slice(0, -1)}?` })).toEqual({
    kind: 'misread',
    what: 'code',
  })
  expect(await team.sync.claim({ ...typed, secret: '0000' })).toEqual({ kind: 'misread', what: 'secret' })
  expect(await team.sync.claim({ ...typed, secret: '00000000' })).toEqual({ kind: 'unknown' })
  expect(await kiosk.sync.claim(typed)).toEqual({ kind: 'refused' })
  teamPaper.hasLine = false
  expect(await team.sync.claim(typed)).toEqual({ kind: 'no-line' })
  teamPaper.hasLine = true
  expect(await team.sync.claim({ code: typed.code.toLowerCase(), secret: typed.secret.toLowerCase() })).toEqual({
    kind: 'ok',
    recordId: id,
  })
  await listed((list) => list.some((one) => one.id === id))
  expect(await team.drafts.get(id)).toMatchObject({ groups: { answers: { name: 'Người Ở Hội Trường' } } })
  await team.drafts.save(id, { answers: { phone: '0901234567' } }, 'check')
  await team.drafts.finish(id)
  await seen(team.sync.status, ({ pending, stored }) => pending === 0 && stored > 0)
  await apply()
  const after = await desk('GET', `/api/desk/cases/${id}`)
  expect(after.case).toMatchObject({ status: 'submitted', unclaimed: false, openConflicts: 0 })
  expect(after.case.groups.answers.value).toEqual({ name: 'Người Ở Hội Trường', phone: '0901234567' })
}, 60_000)

it('brings the team’s cases to no kiosk, whoever unlocks it there (SPEC KSK-6)', async () => {
  const { id } = await team.drafts.create('activation', { identity: { name: 'Người Của Tổ' } }, null)
  const had = team.sync.status.value.stored + team.sync.status.value.applied
  await team.drafts.finish(id)
  await seen(team.sync.status, ({ pending, stored, applied }) => pending === 0 && stored + applied > had)
  await apply()
  const { version } = (await desk('GET', `/api/desk/cases/${id}`)).case
  await desk('POST', `/api/desk/cases/${id}/command`, { version, command: { name: 'sendBack', sentence: 'Thiếu số' } })
  await team.sync.sendNow()
  await seen(team.sync.status, ({ attention }) => attention.length === 1)
  const [volunteer] = await kiosk.lock.volunteers()
  expect(await kiosk.lock.unlock(volunteer?.id ?? '', pin)).toEqual({ kind: 'ok' })
  const before = kiosk.sync.status.value.lastContactAt ?? 0
  await kiosk.sync.sendNow()
  await kioskStatus(({ lastContactAt }) => (lastContactAt ?? 0) > before)
  const own = await kiosk.drafts.create('activation', { identity: { name: 'Làm Ở Kiosk' } }, null)
  await kiosk.drafts.finish(own.id)
  await kioskStatus(({ pending, stored }) => pending === 0 && stored > 0)
  await apply()
  await kioskStatus(({ applied }) => applied === 3)
  expect([kiosk.drafts.list.value, kiosk.sync.status.value.attention]).toEqual([[], []])
  expect(await kioskPaper.openDb().pages.count()).toBe(0)
}, 60_000)

it('tells the desk that somebody waits; takes a message, which is read and closed and nothing else (SPEC KSK-7)', async () => {
  kiosk.lock.lock('asked')
  const hallsTablet = async () =>
    (await desk('GET', '/api/desk/devices')).find((one: { purpose: string }) => one.purpose === 'kiosk')
  expect(await kiosk.sync.call(true)).toBe(true)
  const { id: device, calledAt: since } = await hallsTablet()
  expect(since).toEqual(expect.any(Number))
  await desk('POST', `/api/desk/devices/${device}/answered`, {})
  expect((await hallsTablet()).calledAt).toBeNull()
  expect(await team.sync.call(true)).toBe(false)
  kioskPaper.hasLine = false
  expect(await kiosk.sync.call(true)).toBe(false)
  kioskPaper.hasLine = true

  const hall = await kiosk.kiosk()
  const { id } = await hall.drafts.create('appointment', { wish: { meetAt: 'home', meetWhen: 'morning' } }, null)
  await hall.drafts.save(id, { consent: agreed, subject: { name: 'Người Muốn Hẹn' }, contact: { phone: '0901234567' } })
  await hall.sealPages()
  expect(hall.begun()).toEqual([{ id, type: 'appointment', slip: null }])
  await hall.drafts.finish(id)
  await kioskStatus(({ pending, stored }) => pending === 0 && stored > 0)
  await apply()
  const { cases } = await desk('POST', '/api/desk/cases/search', { type: 'appointment' })
  expect(cases).toMatchObject([{ id, status: 'submitted', title: 'Người Muốn Hẹn' }])
  expect((await desk('GET', `/api/desk/cases/${id}`)).commands).toEqual(['close'])
}, 60_000)

it('gives numbers with a line and without; those given without one reach the desk when it returns (SPEC KSK-8)', async () => {
  const hall = await kiosk.kiosk()
  const queue = async () =>
    (await desk('GET', '/api/desk/queue')).tickets.map(
      ({ number, state }: Record<string, string>) => `${number} ${state}`,
    )
  await vi.waitFor(async () => expect(await hall.takeNumber()).toBe('A001'), { timeout: 10_000 })
  expect(await hall.takeNumber()).toBe('A001')
  await seen(hall.untold, (count) => count === 0)
  expect(await queue()).toEqual(['A001 waiting'])
  expect(await desk('POST', '/api/desk/queue/next', { counter: 'Quầy 2' })).toMatchObject({ number: 'A001', calls: 1 })
  expect(await desk('POST', '/api/desk/queue/next', { counter: 'Quầy 2' })).toBeNull()
  const shown = await (await kit.desk('GET', `/api/desk/hall/${commune}`, {})).json()
  expect(shown).toMatchObject({ called: [{ number: 'A001', counter: 'Quầy 2', calls: 1 }], waiting: 0 })
  expect(Object.keys(shown).sort()).toEqual(['called', 'day', 'waiting'])
  expect((await kit.desk('GET', `/api/desk/hall/${crypto.randomUUID()}`, {})).status).toBe(404)

  kioskPaper.hasLine = false
  await hall.nextPerson()
  expect(await hall.takeNumber()).toBe('A002')
  expect(hall.untold.value).toBe(1)
  expect(await queue()).toEqual(['A001 called'])
  kioskPaper.hasLine = true
  await kiosk.sync.sendNow()
  await seen(hall.untold, (count) => count === 0)
  expect(await queue()).toEqual(['A001 called', 'A002 waiting'])
}, 60_000)

it('takes feedback that was said aloud: sealed with its message, sent after it, heard at the desk, audited (SPEC KSK-9)', async () => {
  const hall = await kiosk.kiosk()
  const { id } = await hall.drafts.create('feedback', { feedback: { feedbackKind: 'idea' } }, null)
  expect(() => hall.keepSound(id, new Uint8Array(201 * 1024))).toThrow()
  const sound = oggOpus(...Array.from({ length: 320 }, (_, at) => String(at).padEnd(250, 'm')))
  hall.keepSound(id, sound)
  await hall.drafts.save(id, { feedback: { recordedSeconds: 30 } })
  await hall.drafts.finish(id)
  expect(hall.soundOf(id)).toBeNull()
  await kioskStatus(({ pending, photos }) => pending === 0 && photos.waiting === 0 && photos.stored + photos.safe > 0)
  await apply()
  const opened = await desk('GET', `/api/desk/cases/${id}`)
  const { recording, recordedSeconds } = opened.case.groups.feedback.value
  expect([recordedSeconds, opened.photos]).toMatchObject([30, [{ photo: recording, state: 'here' }]])
  const heard = await kit.desk('GET', `/api/desk/cases/${id}/sounds/${recording}`, { cookie })
  expect(heard.headers.get('content-type')).toBe('application/octet-stream')
  expect(new Uint8Array(await heard.arrayBuffer())).toEqual(sound)

  const other = (await hall.drafts.create('feedback', { feedback: { feedbackKind: 'idea', recordedSeconds: 1 } }, null))
    .id
  hall.keepSound(other, new TextEncoder().encode('<script>'))
  await hall.drafts.finish(other)
  await kioskStatus(({ pending, photos }) => pending === 0 && photos.waiting === 0 && photos.stored + photos.safe === 2)
  await apply()
  const { groups } = (await desk('GET', `/api/desk/cases/${other}`)).case
  const path = `/api/desk/cases/${other}/sounds/${groups.feedback.value.recording}`
  expect(await desk('GET', path)).toMatchObject({ problem: 'photo-not-shown', data: { reason: 'not-sound' } })
  expect((await kit.desk('GET', `/api/desk/cases/${other}/sounds/${recording}`, { cookie })).status).toBe(404)
}, 60_000)
