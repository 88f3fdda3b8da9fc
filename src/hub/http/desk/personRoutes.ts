import { z } from 'zod'
import { eraseReasons } from '../../desk/personRights.ts'
import type { ApiRoute } from '../ApiRoute.ts'
import { summaryAnswer } from './summaryAnswer.ts'

const text = (most: number) => z.string().min(1).max(most)
const instant = z.number()
const fields = z.record(z.string(), z.unknown())
const root = '/api/desk'
const post = ['malformed', 'too-large', 'foreign-page'] as const

export const correctBody = z.strictObject({
  version: z.int().min(0),
  group: text(60),
  set: z.record(z.string().max(60), z.union([z.string().max(500), z.boolean(), z.null()])),
})
/** The cases and versions that the officer saw, why, and the case's own code typed out: a slip of the hand erases nobody. */
export const eraseBody = z.strictObject({
  seen: z.array(z.strictObject({ id: text(60), version: z.int().min(0) })).max(200),
  reason: z.enum(eraseReasons),
  confirm: text(20),
})

/** The other case, and whether it is the same person's. */
export const sameBody = z.strictObject({ other: text(60), same: z.boolean() })

const alikeAnswer = z.object({
  cases: z.array(z.object({ ...summaryAnswer.shape, by: z.enum(['together', 'decided', 'maybe', 'apart']) })),
})

const personAnswer = z.object({
  /** what an erasure of this person would refuse, if anything: a case that the desk still owes an answer */
  inProcedure: z.boolean(),
  cases: z.array(
    z.object({
      id: z.string(),
      shortCode: z.string(),
      type: z.string(),
      status: z.string(),
      version: z.int(),
      officialCode: z.string().nullable(),
      groups: z.record(z.string(), z.object({ value: fields, version: z.int() })),
      createdAt: instant,
      updatedAt: instant,
      changes: z.int(),
    }),
  ),
  retentionDays: z.int().nullable(),
  backups: z.object({ made: z.boolean(), kept: z.int() }),
})
export type PersonAnswer = z.infer<typeof personAnswer>
const exportAnswer = z.object({
  format: z.literal('tram-so/person/1'),
  exportedAt: z.string(),
  commune: z.string(),
  cases: z.array(z.object({}).loose()),
})
/** What the desk knows of one person, and the person's rights. */
export const personRoutes = {
  person: {
    method: 'get',
    path: `${root}/cases/:id/person`,
    summary: 'All cases of the person that a case is about; each reading is audited',
    answer: personAnswer,
    problems: ['not-found'],
    signedIn: true,
  },
  exportPerson: {
    method: 'get',
    path: `${root}/cases/:id/person/export`,
    summary: 'The same with its history, as JSON to hand over; audited',
    answer: exportAnswer,
    problems: ['not-found'],
    signedIn: true,
  },
  correct: {
    method: 'post',
    path: `${root}/cases/:id/correct`,
    summary: 'Correct fields of one group as a new version',
    body: correctBody,
    answer: summaryAnswer,
    problems: [...post, 'not-found', 'conflict'],
    signedIn: true,
  },
  withdrawConsent: {
    method: 'post',
    path: `${root}/cases/:id/person/withdraw-consent`,
    summary: 'Write down that consent was taken back; what no officer works at is closed',
    answer: z.object({ cases: z.int() }),
    problems: ['foreign-page', 'not-found'],
    signedIn: true,
  },
  erasePerson: {
    method: 'post',
    path: `${root}/cases/:id/person/erase`,
    summary: 'Erase all cases of a person, for ever',
    body: eraseBody,
    answer: z.object({ cases: z.int() }),
    problems: [...post, 'not-found', 'conflict'],
    signedIn: true,
    role: 'admin',
  },
  alike: {
    method: 'get',
    path: `${root}/cases/:id/alike`,
    summary:
      'Other cases of whom a case is about, and those that may be theirs by name and birth date; audited (decision 033)',
    answer: alikeAnswer,
    problems: ['not-found'],
    signedIn: true,
  },
  same: {
    method: 'post',
    path: `${root}/cases/:id/same`,
    summary: 'Say whether two cases are one person’s; the newest word stands',
    body: sameBody,
    answer: z.object({}),
    problems: [...post, 'not-found', 'conflict'],
    signedIn: true,
  },
} as const satisfies Record<string, ApiRoute>
