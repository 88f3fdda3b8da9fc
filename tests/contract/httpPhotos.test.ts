import { readdirSync } from 'node:fs'
import { beforeEach, describe, expect, it } from 'vitest'
import { tusLine } from '../../src/app/storage/line/tusLine.ts'
import { PhotoUploads } from '../../src/hub/photos/PhotoUploads.ts'
import type { SealedPhoto } from '../../src/protocol/photo.ts'
import { photoReceipt } from '../../src/protocol/photoStatements.ts'
import { verifyStatement } from '../../src/protocol/statements.ts'
import type { TestTablet } from '../kit/TestTablet.ts'
import { HttpKit, refusal } from './httpKit.ts'

describe('photos by tus', () => {
  let kit: HttpKit
  let tablet: TestTablet
  let photo: SealedPhoto
  beforeEach(async () => {
    kit = await HttpKit.create({ rates: { photo: 10_000, address: 10_000 } })
    tablet = await kit.hub.tablet('Máy 1')
    photo = await tablet.photo(40_000)
  })

  const path = '/api/v1/photos'
  const octets = 'application/offset+octet-stream'
  const send = async (
    method: 'POST' | 'HEAD' | 'PATCH',
    headers: Record<string, string>,
    body: BodyInit | null = null,
    one = photo,
    authorization?: string,
  ) => {
    const own = authorization ?? (await tablet.authorization(one))
    const url = `http://hub.invalid${path}${method === 'POST' ? '' : `/${one.id}`}`
    const init = { method, headers: { 'tus-resumable': '1.0.0', authorization: own, ...headers }, body }
    // a body that is a stream needs this word, which the types do not know
    return kit.tabletApp.request(url, { ...init, duplex: 'half' } as RequestInit)
  }
  const create = (one = photo) => send('POST', { 'upload-length': String(one.sealed.length) }, null, one)
  const patch = (offset: number, body: BodyInit, one = photo) =>
    send('PATCH', { 'upload-offset': String(offset), 'content-type': octets }, body, one)
  const offset = async (one = photo) => (await send('HEAD', {}, null, one)).headers.get('upload-offset')
  /** Bytes that end in a broken line. */
  const broken = (bytes: Uint8Array) =>
    new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(bytes),
      pull: (controller) => controller.error(new Error('cut')),
    })
  const receiptIn = async (answer: Response) =>
    verifyStatement(kit.hub.crypto.port, await kit.hub.keys(), photoReceipt, answer.headers.get('tram-so-photo') ?? '')
  const file = (one = photo) => kit.hub.photoFiles.read(tablet.tenant, { device: tablet.deviceId, id: one.id })
  const halves = () => readdirSync(kit.halfPhotos).filter((name) => !name.endsWith('.json'))

  it('takes one in a single request, and tells its receipt again to whoever repeats it (SPEC PHO-4, PHO-5)', async () => {
    const whole = () =>
      send('POST', { 'upload-length': String(photo.sealed.length), 'content-type': octets }, photo.sealed)
    const answer = await whole()
    expect([answer.status, answer.headers.get('location')]).toEqual([201, `${path}/${photo.id}`])
    expect(await receiptIn(answer)).toMatchObject({ photo: photo.id, length: photo.sealed.length })
    expect([await file(), halves()]).toEqual([photo.sealed, []])
    for (const again of [await whole(), await send('HEAD', {}), await patch(0, photo.sealed)]) {
      expect(again.headers.get('tram-so-photo')).toBe(answer.headers.get('tram-so-photo'))
      expect(again.headers.get('upload-offset')).toBe(String(photo.sealed.length))
    }
  })

  it('takes one from the tablet’s own client, new or cut before, and tells it what it refuses (SPEC PHO-4, PHO-5)', async () => {
    const line = tusLine('http://hub.invalid', async (input, init) =>
      kit.tabletApp.request(String(input), { ...init, duplex: 'half' } as RequestInit),
    )
    const held: number[] = []
    const carry = async (one: SealedPhoto, isBegun = false, authorization?: string) =>
      line.send(
        { id: one.id, sealed: one.sealed, isBegun, authorization: authorization ?? (await tablet.authorization(one)) },
        { timeoutMs: 5_000, signal: new AbortController().signal, onHeld: (bytes) => held.push(bytes) },
      )
    const answer = await carry(photo)
    expect([answer.status, await file()]).toEqual([201, photo.sealed])
    const cut = await tablet.photo(9_000)
    await create(cut)
    await patch(0, broken(cut.sealed.subarray(0, 4_000)), cut)
    const rest = await carry(cut, true)
    expect([rest.status, held, await file(cut)]).toEqual([204, [4_000], cut.sealed])
    expect(rest.receipt).toBe((await send('HEAD', {}, null, cut)).headers.get('tram-so-photo'))
    const unsigned = await carry(cut, false, 'tram-so-photo AAAA')
    expect([unsigned.status, unsigned.receipt]).toEqual([400, null])
  })

  it('fault 18: cut at each 1 KB it goes on where it was cut, and is one photo with the right hash (SPEC PHO-4)', async () => {
    expect((await create()).status).toBe(201)
    const { sealed } = photo
    let at = 0
    let cuts = 0
    while (at < sealed.length) {
      const piece = sealed.subarray(at, at + 1024)
      const isLast = at + piece.length === sealed.length
      const answer = await patch(at, isLast ? piece : broken(piece))
      expect(answer.headers.has('tram-so-photo')).toBe(isLast)
      const now = isLast ? sealed.length : Number(await offset())
      expect(now).toBeGreaterThan(at)
      at = now
      cuts += 1
    }
    expect(cuts).toBeGreaterThanOrEqual(40)
    expect([await file(), halves(), kit.hub.photoFiles.files.size]).toEqual([sealed, [], 1])
    const end = await send('HEAD', {})
    expect(await receiptIn(end)).toMatchObject({ photo: photo.id })
  })

  it('gives no receipt for a half, and none for a wrong offset, nor loses what is there (SPEC PHO-4)', async () => {
    await create()
    const half = await patch(0, photo.sealed.subarray(0, 1_000))
    expect([half.status, half.headers.get('tram-so-photo')]).toEqual([204, null])
    expect(await refusal(await patch(500, photo.sealed.subarray(500)))).toBe('409 conflict')
    expect(await offset()).toBe('1000')
    expect((await patch(1_000, photo.sealed.subarray(1_000))).headers.get('tram-so-photo')).not.toBeNull()
  })

  it('throws away bytes that are not those that were signed, and takes the right ones after (SPEC PHO-5)', async () => {
    await create()
    const flipped = photo.sealed.map((byte, i) => (i === 5_000 ? byte ^ 1 : byte))
    expect(await refusal(await patch(0, flipped))).toBe('422 bad-photo')
    expect(halves()).toEqual([])
    expect(await refusal(await patch(0, photo.sealed))).toBe('404 not-found')
    await create()
    expect((await patch(0, photo.sealed)).headers.get('tram-so-photo')).not.toBeNull()
  })

  it('is ended by whoever asks, when the hub failed after the last byte (SPEC PHO-5)', async () => {
    await create()
    kit.hub.faults.beforeCommit = () => {
      if (halves().length > 0 && kit.hub.photoFiles.files.size > 0) throw new Error('gone')
    }
    expect(await refusal(await patch(0, photo.sealed))).toBe('500 unavailable')
    delete kit.hub.faults.beforeCommit
    expect(await receiptIn(await send('HEAD', {}))).toMatchObject({ photo: photo.id })
    expect(halves()).toEqual([])
  })

  it('needs the tablet’s own claim, for this photo and this length (SPEC PHO-4)', async () => {
    const stranger = await kit.hub.tablet('Máy lạ')
    const forged = await stranger.authorization(photo, { device: tablet.deviceId })
    const length = { 'upload-length': String(photo.sealed.length) }
    expect(await refusal(await send('POST', length, null, photo, forged))).toBe('401 bad-signature')
    expect(await refusal(await send('POST', length, null, photo, ''))).toBe('400 malformed')
    expect(await refusal(await send('POST', { 'upload-length': '5' }))).toBe('400 malformed')
    const other = await tablet.photo()
    expect((await send('HEAD', {}, null, photo, await tablet.authorization(other))).status).toBe(404)
    expect(kit.hub.photoFiles.files.size).toBe(0)
  })

  it('keeps eight of a tablet unfinished; the one that rested longest goes; a week ends any (SPEC PHO-6)', async () => {
    const photos: SealedPhoto[] = []
    for (let i = 0; i < 10; i++) {
      const one = await tablet.photo(2_000)
      await create(one)
      await patch(0, one.sealed.subarray(0, 100), one)
      photos.push(one)
    }
    const here = halves()
    expect(here).toHaveLength(8)
    expect(photos.filter(({ id }) => here.some((name) => name.endsWith(id))).map(({ id }) => id)).toEqual(
      photos.slice(2).map(({ id }) => id),
    )
    const uploads = new PhotoUploads(kit.hub.photoPorts, kit.halfPhotos)
    const ids = photos.map(({ id }) => id)
    expect(await uploads.unfinished(tablet.tenant, tablet.deviceId, ids)).toEqual(ids.slice(2))
    expect(await uploads.removeRested(Date.now() + 6 * 86_400_000)).toBe(0)
    expect(await uploads.removeRested(Date.now() + 8 * 86_400_000)).toBe(8)
    expect(readdirSync(kit.halfPhotos)).toEqual([])
  })

  it('knows no other method, and counts how often a tablet asks', async () => {
    for (const method of ['DELETE', 'PUT', 'OPTIONS']) {
      const answer = await kit.tablet(method, `${path}/${photo.id}`)
      expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'PATCH, HEAD'])
    }
    expect((await kit.tablet('GET', `${path}/${photo.id}`)).status).toBe(404)
    const strict = await HttpKit.create({ rates: { photo: 2 } })
    const ask = () => strict.tablet('HEAD', `${path}/${photo.id}`, { headers: { authorization: 'tram-so-photo x' } })
    await ask()
    await ask()
    const third = await ask()
    expect([third.status, Number(third.headers.get('retry-after')) > 0]).toEqual([429, true])
  })
})
