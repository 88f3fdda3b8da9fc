import { beforeEach, describe, expect, it } from 'vitest'
import { openedAnswer } from '../../src/hub/http/desk/deskRoutes.ts'
import { takePhoto } from '../../src/hub/photos/takePhoto.ts'
import { verifyAudit } from '../../src/hub/store/verifyAudit.ts'
import type { SealedPhoto } from '../../src/protocol/photo.ts'
import type { TestTablet } from '../kit/TestTablet.ts'
import { HttpKit, refusal } from './httpKit.ts'
import { sha256 } from './sha256.ts'

describe('photos at the desk', () => {
  let kit: HttpKit
  let cookie: string
  let tablet: TestTablet
  let photo: SealedPhoto
  let id: string
  beforeEach(async () => {
    kit = await HttpKit.create()
    cookie = await kit.signIn(kit.hub.tenant)
    tablet = await kit.hub.tablet('Máy 1')
    photo = await tablet.photo(900)
    id = await bring([photo])
  })
  const bring = async (photos: readonly SealedPhoto[]) => {
    const record = tablet.newRecord()
    const papers = { photos: photos.map((one) => ({ paper: 'dwelling', photo: one.id })) }
    const x = photos.map((one) => one.id)
    const from = tablet.items.length + 1
    await tablet.seal({ r: record, b: 0, g: { papers }, c: { name: 'submit' }, x }, { type: 2, schema: 2 })
    await kit.hub.push(await tablet.stream(from))
    await kit.hub.apply()
    return record
  }
  const arrive = async (one = photo) => takePhoto(kit.hub.photoPorts, tablet.claimOf(one), one.sealed)
  const key = (one = photo) => ({ device: tablet.deviceId, id: one.id })
  const opened = async (seen = '') =>
    openedAnswer.parse(await (await kit.desk('GET', `/api/desk/cases/${id}${seen}`, { cookie })).json())
  const look = (one = photo, of = id, who = cookie) =>
    kit.desk('GET', `/api/desk/cases/${of}/photos/${one.id}`, { cookie: who })
  const audited = async () =>
    (await kit.hub.in((tx) => tx.auditRows(1, 1_000)))
      .filter(({ action }) => action.endsWith('photo'))
      .map(({ action, actor, subject }) => `${action} ${actor.split(':')[0]} ${subject.slice(0, 10)}`)

  it('a case is there before its photo is, and says what is still to come (SPEC PHO-8)', async () => {
    const before = await opened()
    expect(before.photos).toEqual([{ photo: photo.id, state: 'missing', device: 'Máy 1', bytes: 0, receivedAt: null }])
    expect(before.case.status).toBe('submitted')
    expect(await refusal(look())).toBe('404 not-found')
    await arrive()
    // who polls hears of it
    const after = await opened(`?seen=${before.seq}`)
    expect(after.photos).toMatchObject([{ state: 'here', bytes: photo.sealed.length, receivedAt: kit.hub.now }])
    await kit.hub.in(async (tx) => {
      await tx.losePhoto(key())
      await tx.photosGone(tablet.deviceId, [photo.id])
    })
    expect((await opened()).photos).toMatchObject([{ state: 'gone' }])
  })

  it('is opened by a tap of an officer and not before; the audit says by whom (SPEC PHO-9)', async () => {
    await arrive()
    await opened()
    expect(await audited()).toEqual([`store-photo device photo:${photo.id.slice(0, 4)}`])
    const answer = await look()
    expect([answer.status, (await answer.arrayBuffer()).byteLength]).toEqual([200, 900])
    const headers = ['content-type', 'cache-control', 'content-disposition', 'x-content-type-options']
    expect(headers.map((name) => answer.headers.get(name))).toEqual(['image/jpeg', 'no-store', 'attachment', 'nosniff'])
    expect((await audited()).at(-1)).toBe(`read-photo officer photo:${photo.id.slice(0, 4)}`)
    expect((await kit.hub.in((tx) => verifyAudit(tx, sha256, []))).ok).toBe(true)
    expect(kit.logged.join('\n')).not.toContain(photo.id)
  })

  it('nobody sees one without a session, of another commune, of another case, or of an erased one (SPEC PHO-9, PHO-11)', async () => {
    await arrive()
    expect(await refusal(look(photo, id, ''))).toBe('401 not-signed-in')
    const elsewhere = await kit.signIn(kit.hub.otherTenant, 'canbo-hai')
    expect(await refusal(look(photo, id, elsewhere))).toBe('404 not-found')
    const other = await bring([await tablet.photo(9)])
    expect(await refusal(look(photo, other))).toBe('404 not-found')
    expect(await refusal(look({ ...photo, id: '../../etc' }))).toBe('404 not-found')
    await kit.hub.in((tx) => tx.erasePhotos(id))
    expect([(await opened()).photos, await refusal(look())]).toEqual([[], '404 not-found'])
    expect((await audited()).filter((line) => line.startsWith('read'))).toEqual([])
  })

  it('one whose file is gone or has other bytes is missing from then on, and wanted again (SPEC PHO-8, fault 9)', async () => {
    await arrive()
    await kit.hub.photoFiles.remove(tablet.tenant, key())
    expect((await opened()).photos).toMatchObject([{ state: 'missing' }])
    await arrive()
    const file = await kit.hub.photoFiles.read(tablet.tenant, key())
    file?.set([file[300] === 0 ? 1 : 0], 300)
    expect((await opened()).photos).toMatchObject([{ state: 'here' }])
    expect(await refusal(look())).toBe('404 not-found')
    expect((await opened()).photos).toMatchObject([{ state: 'missing' }])
    expect(await kit.hub.in((tx) => tx.wantedPhotos(tablet.deviceId, 9))).toEqual([photo.id])
  })

  it('one that a stranger sealed, or that is no page, is not shown (SPEC PHO-9, SES-4, fault 47)', async () => {
    await arrive()
    kit.redraw = async () => 'trailing'
    expect(await refusal(look())).toBe('422 photo-not-shown')
    const stranger = kit.hub.crypto.newSigner()
    await tablet.newSession(stranger)
    const theirs = await tablet.photo(9)
    await tablet.newSession()
    id = await bring([theirs])
    await arrive(theirs)
    const answer = await look(theirs)
    expect([answer.status, await answer.json()]).toEqual([
      422,
      { problem: 'photo-not-shown', data: { reason: 'bad-actor' } },
    ])
  })

  it('a lost tablet’s list says how many photos of each case were taken with it', async () => {
    const list = await (await kit.desk('GET', `/api/desk/devices/${tablet.deviceId}/breach-list`, { cookie })).json()
    expect(list.rows).toMatchObject([{ record: id, photos: 1 }])
  })
})
