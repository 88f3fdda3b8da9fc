import type { PhoneOwner } from '../../../domain/choices.ts'
import { type GuardianNeed, guardianNeed } from '../../../domain/consent.ts'
import { loadActivationLadder } from '../../../domain/ladderDefinition.ts'
import { type PartialDate, parsePartialDate } from '../../../domain/partialDate.ts'
import type { Progress } from '../../draftPage/DraftPage.tsx'
import { t } from '../../i18n/i18n.ts'
import { groupValue } from '../../storage/groupValue.ts'
import type { Draft } from '../../storage/ports.ts'

/** The questions about the person, in the order of issue 2 §4; consent stands before them, the ladder after. */
const questions = ['consent', 'name', 'idNumber', 'birthDate', 'sex', 'phone', 'address', 'language'] as const
export const places = [
  ...questions,
  'guardian',
  'scan',
  'step',
  'why',
  'ask',
  'beside',
  'besideWhy',
  'outcome',
  'declined',
  'slip',
  'done',
] as const
export type Place = (typeof places)[number]

/** Places that need a part: the step that they are about. */
const ofStep: readonly Place[] = ['step', 'why', 'ask', 'beside', 'besideWhy']

export function isOfStep(place: Place): boolean {
  return ofStep.includes(place)
}

export function isPlace(text: string | undefined): text is Place {
  return places.some((place) => place === text)
}

/** Whether a place asks about the person, before the ladder. */
export function isQuestion(text: string | undefined): boolean {
  return text === 'guardian' || questions.some((question) => question === text)
}

/** A day of the tablet's clock as a partial date. */
export function dayOf(instant: number): PartialDate {
  const date = new Date(instant)
  return { year: date.getFullYear(), month: date.getMonth() + 1, day: date.getDate() }
}

/** Who must agree, as far as the birth date tells; null while it is unknown. */
export function needOf(groups: Draft['groups'], now: number): GuardianNeed | null {
  const { birthDate } = groupValue(groups, 'activation', 'identity')
  const parsed = birthDate === undefined ? null : parsePartialDate(birthDate)
  return parsed?.ok ? guardianNeed(parsed.date, dayOf(now)) : null
}

/** Whether a phone was named, the resident's own or another's; until it was asked there may be one. */
export function hasPhone(groups: Draft['groups']): boolean {
  return groupValue(groups, 'activation', 'contact').phoneOwner !== ('none' satisfies PhoneOwner)
}

/** Every screen between consent and slip for this person, as `place` or `step/<id>`; what the round's list knew is not asked again. */
export function pathOf(groups: Draft['groups'], now: number): readonly string[] {
  const need = needOf(groups, now)
  // under 6 there is level 1 only, which is not done by this ladder (facts §2); without a phone no step can be taken
  const steps =
    need?.levelTwo === false || !hasPhone(groups) ? [] : loadActivationLadder().steps.map((step) => `step/${step.id}`)
  const { carried = [] } = groupValue(groups, 'activation', 'visit')
  const asked = questions.filter((question) => !carried.includes(question))
  return [...asked, ...(need?.guardian ? ['guardian'] : []), ...steps, 'outcome', 'slip']
}

/** Where the ladder begins. */
export const firstStep = () => `step/${loadActivationLadder().steps[0]?.id ?? ''}`

/** The screens before and after one. */
export function aroundPlace(path: readonly string[], here: string) {
  const index = path.indexOf(here)
  return {
    before: index > 0 ? path[index - 1] : undefined,
    after: index >= 0 ? path[index + 1] : undefined,
  }
}

/**
 * Where a screen stands: in one of three parts, which are three whatever is answered. How many questions a part has is not
 * said before it is known: a birth date may bring a guardian in, or leave the steps out.
 */
export function progressOf(path: readonly string[], here: string): Progress | null {
  const at = path.indexOf(here)
  if (at < 0) return null
  const firstStep = path.findIndex((place) => place.startsWith('step/'))
  const end = path.indexOf('outcome')
  const parts = [0, firstStep < 0 ? end : firstStep, end, path.length]
  const part = here.startsWith('step/') ? 2 : at < end ? 1 : 3
  const [from = 0, to = 0] = [parts[part - 1], parts[part]]
  const text = t(`activation:progress.${part}`, { current: at - from + 1, total: to - from })
  return { part, parts: 3, within: (at - from + 1) / (to - from), text }
}
