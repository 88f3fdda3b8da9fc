import * as z from 'zod/mini'

const count = z.object({ has: z.int(), eligible: z.int(), notEligible: z.int(), unknown: z.int() })
const counts = z.object({ idcard: count, eaccount: count, ownsim: count, smartphone: count })
export type CoverageCount = z.infer<typeof count>

const placeSchema = z.object({
  id: z.string(),
  name: z.string(),
  households: z.int(),
  people: z.int(),
  visits: z.object({ notYet: z.int(), done: z.int(), absent: z.int(), moved: z.int(), refused: z.int() }),
  counts,
})
/** A hamlet, a team or the commune, added up. */
export type CountedPlace = z.infer<typeof placeSchema>

const nullableInt = z.nullable(z.int())
const goalSchema = z.object({
  team: z.string(),
  idcard: nullableInt,
  eaccount: nullableInt,
  ownsim: nullableInt,
  smartphone: nullableInt,
  until: z.nullable(z.string()),
})
export type Goal = z.infer<typeof goalSchema>

/** GET /api/desk/rounds */
export const roundsSchema = z.object({
  commune: placeSchema,
  hamlets: z.array(placeSchema),
  teams: z.array(placeSchema),
  rounds: z.array(
    z.object({
      id: z.string(),
      unit: z.string(),
      team: z.string(),
      evening: z.string(),
      who: z.array(z.string()),
      note: z.string(),
      households: z.array(z.string()),
      openConflicts: z.int(),
    }),
  ),
  goals: z.array(goalSchema),
})
export type Rounds = z.infer<typeof roundsSchema>

const said = z.object({ state: z.string() })
/** GET /api/desk/hamlets/…/households */
export const householdsSchema = z.array(
  z.object({
    id: z.string(),
    number: z.string(),
    head: z.string(),
    address: z.string(),
    team: z.string(),
    openConflicts: z.int(),
    visit: z.object({ state: z.enum(['notYet', 'done', 'absent', 'moved', 'refused']), comeAgainOn: z.string() }),
    members: z.array(
      z.object({
        key: z.string(),
        left: z.boolean(),
        said: z.object({ idcard: said, eaccount: said, ownsim: said, smartphone: said }),
      }),
    ),
  }),
)
export type DeskHousehold = z.infer<typeof householdsSchema>[number]

/** POST /api/desk/hamlets/…/households */
export const importedSchema = z.object({ made: z.int(), known: z.int(), added: z.int() })
/** POST /api/desk/hamlets/…/team */
export const movedSchema = z.object({ moved: z.int() })
/** GET /api/desk/units and volunteers, as far as a round needs them. */
export const unitsSchema = z.array(
  z.object({
    id: z.string(),
    name: z.string(),
    kind: z.string(),
    teams: z.array(z.object({ id: z.string(), name: z.string() })),
  }),
)
export const volunteersSchema = z.array(
  z.object({ id: z.string(), name: z.string(), teamId: z.string(), status: z.string() }),
)
