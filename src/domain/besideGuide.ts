import { type LadderProgress, recordTry, startLadder, type TryResult } from './activationLadder.ts'
import type { GuideDefinition } from './guideDefinition.ts'

/** A step's name in a record is a short word (`wireField.ts`). */
const longestName = 40

/**
 * A guide that runs beside the ladder writes its tries into the same activation, its name before each step, so that the desk
 * sees that a forgotten passcode was worked on, how often and when.
 */
const nameOf = (guide: string, step: string): string => `${guide}/${step}`

/** Whether the names of its steps fit into a record; a guide whose names do not only runs alone. */
export const mayRunBeside = (guide: GuideDefinition): boolean =>
  guide.steps.every((step) => nameOf(guide.id, step.id).length <= longestName)

/** The tries of this guide alone, under the names of its own steps. */
export const besideProgress = (progress: LadderProgress, guide: string): LadderProgress => {
  const before = nameOf(guide, '')
  const own = (progress.steps ?? []).filter(({ step }) => step.startsWith(before))
  return { ...progress, steps: own.map((one) => ({ ...one, step: one.step.slice(before.length) })) }
}

/** Notes one try at a step of a guide beside the ladder; nothing earlier is changed. */
export const recordBeside = (
  progress: LadderProgress,
  guide: string,
  step: string,
  result: TryResult,
  how: { readonly at: number; readonly failure?: string },
): LadderProgress => {
  const started = progress.startedAt === undefined ? startLadder(how.at, progress) : progress
  return recordTry(started, nameOf(guide, step), result, how)
}

/** The guide and the step that a recorded name means; null for a step of the ladder itself. */
export const besideOf = (name: string): { guide: string; step: string } | null => {
  const at = name.indexOf('/')
  return at < 0 ? null : { guide: name.slice(0, at), step: name.slice(at + 1) }
}
