import { expect, it } from 'vitest'
import { textsOf } from './guides.ts'
import { loadGuides } from './guidesPack.ts'
import { wordingIn } from './guideText.ts'
import { parseWordsPack, translationIssue, withWords, writeWordsPack } from './wordsPack.ts'

const guides = loadGuides()
const sentence = guides[0]?.steps[0]?.title.vi ?? ''
const translated = { vi: sentence, text: '[thử]', by: 'Người Duyệt Mẫu', on: '2026-11-27' }
const pack = { id: 'words-km', version: 1, language: 'km', texts: [translated] } as const
const written = (more: object = {}) => writeWordsPack({ ...pack, texts: [...pack.texts], ...more })

it('puts a reviewed translation at every place of its sentence, and nowhere else', () => {
  const read = parseWordsPack(written())
  const all = withWords(guides, [read]).flatMap(textsOf)
  const reviewed = all.filter((text) => wordingIn(text, 'km')?.review.kind === 'reviewed')
  expect(new Set(reviewed.map(({ vi }) => vi))).toEqual(new Set([sentence]))
  const [first] = reviewed
  expect(first?.km).toEqual({ text: translated.text, by: translated.by, on: translated.on })
  expect(reviewed).toHaveLength(all.filter(({ vi }) => vi === sentence).length)
  expect(withWords(guides, [])).toBe(guides)
})

it.each([
  ['of another language', written({ language: 'zh' })],
  ['with a sentence twice', written({ texts: [translated, translated] })],
  ['with markup', written({ texts: [{ ...translated, text: 'a <b>word</b>' }] })],
  ['with a placeholder', written({ texts: [{ ...translated, text: 'a {{word}}' }] })],
  ['that nobody reviewed', written({ texts: [{ ...translated, by: '' }] })],
  ['with nothing', written({ texts: [] })],
])('refuses one %s', (_, json) => {
  expect(() => parseWordsPack(json)).toThrow()
})

it('says why a translation is none', () => {
  expect(translationIssue('[thử]')).toBeNull()
  expect(translationIssue('<i>')).toBe('markup')
  expect(translationIssue('{{so}}')).toBe('markup')
  expect(translationIssue('a'.repeat(481))).toBe('long')
})
