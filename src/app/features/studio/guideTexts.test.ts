import { expect, it } from 'vitest'
import { loadGuides } from '../../../domain/guidesPack.ts'
import { isWritten, shippedDraft, sourcesOf, textState, translationsOf } from './guideTexts.ts'
import type { StudioTranslation } from './studioAnswers.ts'

const [guide] = loadGuides()
if (!guide) throw new Error('no guide')
const [source = ''] = sourcesOf(guide)
const translation = (state: StudioTranslation['state'], isOut = false): StudioTranslation => ({
  id: state,
  source,
  text: '[thử]',
  state,
  writtenBy: { id: 'o', name: 'Cán bộ Mẫu' },
  writtenAt: 1,
  decidedBy: null,
  decidedAt: null,
  reason: '',
  isOut,
})

it('is written in languages that have a writing, and never in those of sound or in the source', () => {
  expect(['khm', 'yue', 'eng', 'vie', 'sti'].map((code) => isWritten(code, guide))).toEqual([
    true,
    true,
    true,
    false,
    false,
  ])
})

it('lists each sentence once, and says what is to be done before what is done', () => {
  expect(sourcesOf(guide)).toHaveLength(new Set(sourcesOf(guide)).size)
  const stateOf = (...all: StudioTranslation[]) => textState(translationsOf(all, source))
  expect(stateOf()).toBe('none')
  expect(stateOf(translation('reviewed', true))).toBe('out')
  expect(stateOf(translation('reviewed'))).toBe('reviewed')
  expect(stateOf(translation('reviewed', true), translation('draft'))).toBe('draft')
})

it('offers what ships as a draft, and nothing that a person has reviewed', () => {
  const drafted = { ...guide, title: { vi: source, km: '[nháp]' } }
  expect(shippedDraft(drafted, 'khm', source)).toBe('[nháp]')
  const reviewed = { ...guide, title: { vi: source, km: { text: '[thử]', by: 'Mẫu', on: '2026-11-27' } } }
  expect(shippedDraft(reviewed, 'khm', source)).toBe('')
  expect(shippedDraft(drafted, 'sti', source)).toBe('')
})
