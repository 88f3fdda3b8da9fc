import { describe, expect, it } from 'vitest'
import { hasRoomFor, mostPages, mostPhotos, pagesOf, withoutPhoto, withPhoto } from './paperPhotos.ts'
import { parseGroupPatch } from './records.ts'

const photo = (n: number) => n.toString(16).padStart(64, '0')

describe('photos of papers', () => {
  it('stand in the order they were taken, paper by paper', () => {
    const taken = [1, 2, 3].reduce<ReturnType<typeof withPhoto>>(
      (photos, n) => withPhoto(photos, { paper: n === 2 ? 'deathProof' : 'dwelling', photo: photo(n) }),
      [],
    )
    expect(pagesOf(taken, 'dwelling').map((page) => page.photo)).toEqual([photo(1), photo(3)])
    expect(pagesOf(withoutPhoto(taken, photo(1)) ?? [], 'dwelling').map((page) => page.photo)).toEqual([photo(3)])
    expect(withoutPhoto([{ paper: 'dwelling', photo: photo(1) }], photo(1))).toBeNull()
    expect(pagesOf(undefined, 'dwelling')).toEqual([])
  })

  it('are so many a paper and so many a case, and no more', () => {
    const full = (paper: string, count: number) => Array.from({ length: count }, (_, n) => ({ paper, photo: photo(n) }))
    expect([hasRoomFor(undefined, 'a'), hasRoomFor(full('a', mostPages - 1), 'a')]).toEqual([true, true])
    expect([hasRoomFor(full('a', mostPages), 'a'), hasRoomFor(full('a', mostPages), 'b')]).toEqual([false, true])
    const papers = ['a', 'b', 'c', 'd'].flatMap((paper) => full(paper, mostPages))
    expect([papers.length, hasRoomFor(papers, 'e')]).toEqual([mostPhotos, false])
  })

  it('are checked on the wire: an id is a hash and nothing else', () => {
    const parse = (photos: unknown) => parseGroupPatch('dossier', 'papers', { photos })
    expect(parse([{ paper: 'dwelling', photo: photo(1), rotated: 90 }])).toMatchObject({ ok: true, extra: {} })
    for (const wrong of [[{ paper: 'dwelling', photo: 'x' }], [{ photo: photo(1) }], [{ paper: 1, photo: photo(1) }]]) {
      expect(parse(wrong)).toEqual({ ok: false, problem: { code: 'invalidField', field: 'photos' } })
    }
    expect(parseGroupPatch('dossier', 'papers', { photoConsent: { given: true, at: 1 } })).toMatchObject({ ok: true })
    expect(parseGroupPatch('dossier', 'papers', { photoConsent: { given: 'yes', at: 1 } })).toMatchObject({ ok: false })
  })
})
