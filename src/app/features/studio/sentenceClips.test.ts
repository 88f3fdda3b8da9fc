import { expect, it } from 'vitest'
import { loadGuides } from '../../../domain/guidesPack.ts'
import { sentencesOf } from '../../../domain/sentences.ts'
import { clipsOf, progressOf, stateOf } from './sentenceClips.ts'
import type { StudioClip } from './studioAnswers.ts'

const [guide] = loadGuides()
if (!guide) throw new Error('no guide')
const [first, second] = sentencesOf(guide)
const clip = (state: StudioClip['state'], more: Partial<StudioClip> = {}): StudioClip => ({
  id: state,
  sound: first?.sound ?? '',
  state,
  type: 'audio/ogg; codecs=opus',
  bytes: 10,
  speaker: 'Điểu Thị Mẫu',
  consentOn: '2026-11-20',
  recordedBy: { id: 'o', name: 'Cán bộ Mẫu' },
  recordedAt: 1,
  decidedBy: null,
  decidedAt: null,
  reason: '',
  isOut: false,
  ...more,
})

it.each([
  ['none', []],
  ['draft', [clip('draft')]],
  ['returned', [clip('returned'), clip('reviewed', { isOut: true })]],
  ['reviewed', [clip('reviewed')]],
  ['out', [clip('reviewed', { isOut: true })]],
  ['withdrawn', [clip('withdrawn')]],
] as const)('a sentence is %s', (state, clips) => {
  expect(stateOf(clipsOf(clips, first?.sound ?? ''))).toBe(state)
})

it('counts how far a guide is recorded', () => {
  const clips = [clip('reviewed'), clip('draft'), clip('draft', { sound: second?.sound ?? '' })]
  expect(progressOf(guide, clips)).toEqual({ sentences: sentencesOf(guide).length, done: 1, waiting: 2 })
})
