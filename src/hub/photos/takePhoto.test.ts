import { beforeEach, describe, expect, it } from 'vitest'
import { TestHub } from '../../../tests/kit/TestHub.ts'
import type { TestTablet } from '../../../tests/kit/TestTablet.ts'
import { limits } from '../../protocol/limits.ts'
import type { SealedPhoto } from '../../protocol/photo.ts'
import type { PhotoClaim } from '../../protocol/photoClaim.ts'
import { photoReceipt } from '../../protocol/photoStatements.ts'
import { Problem } from '../../protocol/problems.ts'
import { verifyStatement } from '../../protocol/statements.ts'
import { dayOf } from '../ingest/intake.ts'
import { StoreError } from '../store/HubStore.ts'
import { admitPhoto } from './admitPhoto.ts'
import { takePhoto } from './takePhoto.ts'

let hub: TestHub
let tablet: TestTablet
let photo: SealedPhoto
const take = (one = photo, claim: Partial<PhotoClaim> = {}, sealed = one.sealed) =>
  takePhoto(hub.photoPorts, { ...tablet.claimOf(one), ...claim }, sealed)
const refusal = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work
    return 'taken'
  } catch (error) {
    if (error instanceof StoreError) return error.code
    if (!(error instanceof Problem)) throw error
    return [error.code, error.data.reason].filter((part) => part !== undefined).join(' ')
  }
}
const row = (id = photo.id) => hub.in((tx) => tx.photo({ device: tablet.deviceId, id }))
const file = (id = photo.id) => hub.photoFiles.read(tablet.tenant, { device: tablet.deviceId, id })

beforeEach(async () => {
  hub = await TestHub.create('take photo')
  tablet = await hub.tablet('t')
  photo = await tablet.photo()
})

describe('a photo that has come whole', () => {
  it('is flushed, has its row and a line of audit, and then its receipt, the same again and again (SPEC PHO-5)', async () => {
    const order: string[] = []
    const put = hub.photoFiles.put.bind(hub.photoFiles)
    hub.photoFiles.put = async (...given) => {
      await put(...given)
      order.push(`file, row: ${(await row())?.state ?? 'none'}`)
    }
    const jws = await take()
    expect(order).toEqual(['file, row: none'])
    const receipt = await verifyStatement(hub.crypto.port, await hub.keys(), photoReceipt, jws)
    const { id, sealed } = photo
    const { tenant, deviceId: device } = tablet
    expect(receipt).toEqual({ v: 1, tenant, device, photo: id, length: sealed.length, epoch: 1 })
    expect(await row()).toEqual({
      ...{ device, id, sid: tablet.session.sid, length: sealed.length, state: 'stored' },
      ...{ receivedAt: hub.now, safeAt: null },
    })
    expect(await file()).toEqual(sealed)
    const lines = await hub.in((tx) => tx.auditRows(1, 9))
    expect(lines.map(({ action, subject }) => [action, subject])).toEqual([['store-photo', `photo:${id}`]])

    expect(await take()).toBe(jws)
    expect(await hub.in((tx) => tx.auditRows(1, 9))).toHaveLength(1)
  })

  it('is thrown away when hash, length, tablet or commune are others than was signed (SPEC PHO-5)', async () => {
    const flipped = photo.sealed.map((byte, i) => (i === 900 ? byte ^ 1 : byte))
    expect(await refusal(take(photo, {}, flipped))).toBe('bad-photo hash')
    expect(await refusal(take(photo, { length: photo.sealed.length - 1 }))).toBe('bad-photo hash')
    const other = await hub.tablet('other')
    expect(await refusal(take(photo, { device: other.deviceId }))).toBe('bad-photo header')
    const abroad = await hub.tablet('abroad', 'approved', hub.otherTenant)
    const theirs = await abroad.photo()
    expect(await refusal(take(theirs))).toBe('bad-photo header')
    expect([await row(), await row(theirs.id), hub.photoFiles.files.size]).toEqual([null, null, 0])
  })

  it('has no receipt when the row cannot be written, and gets one when it can (SPEC PHO-5)', async () => {
    hub.faults.beforeCommit = () => {
      throw new Error('no disk')
    }
    await expect(take()).rejects.toThrow('no disk')
    delete hub.faults.beforeCommit
    expect(await row()).toBeNull()
    await take()
    expect((await row())?.state).toBe('stored')
  })

  it('of a revoked tablet is taken, of one that is not let in not (SPEC PHO-6, PULL-5)', async () => {
    const may = async (status: Parameters<typeof hub.setStatus>[1]) => {
      await hub.setStatus(tablet, status)
      return refusal(admitPhoto(hub.photoPorts, await tablet.authorization(photo)))
    }
    expect(await may('pending')).toBe('not-approved')
    expect(await may('refused')).toBe('not-found')
    expect(await may('revoked')).toBe('taken')
    expect(await refusal(take())).toBe('taken')
  })

  it('counts in a share of its own, and beyond it waits for the next day; the desk is told once (SPEC PHO-6)', async () => {
    await hub.in(async (tx) => {
      const day = await tx.lockIntake(tablet.deviceId, dayOf(hub.now))
      await tx.putIntake({ ...day, bytes: limits.deviceDayBytes, photoBytes: limits.deviceDayPhotoBytes - 4_000 })
    })
    await take()
    const second = await tablet.photo()
    expect(await refusal(take(second))).toBe('busy')
    expect(await refusal(take(second))).toBe('busy')
    expect([await row(second.id), await file(second.id)]).toEqual([null, null])
    expect((await hub.in((tx) => tx.alarms())).map(({ code, count }) => [code, count])).toEqual([['over-share', 1]])
    hub.now += 24 * 3_600_000
    expect(await refusal(take(second))).toBe('taken')
  })

  it('of an erased case is not taken, and its bytes are not kept (SPEC PHO-11)', async () => {
    await hub.in((tx) => tx.endPhotos(tablet.deviceId, [photo.id]))
    expect(await refusal(take())).toBe('ended')
    expect(await file()).toBeNull()
    expect(await refusal(admitPhoto(hub.photoPorts, await tablet.authorization(photo)))).toBe('ended')
  })
})

describe('a claim', () => {
  it('is the device’s own, over these bytes alone (SPEC PHO-4)', async () => {
    const admit = async (value: string | null) => refusal(admitPhoto(hub.photoPorts, value))
    const good = await tablet.authorization(photo)
    expect(await admit(good)).toBe('taken')
    expect(await admit(null)).toBe('malformed')
    expect(await admit(good.slice(0, -2))).toBe('malformed')
    expect(await admit(good.replace('tram-so-photo', 'Bearer'))).toBe('malformed')
    // any sign of it changed is another claim, which nobody has signed
    for (let at = 14; at < good.length; at += 11) {
      const changed = good.slice(0, at) + (good[at] === 'A' ? 'B' : 'A') + good.slice(at + 1)
      expect(await admit(changed), `sign ${at}`).not.toBe('taken')
    }
    const stranger = await hub.tablet('stranger')
    const forged = await stranger.authorization(photo, { device: tablet.deviceId })
    expect(await admit(forged)).toBe('bad-signature')
  })

  it('of no bytes, or of more than a photo has, is none (SPEC PHO-2, PHO-4)', async () => {
    const admit = async (length: number) =>
      refusal(admitPhoto(hub.photoPorts, await tablet.authorization(photo, { length })))
    expect([await admit(0), await admit(limits.photoSealed), await admit(limits.photoSealed + 1)]).toEqual([
      'malformed',
      'taken',
      'too-large',
    ])
  })
})
