import {
  type Coverage,
  type CoverageState,
  coverageStates,
  coverages,
  type VisitState,
  visitStates,
} from './householdRecord.ts'
import type { MapPoint } from './mapPoint.ts'
import { repeatedKeys } from './repeatedGroups.ts'

type Fields = Readonly<Record<string, unknown>>
type Groups = Readonly<Record<string, Fields>>

/** What somebody said of one coverage of one person; `unknown` until then. */
export interface CoverageSaid {
  readonly state: CoverageState | 'unknown'
  readonly why: string
  readonly by: string
  readonly on: string
}

/** A member of a household as screens and counts read it. */
export interface Member {
  /** key of its group, `member03…` */
  readonly key: string
  readonly name: string
  readonly birthDate: string
  readonly sex: string
  readonly language: string
  readonly note: string
  readonly left: boolean
  readonly said: Readonly<Record<Coverage, CoverageSaid>>
}

/** Where a house is, as somebody of it agreed to (SPEC RND-2). */
export interface HomePoint extends MapPoint {
  readonly by: string
  readonly on: string
  /** metres around it; null where nothing was said */
  readonly within: number | null
}

/** A household as screens and counts read it. */
export interface Household {
  readonly id: string
  readonly unit: string
  readonly hamlet: string
  readonly number: string
  readonly head: string
  readonly address: string
  readonly order: number | null
  readonly language: string
  readonly note: string
  readonly visit: {
    readonly state: VisitState
    readonly on: string
    readonly comeAgainOn: string
    readonly saidBy: string
  }
  /** null where there is none, or where nobody agreed */
  readonly point: HomePoint | null
  readonly members: readonly Member[]
}

const textOf = (fields: Fields | undefined, name: string): string => {
  const value = fields?.[name]
  return typeof value === 'string' ? value : ''
}

/** The key of the group that holds a coverage of a member (SPEC RND-3). */
export const coverageKey = (member: string, coverage: Coverage): string => `${coverage}${member.slice('member'.length)}`

function saidOf(fields: Fields | undefined): CoverageSaid {
  const state = textOf(fields, 'state')
  return {
    // a word of a newer tablet says nothing that this one could count
    state: coverageStates.find((known) => known === state) ?? 'unknown',
    why: textOf(fields, 'why'),
    by: textOf(fields, 'by'),
    on: textOf(fields, 'on'),
  }
}

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null

/** A field `at` of the group `point`. */
export function readPoint(value: unknown): HomePoint | null {
  if (!isFields(value)) return null
  const { lat, lng, agreed, within } = value
  if (typeof lat !== 'number' || typeof lng !== 'number' || agreed !== true) return null
  return {
    lat,
    lng,
    by: textOf(value, 'by'),
    on: textOf(value, 'on'),
    within: typeof within === 'number' ? within : null,
  }
}

function memberOf(groups: Groups, key: string): Member {
  const fields = groups[key]
  const said = (coverage: Coverage) => saidOf(groups[coverageKey(key, coverage)])
  return {
    key,
    name: textOf(fields, 'name'),
    birthDate: textOf(fields, 'birthDate'),
    sex: textOf(fields, 'sex'),
    language: textOf(fields, 'language'),
    note: textOf(fields, 'note'),
    left: fields?.left === true,
    said: {
      idcard: said('idcard'),
      eaccount: said('eaccount'),
      ownsim: said('ownsim'),
      smartphone: said('smartphone'),
    },
  }
}

/** Reads the groups of a household record. */
export function readHousehold(id: string, groups: Groups): Household {
  const { place, walk, home, visit, point } = groups
  const state = textOf(visit, 'state')
  return {
    id,
    unit: textOf(place, 'unit'),
    hamlet: textOf(place, 'hamlet'),
    number: textOf(place, 'number'),
    head: textOf(place, 'head'),
    address: textOf(place, 'address'),
    order: typeof walk?.order === 'number' ? walk.order : null,
    language: textOf(home, 'language'),
    note: textOf(home, 'note'),
    visit: {
      state: visitStates.find((known) => known === state) ?? 'notYet',
      on: textOf(visit, 'on'),
      comeAgainOn: textOf(visit, 'comeAgainOn'),
      saidBy: textOf(visit, 'saidBy'),
    },
    point: readPoint(point?.at),
    members: repeatedKeys('member', groups).map((key) => memberOf(groups, key)),
  }
}

/** The coverages of a person that are not there, or of which nobody knows: what remains to be done for them. */
export const remainsFor = (member: Member): readonly Coverage[] =>
  member.left
    ? []
    : coverages.filter((one) => member.said[one].state === 'missing' || member.said[one].state === 'unknown')

const number = new Intl.Collator('vi', { numeric: true })

/**
 * Walking order: as the round names them, then by their order in the hamlet, then by number.
 * @param stops households of tonight's round, in its order
 */
export function inWalkingOrder<H extends Pick<Household, 'id' | 'order' | 'number' | 'head'>>(
  households: readonly H[],
  stops: readonly string[] = [],
): readonly H[] {
  const place = new Map(stops.map((id, at) => [id, at]))
  const rank = ({ id }: H) => place.get(id) ?? stops.length
  const order = ({ order: at }: H) => at ?? Number.MAX_SAFE_INTEGER
  return [...households].sort(
    (a, b) =>
      rank(a) - rank(b) ||
      order(a) - order(b) ||
      number.compare(a.number, b.number) ||
      number.compare(a.head, b.head) ||
      (a.id < b.id ? -1 : 1),
  )
}
