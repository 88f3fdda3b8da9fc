import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readMeta } from '../../src/app/storage/db/meta.ts'
import { Recovery } from '../../src/app/storage/lock/Recovery.ts'
import { registerSave } from '../../src/app/storage/openSaves.ts'
import type { SyncStatus, TabletPorts, VolunteerChoice } from '../../src/app/storage/ports.ts'
import type { CryptoPort } from '../../src/crypto/CryptoPort.ts'
import { webCrypto } from '../../src/crypto/web/webCrypto.ts'
import { Applier } from '../../src/hub/apply/Applier.ts'
import { paths } from '../../src/protocol/api.ts'
import { answerSigns } from '../../src/protocol/recovery.ts'
import { spokenCode } from '../../src/protocol/spokenCode.ts'
import { cookieOf, HttpKit } from './httpKit.ts'
import { PaperTablet, seen } from './PaperTablet.ts'

describe('the people of a team, on the tablet in their hands', () => {
  let kit: HttpKit
  let paper: PaperTablet
  let tablet: TabletPorts
  let one: VolunteerChoice
  let two: VolunteerChoice
  let pin: string
  let cookie: string
  let commune: string
  const papers: PaperTablet[] = []

  const call = (method: string, path: string, body?: unknown) =>
    kit.desk(method, `/api/desk/${path}`, body === undefined ? { cookie } : { cookie, body })
  const desk = async (method: string, path: string, body?: unknown) => {
    const answer = await call(method, path, body)
    expect(answer.status, path).toBe(200)
    return answer.json()
  }

  async function enrolled(enrolUrl: string): Promise<[PaperTablet, TabletPorts]> {
    const fresh = new PaperTablet(kit)
    papers.push(fresh)
    const ports = await fresh.open()
    await ports.device.enrol(new URL(enrolUrl).hash.replace('#token=', '#'))
    const devices: { id: string; status: string }[] = await desk('GET', 'devices')
    const pending = devices.find(({ status }) => status === 'pending')
    await desk('POST', `devices/${pending?.id}`, { action: 'approve' })
    await seen(ports.device.state, ({ kind }) => kind === 'ready')
    return [fresh, ports]
  }

  beforeEach(async () => {
    kit = await HttpKit.create({ fresh: true, rates: { address: 100_000, device: 100_000 } })
    const setup = { body: { token: await kit.setup.token() } }
    const practice = await (await kit.desk('POST', '/api/desk/setup/practice', setup)).json()
    pin = practice.volunteerPin
    commune = practice.commune
    const { name, password } = practice.officer
    cookie = cookieOf(await kit.desk('POST', '/api/desk/login', { body: { commune, name, password } }))
    ;[paper, tablet] = await enrolled(practice.enrolUrl)
    const [first, second] = await tablet.lock.volunteers()
    if (!first || !second) throw new Error('the practice commune has two volunteers')
    one = first
    two = second
  }, 60_000)
  afterEach(() => {
    for (const each of papers.splice(0)) each.end()
  })

  const unlock = async (who: VolunteerChoice, withPin = pin, ports = tablet) =>
    expect(await ports.lock.unlock(who.id, withPin)).toEqual({ kind: 'ok' })
  const status = (isWanted: (value: SyncStatus) => boolean) => seen(tablet.sync.status, isWanted)
  const leave = (who: VolunteerChoice) => desk('POST', `volunteers/${who.id}/leave`, { reason: 'moved' })
  const add = async (name: string, firstPin: string): Promise<VolunteerChoice> =>
    desk('POST', 'volunteers', { name, pin: firstPin })
  const names = async () => (await tablet.lock.volunteers()).map(({ name }) => name)
  const titles = async (...wanted: string[]) =>
    (await seen(tablet.drafts.list, (list) => wanted.every((name) => list.some(({ title }) => title === name)))).length
  /** A case that is finished here and has its place in the register. */
  const applied = async (name: string) => {
    const before = tablet.sync.status.value.applied
    const { id } = await tablet.drafts.create('activation', { identity: { name } }, null)
    await tablet.drafts.finish(id)
    await status(({ stored }) => stored === 1)
    await new Applier(kit.hub.applyPorts).applyPending(commune)
    await status((value) => value.applied === before + 1)
    return id
  }
  const sendBack = async (id: string) => {
    const { version } = (await desk('GET', `cases/${id}`)).case
    await desk('POST', `cases/${id}/command`, { version, command: { name: 'sendBack', sentence: 'Xin ghi thêm' } })
    await tablet.sync.sendNow()
  }
  const keysOf = async (who: VolunteerChoice) => {
    const db = paper.openDb()
    const row = await db.volunteers.get(who.id)
    const pages = new Set((await db.pages.toArray()).map(({ keyId }) => keyId))
    db.close()
    return row && { newest: row.teamKeyId, held: row.held?.map(({ keyId }) => keyId), pages: [...pages].sort() }
  }

  it('asks for the key that has turned, reads on with the old and the new, and so does who joins later (KEY-6)', async () => {
    await unlock(one)
    const [before, after] = [await applied('Người Trước'), await applied('Người Sau')]
    await sendBack(before)
    await titles('Người Trước')
    const { id: draft } = await tablet.drafts.create('activation', { identity: { name: 'Người Dở' } }, null)

    const asked: string[] = []
    paper.instead = (path) => {
      asked.push(path)
      return null
    }
    await leave(two)
    await sendBack(after)
    expect(await titles('Người Trước', 'Người Sau', 'Người Dở')).toBe(3)
    expect(
      asked.filter((path) => path === paths.enrolState),
      'at once, and once',
    ).toHaveLength(1)
    expect(tablet.lock.state.value).toMatchObject({ kind: 'open', volunteer: one })
    expect(await names()).toEqual([one.name])
    expect(await keysOf(one)).toEqual({ newest: 2, held: [1], pages: [1, 2] })
    expect(await keysOf(two)).toBeUndefined()
    await expect(tablet.lock.unlock(two.id, pin)).rejects.toMatchObject({ code: 'missing' })
    await tablet.drafts.save(draft, { contact: { phone: '0900000001' } })

    const three = await add('Người Mới', '482913')
    await tablet.device.askTeam()
    expect(await names()).toEqual([one.name, three.name])
    for (const [who, itsPin] of [[one, pin] as const, [three, '482913'] as const]) {
      paper.end()
      paper.hasLine = false
      tablet = await paper.open()
      await unlock(who, itsPin)
      expect(await titles('Người Trước', 'Người Sau', 'Người Dở'), who.name).toBe(3)
      expect(await tablet.drafts.get(draft)).toMatchObject({
        groups: { identity: { name: 'Người Dở' }, contact: { phone: '0900000001' } },
      })
    }
    expect((await keysOf(three))?.held, 'the old key came with the new one').toEqual([])
  }, 60_000)

  it('saves what was typed for the team and locks when the one who holds it has left (KEY-6)', async () => {
    await unlock(two)
    const sent = await applied('Người Trước')
    const { id } = await tablet.drafts.create('activation', { identity: { name: 'Người Dở' } }, null)
    const forget = registerSave(async () => {
      await tablet.drafts.save(id, { contact: { phone: '0900000002' } })
      return true
    })
    await leave(two)
    await sendBack(sent)
    await seen(tablet.lock.state, ({ kind }) => kind === 'locked')
    forget()
    await expect(tablet.lock.unlock(two.id, pin)).rejects.toMatchObject({ code: 'missing' })
    expect(await keysOf(two)).toBeUndefined()
    await unlock(one)
    expect(await titles('Người Trước', 'Người Dở')).toBe(2)
    expect(await tablet.drafts.get(id)).toMatchObject({ groups: { contact: { phone: '0900000002' } } })
  }, 60_000)

  it('does not believe an old provision that is told again, of this epoch or one before (KEY-6)', async () => {
    const [device] = await desk('GET', 'devices')
    const provision = async () =>
      (await kit.tablet('POST', paths.enrolState, { body: { tenant: commune, device: device.id } })).text()
    const told: string[] = []
    const tellAgain = async (old: string) => {
      paper.instead = (path) => {
        if (path !== paths.enrolState) return null
        told.push(path)
        return new Response(old, { headers: { 'content-type': 'application/json' } })
      }
      await tablet.device.askTeam()
      paper.instead = () => null
    }
    const first = await provision()
    await tellAgain(first)
    expect(await names(), 'it still is the newest').toEqual([one.name, two.name])
    await leave(two)
    await tablet.device.askTeam()
    expect(await names()).toEqual([one.name])
    await tellAgain(first)
    expect(await names()).toEqual([one.name])
    expect(await keysOf(one)).toMatchObject({ newest: 2, held: [1] })

    const second = await provision()
    kit.hub.store.epoch = async () => 2
    const three = await add('Người Mới', '482913')
    await tablet.device.askTeam()
    await tellAgain(second)
    expect(await names(), 'the same key, an epoch before').toEqual([one.name, three.name])
    expect(told).toHaveLength(3)
  }, 60_000)

  const lookUp = async (challenge: string | null) => desk('POST', 'recovery', { challenge })
  const guess = (fill: number) => spokenCode(new Uint8Array(10).fill(fill), answerSigns)

  it('takes a new PIN after the desk’s answer, without a line, once (KEY-8)', async () => {
    expect(await tablet.lock.challenge(one.id), 'never unlocked here').toBeNull()
    await unlock(one)
    tablet.lock.lock('asked')
    paper.hasLine = false
    await expect(tablet.lock.newPin(one.id, '739164')).rejects.toMatchObject({ code: 'missing' })
    const challenge = await tablet.lock.challenge(one.id)
    const { answer, volunteer, device } = await lookUp(challenge)
    expect(volunteer).toEqual({ id: one.id, name: one.name })
    expect(device.label).toBe((await desk('GET', 'devices'))[0].label)

    const misheard = (answer.startsWith('7') ? '8' : '7') + answer.slice(1)
    expect(await tablet.lock.answer(one.id, misheard)).toEqual({ kind: 'misheard' })
    expect(await tablet.lock.answer(one.id, guess(1))).toEqual({ kind: 'wrong', triesLeft: 9 })
    await expect(tablet.lock.newPin(one.id, '739164'), 'a wrong one gives nothing').rejects.toMatchObject({
      code: 'missing',
    })
    expect(await tablet.lock.answer(one.id, answer.toLowerCase())).toEqual({ kind: 'ok' })
    await expect(tablet.lock.newPin(two.id, '739164'), 'of one, not of all').rejects.toMatchObject({ code: 'missing' })
    await tablet.lock.newPin(one.id, '739164')
    expect(tablet.lock.state.value).toMatchObject({ kind: 'open', volunteer: one })
    await tablet.drafts.create('activation', { identity: { name: 'Người Sau' } }, null)
    tablet.lock.lock('asked')
    expect(await tablet.lock.unlock(one.id, pin)).toMatchObject({ kind: 'wrong' })
    await unlock(one, '739164')
    await titles('Người Sau')
    tablet.lock.lock('asked')

    expect(await tablet.lock.answer(one.id, answer), 'used up').toEqual({ kind: 'wrong', triesLeft: 9 })
    await expect(tablet.lock.newPin(one.id, '111213')).rejects.toMatchObject({ code: 'missing' })
    const next = await tablet.lock.challenge(one.id)
    expect(next).not.toBe(challenge)
    expect(await tablet.lock.answer(one.id, (await lookUp(next)).answer)).toEqual({ kind: 'ok' })
    expect((await call('POST', 'recovery', { challenge })).status, 'the hub tells it no more').toBe(404)
  }, 60_000)

  it('opens for no other tablet’s or volunteer’s answer, and for none after ten wrong ones (KEY-8)', async () => {
    const { enrolUrl } = await desk('POST', 'enrol-tokens', { unit: 'ap-thu' })
    const [, other] = await enrolled(enrolUrl)
    await unlock(one, pin, other)
    await unlock(two)
    tablet.lock.lock('asked')
    await unlock(one)
    tablet.lock.lock('asked')
    paper.hasLine = false
    const ofOther = await lookUp(await other.lock.challenge(one.id))
    const ofTwo = await lookUp(await tablet.lock.challenge(two.id))
    const right = await lookUp(await tablet.lock.challenge(one.id))
    expect(await tablet.lock.answer(one.id, ofOther.answer)).toEqual({ kind: 'wrong', triesLeft: 9 })
    expect(await tablet.lock.answer(one.id, ofTwo.answer)).toEqual({ kind: 'wrong', triesLeft: 8 })
    paper.end()
    tablet = await paper.open()
    for (let left = 7; left > 0; left--) {
      expect(await tablet.lock.answer(one.id, guess(left))).toEqual({ kind: 'wrong', triesLeft: left })
    }
    expect(await tablet.lock.answer(one.id, guess(0))).toEqual({ kind: 'spent' })
    expect(await tablet.lock.answer(one.id, right.answer), 'too late').toEqual({ kind: 'spent' })
    expect(await tablet.lock.challenge(one.id)).toBeNull()
    expect(await tablet.lock.answer(two.id, ofTwo.answer), 'each has their own').toEqual({ kind: 'ok' })
    expect(await other.lock.answer(one.id, ofOther.answer)).toEqual({ kind: 'ok' })

    // the line mends it: a new first PIN, and new points with it (KEY-7)
    await desk('POST', `volunteers/${one.id}/pin`, { pin: '482913' })
    paper.hasLine = true
    await tablet.device.askTeam()
    await unlock(one, '482913')
    tablet.lock.lock('asked')
    const again = await lookUp(await tablet.lock.challenge(one.id))
    expect(await tablet.lock.answer(one.id, again.answer)).toEqual({ kind: 'ok' })
  }, 60_000)

  it('puts back nothing of before a provision that comes while an answer is tried (KEY-6, KEY-7)', async () => {
    await unlock(one)
    tablet.lock.lock('asked')
    const db = paper.openDb()
    const device = await readMeta(db, 'device')
    if (!device) throw new Error('the tablet is enrolled')
    const tried = async (meanwhile: { teamKeyId: number; generation?: number }) => {
      const hpkeSender: CryptoPort['hpkeSender'] = async (...asked) => {
        await db.volunteers.update(one.id, meanwhile)
        return webCrypto.hpkeSender(...asked)
      }
      const recovery = new Recovery({ db, crypto: { ...webCrypto, hpkeSender } })
      const { answer } = await lookUp(await tablet.lock.challenge(one.id))
      return (await recovery.answer(device, one.id, answer)).result
    }
    expect(await tried({ teamKeyId: 2 })).toEqual({ kind: 'ok' })
    expect(await db.volunteers.get(one.id)).toMatchObject({ teamKeyId: 2, recovery: { used: 0, box: { counter: 1 } } })
    expect(await tried({ teamKeyId: 3, generation: 1 }), 'those keys are not theirs any more').toEqual({
      kind: 'spent',
    })
    expect(await db.volunteers.get(one.id)).toMatchObject({ teamKeyId: 3, generation: 1 })
    db.close()
  }, 60_000)
})
