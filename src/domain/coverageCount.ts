import { foldVietnamese } from './foldVietnamese.ts'
import type { Household, Member } from './household.ts'
import { type Coverage, coverages } from './householdRecord.ts'
import { birthYear } from './sameMember.ts'

/** How a coverage stands among people: the denominator is those of whom somebody said that they are eligible. */
export interface CoverageCount {
  readonly has: number
  /** `has` and those who lack it */
  readonly eligible: number
  readonly notEligible: number
  /** nobody has said anything of them: they are in no denominator, and are named beside it */
  readonly unknown: number
}
export type CoverageCounts = Readonly<Record<Coverage, CoverageCount>>

type Said = Member['said'][Coverage]['state']
/** Of a person who stands in two houses what is best known counts. */
const strength: Readonly<Record<Said, number>> = { has: 3, missing: 2, notEligible: 1, unknown: 0 }

/** Who has left counts nowhere, and nobody of a house that has moved away. */
const countedMembers = ({ visit, members }: Household): readonly Member[] =>
  visit.state === 'moved' ? [] : members.filter(({ left }) => !left)

/**
 * Two with one name and the same whole day of birth in one hamlet are one person, and so are two of one house with one name and year;
 * of two houses a year alone says nothing.
 */
function personKey(household: Household, { key, name, birthDate }: Member): string {
  if (name === '' || birthDate === '') return `${household.id} ${key}`
  const folded = foldVietnamese(name)
  const isAlike = (one: Member) => birthYear(one) === birthYear({ birthDate }) && foldVietnamese(one.name) === folded
  const whole = countedMembers(household).find((one) => one.birthDate.length === 10 && isAlike(one))
  return whole
    ? `${household.unit} ${folded} ${whole.birthDate}`
    : `${household.id} ${folded} ${birthYear({ birthDate })}`
}

/** Counts people, each once however many houses and tablets have seen them. */
export function countCoverages(households: readonly Household[]): CoverageCounts {
  const people = new Map<string, Record<Coverage, Said>>()
  for (const household of households) {
    for (const member of countedMembers(household)) {
      const key = personKey(household, member)
      const known = people.get(key)
      const best = (coverage: Coverage): Said => {
        const [now, before] = [member.said[coverage].state, known?.[coverage] ?? 'unknown']
        return strength[now] > strength[before] ? now : before
      }
      people.set(key, {
        idcard: best('idcard'),
        eaccount: best('eaccount'),
        ownsim: best('ownsim'),
        smartphone: best('smartphone'),
      })
    }
  }
  const count = (coverage: Coverage): CoverageCount => {
    const of = (state: Said) => [...people.values()].filter((person) => person[coverage] === state).length
    const has = of('has')
    return { has, eligible: has + of('missing'), notEligible: of('notEligible'), unknown: of('unknown') }
  }
  return {
    idcard: count('idcard'),
    eaccount: count('eaccount'),
    ownsim: count('ownsim'),
    smartphone: count('smartphone'),
  }
}

/** How many people are counted: those of `has`, `missing`, `notEligible` and `unknown` together. */
export const peopleIn = (counts: CoverageCounts): number => {
  const { eligible, notEligible, unknown } = counts[coverages[0]]
  return eligible + notEligible + unknown
}
