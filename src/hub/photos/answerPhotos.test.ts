import { beforeEach, describe, expect, it } from 'vitest'
import { TestHub } from '../../../tests/kit/TestHub.ts'
import { bytesOfUuid, type TestTablet } from '../../../tests/kit/TestTablet.ts'
import { base64url, fromHex } from '../../crypto/bytes.ts'
import type { PhotosRequest } from '../../protocol/api.ts'
import { photosMessage } from '../../protocol/photoClaim.ts'
import { type PhotosStatement, photosStatement } from '../../protocol/photoStatements.ts'
import { verifyStatement } from '../../protocol/statements.ts'
import { answerHead } from '../ingest/answerHead.ts'
import { answerPhotos } from './answerPhotos.ts'
import { takePhoto } from './takePhoto.ts'

let hub: TestHub
let tablet: TestTablet
const ask = '00112233445566778899aabbccddeeff'

async function request(photos: string[], gone: string[] = [], by = tablet): Promise<PhotosRequest> {
  const scope = {
    tenant: bytesOfUuid(tablet.tenant),
    device: bytesOfUuid(tablet.deviceId),
    ask: fromHex(ask) ?? new Uint8Array(16),
  }
  const signature = base64url(await by.signer.sign(await photosMessage(hub.crypto.port, scope, photos, gone)))
  return { wire: [1, 1], tenant: tablet.tenant, device: tablet.deviceId, ask, photos, gone, signature }
}
async function answer(asked: PhotosRequest): Promise<PhotosStatement> {
  const { photos } = await answerPhotos(hub.photoPorts, asked)
  const said = await verifyStatement(hub.crypto.port, await hub.keys(), photosStatement, photos)
  if (!said) throw new Error('no statement that verifies')
  return said
}
const wantedByHead = async () => (await hub.statement((await hub.head(tablet)).head)).photos

/** A case whose item brings these photos, applied. */
async function caseWith(photos: string[]): Promise<string> {
  const record = tablet.newRecord()
  await tablet.seal({ r: record, b: 0, g: { identity: { name: 'Người Mẫu' } }, x: photos })
  await hub.push(await tablet.stream(tablet.items.length))
  await hub.apply()
  return record
}

beforeEach(async () => {
  hub = await TestHub.create('answer photos')
  tablet = await hub.tablet('t')
})

describe('how photos stand', () => {
  it('is said signed and fresh: stored, half sent, safe, ended (SPEC PHO-7)', async () => {
    const [a, b, c, d] = [await tablet.photo(), await tablet.photo(), await tablet.photo(), await tablet.photo()]
    await caseWith([a.id, b.id])
    for (const photo of [a, b]) await takePhoto(hub.photoPorts, tablet.claimOf(photo), photo.sealed)
    await hub.in((tx) => tx.markPhotosSafe([{ device: tablet.deviceId, id: b.id }], 5))
    await hub.in((tx) => tx.endPhotos(tablet.deviceId, [d.id]))
    hub.unfinished.add(c.id)
    const said = await answer(await request([a, b, c, d].map(({ id }) => id)))
    expect(said).toEqual({
      ...{ v: 1, tenant: tablet.tenant, device: tablet.deviceId, epoch: 1, ask, now: hub.now, wanted: [] },
      ...{ stored: [a.id, b.id].sort(), part: [c.id], safe: [b.id], ended: [d.id] },
    })
  })

  it('is asked by the device itself, and about nobody else’s (SPEC PHO-7)', async () => {
    const photo = await tablet.photo()
    await takePhoto(hub.photoPorts, tablet.claimOf(photo), photo.sealed)
    const stranger = await hub.tablet('stranger')
    await expect(answer(await request([photo.id], [], stranger))).rejects.toThrow('bad-signature')
    const other = { ...(await request([photo.id])), gone: [photo.id] }
    await expect(answer(other)).rejects.toThrow('bad-signature')
    tablet = stranger
    expect((await answer(await request([photo.id]))).stored).toEqual([])
  })
})

describe('a photo that an item names and that is not there', () => {
  it('keeps no case back, is wanted from its tablet, and a head says so (SPEC PHO-7, PHO-8)', async () => {
    expect(await wantedByHead()).toBeUndefined()
    const photo = await tablet.photo()
    const record = await caseWith([photo.id])
    expect(await hub.fate(tablet, 1)).toBe('applied')
    expect((await hub.in((tx) => tx.record(record)))?.status).toBe('draft')
    expect([await wantedByHead(), (await answer(await request([]))).wanted]).toEqual([1, [photo.id]])

    await takePhoto(hub.photoPorts, tablet.claimOf(photo), photo.sealed)
    expect([await wantedByHead(), (await answer(await request([]))).wanted]).toEqual([undefined, []])
  })

  it('is wanted no more when its tablet says that it has it no more (SPEC PHO-8)', async () => {
    const photo = await tablet.photo()
    const record = await caseWith([photo.id])
    const stored = await tablet.photo()
    await takePhoto(hub.photoPorts, tablet.claimOf(stored), stored.sealed)
    const before = await hub.in((tx) => tx.seq())
    const said = await answer(await request([], [photo.id, stored.id]))
    expect([said.wanted, await wantedByHead()]).toEqual([[], undefined])
    const states = (await hub.in((tx) => tx.casePhotos(record))).map(({ state }) => state)
    expect(states).toEqual(['gone'])
    expect(await hub.in((tx) => tx.seq()), 'the desk’s pages see it').toBe(before + 1)
    const row = await hub.in((tx) => tx.photo({ device: tablet.deviceId, id: stored.id }))
    expect(row?.state, 'what is here stays here').toBe('stored')
  })

  it('brought by two saves to two cases is one photo, and is not brought by a rejected save (SPEC PHO-3, PHO-8)', async () => {
    const photo = await tablet.photo()
    const [one, two] = [await caseWith([photo.id, photo.id]), await caseWith([photo.id])]
    for (const record of [one, two]) expect(await hub.in((tx) => tx.casePhotos(record))).toHaveLength(1)
    const lost = await tablet.photo()
    await tablet.seal({ r: tablet.newRecord(), b: 0, g: { identity: { name: 7 } }, x: [lost.id] })
    await hub.push(await tablet.stream(3))
    await hub.apply()
    expect(await hub.fate(tablet, 3)).toContain('rejected')
    expect(await hub.in((tx) => tx.photo({ device: tablet.deviceId, id: lost.id }))).toBeNull()
  })

  it('is not a pending tablet’s to ask about', async () => {
    await hub.setStatus(tablet, 'pending')
    await expect(answer(await request([]))).rejects.toThrow('not-approved')
    const { tenant, deviceId: device, chainHex: chain } = tablet
    await expect(answerHead(hub.ingestPorts, { wire: [1, 1], tenant, device, chain, ask })).rejects.toThrow()
  })
})
