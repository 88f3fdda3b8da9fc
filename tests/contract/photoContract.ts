import { describe, expect, it } from 'vitest'
import type { TenantTx } from '../../src/hub/store/HubStore.ts'
import { sample } from './sampleRows.ts'

/** What every engine keeps of photos; part of `storeContract`. */
export function photoContract(within: <T>(work: (tx: TenantTx) => Promise<T>) => Promise<T>): void {
  const [a, b, c] = ['aa', 'bb', 'cc'].map((two) => two.repeat(32)) as [string, string, string]
  const came = (id: string, device = 'me') => ({ device, id, sid: 's', length: 7, receivedAt: 5 })
  const name = (photo: string, record: string, device = 'me') =>
    within((tx) => tx.namePhoto({ device, photo, record, chain: 'c', n: 1 }))
  const store = (id: string, device = 'me') => within((tx) => tx.storePhoto(came(id, device)))
  const stateOf = async (id: string, device = 'me') => (await within((tx) => tx.photo({ device, id })))?.state
  const wanted = (device = 'me') => within((tx) => tx.wantedPhotos(device, 9))
  const stands = (id: string, status = 'submitted', seq = 1) =>
    within((tx) => tx.putRecord(sample.record({ id, status, seq, version: seq })))

  describe('photos', () => {
    it('wants what an item names until it is there, whichever comes first, and again when it is lost (SPEC PHO-8)', async () => {
      await name(a, 'r')
      await name(a, 'r')
      expect(await wanted()).toEqual([a])
      expect(await within((tx) => tx.casePhotos('r'))).toEqual([
        { device: 'me', id: a, sid: null, length: 0, state: 'missing', receivedAt: null, safeAt: null },
      ])
      expect(await store(a)).toBe(true)
      expect(await wanted()).toEqual([])
      expect(await within((tx) => tx.casePhotos('r'))).toEqual([{ ...came(a), state: 'stored', safeAt: null }])

      expect(await store(b)).toBe(true)
      await name(b, 'r')
      expect(await stateOf(b)).toBe('stored')
      await within((tx) => tx.losePhoto({ device: 'me', id: b }))
      expect(await wanted()).toEqual([b])
    })

    it('wants nothing that its tablet says it has no more, and takes it all the same if it comes (SPEC PHO-8)', async () => {
      await name(a, 'r')
      await store(b)
      await within((tx) => tx.photosGone('me', [a, b, c]))
      expect([await stateOf(a), await stateOf(b), await stateOf(c)]).toEqual(['gone', 'stored', undefined])
      expect(await wanted()).toEqual([])
      expect(await store(a)).toBe(true)
      expect(await stateOf(a)).toBe('stored')
    })

    it('is its tablet’s: another tablet’s item brings nothing of it to a case (SPEC PHO-3)', async () => {
      await store(a)
      await name(a, 'r', 'other')
      expect([await stateOf(a), await stateOf(a, 'other')]).toEqual(['stored', 'missing'])
      expect((await within((tx) => tx.casePhotos('r'))).map(({ device, state }) => [device, state])).toEqual([
        ['other', 'missing'],
      ])
      expect(await within((tx) => tx.photosOf('me', [a, b]))).toHaveLength(1)
    })

    it('is erased with its case, for ever, and its file is named until it is gone (SPEC PHO-11)', async () => {
      await stands('r')
      await stands('s')
      await Promise.all([store(a), store(b)])
      await name(a, 'r')
      await name(b, 'r')
      await name(b, 's')
      await within((tx) => tx.erasePhotos('r'))
      expect([await stateOf(a), await stateOf(b)], 'another case stands that was brought b').toEqual([
        'erasing',
        'stored',
      ])
      expect(await store(a)).toBe(false)
      expect(await within((tx) => tx.erasingPhotos(9))).toEqual([{ device: 'me', id: a }])
      await within((tx) => tx.photosErased([{ device: 'me', id: a }]))
      expect([await stateOf(a), await within((tx) => tx.erasingPhotos(9))]).toEqual(['erased', []])
      expect(await store(a)).toBe(false)
      await name(a, 's')
      expect(await stateOf(a)).toBe('erased')

      await stands('r', 'erased', 2)
      await within((tx) => tx.erasePhotos('s'))
      expect(await stateOf(b)).toBe('erasing')
    })

    it('is ended when it was brought to a case that is erased already, here or not (SPEC PHO-11)', async () => {
      await stands('s')
      await store(a)
      await store(c)
      await name(c, 's')
      await within((tx) => tx.endPhotos('me', [a, b, c]))
      expect([await stateOf(a), await stateOf(b), await stateOf(c)]).toEqual(['erasing', 'erasing', 'stored'])
      expect([await store(a), await store(b)]).toEqual([false, false])
    })

    it('is let go when nothing named it for long, and wanted when something does after all (SPEC PHO-6)', async () => {
      await Promise.all([store(a), store(b)])
      await name(a, 'r')
      const dropped = within((tx) => tx.dropUnnamedPhotos(6, 9))
      expect(await dropped).toEqual([{ device: 'me', id: b }])
      expect(await within((tx) => tx.dropUnnamedPhotos(6, 9))).toEqual([])
      await name(b, 'r')
      expect(await wanted()).toEqual([b])
      expect(await within((tx) => tx.dropUnnamedPhotos(5, 9)), 'none came before').toEqual([])
    })

    it('is safe once, when it is of a case, and no more when it is lost or comes again (SPEC PHO-10)', async () => {
      await Promise.all([store(a), store(b)])
      await name(a, 'r')
      const keys = [a, b, c].map((id) => ({ device: 'me', id }))
      expect(await within((tx) => tx.markPhotosSafe(keys, 8))).toBe(1)
      expect(await within((tx) => tx.markPhotosSafe(keys, 9))).toBe(0)
      expect((await within((tx) => tx.photo({ device: 'me', id: a })))?.safeAt).toBe(8)
      await within((tx) => tx.losePhoto({ device: 'me', id: a }))
      expect((await within((tx) => tx.photo({ device: 'me', id: a })))?.safeAt).toBeNull()
    })

    it('lists stored ones behind a key', async () => {
      await Promise.all([store(a), store(c), store(b, 'other')])
      const first = await within((tx) => tx.storedPhotos(null, 2))
      expect(first.map(({ device, id }) => [device, id])).toEqual([
        ['me', a],
        ['me', c],
      ])
      const rest = await within((tx) => tx.storedPhotos({ device: 'me', id: c }, 2))
      expect(rest.map(({ device, id }) => [device, id])).toEqual([['other', b]])
    })
  })
}
