import { describe, expect, it } from 'vitest'
import { pulled } from '../../../../tests/tablet/tabletKit.ts'
import type { PullEntry } from '../../../protocol/page.ts'
import { pageRow, spentPages, uuidsIn } from './pageRow.ts'

const id = (n: number) => `70000000-0000-4000-8000-00000000000${n}`
const page = (to: number, entries: PullEntry[]) =>
  pageRow({ keyId: 1, from: to - 1, to, more: false, sealed: new Uint8Array(40) }, entries)
const gone = (n: number, s: number): PullEntry => ({ k: 'gone', s, id: id(n) })
const pack: PullEntry = { k: 'pack', s: 1, id: 'guide', version: 1, kind: 'guide', jws: 'x' }

describe('pageRow', () => {
  it('keeps the ids and whether the team has something to do, nothing else of the content (STO-1)', () => {
    const row = page(4, [pulled({ id: id(1), s: 3 }), gone(2, 4)])
    expect(uuidsIn(row.ids)).toEqual([id(1)])
    expect(uuidsIn(row.gone)).toEqual([id(2)])
    expect(row).toMatchObject({ hot: true, to: 4 })
    expect(page(5, [pulled({ id: id(1), s: 5, status: 'submitted' })]).hot).toBe(false)
    expect(page(5, [pulled({ id: id(1), s: 5, status: 'submitted', conflicts: 1 })]).hot).toBe(true)
    expect(page(5, [pulled({ id: id(1), s: 5, status: 'submitted', chosen: { contact: 4 } })]).hot).toBe(true)
  })
})

describe('spentPages', () => {
  it('lets a page go when all it says is said later', () => {
    const first = page(1, [pulled({ id: id(1), s: 1 }), pulled({ id: id(2), s: 1 })])
    expect(spentPages([first, page(2, [pulled({ id: id(1), s: 2 })])])).toEqual([])
    expect(spentPages([first, page(2, [pulled({ id: id(1), s: 2 }), gone(2, 2)])])).toEqual([1])
  })

  it('keeps the end of a record as long as an older page still holds it, or it would rise again', () => {
    const both = page(1, [pulled({ id: id(1), s: 1 }), pulled({ id: id(2), s: 1 })])
    expect(spentPages([both, page(2, [gone(1, 2)])])).toEqual([])
    expect(spentPages([both, page(2, [gone(1, 2)]), page(3, [gone(2, 3)])])).toEqual([1, 2, 3])
  })

  it('lets a page go that told of a pack: what was told stands in a table of its own (PCK-5)', () => {
    expect(spentPages([page(1, [pack]), page(2, [gone(1, 2)])])).toEqual([1, 2])
  })
})
