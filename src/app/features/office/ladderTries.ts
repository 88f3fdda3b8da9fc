import * as z from 'zod/mini'
import type { StepTry } from '../../../domain/activationLadder.ts'
import { stepTrySchema } from '../../../domain/activationRecord.ts'
import { hasText, t } from '../../i18n/i18n.ts'
import type { CaseRecord } from './officeAnswers.ts'

const triesSchema = z.array(stepTrySchema)

/** @returns every try at the ladder in the order it was made; none when nothing of that form is there. */
export function triesOf(record: CaseRecord): readonly StepTry[] {
  const parsed = triesSchema.safeParse(record.groups.progress?.value.steps)
  return parsed.success ? parsed.data : []
}

/** A step's title; a step of a newer pack shows its id. */
export const stepName = (step: string): string => (hasText(`ladder:${step}.title`) ? t(`ladder:${step}.title`) : step)

/** How a try went, with the known failure where one was named. */
export function tryWords(one: StepTry): string {
  const result = one.result !== undefined && hasText(`desk:try.${one.result}`) ? one.result : one.ok ? 'done' : 'failed'
  const failure = one.failure
  if (failure === undefined) return t(`desk:try.${result}`)
  const why = hasText(`ladder:failure.${failure}.label`) ? t(`ladder:failure.${failure}.label`) : failure
  return t('desk:try.because', { result: t(`desk:try.${result}`), why })
}
