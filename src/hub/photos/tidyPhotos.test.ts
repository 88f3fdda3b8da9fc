import { beforeEach, describe, expect, it } from 'vitest'
import { MemoryPhotoFiles } from '../../../tests/kit/MemoryPhotoFiles.ts'
import { TestHub } from '../../../tests/kit/TestHub.ts'
import type { TestTablet } from '../../../tests/kit/TestTablet.ts'
import { takePhoto } from './takePhoto.ts'
import { removeErased, tidyPhotos } from './tidyPhotos.ts'

const day = 24 * 3_600_000
let hub: TestHub
let tablet: TestTablet

const stored = async () => {
  const photo = await tablet.photo(300)
  await takePhoto(hub.photoPorts, tablet.claimOf(photo), photo.sealed)
  return photo.id
}
const named = (id: string) =>
  hub.in((tx) => tx.namePhoto({ device: tablet.deviceId, photo: id, record: 'r', chain: 'c', n: 1 }))
const key = (id: string) => ({ device: tablet.deviceId, id })
const fileOf = (id: string) => MemoryPhotoFiles.nameOf(tablet.tenant, key(id))
const stateOf = async (id: string) => (await hub.in((tx) => tx.photo(key(id))))?.state

beforeEach(async () => {
  hub = await TestHub.create('tidy photos')
  tablet = await hub.tablet('t')
})

describe('the upkeep of photos', () => {
  it('finds a file that is gone or cut, and wants it again; the audit says so (SPEC PHO-8, fault 9)', async () => {
    const [gone, cut, whole] = [await stored(), await stored(), await stored()]
    for (const id of [gone, cut, whole]) await named(id)
    hub.photoFiles.files.delete(fileOf(gone))
    hub.photoFiles.files.set(fileOf(cut), { sealed: new Uint8Array(7), at: hub.now })
    await tidyPhotos(hub.photoPorts)
    expect([await stateOf(gone), await stateOf(cut), await stateOf(whole)]).toEqual(['missing', 'missing', 'stored'])
    expect(await hub.in((tx) => tx.wantedPhotos(tablet.deviceId, 9))).toEqual([gone, cut].sort())
    const lines = await hub.in((tx) => tx.auditRows(1, 99))
    expect(lines.filter(({ action }) => action === 'lose-photo')).toHaveLength(2)
  })

  it('lets go of what nothing named for thirty days, file and all (SPEC PHO-6)', async () => {
    const [loose, kept] = [await stored(), await stored()]
    await named(kept)
    hub.now += 30 * day
    await tidyPhotos(hub.photoPorts)
    expect(await stateOf(loose)).toBe('stored')
    hub.now += 1
    await tidyPhotos(hub.photoPorts)
    expect([await stateOf(loose), await stateOf(kept)]).toEqual(['dropped', 'stored'])
    expect([...hub.photoFiles.files.keys()]).toEqual([fileOf(kept)])
  })

  it('removes the files of erased cases, also when that was cut, and files that no row has (SPEC PHO-11)', async () => {
    const [erased, stands] = [await stored(), await stored()]
    await named(stands)
    await hub.in((tx) => tx.endPhotos(tablet.deviceId, [erased]))
    const remove = hub.photoFiles.remove.bind(hub.photoFiles)
    hub.photoFiles.remove = () => Promise.reject(new Error('cut'))
    await expect(removeErased(hub.photoPorts, hub.tenant)).rejects.toThrow('cut')
    expect(await stateOf(erased)).toBe('erasing')
    hub.photoFiles.remove = remove
    expect(await removeErased(hub.photoPorts, hub.tenant)).toBe(1)
    expect([await stateOf(erased), hub.photoFiles.files.has(fileOf(erased))]).toEqual(['erased', false])

    await hub.photoFiles.put(hub.tenant, key('f'.repeat(64)), new Uint8Array(5))
    await tidyPhotos(hub.photoPorts)
    expect(hub.photoFiles.files.size, 'its row may be on its way').toBe(2)
    hub.now += day + 1
    await tidyPhotos(hub.photoPorts)
    expect([...hub.photoFiles.files.keys()]).toEqual([fileOf(stands)])
  })
})
