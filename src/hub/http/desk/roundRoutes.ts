import { z } from 'zod'
import { sexes } from '../../../domain/choices.ts'
import {
  holdsPaperNumber,
  mostHouseholdMembers,
  mostStops,
  mostWhoGo,
  visitStates,
} from '../../../domain/householdRecord.ts'
import { parsePartialDate } from '../../../domain/partialDate.ts'
import { parsePersonName } from '../../../domain/personName.ts'
import type { ApiRoute } from '../ApiRoute.ts'

const id = z.string().min(1).max(60)
/** No number of a paper comes into a household, also not by the desk (RND-2). */
const words = (most: number) =>
  z
    .string()
    .trim()
    .max(most)
    .refine((text) => !holdsPaperNumber(text))
const language = words(40)
const listedMember = z.strictObject({
  name: z.string().refine((name) => parsePersonName(name).ok && !holdsPaperNumber(name)),
  birthDate: z.string().refine((date) => date === '' || parsePartialDate(date).ok),
  sex: z.enum([...sexes, '']),
  language,
  note: words(300),
})
const listedHousehold = z
  .strictObject({
    number: words(20),
    head: words(120),
    address: words(200),
    order: z.int().min(0).max(10_000).optional(),
    language,
    note: words(500),
    members: z.array(listedMember).max(mostHouseholdMembers),
  })
  .refine(({ number, head }) => number !== '' || head !== '')

/** A checked list; rows and columns were told to whoever made it, and here nothing is taken of one that is not in order. */
export const householdsBody = z.strictObject({
  team: id.optional(),
  households: z.array(listedHousehold).min(1).max(5000),
})
export const planBody = z.strictObject({
  unit: id,
  team: id.optional(),
  evening: z.iso.date(),
  who: z.array(words(120).min(1)).max(mostWhoGo),
  note: words(500),
  /** in walking order */
  households: z.array(z.uuid()).max(mostStops),
})
export const moveBody = z.strictObject({ team: id })
const goal = z.int().min(0).max(10_000)
export const goalBody = z.strictObject({
  idcard: goal.nullable(),
  eaccount: goal.nullable(),
  ownsim: goal.nullable(),
  smartphone: goal.nullable(),
  until: z.iso.date().nullable(),
})

const coverageCount = z.object({ has: z.int(), eligible: z.int(), notEligible: z.int(), unknown: z.int() })
const counts = z.object({
  idcard: coverageCount,
  eaccount: coverageCount,
  ownsim: coverageCount,
  smartphone: coverageCount,
})
const place = z.object({
  /** of a hamlet, of a team, or the commune's */
  id: z.string(),
  name: z.string(),
  households: z.int(),
  people: z.int(),
  visits: z.record(z.enum(visitStates), z.int()),
  counts,
})
const round = z.object({
  id: z.string(),
  version: z.int(),
  unit: z.string(),
  team: z.string(),
  evening: z.string(),
  who: z.array(z.string()),
  note: z.string(),
  households: z.array(z.string()),
  /** plans that somebody is to choose between, at the round's own page */
  openConflicts: z.int(),
})
const goalAnswer = z.object({
  team: z.string(),
  idcard: z.int().nullable(),
  eaccount: z.int().nullable(),
  ownsim: z.int().nullable(),
  smartphone: z.int().nullable(),
  until: z.string().nullable(),
})
const said = z.object({ state: z.string(), why: z.string(), by: z.string(), on: z.string() })
const household = z.object({
  id: z.string(),
  version: z.int(),
  unit: z.string(),
  team: z.string(),
  number: z.string(),
  head: z.string(),
  address: z.string(),
  order: z.int().nullable(),
  language: z.string(),
  note: z.string(),
  openConflicts: z.int(),
  visit: z.object({ state: z.enum(visitStates), on: z.string(), comeAgainOn: z.string(), saidBy: z.string() }),
  members: z.array(
    z.object({
      key: z.string(),
      name: z.string(),
      birthDate: z.string(),
      sex: z.string(),
      language: z.string(),
      note: z.string(),
      left: z.boolean(),
      said: z.object({ idcard: said, eaccount: said, ownsim: said, smartphone: said }),
    }),
  ),
})

const post = ['malformed', 'too-large', 'foreign-page'] as const
const root = '/api/desk'

/** Rounds, households and what they add up to (decision 025). */
export const roundRoutes = {
  rounds: {
    method: 'get',
    path: `${root}/rounds`,
    summary: 'Planned rounds, targets, and the four coverages of hamlets, teams and the commune, each person once',
    answer: z.object({
      commune: place,
      hamlets: z.array(place),
      teams: z.array(place),
      rounds: z.array(round),
      goals: z.array(goalAnswer),
    }),
    problems: [],
    signedIn: true,
  },
  households: {
    method: 'get',
    path: `${root}/hamlets/:id/households`,
    summary: 'The households of a hamlet in walking order; audited',
    answer: z.array(household),
    problems: ['not-found'],
    signedIn: true,
  },
  importHouseholds: {
    method: 'post',
    path: `${root}/hamlets/:id/households`,
    summary:
      'Take a checked list of households into a hamlet, all or none; people new to a house that is there are added',
    body: householdsBody,
    answer: z.object({ made: z.int(), known: z.int(), added: z.int() }),
    problems: [...post, 'not-found', 'conflict'],
    signedIn: true,
  },
  moveHouseholds: {
    method: 'post',
    path: `${root}/hamlets/:id/team`,
    summary: 'Give all households of a hamlet to another team; those of the team that had them hear that they are gone',
    body: moveBody,
    answer: z.object({ moved: z.int() }),
    problems: [...post, 'not-found'],
    signedIn: true,
  },
  planRound: {
    method: 'post',
    path: `${root}/rounds`,
    summary: 'Plan an evening of a team in a hamlet; the same evening once more changes its plan',
    body: planBody,
    answer: z.object({ id: z.string() }),
    problems: [...post, 'not-found', 'conflict'],
    signedIn: true,
  },
  setGoal: {
    method: 'post',
    path: `${root}/teams/:id/goal`,
    summary: 'Say how many people a team is to bring to each coverage, and until when',
    body: goalBody,
    answer: z.object({}),
    problems: [...post, 'not-found'],
    signedIn: true,
  },
} as const satisfies Record<string, ApiRoute>
