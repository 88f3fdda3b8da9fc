import { beforeEach, describe, expect, it, vi } from 'vitest'
import { TestHub } from '../../../tests/kit/TestHub.ts'
import { bytesOfUuid, type TestTablet } from '../../../tests/kit/TestTablet.ts'

// two cores may be shared with many others
vi.setConfig({ testTimeout: 60_000 })

let hub: TestHub
let kiosk: TestTablet
const dossier = { type: 2, schema: 2 }
const proof = 'ab'.repeat(32)

beforeEach(async () => {
  hub = await TestHub.create('kiosk')
  kiosk = await hub.tablet('k', 'approved', hub.tenant, 'kiosk')
  await nextResident()
})

const nextResident = (by = kiosk) => by.newSession(by.signer, { actor: bytesOfUuid(by.deviceId) })
const sendAll = async (from = kiosk) => {
  const { n } = await hub.statement((await hub.head(from)).head)
  await hub.push(await from.stream(n + 1))
  await hub.apply()
}
const fates = async (by = kiosk) => {
  await sendAll(by)
  return Promise.all(by.items.map(({ n }) => hub.fate(by, n)))
}
const answers = (name: string) => ({ answers: { name } })

describe('a session that a tablet signed for itself', () => {
  it('counts at a kiosk, and history says so (SPEC KSK-1, SES-4)', async () => {
    const id = kiosk.newRecord()
    await kiosk.seal({ r: id, b: 0, g: answers('Người Mẫu'), c: { name: 'submit' } }, dossier)
    expect(await fates()).toEqual(['applied'])
    const [record, changes] = await hub.in(async (tx) => [await tx.record(id), await tx.changes(id)] as const)
    expect(record).toMatchObject({ status: 'submitted', team: hub.team })
    expect(new Set(changes.map(({ actor }) => actor))).toEqual(new Set([`kiosk:${kiosk.deviceId}`]))
  })

  it('is nobody at a team’s tablet, and at another kiosk', async () => {
    const tablet = await hub.tablet('t')
    await nextResident(tablet)
    await tablet.seal({ r: tablet.newRecord(), b: 0, g: answers('Người Mẫu') }, dossier)
    expect(await fates(tablet)).toEqual(['rejected bad-actor'])
    const other = await hub.tablet('o', 'approved', hub.tenant, 'kiosk')
    await kiosk.newSession(other.signer, { actor: bytesOfUuid(other.deviceId) })
    await kiosk.seal({ r: kiosk.newRecord(), b: 0, g: answers('Người Mẫu') }, dossier)
    await kiosk.newSession(kiosk.actor, { actor: bytesOfUuid(kiosk.deviceId) })
    await kiosk.seal({ r: kiosk.newRecord(), b: 0, g: answers('Người Mẫu') }, dossier)
    expect(await fates()).toEqual(['rejected bad-actor', 'rejected bad-actor'])
  })

  it('goes into quarantine when the kiosk is revoked; a volunteer there works as on any tablet (SPEC KSK-1, PULL-5)', async () => {
    await kiosk.newSession()
    await kiosk.newCase()
    expect(await fates()).toEqual(['applied'])
    await nextResident()
    await kiosk.seal({ r: kiosk.newRecord(), b: 0, g: answers('Người Mẫu') }, dossier)
    await hub.setStatus(kiosk, 'revoked')
    expect(await fates()).toEqual(['applied', 'none'])
    expect(await hub.in((tx) => tx.quarantinedItems(9))).toHaveLength(1)
  })

  it('gives no command but `submit` (SPEC KSK-1)', async () => {
    await kiosk.seal({ r: kiosk.newRecord(), b: 0, g: answers('Người Mẫu'), c: { name: 'submit' } }, dossier)
    await kiosk.seal({ b: -1, g: {}, c: { name: 'receive', officialCode: 'H19.50-261008-0975' } }, dossier)
    await kiosk.seal({ b: -2, g: {}, c: { name: 'resubmit' } }, dossier)
    expect(await fates()).toEqual(['applied', 'rejected stale-command', 'rejected stale-command'])
  })
})

describe('what a resident at a kiosk reaches', () => {
  it('is their own record, page by page (SPEC KSK-3)', async () => {
    const id = kiosk.newRecord()
    await kiosk.seal({ r: id, b: 0, g: answers('Người Mẫu') }, dossier)
    await kiosk.seal({ b: -1, g: { answers: { phone: '0901234567' } } }, dossier)
    await kiosk.seal({ b: -1, g: { answers: { phone: null } }, c: { name: 'submit' } }, dossier)
    expect(await fates()).toEqual(['applied', 'applied', 'applied'])
    expect((await hub.in((tx) => tx.record(id)))?.groups.answers?.value).toEqual({ name: 'Người Mẫu' })
  })

  it('is no record of the team, of the one before, or by a way round (SPEC KSK-3)', async () => {
    const tablet = await hub.tablet('t')
    const ofTeam = await tablet.newCase()
    await sendAll(tablet)
    const before = kiosk.newRecord()
    await kiosk.seal({ r: before, b: 0, g: answers('Người Mẫu') }, dossier)
    await nextResident()
    const mine = kiosk.newRecord()
    await kiosk.seal({ r: ofTeam, b: 0, g: { identity: { name: 'Ai Đó' } } })
    await kiosk.seal({ r: ofTeam, b: 1, g: { identity: { name: 'Ai Đó' } } })
    await kiosk.seal({ b: -3, g: answers('Ai Đó') }, dossier)
    await kiosk.seal({ r: before, b: -4, g: answers('Ai Đó') }, dossier)
    await kiosk.seal({ r: mine, b: 0, o: { answers: -5 }, g: answers('Ai Đó') }, dossier)
    await kiosk.seal({ r: mine, b: 0, p: ofTeam, g: answers('Ai Đó') }, dossier)
    await kiosk.seal({ b: 0, g: answers('Ai Đó') }, dossier)
    await kiosk.seal({ b: [tablet.chainHex, 1], g: answers('Ai Đó') }, dossier)
    expect(await fates()).toEqual(['applied', ...Array(8).fill('rejected not-allowed-now')])
    const records = await hub.in(async (tx) => [
      await tx.record(ofTeam),
      await tx.record(before),
      await tx.record(mine),
    ])
    expect(records.map((row) => row?.version ?? null)).toEqual([1, 1, null])
  })
})

describe('half a form that was left at a kiosk', () => {
  it('is no team’s while it is a draft; submitted it is a case like any other (SPEC KSK-4)', async () => {
    const id = kiosk.newRecord()
    const state = async () => {
      const row = await hub.in((tx) => tx.record(id))
      return row && { status: row.status, unclaimed: row.unclaimed, shared: row.shared, everShared: row.everShared }
    }
    await kiosk.seal({ r: id, b: 0, k: proof, g: answers('Người Mẫu') }, dossier)
    await sendAll()
    expect(await state()).toEqual({ status: 'draft', unclaimed: true, shared: false, everShared: false })
    await kiosk.seal({ b: -1, g: { answers: { phone: '0901234567' } }, c: { name: 'submit' } }, dossier)
    await sendAll()
    expect(await state()).toMatchObject({ status: 'submitted', shared: false, everShared: false })
  })

  it('has a slip that is good for a week after its last page; of a team’s draft none is kept (SPEC KSK-5)', async () => {
    const id = kiosk.newRecord()
    const claim = () => hub.in((tx) => tx.claim(id))
    await kiosk.seal({ r: id, b: 0, k: proof, g: answers('Người Mẫu') }, dossier)
    await sendAll()
    const week = 7 * 86_400_000
    expect(await claim()).toMatchObject({ until: hub.now + week, wrong: 0, claimedBy: null })
    hub.now += 3_600_000
    await kiosk.seal({ b: -1, k: 'cd'.repeat(32), g: answers('Người Mẫu Hai') }, dossier)
    await sendAll()
    expect(await claim()).toMatchObject({ proof: new Uint8Array(32).fill(0xab), until: hub.now + week })
    const tablet = await hub.tablet('t')
    const ofTeam = tablet.newRecord()
    await tablet.seal({ r: ofTeam, b: 0, k: proof, g: answers('Người Mẫu') }, dossier)
    await sendAll(tablet)
    expect(await hub.in((tx) => tx.claim(ofTeam))).toBeNull()
  })
})
