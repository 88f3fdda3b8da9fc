import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  currentStep,
  type LadderProgress,
  ladderOutcome,
  lastFailure,
  noDeviceOutcome,
  recordTry,
  remedyDue,
  startLadder,
  tryResults,
} from './activationLadder.ts'
import { ladderSchema, loadActivationLadder } from './ladderDefinition.ts'
import builtIn from './packs/activation-ladder.json' with { type: 'json' }
import { parseGroupPatch } from './records.ts'

const ladder = loadActivationLadder()
const steps = ladder.steps.map(({ id }) => id)
const begun = startLadder(1000)
const upTo = (last: string, from = begun) =>
  steps.slice(0, steps.indexOf(last)).reduce((progress, step) => recordTry(progress, step, 'done', { at: 2000 }), from)

describe('the pack', () => {
  it('goes from the message to the first login in the order of facts §2, and says that the order may differ', () => {
    expect(steps).toEqual([
      'sms',
      'install',
      'tapActivate',
      'idAndPhone',
      'sendRequest',
      'otp',
      'password',
      'passcode',
      'securityQuestions',
      'loginAgain',
    ])
    expect(ladder.orderVerified).toBe(false)
  })

  it('has the resident alone handle every secret', () => {
    for (const step of ['otp', 'password', 'passcode', 'securityQuestions']) {
      expect(ladder.steps.find(({ id }) => id === step)?.warnings).toContain('tellNobody')
    }
  })

  it('is refused when a step names an unknown failure, an id stands twice, or a place lies off the phone', () => {
    const [first, ...rest] = builtIn.steps
    expect(ladderSchema.safeParse({ ...builtIn, steps: [{ ...first, failures: ['nothing'] }, ...rest] }).success).toBe(
      false,
    )
    expect(ladderSchema.safeParse({ ...builtIn, steps: [first, first, ...rest] }).success).toBe(false)
    expect(
      ladderSchema.safeParse({ ...builtIn, steps: [{ ...first, touch: { x: 1.1, y: 0, width: 0, height: 0 } }] })
        .success,
    ).toBe(false)
    expect(ladderSchema.safeParse(builtIn).success).toBe(true)
  })
})

describe('climbing', () => {
  it('goes step by step to activated', () => {
    let progress = begun
    for (const step of steps) {
      expect(currentStep(ladder, progress)?.id).toBe(step)
      expect(ladderOutcome(ladder, progress).outcome).toBe('pending')
      progress = recordTry(progress, step, 'done', { at: 2000 })
    }
    expect(currentStep(ladder, progress)).toBeNull()
    expect(ladderOutcome(ladder, progress)).toEqual({ outcome: 'activated', bring: [] })
  })

  it('keeps tries, times and failures', () => {
    const once = recordTry(begun, 'sms', 'failed', { at: 2000, failure: 'noNotice' })
    const twice = recordTry(once, 'sms', 'done', { at: 3000, failure: 'noNotice' })
    expect(twice).toEqual({
      attempts: 1,
      startedAt: 1000,
      steps: [
        { step: 'sms', at: 2000, tries: 1, ok: false, result: 'failed', failure: 'noNotice' },
        { step: 'sms', at: 3000, tries: 2, ok: true, result: 'done' },
      ],
    })
  })

  it('opens a step again when it is done over', () => {
    const progress = recordTry(upTo('otp'), 'idAndPhone', 'again', { at: 3000 })
    expect(currentStep(ladder, progress)?.id).toBe('idAndPhone')
  })

  it('goes on another evening with what is done', () => {
    const later = startLadder(9000, upTo('otp'))
    expect(later).toMatchObject({ attempts: 2, startedAt: 1000 })
    expect(currentStep(ladder, later)?.id).toBe('otp')
  })
})

describe('the remedy', () => {
  const fail = (progress: LadderProgress, failure?: string) =>
    recordTry(progress, 'otp', 'failed', failure === undefined ? { at: 3000 } : { at: 3000, failure })

  it('comes by itself after two failures, not after one', () => {
    const once = fail(upTo('otp'), 'otpNotCome')
    expect(remedyDue(once, 'otp')).toBe(false)
    expect(ladderOutcome(ladder, once).outcome).toBe('pending')
    const twice = fail(once, 'otpExpired')
    expect(remedyDue(twice, 'otp')).toBe(true)
    expect(lastFailure(ladder, twice, 'otp')?.id).toBe('otpExpired')
    expect(ladderOutcome(ladder, twice)).toEqual({
      outcome: 'blocked',
      failure: 'otpExpired',
      who: 'volunteer',
      bring: ['phone'],
    })
  })

  it('is not brought by doing a step over, and is gone once the step works', () => {
    const over = recordTry(fail(upTo('otp')), 'otp', 'again', { at: 4000 })
    expect(remedyDue(over, 'otp')).toBe(false)
    const twice = fail(over)
    expect(remedyDue(twice, 'otp')).toBe(true)
    expect(remedyDue(recordTry(twice, 'otp', 'done', { at: 5000 }), 'otp')).toBe(false)
  })

  it('comes at once where there is no smartphone, and the outcome says so', () => {
    const progress = recordTry(upTo('install'), 'install', 'failed', { at: 3000, failure: 'noSmartphone' })
    expect(remedyDue(progress, 'install', ladder)).toBe(true)
    expect(ladderOutcome(ladder, progress)).toMatchObject({ outcome: 'noDevice', failure: 'noSmartphone' })
  })

  it('is not needed where there is no phone at all: no device, with what to bring', () => {
    expect(noDeviceOutcome(ladder)).toEqual({
      outcome: 'noDevice',
      failure: 'noSmartphone',
      who: 'volunteer',
      bring: ['idCard'],
    })
  })

  it('is a person when a person is asked for, with or without a known failure', () => {
    const asked = recordTry(upTo('otp'), 'otp', 'askPerson', { at: 3000 })
    expect(ladderOutcome(ladder, asked)).toMatchObject({ outcome: 'blocked', who: 'volunteer' })
    const named = recordTry(upTo('otp'), 'otp', 'askPerson', { at: 3000, failure: 'phoneDiffers' })
    expect(ladderOutcome(ladder, named)).toMatchObject({ outcome: 'blocked', failure: 'phoneDiffers', who: 'police' })
  })
})

it('always writes what the record takes, and never forgets a step or its number of tries', () => {
  const aTry = fc.record({
    step: fc.constantFrom(...steps),
    result: fc.constantFrom(...tryResults),
    failure: fc.constantFrom('otpNotCome', 'noLine'),
  })
  fc.assert(
    fc.property(fc.array(aTry, { maxLength: 300, size: 'max' }), (tries) => {
      const progress = tries.reduce(
        (all, { step, result, failure }, at) => recordTry(all, step, result, { at, failure }),
        begun,
      )
      expect(parseGroupPatch('activation', 'progress', progress).ok).toBe(true)
      for (const step of steps) {
        const last = progress.steps?.findLast((one) => one.step === step)
        expect(last?.tries ?? 0).toBe(tries.filter((one) => one.step === step).length)
      }
    }),
    { numRuns: 40 },
  )
})
