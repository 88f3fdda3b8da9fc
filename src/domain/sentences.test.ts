import { expect, it } from 'vitest'
import { loadGuides } from './guidesPack.ts'
import { sentencesOf, soundsOf } from './sentences.ts'

const [guide] = loadGuides()
if (!guide) throw new Error('no guide')

it('gives what a guide says in the order in which it is met, each sentence once', () => {
  const sentences = sentencesOf(guide)
  const all = [guide.steps, guide.warnings, guide.failures].flatMap((list) => list.map(({ sound }) => sound))
  expect(sentences.map(({ sound }) => sound).sort()).toEqual([...new Set(all)].sort())
  const [first] = guide.steps
  expect(sentences[0]).toMatchObject({ sound: first?.sound, kind: 'step' })
  expect(sentences[0]?.texts[0]).toEqual(first?.title)
  const steps = sentences.filter(({ kind }) => kind === 'step').map(({ sound }) => sound)
  expect(steps).toEqual(guide.steps.map(({ sound }) => sound))
})

it('knows the sounds of what ships, of the activation and of what a commune published', () => {
  const sounds = soundsOf([])
  expect(sounds.has('activation-level-2/open')).toBe(false)
  expect([...sounds].some((sound) => sound.startsWith('activation-level-2/'))).toBe(true)
  const own = { ...guide, id: 'mau', steps: guide.steps.map((step) => ({ ...step, sound: `mau/${step.id}` })) }
  expect(sounds.has(`mau/${guide.steps[0]?.id}`)).toBe(false)
  expect(soundsOf([own]).has(`mau/${guide.steps[0]?.id}`)).toBe(true)
})
