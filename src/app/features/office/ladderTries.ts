import * as z from 'zod/mini'
import type { StepTry } from '../../../domain/activationLadder.ts'
import { stepTrySchema } from '../../../domain/activationRecord.ts'
import { besideOf } from '../../../domain/besideGuide.ts'
import { guideStep } from '../../../domain/guides.ts'
import { loadGuides } from '../../../domain/guidesPack.ts'
import { type GuideText, showWords } from '../../../domain/guideText.ts'
import { hasText, language, t } from '../../i18n/i18n.ts'
import type { CaseRecord } from './officeAnswers.ts'

const triesSchema = z.array(stepTrySchema)

/** @returns every try at the ladder in the order it was made; none when nothing of that form is there. */
export function triesOf(record: CaseRecord): readonly StepTry[] {
  const parsed = triesSchema.safeParse(record.groups.progress?.value.steps)
  return parsed.success ? parsed.data : []
}

const inWords = (text: GuideText): string => showWords(text, language.value).main.text

/** The guide that ran beside the ladder, if this is a step of one that ships with the app. */
function besideGuide(name: string) {
  const beside = besideOf(name)
  const guide = loadGuides().find(({ id }) => id === beside?.guide)
  const step = guide && beside && guideStep(guide, beside.step)
  return guide && step ? { guide, step } : null
}

/** A step's title, with that of its guide when it ran beside the ladder; a step of a newer pack shows its id. */
export function stepName(step: string): string {
  if (hasText(`ladder:${step}.title`)) return t(`ladder:${step}.title`)
  const beside = besideGuide(step)
  return beside ? `${inWords(beside.guide.title)}: ${inWords(beside.step.title)}` : step
}

/** Why a step did not work, in the words of the ladder or of the guide beside it. */
function failureName({ step, failure = '' }: StepTry): string {
  const known = besideGuide(step)?.guide.failures.find(({ id }) => id === failure)
  if (known) return inWords(known.label)
  return hasText(`ladder:failure.${failure}.label`) ? t(`ladder:failure.${failure}.label`) : failure
}

/** How a try went, with the known failure where one was named. */
export function tryWords(one: StepTry): string {
  const result = one.result !== undefined && hasText(`desk:try.${one.result}`) ? one.result : one.ok ? 'done' : 'failed'
  if (one.failure === undefined) return t(`desk:try.${result}`)
  return t('desk:try.because', { result: t(`desk:try.${result}`), why: failureName(one) })
}
