import type { Household } from './household.ts'
import type { VisitState } from './householdRecord.ts'

/** What another tablet of the team told of a house when both met (SPEC MEE-1). */
export interface Elsewhere {
  /** the tablet's name */
  readonly label: string
  readonly who: string
  readonly state: VisitState
  /** by that tablet's clock, ms; shown, never believed */
  readonly at: number
}

type Marked = Pick<Household, 'visit'> & { readonly elsewhere: Elsewhere | null }

/** Nobody was there yet, or somebody is to come again. */
export const isLeftToDo = (state: VisitState): boolean => state === 'notYet' || state === 'absent'

/** Does the household's own record say what another tablet told of this evening, or more? Then the word of it can go (SPEC MEE-4). */
export const isSaidAlready = ({ state, on }: Household['visit'], told: VisitState, evening: string): boolean =>
  !isLeftToDo(state) || (on === evening && state === told)

/** Of several tablets' words about one house the one by which nobody has to go there any more. */
export const strongest = (told: readonly Elsewhere[]): Elsewhere | null =>
  told.find(({ state }) => !isLeftToDo(state)) ?? told[0] ?? null

/** A house where nobody of the team has to go any more tonight, because another tablet of it was there. */
export const isDoneElsewhere = ({ visit, elsewhere }: Marked): boolean =>
  isLeftToDo(visit.state) && elsewhere !== null && !isLeftToDo(elsewhere.state)

/** What is left for this tablet tonight. */
export const isLeftHere = (household: Marked): boolean =>
  isLeftToDo(household.visit.state) && !isDoneElsewhere(household)
