import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { SampleTablet } from '../../../../tests/tablet/tabletKit.ts'
import { webCrypto } from '../../../crypto/web/webCrypto.ts'
import { limits } from '../../../protocol/limits.ts'
import { openPhoto, parseSealedPhoto, photoId } from '../../../protocol/photo.ts'
import { openSession } from '../../../protocol/sessionHeader.ts'
import { readLedger, writeMeta } from '../db/meta.ts'
import { groupValue } from '../groupValue.ts'

const jpegOf = (size: number, first = 255) => new Uint8Array(size).fill(7).fill(first, 0, 1)

describe('TabletPhotos', () => {
  let tablet: SampleTablet
  let tab: Awaited<ReturnType<SampleTablet['openTab']>>
  let draft: string
  beforeEach(async () => {
    tablet = await SampleTablet.approved()
    tab = await tablet.openTab()
    const papers = { photoConsent: { given: true, at: 1 } }
    draft = (await tab.drafts.create('dossier', { subject: { name: 'Người Mẫu' }, papers }, null)).id
  })
  afterEach(() => tablet.end())

  const named = async (id = draft) => {
    const found = await tab.drafts.get(id)
    return groupValue(found?.groups ?? {}, 'dossier', 'papers').photos?.map(({ photo }) => photo) ?? []
  }
  const ids = async () => (await tab.db.photos.toCollection().primaryKeys()).sort()
  const bodies = async () => (await tab.db.photoBodies.toCollection().primaryKeys()).sort()
  const lastItem = async () => {
    const row = await tab.db.outbox.orderBy('[chain+n]').last()
    if (!row) throw new Error('nothing sealed')
    return { row, ...(await tablet.opened(tab.db, row)) }
  }

  it('seals at once, in one write with its draft; the hub opens it, and of the JPEG nothing is on the disk (SPEC PHO-1, PHO-12)', async () => {
    const jpeg = jpegOf(50_000)
    const id = await tab.photos.add(draft, 'dwelling', jpeg)
    expect(await named()).toEqual([id])
    const sealed = (await tab.db.photoBodies.get(id))?.sealed ?? new Uint8Array(0)
    expect(await photoId(webCrypto, sealed)).toBe(id)
    const parts = parseSealedPhoto(sealed)
    const keys = parts && (await openSession(webCrypto, tablet.hub.seal, parts.header))
    expect(parts && keys && (await openPhoto(webCrypto, keys, parts))).toEqual(jpeg)
    expect(Buffer.from(sealed).includes(Buffer.from(jpeg.subarray(100, 200)))).toBe(false)
    expect(await tab.db.photos.get(id)).toMatchObject({ record: draft, state: 'draft', bytes: sealed.length })
  })

  it('counts in the ledger, and leaves text its room (SPEC PHO-12, STO-4)', async () => {
    const before = await readLedger(tab.db)
    const id = await tab.photos.add(draft, 'dwelling', jpegOf(50_000))
    expect((await readLedger(tab.db)) - before).toBeGreaterThan(50_000)
    await tab.photos.remove(draft, id)
    expect((await readLedger(tab.db)) - before).toBeLessThan(500)
    await writeMeta(tab.db, 'ledger', limits.ledger - 32 * 1024 * 1024)
    await expect(tab.photos.add(draft, 'dwelling', jpegOf(9))).rejects.toMatchObject({ code: 'disk-full' })
    expect([await tab.photos.hasRoom(), (await tab.drafts.room()).ok, await ids()]).toEqual([false, true, []])
  })

  it('refuses what is over the wire’s limit, and an eleventh page (SPEC PHO-1)', async () => {
    const over = tab.photos.add(draft, 'dwelling', jpegOf(limits.photoJpeg + 1))
    await expect(over).rejects.toMatchObject({ data: { reason: 'too-large' } })
    for (let page = 0; page < 10; page++) await tab.photos.add(draft, 'dwelling', jpegOf(9))
    await expect(tab.photos.add(draft, 'dwelling', jpegOf(9))).rejects.toMatchObject({
      data: { reason: 'too-many-photos' },
    })
    await tab.photos.add(draft, 'deathProof', jpegOf(9))
    expect(await ids()).toHaveLength(11)
  })

  it('two tabs may photograph at once, and neither photo is lost', async () => {
    const other = await tablet.openTab()
    const taken = await Promise.all([
      tab.photos.add(draft, 'dwelling', jpegOf(9)),
      other.photos.add(draft, 'dwelling', jpegOf(9)),
    ])
    expect((await named()).sort()).toEqual([...taken].sort())
    expect(await ids()).toEqual([...taken].sort())
  })

  it('goes with the item that names it: item, photo and the end of the draft are one write (SPEC PHO-12, STO-2)', async () => {
    const kept = await tab.photos.add(draft, 'dwelling', jpegOf(9))
    const thrown = await tab.photos.add(draft, 'dwelling', jpegOf(9))
    await tab.photos.remove(draft, thrown)
    await tab.drafts.finish(draft)
    const { row, payload } = await lastItem()
    expect(payload).toMatchObject({ x: [kept], g: { papers: { photos: [{ paper: 'dwelling', photo: kept }] } } })
    expect(await tab.db.photos.toArray()).toMatchObject([
      { id: kept, state: 'waiting', place: { chain: row.chain, n: row.n } },
    ])
    expect(await bodies()).toEqual([kept])
  })

  it('an item brings only photos that none before it has brought (SPEC PHO-12, ITM-2)', async () => {
    const first = await tab.photos.add(draft, 'dwelling', jpegOf(9))
    await tab.drafts.sealAll()
    expect((await lastItem()).payload).toMatchObject({ x: [first] })
    const second = await tab.photos.add(draft, 'dwelling', jpegOf(9))
    await tab.drafts.finish(draft)
    expect((await lastItem()).payload).toMatchObject({ x: [second], b: -1 })
    const photos = [{ photo: first }, { photo: second }]
    expect((await lastItem()).payload).toMatchObject({ g: { papers: { photos } } })
  })

  it('all of them are brought again when the hub has rejected the part that brought them (SPEC PHO-12)', async () => {
    const photo = await tab.photos.add(draft, 'dwelling', jpegOf(9))
    await tab.drafts.sealAll()
    const { chain, n } = (await lastItem()).row
    const verdict = { chain, n, state: 'rejected' as const, reason: 'malformed', data: {}, record: null, version: null }
    await tab.db.verdicts.put(verdict)
    await tab.drafts.finish(draft)
    expect((await lastItem()).payload).toMatchObject({ x: [photo], b: 0 })
    expect(await tab.db.photos.get(photo)).toMatchObject({ place: { n: 2 } })
  })

  it('a draft that is thrown away takes its photos along, and brings them back (SPEC PHO-12)', async () => {
    const photo = await tab.photos.add(draft, 'dwelling', jpegOf(9))
    await tab.drafts.discard(draft)
    expect([await ids(), await bodies()]).toEqual([[], []])
    await tab.drafts.undoDiscard(draft)
    expect([await ids(), await bodies(), await named()]).toEqual([[photo], [photo], [photo]])
  })

  it('shows a photo as long as its session lasts, and nobody afterwards (SPEC PHO-1)', async () => {
    const jpeg = jpegOf(900)
    const photo = await tab.photos.add(draft, 'dwelling', jpeg)
    expect(await tab.photos.view(photo)).toEqual(jpeg)
    expect(await tab.photos.view('0'.repeat(64))).toBeNull()
    tab.keyring.close()
    await expect(tab.photos.view(photo)).rejects.toMatchObject({ code: 'locked' })
    await tablet.unlock(tab.keyring)
    expect(await tab.photos.view(photo)).toBeNull()
  })

  it('what the hub holds already stays when it is taken out of a case that came back', async () => {
    const photo = await tab.photos.add(draft, 'dwelling', jpegOf(9))
    await tab.db.photos.update(photo, { state: 'stored' })
    await tab.photos.remove(draft, photo)
    expect([await named(), await ids()]).toEqual([[], [photo]])
  })

  it.each(['finish', 'sealAll'] as const)(
    '%s sends no photo of a paper that a changed answer made needless',
    async (how) => {
      const about = { formId: 'tinh-trang-hon-nhan' }
      await tab.drafts.save(draft, { about, answers: { maritalStatus: 'widowed' } })
      const needless = await tab.photos.add(draft, 'divorceProof', jpegOf(9))
      const called = await tab.photos.add(draft, 'deathProof', jpegOf(9))
      expect([await ids(), await bodies()]).toEqual([[needless, called].sort(), [needless, called].sort()])
      await tab.drafts[how](draft)
      const { payload } = await lastItem()
      expect(payload).toHaveProperty('g.papers.photos', [{ paper: 'deathProof', photo: called }])
      expect(payload).toHaveProperty('x', [called])
      expect([await ids(), await bodies()]).toEqual([[called], [called]])
    },
  )

  describe('the resident takes the consent back (SPEC PHO-12)', () => {
    const consent = async () => {
      const found = await tab.drafts.get(draft)
      return groupValue(found?.groups ?? {}, 'dossier', 'papers').photoConsent?.given
    }

    it('the word and all photos go in one write, those too that were sent with an earlier part', async () => {
      const stored = await tab.photos.add(draft, 'dwelling', jpegOf(9))
      await tab.db.photos.update(stored, { state: 'stored' })
      await tab.photos.add(draft, 'dwelling', jpegOf(9))
      const before = (await tab.db.drafts.get(draft))?.v ?? 0
      await tab.photos.takeBack(draft)
      expect((await tab.db.drafts.get(draft))?.v).toBe(before + 1)
      expect([await consent(), await named(), await ids(), await bodies()]).toEqual([false, [], [], []])
      await tab.drafts.finish(draft)
      const { payload } = await lastItem()
      expect(payload).toMatchObject({ g: { papers: { photoConsent: { given: false } } } })
      expect(payload).not.toHaveProperty('x')
    })

    it('a tablet that locks before takes nothing away, and the word stands as it was', async () => {
      const photo = await tab.photos.add(draft, 'dwelling', jpegOf(9))
      tab.keyring.close()
      await expect(tab.photos.takeBack(draft)).rejects.toMatchObject({ code: 'locked' })
      await tablet.unlock(tab.keyring)
      expect([await consent(), await named(), await ids(), await bodies()]).toEqual([true, [photo], [photo], [photo]])
    })

    it.each(['finish', 'sealAll'] as const)(
      '%s sends no photo without the word, whoever left one there',
      async (how) => {
        await tab.photos.add(draft, 'dwelling', jpegOf(9))
        const waiting = await tab.photos.add(draft, 'dwelling', jpegOf(9))
        await tab.db.photos.update(waiting, { state: 'waiting' })
        await tab.drafts.save(draft, { papers: { photoConsent: { given: false, at: 2 } } })
        await tab.drafts[how](draft)
        const { payload } = await lastItem()
        expect(payload).toHaveProperty('g.papers', { photoConsent: { given: false, at: 2 } })
        expect(payload).not.toHaveProperty('x')
        expect([await ids(), await bodies()]).toEqual([[], []])
      },
    )
  })
})
