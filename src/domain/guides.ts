import { matchesSearch } from './foldVietnamese.ts'
import type { GuideDefinition, GuideFailure, GuideStep, GuideWarning } from './guideDefinition.ts'
import { type GuideText, type TextLanguage, wordingIn } from './guideText.ts'

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

/** Every text of a guide, in the order of its screens. */
export const textsOf = (guide: GuideDefinition): readonly GuideText[] => [
  guide.title,
  guide.about,
  ...guide.steps.flatMap(({ title, text, look }) => [title, text, ...(look ? [look] : [])]),
  ...guide.warnings.map(({ text }) => text),
  ...guide.failures.flatMap(({ label, remedy }) => [label, remedy]),
]

/** How far guides are written in a language: by the source itself, whole and reviewed, as a draft at least, or not at all. */
export type TextCoverage = 'source' | 'reviewed' | 'draft' | 'none'

/** @returns what a reader of this language may expect of these guides */
export const guideTextCoverage = (guides: readonly GuideDefinition[], language: TextLanguage): TextCoverage => {
  if (language === 'vi') return 'source'
  const wordings = guides.flatMap((guide) => textsOf(guide).map((text) => wordingIn(text, language)))
  if (wordings.every((one) => one?.review.kind === 'reviewed')) return 'reviewed'
  return wordings.some((one) => one !== null) ? 'draft' : 'none'
}

/**
 * Shipped guides are the floor (SPEC PCK-6): a published one stands in the place of the shipped one of its name when its
 * version is higher; those of other names come after them.
 */
export const newestGuides = (
  shipped: readonly GuideDefinition[],
  published: readonly GuideDefinition[],
): readonly GuideDefinition[] => [
  ...shipped.map((guide) => published.find(({ id, version }) => id === guide.id && version > guide.version) ?? guide),
  ...published.filter(({ id }) => shipped.every((guide) => guide.id !== id)),
]
