import type { z } from 'zod/mini'
import type { stepTrySchema } from './activationRecord.ts'
import type { ActivationOutcome } from './choices.ts'
import type { KnownFailure, Ladder } from './ladderDefinition.ts'
import type { GroupValue } from './records.ts'

/** What the `progress` group of an activation record holds: every try with its time, never a secret. */
export type LadderProgress = GroupValue<'activation', 'progress'>
export type StepTry = z.infer<typeof stepTrySchema>

/** A way in which a step is known to fail, of the ladder or of any guide (`guideDefinition.ts`). */
interface Failing {
  readonly id: string
  readonly afterFailures: number
}
interface FailingSteps<F extends Failing> {
  readonly failures: readonly F[]
}

/** What a helper says of one try: it worked, it did not, it is done over, or a person is needed. */
export const tryResults = ['done', 'failed', 'again', 'askPerson'] as const
export type TryResult = (typeof tryResults)[number]

/** Two failures at one step bring a remedy by itself (look.md, issue 2 §4), unless the known failure says otherwise. */
const failuresBeforeRemedy = 2
/** As many tries as the record takes; beyond it the oldest superseded one makes room, its number lives on in the later. */
const mostTries = 120

/** Begins a sitting: the first, or another one on a later evening, with what is done kept. */
export const startLadder = (at: number, earlier: LadderProgress = {}): LadderProgress => ({
  ...earlier,
  steps: earlier.steps ?? [],
  attempts: (earlier.attempts ?? 0) + 1,
  startedAt: earlier.startedAt ?? at,
})

const triesAt = (progress: LadderProgress, step: string) => (progress.steps ?? []).filter((one) => one.step === step)
const lastTry = (progress: LadderProgress, step: string) => triesAt(progress, step).at(-1)

const withRoom = (tries: readonly StepTry[]) => {
  if (tries.length < mostTries) return tries
  const superseded = tries.findIndex((one, at) => tries.some((later, i) => i > at && later.step === one.step))
  return tries.filter((_, at) => at !== superseded)
}

/**
 * Notes one try.
 * @param step a step id of the ladder
 * @param how `at`: the tablet's clock in ms; `failure`: a known failure's id, with `failed` or `askPerson` only
 * @returns the progress with the try added; nothing earlier is changed
 */
export const recordTry = (
  progress: LadderProgress,
  step: string,
  result: TryResult,
  how: { readonly at: number; readonly failure?: string },
): LadderProgress => {
  const noted: StepTry = {
    step,
    at: how.at,
    tries: (lastTry(progress, step)?.tries ?? 0) + 1,
    ok: result === 'done',
    result,
    ...(how.failure !== undefined && (result === 'failed' || result === 'askPerson') ? { failure: how.failure } : {}),
  }
  return { ...progress, steps: [...withRoom(progress.steps ?? []), noted] }
}

const isDone = (progress: LadderProgress, step: string) => lastTry(progress, step)?.ok === true

/** Failures at a step since it last worked. Doing it over does not count, and asking a person ends no count. */
const failuresAt = (progress: LadderProgress, step: string) => {
  const tries = triesAt(progress, step)
  const lastDone = tries.map((one) => one.ok).lastIndexOf(true)
  return tries.slice(lastDone + 1).filter((one) => one.result === 'failed')
}

/** Whether the remedy is due by itself at this step: after two failures, or sooner where the known failure says so. */
export const remedyDue = (progress: LadderProgress, step: string, ladder?: FailingSteps<Failing>): boolean => {
  const failures = failuresAt(progress, step)
  const known = ladder?.failures.find(({ id }) => id === failures.at(-1)?.failure)
  return failures.length >= (known?.afterFailures ?? failuresBeforeRemedy)
}

/** @returns the known failure that was named last at this step, or undefined when none was named. */
export const lastFailure = <F extends Failing>(
  ladder: FailingSteps<F>,
  progress: LadderProgress,
  step: string,
): F | undefined => {
  const named = triesAt(progress, step)
    .flatMap((one) => one.failure ?? [])
    .at(-1)
  return ladder.failures.find(({ id }) => id === named)
}

/** @returns the first step that has not worked yet, or null when all have. A step done over is open again. */
export const currentStep = <S extends { readonly id: string }>(
  ladder: { readonly steps: readonly S[] },
  progress: LadderProgress,
): S | null => ladder.steps.find(({ id }) => !isDone(progress, id)) ?? null

export interface LadderOutcome {
  readonly outcome: ActivationOutcome
  /** Blocked or no device: the known failure (`ladder:failure.<id>`), who can help, and what to bring. */
  readonly failure?: string
  readonly who?: KnownFailure['who']
  readonly bring: readonly string[]
}

/**
 * Who has neither phone nor number cannot take one step: no device, with what the ladder knows of that (facts §2: wait, and
 * mark "no device"). A ladder without such a failure still leads there.
 */
export const noDeviceOutcome = (ladder: Ladder): LadderOutcome => {
  const failure = ladder.failures.find(({ outcome }) => outcome === 'noDevice')
  return {
    outcome: 'noDevice',
    bring: failure?.bring ?? [],
    ...(failure ? { failure: failure.id, who: failure.who } : {}),
  }
}

/**
 * What the tries amount to, for a person to confirm: activated when every step worked; blocked when a remedy is due or a
 * person was asked for; no device where that was the failure; else pending. Declined is only ever said by the resident.
 */
export const ladderOutcome = (ladder: Ladder, progress: LadderProgress): LadderOutcome => {
  const step = currentStep(ladder, progress)
  if (!step) return { outcome: 'activated', bring: [] }
  const isStuck = remedyDue(progress, step.id, ladder) || lastTry(progress, step.id)?.result === 'askPerson'
  if (!isStuck) return { outcome: 'pending', bring: [] }
  const failure = lastFailure(ladder, progress, step.id)
  if (!failure) return { outcome: 'blocked', who: 'volunteer', bring: ['idCard', 'phone'] }
  return { outcome: failure.outcome ?? 'blocked', failure: failure.id, who: failure.who, bring: failure.bring }
}
