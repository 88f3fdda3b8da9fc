import * as z from 'zod/mini'
import { sexes } from './choices.ts'
import { fixedGroup, repeatedGroup } from './recordGroup.ts'
import { count, dayText, field, partialDateText, text, uuidText } from './wireField.ts'

/** The "4 phủ" of a person (facts §1), each a group of its own beside the member's: two tablets may learn two of them. */
export const coverages = ['idcard', 'eaccount', 'ownsim', 'smartphone'] as const
export type Coverage = (typeof coverages)[number]

/** What is known of a coverage; nothing said is `unknown`, which no field stands for. */
export const coverageStates = ['has', 'missing', 'notEligible'] as const
export type CoverageState = (typeof coverageStates)[number]

/** Who said so: the resident, somebody of the house, the helper who saw it, or an activation that the resident confirmed. */
const coverageSources = ['resident', 'relative', 'seen', 'activation'] as const
export type CoverageSource = (typeof coverageSources)[number]

/** Who of a house may agree that its place is kept. */
export const pointAgreers = ['head', 'adult'] as const
export type PointAgreer = (typeof pointAgreers)[number]

/** Where a household stands in the round. Nothing said is `notYet`. */
export const visitStates = ['notYet', 'done', 'absent', 'moved', 'refused'] as const
export type VisitState = (typeof visitStates)[number]

/** Nine digits and more with no letter among them are a number of a paper or a phone (design §1, SPEC RND-2). */
const paperNumber = /\p{Nd}(?:[^\p{L}\p{Nd}]*\p{Nd}){8}/u

/** Does a text hold what looks like the number of a paper or phone, in whatever digits and with whatever between them? */
export const holdsPaperNumber = (value: string): boolean =>
  paperNumber.test(value.normalize('NFKC').replace(/\p{Cf}/gu, ''))

const words = (max: number) => text(max).check(z.refine((value) => !holdsPaperNumber(value)))
/** An open word, which a newer tablet may have more of: no room for anything that is none. */
const word = words(40).check(z.regex(/^[a-z][\w-]*$/i))

/** Households have that many members at most, those who left too. */
export const mostHouseholdMembers = 40

const coverageGroup = fixedGroup('plain', {
  state: field(word),
  why: field(words(120)),
  by: field(word),
  /** the day on which it was said: two who hear the same on one evening say the same */
  on: field(dayText),
  /** the activation that said it, which alone may take it back */
  case: field(uuidText),
})

/** May this stand of a coverage? Who has it was seen or heard by somebody on a day: nothing is there by itself (SPEC RND-3). */
export const isSaid = ({ state, by, on }: Readonly<Record<string, unknown>>): boolean =>
  state !== 'has' || (by !== undefined && on !== undefined)

/** The groups of a household: one house of a hamlet, on the list of the evening round; it holds no number of any paper. */
export const householdGroups = {
  place: fixedGroup('plain', {
    /** the hamlet, by the hub's id */
    unit: field(uuidText),
    hamlet: field(words(120)),
    number: field(words(20)),
    head: field(words(120)),
    address: field(words(200)),
  }),
  /** where it stands in the walking order of its hamlet */
  walk: fixedGroup('plain', { order: field(count) }),
  home: fixedGroup('plain', { language: field(words(40)), note: field(words(500)) }),
  /** where the house is on a map: only as a point that the household agreed to, for as long as it does */
  point: fixedGroup('given', {
    at: field(
      z.object({
        lat: z.number().check(z.gte(-90), z.lte(90)),
        lng: z.number().check(z.gte(-180), z.lte(180)),
        agreed: z.literal(true),
        /** who of the house agreed */
        by: z.exactOptional(word),
        /** so many metres around it, as the tablet's own receiver said */
        within: z.exactOptional(count),
        on: dayText,
      }),
    ),
  }),
  visit: fixedGroup('plain', {
    state: field(word),
    on: field(dayText),
    comeAgainOn: field(dayText),
    saidBy: field(word),
  }),
}

/** A member, and under the same number and digits what is known of each coverage (SPEC RND-3). */
export const householdRepeated = {
  member: repeatedGroup(
    fixedGroup('plain', {
      name: field(words(120)),
      birthDate: field(partialDateText),
      sex: field(z.enum(sexes)),
      language: field(words(40)),
      note: field(words(300)),
      /** lives here no more: stays for the record, counts no more */
      left: field(z.boolean()),
    }),
    mostHouseholdMembers,
  ),
  idcard: repeatedGroup(coverageGroup, mostHouseholdMembers),
  eaccount: repeatedGroup(coverageGroup, mostHouseholdMembers),
  ownsim: repeatedGroup(coverageGroup, mostHouseholdMembers),
  smartphone: repeatedGroup(coverageGroup, mostHouseholdMembers),
}

/** An evening's plan names that many houses at most. */
export const mostStops = 300
/** And that many who go. */
export const mostWhoGo = 20

/** The groups of a round: an evening of a team in a hamlet, as the desk or the team planned it, and what the team is to reach. */
export const roundGroups = {
  plan: fixedGroup('plain', {
    unit: field(uuidText),
    hamlet: field(words(120)),
    evening: field(dayText),
    who: field(z.array(words(120)).check(z.maxLength(mostWhoGo))),
    note: field(words(500)),
  }),
  /** households in walking order; those of the hamlet that it does not name come behind */
  stops: fixedGroup('plain', { households: field(z.array(uuidText).check(z.maxLength(mostStops))) }),
  /** how many people the team is to bring to each coverage, and until when */
  goal: fixedGroup('plain', {
    idcard: field(count),
    eaccount: field(count),
    ownsim: field(count),
    smartphone: field(count),
    until: field(dayText),
  }),
}
