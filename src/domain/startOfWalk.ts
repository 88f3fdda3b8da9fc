import { isLeftToDo } from './elsewhere.ts'
import { type Household, inWalkingOrder } from './household.ts'
import { mostStops } from './householdRecord.ts'
import type { Round } from './round.ts'

type House = Pick<Household, 'id' | 'order' | 'number' | 'head' | 'unit' | 'visit'>

/** Nobody was there yet, or somebody is to come again. */
export const isLeft = ({ visit }: Pick<Household, 'visit'>): boolean => isLeftToDo(visit.state)

/** The houses of a hamlet in its order; one that nobody has said a hamlet of may be of any. */
export const housesOf = <H extends House>(households: readonly H[], unit: string): readonly H[] =>
  inWalkingOrder(households.filter((one) => one.unit === unit || one.unit === ''))

/** Where a plan begins: at the hamlet's houses that are left, in the hamlet's order. */
export const byHamlet = (houses: readonly House[]): readonly string[] =>
  houses
    .filter(isLeft)
    .slice(0, mostStops)
    .map(({ id }) => id)

/**
 * Or at those of the last evening that are left, in the order they were walked then; null where no evening before was planned.
 * @param evenings the soonest first
 * @param before the evening that is planned
 */
export function asLastTime(
  houses: readonly House[],
  evenings: readonly Pick<Round, 'unit' | 'evening' | 'households'>[],
  { unit, evening }: { unit: string; evening: string },
): readonly string[] | null {
  const last = evenings.filter((one) => one.unit === unit && one.evening < evening && one.households.length > 0).at(-1)
  if (!last) return null
  return last.households.filter((id) => houses.some((house) => house.id === id && isLeft(house)))
}
