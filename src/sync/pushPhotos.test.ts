import { beforeEach, describe, expect, it, vi } from 'vitest'
import { json, SyncKit } from '../../tests/kit/SyncKit.ts'
import { TestHub } from '../../tests/kit/TestHub.ts'
import type { TestTablet } from '../../tests/kit/TestTablet.ts'
import { utf8Text } from '../crypto/bytes.ts'
import { losePhotos } from '../hub/photos/tidyPhotos.ts'
import { paths } from '../protocol/api.ts'
import { limits } from '../protocol/limits.ts'
import { photoId, type SealedPhoto } from '../protocol/photo.ts'
import { photoReceipt, photosStatement } from '../protocol/photoStatements.ts'
import { Problem } from '../protocol/problems.ts'
import { signStatement } from '../protocol/statements.ts'
import { type HubResponse, LineError } from './ports.ts'
import { pushPhotos } from './pushPhotos.ts'
import { syncOnce } from './syncOnce.ts'

vi.setConfig({ testTimeout: 60_000 })

let hub: TestHub
let tablet: TestTablet
let kit: SyncKit
beforeEach(async () => {
  hub = await TestHub.create('photos')
  tablet = await hub.tablet('t')
  kit = new SyncKit(hub, tablet)
})

/** A dossier with so many photos, finished on the tablet. */
async function take(count = 1, size = 3_000): Promise<SealedPhoto[]> {
  const photos: SealedPhoto[] = []
  for (let i = 0; i < count; i++) photos.push(await tablet.photo(size))
  const named = photos.map(({ id }) => ({ paper: 'dwelling', photo: id }))
  const payload = { r: tablet.newRecord(), b: 0, g: { papers: { photos: named } }, c: { name: 'submit' } }
  await tablet.seal({ ...payload, x: photos.map(({ id }) => id) }, { type: 2, schema: 2 })
  kit.keep()
  for (const photo of photos) kit.keepPhoto(photo)
  return photos
}
const one = async (size?: number): Promise<SealedPhoto> => {
  const [photo] = await take(1, size)
  if (!photo) throw new Error('none taken')
  return photo
}
const isPhoto = (what: string) => what.startsWith('photo')
const keyOf = ({ id }: SealedPhoto) => ({ device: tablet.deviceId, id })
const atHub = ({ id }: SealedPhoto) => hub.photoFiles.read(tablet.tenant, { device: tablet.deviceId, id })
const stateAtHub = async (photo: SealedPhoto) => (await hub.in((tx) => tx.photo(keyOf(photo))))?.state
const here = ({ id }: SealedPhoto) => kit.photos.rows.get(id)?.state ?? 'gone'
/** What the hub answers on a path from now on. */
const at = (path: string, answer: (toHub: () => Promise<HubResponse>) => Promise<HubResponse>) => {
  kit.post = (asked, _body, toHub) => (asked === path ? answer(toHub) : toHub())
}
const ours = () => hub.ingestPorts.receipts
const sixHours = 6 * 3_600_000

describe('photos', () => {
  it('go after the text and the pull, each until its receipt is here (SPEC PHO-4, PHO-5)', async () => {
    const photos = await take(2)
    expect(await kit.round()).toEqual({ kind: 'done', progressed: true })
    expect(kit.asked.map((what) => (isPhoto(what) ? 'photo' : what))).toEqual([
      paths.head,
      paths.push,
      paths.pull,
      paths.photosAsk,
      'photo',
      'photo',
    ])
    for (const photo of photos) {
      const bytes = await atHub(photo)
      expect(bytes && (await photoId(hub.crypto.port, bytes))).toBe(photo.id)
      expect(here(photo)).toBe('stored')
    }
    kit.asked.length = 0
    await kit.round()
    expect(kit.asked).toEqual([paths.head, paths.pull])
  })

  it('wait for the receipt of the item that names them (SPEC PHO-4)', async () => {
    const photo = await one()
    at(paths.push, async () => json(200, { receipt: null, problem: 'gap' }))
    expect((await kit.round()).kind).toBe('refused')
    at(paths.push, async () => {
      throw new LineError('unreachable')
    })
    expect((await kit.round()).kind).toBe('no-line')
    expect([kit.asked.some(isPhoto), here(photo)]).toEqual([false, 'waiting'])
  })

  it('that are cut go on where the hub has them, and what came counts as progress (SPEC PHO-4, fault 18)', async () => {
    const photo = await one()
    const pieces: number[] = []
    kit.upload = async (_id, bytes, toHub) => {
      pieces.push(bytes.length)
      if (bytes.length <= 1024) return toHub(bytes)
      await toHub(bytes.subarray(0, 1024))
      throw new LineError('unreachable')
    }
    const outcomes = []
    for (let rounds = 0; here(photo) !== 'stored' && rounds < 9; rounds++) outcomes.push(await kit.round())
    expect(pieces).toEqual([3_273, 2_249, 1_225, 201])
    expect(outcomes.map(({ kind }) => kind)).toEqual(['no-line', 'no-line', 'no-line', 'done'])
    expect(outcomes.slice(1).every(({ progressed }) => progressed)).toBe(true)
    expect(await atHub(photo)).toEqual(photo.sealed)
    expect(kit.spent).toBe(3_273)
  })

  it('give way to text that is sealed meanwhile, and the next round begins at once', async () => {
    await take(3)
    kit.upload = async (_id, bytes, toHub) => {
      kit.upload = (_again, rest, hubItself) => hubItself(rest)
      await tablet.newCase()
      kit.keep()
      return toHub(bytes)
    }
    expect(await kit.round()).toMatchObject({ kind: 'done', more: true })
    expect(kit.asked.filter(isPhoto)).toHaveLength(1)
    kit.asked.length = 0
    expect((await kit.round()).more).toBeUndefined()
    expect(kit.asked.slice(0, 2)).toEqual([paths.head, paths.push])
    expect(kit.asked.filter(isPhoto)).toHaveLength(2)
  })

  it('are sent twenty a round', async () => {
    await take(23, 20)
    expect((await kit.round()).more).toBe(true)
    expect(kit.asked.filter(isPhoto)).toHaveLength(20)
    expect((await kit.round()).more).toBeUndefined()
    expect(kit.asked.filter(isPhoto)).toHaveLength(23)
  })

  it('that a person’s budget does not allow stay here, and the hub is not asked about them each time', async () => {
    const photo = await one()
    kit.budget = 100
    await kit.round()
    kit.asked.length = 0
    expect((await kit.round()).kind).toBe('done')
    expect([kit.asked, here(photo), kit.spent]).toEqual([[paths.head, paths.pull], 'waiting', 0])
    kit.budget = photo.sealed.length
    await kit.round()
    expect([here(photo), kit.spent]).toEqual(['stored', photo.sealed.length])
  })

  it('tell how much of them is sent', async () => {
    await take(2)
    const seen: unknown[] = []
    const onProgress = (progress: { phase: string; sentItems: number; totalItems: number }) => {
      if (progress.phase === 'photos') seen.push([progress.sentItems, progress.totalItems])
    }
    await syncOnce({ ...kit.ports, onProgress }, new AbortController().signal, (round) =>
      pushPhotos(round, kit.photoSync),
    )
    expect(seen).toEqual([
      [0, 2],
      [1, 2],
    ])
  })
})

describe('what is not the hub marks no photo as stored (SPEC PHO-5, fault 14)', () => {
  it('neither a receipt by another key nor one of another photo, tablet, commune, length or epoch', async () => {
    const photo = await one()
    const { tenant, deviceId: device } = tablet
    const receipt = { v: 1 as const, tenant, device, photo: photo.id, length: photo.sealed.length, epoch: 1 }
    const other = hub.crypto.newSigner()
    const forged = [
      null,
      'x',
      await signStatement({ signer: other, kid: ours().kid }, photoReceipt, receipt),
      ...(await Promise.all(
        [
          { photo: '0'.repeat(64) },
          { device: tablet.actorId },
          { tenant: hub.otherTenant },
          { length: 1 },
          { epoch: 2 },
        ].map((part) => signStatement(ours(), photoReceipt, { ...receipt, ...part })),
      )),
    ]
    for (const jws of forged) {
      kit.upload = async () => jws
      expect([(await kit.round()).kind, here(photo)]).toEqual(['captive-portal', 'waiting'])
    }
    kit.upload = (_id, bytes, toHub) => toHub(bytes)
    expect([(await kit.round()).kind, here(photo)]).toEqual(['done', 'stored'])
  })

  it('nor a statement that is stale, or of another tablet or epoch (SPEC PHO-7)', async () => {
    const photo = await one()
    const { tenant, deviceId: device } = tablet
    const said = { v: 1 as const, tenant, device, epoch: 1, now: hub.now, stored: [photo.id], part: [] }
    const more = { safe: [photo.id], ended: [], wanted: [] }
    for (const part of [
      { ask: '0'.repeat(32) },
      { device: tablet.actorId },
      { epoch: 2 },
      { tenant: hub.otherTenant },
    ]) {
      kit.post = async (path, body, toHub) => {
        if (path !== paths.photosAsk) return toHub()
        const { ask } = JSON.parse(utf8Text(body))
        const photos = await signStatement(ours(), photosStatement, { ...said, ...more, ask, ...part })
        return json(200, { wire: 1, photos })
      }
      expect([(await kit.round()).kind, here(photo)]).toEqual(['captive-portal', 'waiting'])
    }
  })
})

describe('what the hub refuses of photos holds up nothing but photos', () => {
  const refuse = (problem: Problem) => {
    kit.upload = async () => {
      throw problem
    }
  }

  it('when it has enough for now the round is done, and it says for how long (SPEC PHO-6)', async () => {
    const photo = await one()
    refuse(new Problem('busy', { retryAfter: 90 }))
    expect(await kit.round()).toEqual({ kind: 'done', progressed: true, photosRestMs: 90_000 })
    expect(here(photo)).toBe('waiting')
  })

  it('one that came with flipped bits is sent once more, then the others go first (SPEC PHO-5)', async () => {
    const [flipped, next] = await take(2)
    if (!flipped || !next) throw new Error('none taken')
    let times = 0
    kit.upload = async (id, bytes, toHub) => {
      if (id !== flipped.id) return toHub(bytes)
      times += 1
      const copy = new Uint8Array(bytes)
      copy[300] = (copy[300] ?? 0) ^ 1
      return toHub(copy)
    }
    expect(await kit.round()).toMatchObject({ kind: 'done', photosRestMs: 15 * 60_000 })
    expect([times, here(flipped), here(next)]).toEqual([2, 'waiting', 'stored'])
    kit.upload = (_id, bytes, toHub) => toHub(bytes)
    await kit.round()
    expect(here(flipped)).toBe('stored')
  })

  it('one whose bytes here are no longer what they were stays here, and is not sent (SPEC PHO-5)', async () => {
    const photo = await one()
    photo.sealed[300] = (photo.sealed[300] ?? 0) ^ 1
    expect((await kit.round()).kind).toBe('done')
    expect([here(photo), kit.photos.rows.get(photo.id)?.problem]).toEqual(['refused', 'bad-photo'])
    hub.now += sixHours
    await kit.round()
    expect([here(photo), kit.asked.some(isPhoto)]).toEqual(['refused', false])
  })

  it('one refused by a bare word rests, and is tried again with the next question about all (SPEC PHO-7)', async () => {
    const [photo, next] = await take(2)
    if (!photo || !next) throw new Error('none taken')
    for (const word of ['not-found', 'bad-signature', 'client-too-old', 'ended'] as const) {
      kit.upload = async (id, bytes, toHub) => {
        if (id === photo.id) throw new Problem(word)
        return toHub(bytes)
      }
      await kit.round()
      expect([here(photo), here(next)], word).toEqual(['refused', 'stored'])
      await hub.apply()
      expect(await stateAtHub(photo)).toBe('missing')
      kit.asked.length = 0
      // the hub wants it in every round; whoever refuses it so does not make the tablet send it in every round
      await kit.round()
      expect([here(photo), kit.asked.some(isPhoto)], word).toEqual(['refused', false])
      hub.now += sixHours
    }
    kit.upload = (_id, bytes, toHub) => toHub(bytes)
    await kit.round()
    expect([here(photo), await stateAtHub(photo)]).toEqual(['stored', 'stored'])
  })

  it('one whose case was erased is let go (SPEC PHO-11)', async () => {
    const photo = await one()
    await hub.in((tx) => tx.endPhotos(tablet.deviceId, [photo.id]))
    await kit.round()
    expect(here(photo)).toBe('gone')
    expect(kit.asked.some(isPhoto)).toBe(false)
    // erased between the question and the sending
    const later = await one()
    kit.upload = async (id, bytes, toHub) => {
      await hub.in((tx) => tx.endPhotos(tablet.deviceId, [id]))
      return toHub(bytes)
    }
    await kit.round()
    expect([here(later), kit.asked.filter(isPhoto).length, kit.asked.at(-1)]).toEqual(['gone', 1, paths.photosAsk])
  })

  it('the bare word that one is ended deletes nothing: anybody on the line can say it (SPEC PHO-11)', async () => {
    const photo = await one()
    refuse(new Problem('ended'))
    await kit.round()
    expect([here(photo), await kit.photos.sealed(photo.id)]).toEqual(['refused', photo.sealed])
  })

  it('a hub of before photos is asked and nothing more', async () => {
    await one()
    at(paths.photosAsk, async () => json(404, { problem: 'not-found' }))
    expect((await kit.round()).kind).toBe('done')
    expect(kit.asked.some(isPhoto)).toBe(false)
  })
})

describe('how photos stand at the hub', () => {
  it('one whose file is gone is wanted again, and sent again (SPEC PHO-8, fault 9)', async () => {
    const photo = await one()
    await kit.round()
    await hub.apply()
    await losePhotos(hub.photoPorts, tablet.tenant, [keyOf(photo)])
    await hub.photoFiles.remove(tablet.tenant, keyOf(photo))
    expect(await stateAtHub(photo)).toBe('missing')
    await kit.round()
    expect([await stateAtHub(photo), await atHub(photo)]).toEqual(['stored', photo.sealed])
  })

  it('one that the tablet has no more is told to be gone (SPEC PHO-7, PHO-8)', async () => {
    const photo = await one()
    kit.photos.rows.clear()
    await kit.round()
    await hub.apply()
    expect(await stateAtHub(photo)).toBe('missing')
    await kit.round()
    expect(await stateAtHub(photo)).toBe('gone')
    kit.asked.length = 0
    await kit.round()
    expect(kit.asked).toEqual([paths.head, paths.pull])
  })

  it('all that are kept are asked about every six hours by the hub’s clock, and safe ones are let go (SPEC PHO-7, PHO-10)', async () => {
    const photo = await one()
    await kit.round()
    await hub.apply()
    await hub.in((tx) => tx.markPhotosSafe([keyOf(photo)], hub.now))
    hub.now += sixHours - 1
    await kit.round()
    expect(here(photo)).toBe('stored')
    hub.now += 1
    await kit.round()
    expect([here(photo), kit.photos.safe.has(photo.id)]).toEqual(['gone', true])
  })

  it('after a restore all are asked about again, and what it lost is sent again (SPEC PHO-10, EPO-1)', async () => {
    const photo = await one()
    await kit.round()
    await hub.apply()
    hub.epoch = 2
    await losePhotos(hub.photoPorts, tablet.tenant, [keyOf(photo)])
    // the head says nothing of it: the restored hub has not even the item that names it
    at(paths.head, async (toHub) => toHub())
    await kit.round()
    expect([kit.asked.filter((what) => what === paths.photosAsk).length, await stateAtHub(photo)]).toEqual([
      2,
      'stored',
    ])
  })

  it('so many that one question does not hold them are asked about in several (SPEC PHO-7)', async () => {
    const photo = await one()
    await kit.round()
    for (let i = 0; i < limits.photosAsked; i++) {
      kit.photos.commit({ id: i.toString(16).padStart(64, '0'), sealed: photo.sealed }, tablet.chainHex, 9)
    }
    hub.now += sixHours
    kit.asked.length = 0
    await kit.round()
    expect(kit.asked).toEqual([paths.head, paths.pull, paths.photosAsk, paths.photosAsk])
  })
})

it('a revoked tablet sends its photos too before it is ended (SPEC PHO-6, HEA-5)', async () => {
  const photo = await one()
  await hub.setStatus(tablet, 'revoked')
  expect((await kit.round()).kind).toBe('revoked')
  expect([here(photo), await atHub(photo), kit.disk.revoked]).toEqual(['stored', photo.sealed, true])
})
