import { describe, expect, it } from 'vitest'
import type { SeededCrypto } from '../../tests/kit/seededCrypto.ts'
import { TestHub } from '../../tests/kit/TestHub.ts'
import { bytesOfUuid } from '../../tests/kit/TestTablet.ts'
import { hex } from '../crypto/bytes.ts'
import { limits } from './limits.ts'
import { openPhoto, PhotoTooLarge, parseSealedPhoto, photoId, sealPhoto } from './photo.ts'
import { openSession } from './sessionHeader.ts'

const hub = await TestHub.create('photo')
const tablet = await hub.tablet('t')
const { port }: SeededCrypto = tablet.crypto
const scope = { tenant: bytesOfUuid(tablet.tenant), device: bytesOfUuid(tablet.deviceId) }
const jpeg = port.random(3_000)
const photo = await sealPhoto(port, tablet.session, scope, jpeg)

/** What a sealed form says to the holder of the seal key. */
async function opened(sealed: Uint8Array): Promise<Uint8Array | null> {
  const parts = parseSealedPhoto(sealed)
  const keys = parts && (await openSession(port, hub.box.opener, parts.header).catch(() => null))
  return parts && keys ? openPhoto(port, keys, parts) : null
}

describe('a sealed photo', () => {
  it('opens with the seal key alone: its session header is inside, no item need bring it (SPEC PHO-2)', async () => {
    const parts = parseSealedPhoto(photo.sealed)
    expect(parts && hex(parts.header.sid)).toBe(tablet.session.sid)
    expect(parts?.header.bytes).toEqual(tablet.session.header)
    expect(await opened(photo.sealed)).toEqual(jpeg)
  })

  it('has the hash of its sealed form as its id, and no two are alike (SPEC PHO-3)', async () => {
    expect(await photoId(port, photo.sealed)).toBe(photo.id)
    const again = await sealPhoto(port, tablet.session, scope, jpeg)
    expect(again.id).not.toBe(photo.id)
    expect(await opened(again.sealed)).toEqual(jpeg)
  })

  it('opens for no other tablet, commune or session, and with no byte changed (SPEC PHO-2)', async () => {
    const stranger = await hub.tablet('stranger')
    const elsewhere = { ...scope, device: bytesOfUuid(stranger.deviceId) }
    expect(await opened((await sealPhoto(port, tablet.session, elsewhere, jpeg)).sealed)).toBeNull()
    const abroad = { ...scope, tenant: bytesOfUuid(hub.otherTenant) }
    expect(await opened((await sealPhoto(port, tablet.session, abroad, jpeg)).sealed)).toBeNull()

    const moved = photo.sealed.slice()
    moved.set(stranger.session.header, 1)
    expect(await opened(moved)).toBeNull()
    for (let at = 0; at < photo.sealed.length; at += 7) {
      const flipped = photo.sealed.map((byte, i) => (i === at ? byte ^ 1 : byte))
      expect(await opened(flipped), `byte ${at}`).toBeNull()
    }
  })

  it('is none when it is cut, of another version or too long (SPEC PHO-2)', async () => {
    for (const length of [0, 1, 240, 257, 272]) expect(parseSealedPhoto(photo.sealed.subarray(0, length))).toBeNull()
    expect(await opened(photo.sealed.subarray(0, photo.sealed.length - 1))).toBeNull()
    expect(parseSealedPhoto(photo.sealed.map((byte, i) => (i === 0 ? 2 : byte)))).toBeNull()
    const long = new Uint8Array(limits.photoSealed + 1)
    long.set(photo.sealed)
    expect(parseSealedPhoto(long)).toBeNull()
  })

  it('is not made of a picture over the limit, and every one below it fits (SPEC PHO-1, PHO-2)', async () => {
    const large = new Uint8Array(limits.photoJpeg + 1)
    await expect(sealPhoto(port, tablet.session, scope, large)).rejects.toThrow(PhotoTooLarge)
    const most = await sealPhoto(port, tablet.session, scope, large.subarray(1))
    expect(parseSealedPhoto(most.sealed)).not.toBeNull()
  })
})
