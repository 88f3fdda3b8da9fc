import { matchesSearch } from './foldVietnamese.ts'
import type { GuideDefinition, GuideFailure, GuideStep, GuideWarning } from './guideDefinition.ts'

/** @returns the step with this id, or undefined */
export const guideStep = (guide: GuideDefinition, id: string): GuideStep | undefined =>
  guide.steps.find((step) => step.id === id)

/** @returns the warnings of a step, in its order */
export const warningsOf = (guide: GuideDefinition, step: GuideStep): readonly GuideWarning[] =>
  step.warnings.flatMap((id) => guide.warnings.find((warning) => warning.id === id) ?? [])

/** @returns what is known to go wrong at a step, in its order */
export const failuresOf = (guide: GuideDefinition, step: GuideStep): readonly GuideFailure[] =>
  step.failures.flatMap((id) => guide.failures.find((failure) => failure.id === id) ?? [])

/** Where a step stands: from 1, with its neighbours' ids. */
export const placeOf = (guide: GuideDefinition, id: string) => {
  const at = guide.steps.findIndex((step) => step.id === id)
  return { number: at + 1, before: guide.steps[at - 1]?.id, after: at < 0 ? undefined : guide.steps[at + 1]?.id }
}

/** The guides whose title, purpose or steps hold each word of the query, without accents; the order stays. */
export const searchGuides = (guides: readonly GuideDefinition[], query: string): readonly GuideDefinition[] =>
  guides.filter(({ title, about, steps }) =>
    matchesSearch([title.vi, about.vi, ...steps.map((step) => step.title.vi)].join(' '), query),
  )
