import { type Coverage, coverages } from './householdRecord.ts'

type Groups = Readonly<Record<string, Readonly<Record<string, unknown>>>>

/** An evening of a team in a hamlet. */
export interface Round {
  readonly id: string
  readonly unit: string
  /** ISO day */
  readonly evening: string
  readonly who: readonly string[]
  readonly note: string
  /** in walking order */
  readonly households: readonly string[]
}

/** How many people a team is to bring to each coverage; null where nothing was said. */
export type TeamGoal = Readonly<Record<Coverage, number | null>> & { readonly until: string | null }

const texts = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : []
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

/** Reads the plan of a round record; null when it has none. */
export function readRound(id: string, groups: Groups): Round | null {
  const { plan, stops } = groups
  const evening = textOf(plan?.evening)
  if (evening === '') return null
  return {
    id,
    unit: textOf(plan?.unit),
    evening,
    who: texts(plan?.who),
    note: textOf(plan?.note),
    households: texts(stops?.households),
  }
}

/** Reads a team's target; null when the record is none. */
export function readGoal(groups: Groups): TeamGoal | null {
  const { goal } = groups
  if (!goal) return null
  const of = (name: Coverage) => (typeof goal[name] === 'number' ? goal[name] : null)
  const until = textOf(goal.until)
  const [idcard, eaccount, ownsim, smartphone] = coverages
  return {
    idcard: of(idcard),
    eaccount: of(eaccount),
    ownsim: of(ownsim),
    smartphone: of(smartphone),
    until: until === '' ? null : until,
  }
}

type Evening = Pick<Round, 'evening' | 'unit' | 'households'>

/** Evenings where the team has houses, the soonest first: those of a hamlet that another team goes to now lead nowhere. */
export const eveningsOf = <R extends Evening>(
  rounds: readonly R[],
  households: readonly { readonly id: string; readonly unit: string }[],
): readonly R[] => {
  const [units, ids] = [new Set(households.map(({ unit }) => unit)), new Set(households.map(({ id }) => id))]
  return rounds
    .filter(({ unit, households: stops }) => units.has(unit) || stops.some((id) => ids.has(id)))
    .sort((a, b) => (a.evening < b.evening || (a.evening === b.evening && a.unit < b.unit) ? -1 : 1))
}

/** The round of this evening, or the next one that is planned; what lies behind is over. */
export const roundOf = <R extends Pick<Round, 'evening'>>(rounds: readonly R[], today: string): R | null =>
  rounds.find(({ evening }) => evening >= today) ?? null
