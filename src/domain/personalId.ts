import type { Sex } from './choices.ts'
import idPrefixes from './packs/id-prefixes.json' with { type: 'json' }
import type { PartialDate } from './partialDate.ts'

/** What blocks a number. Everything else only warns: a paper may be right where a rule of thumb is not (facts §1). */
export type PersonalIdProblem = 'idNotTwelveDigits' | 'idLooksLikeOldNumber'
export type PersonalIdWarning = 'idUnknownPrefix' | 'idSexMismatch' | 'idBirthYearMismatch'

export interface PersonalIdCheck {
  readonly ok: boolean
  /** The number without the spaces and dots it was typed with. */
  readonly idNumber: string
  readonly problems: readonly PersonalIdProblem[]
  readonly warnings: readonly PersonalIdWarning[]
  /** Where the birth was registered, by the 63 provinces before 1/7/2025; never where the person lives. */
  readonly registeredProvince?: string
}

const provinceOfPrefix: ReadonlyMap<string, string> = new Map(Object.entries(idPrefixes.prefixes))

const withoutSeparators = (typed: string) => typed.normalize('NFKC').replace(/[\s.]/g, '')

/**
 * Checks a 12-digit personal number (facts §1): 3 digits province of birth registration, 1 sex and century, 2 birth
 * year, 6 random, no check digit.
 * @param person what is known already; digit 4 and digits 5-6 are compared with it
 */
export const checkPersonalId = (
  typed: string,
  person: { sex?: Sex; birthDate?: PartialDate } = {},
): PersonalIdCheck => {
  const idNumber = withoutSeparators(typed)
  if (!/^\d{12}$/.test(idNumber)) {
    const problem = /^\d{9}$/.test(idNumber) ? 'idLooksLikeOldNumber' : 'idNotTwelveDigits'
    return { ok: false, idNumber, problems: [problem], warnings: [] }
  }
  const warnings: PersonalIdWarning[] = []
  const registeredProvince = provinceOfPrefix.get(idNumber.slice(0, 3))
  if (registeredProvince === undefined) warnings.push('idUnknownPrefix')
  const sexAndCentury = Number(idNumber[3])
  if (person.sex && person.sex !== (sexAndCentury % 2 === 0 ? 'm' : 'f')) warnings.push('idSexMismatch')
  const birthYear = 1900 + 100 * Math.floor(sexAndCentury / 2) + Number(idNumber.slice(4, 6))
  if (person.birthDate && person.birthDate.year !== birthYear) warnings.push('idBirthYearMismatch')
  return {
    ok: true,
    idNumber,
    problems: [],
    warnings,
    ...(registeredProvince === undefined ? {} : { registeredProvince }),
  }
}

/** Checks a nine-digit CMND, the number of the cards before the citizen ID. */
export const checkOldIdNumber = (typed: string) => {
  const oldIdNumber = withoutSeparators(typed)
  const ok = /^\d{9}$/.test(oldIdNumber)
  return { ok, oldIdNumber, problems: ok ? [] : (['oldIdNotNineDigits'] as const) }
}
