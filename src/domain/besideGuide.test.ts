import { expect, it } from 'vitest'
import { currentStep, remedyDue } from './activationLadder.ts'
import { activationGroups } from './activationRecord.ts'
import { besideOf, besideProgress, mayRunBeside, recordBeside } from './besideGuide.ts'
import { loadGuides } from './guidesPack.ts'
import { loadActivationLadder } from './ladderDefinition.ts'

const guide = loadGuides().find(({ id }) => id === 'forgot-passcode')
if (!guide) throw new Error('no guide')

it('writes tries of a guide beside the ladder into the same record, and leaves the ladder where it stands', () => {
  const ladder = loadActivationLadder()
  let progress = recordBeside({}, guide.id, 'answers', 'failed', { at: 5, failure: 'forgotAnswers' })
  progress = recordBeside(progress, guide.id, 'answers', 'failed', { at: 9, failure: 'forgotAnswers' })
  expect(progress).toMatchObject({ startedAt: 5, attempts: 1 })
  expect(progress.steps).toEqual([
    { step: 'forgot-passcode/answers', at: 5, tries: 1, ok: false, result: 'failed', failure: 'forgotAnswers' },
    { step: 'forgot-passcode/answers', at: 9, tries: 2, ok: false, result: 'failed', failure: 'forgotAnswers' },
  ])
  expect(activationGroups.progress.schema.safeParse(progress).success).toBe(true)
  expect(currentStep(ladder, progress)?.id).toBe(ladder.steps[0]?.id)
  const own = besideProgress(progress, guide.id)
  expect(remedyDue(own, 'answers', guide)).toBe(true)
  expect(besideProgress(progress, 'new-phone').steps).toEqual([])
  expect(besideOf('forgot-passcode/answers')).toEqual({ guide: 'forgot-passcode', step: 'answers' })
  expect(besideOf('otp')).toBeNull()
})

it('lets a guide run beside only where the names of its steps fit into a record', () => {
  expect(loadGuides().filter((one) => !mayRunBeside(one))).toEqual([])
  expect(mayRunBeside({ ...guide, id: 'a-name-that-is-as-long-as-a-name-may-be' })).toBe(false)
})
