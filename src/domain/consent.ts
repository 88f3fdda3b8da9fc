import * as z from 'zod/mini'
import { laterTranslations } from './guideText.ts'
import builtIn from './packs/consent-text.json' with { type: 'json' }
import { ageOn, type PartialDate } from './partialDate.ts'
import type { GroupValue } from './records.ts'

const sentence = z.string().check(z.minLength(1), z.maxLength(400))

/**
 * The words that are read to a resident before anything is asked (facts §6: free, explicit, knowing data, purpose, who
 * and rights). A changed word is a new version: a record keeps the version that was heard.
 */
export const consentTextSchema = z.object({
  version: z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}(\.\d{1,3})?$/)),
  /** True until a reviewer signed it off; screens then say "bản thảo". */
  draft: z.boolean(),
  source: z.string(),
  points: z
    .array(
      z.object({
        id: z.string().check(z.regex(/^[a-z][A-Za-z]{0,39}$/)),
        vi: sentence,
        en: sentence,
        ...laterTranslations(400),
      }),
    )
    .check(z.minLength(1), z.maxLength(20)),
})
export type ConsentText = z.infer<typeof consentTextSchema>

let loaded: ConsentText | undefined

/** @returns the consent text that this version ships with. */
export const loadConsentText = (): ConsentText => {
  loaded ??= consentTextSchema.parse(builtIn)
  return loaded
}

/** @returns the whole text for reading aloud, one point a line. */
export const spokenConsent = (text: ConsentText, language: 'vi' | 'en'): string =>
  text.points.map((point) => point[language]).join('\n')

/**
 * Who must agree for a person of this age (facts §2: 14 and over alone; 6 to under 14 with a guardian, both levels; under
 * 6 with a guardian and level 1 only).
 */
export interface GuardianNeed {
  readonly guardian: boolean
  readonly levelTwo: boolean
  /** False when day or month of birth is unknown and would decide it: then the younger age counts, and a person asks. */
  readonly certain: boolean
}

/** @param today the day of the visit, as the tablet's clock says */
export const guardianNeed = (birthDate: PartialDate, today: PartialDate): GuardianNeed => {
  const { least, most } = ageOn(birthDate, today)
  const band = (age: number) => (age < 6 ? 0 : age < 14 ? 1 : 2)
  return { guardian: least < 14, levelTwo: least >= 6, certain: band(least) === band(most) }
}

export type ConsentProblem =
  | 'consentNotAnswered'
  | 'consentRefused'
  | 'consentMethodMissing'
  | 'consentTimeMissing'
  | 'consentVersionMissing'
  | 'guardianNameMissing'
  | 'guardianRelationMissing'

/**
 * Whether work may go on with this consent. Silence is no consent (facts §6), and the wards of a guardian need the
 * guardian's name and relation; nothing is ever ticked beforehand.
 * @returns what is missing, in the order of the screen; empty when the resident, or the guardian, has agreed
 */
export const consentProblems = (
  consent: GroupValue<'activation', 'consent'>,
  need: Pick<GuardianNeed, 'guardian'>,
): readonly ConsentProblem[] => {
  if (consent.given === undefined) return ['consentNotAnswered']
  if (!consent.given) return ['consentRefused']
  const problems: ConsentProblem[] = []
  if (!consent.method) problems.push('consentMethodMissing')
  if (consent.at === undefined) problems.push('consentTimeMissing')
  if (!consent.textVersion) problems.push('consentVersionMissing')
  if (need.guardian && !consent.guardianName) problems.push('guardianNameMissing')
  if (need.guardian && !consent.guardianRelation) problems.push('guardianRelationMissing')
  return problems
}
