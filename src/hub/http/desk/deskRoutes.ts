import { z } from 'zod'
import { caseTypeNames } from '../../../domain/records.ts'
import type { ApiRoute } from '../ApiRoute.ts'
import { accountRoutes } from './accountRoutes.ts'
import { careRoutes } from './careRoutes.ts'
import { handoverRoutes } from './handoverRoutes.ts'
import { peopleRoutes } from './peopleRoutes.ts'
import { personRoutes } from './personRoutes.ts'
import { roundRoutes } from './roundRoutes.ts'
import { studioRoutes } from './studioRoutes.ts'
import { summaryAnswer } from './summaryAnswer.ts'

const text = (most: number) => z.string().min(1).max(most)
const officer = z.strictObject({ name: text(40), displayName: text(60), password: z.string().min(1).max(200) })
const communeAnswer = z.object({ id: z.string(), name: z.string(), practice: z.boolean() })

export const setupBody = z.strictObject({
  token: text(60),
  communeCode: z.string().regex(/^\d{5}$/),
  listDate: z.iso.date(),
  name: text(80),
  oldName: z.string().max(200).optional(),
  officer,
})
export const practiceBody = z.strictObject({ token: text(60) })
export const loginBody = z.strictObject({ commune: text(60), name: text(40), password: z.string().min(1).max(200) })
export const commandBody = z.strictObject({ version: z.int().min(0), command: z.looseObject({ name: z.string() }) })
export const choiceBody = z.strictObject({ choice: z.enum(['current', 'proposed']) })
export const deviceBody = z.strictObject({
  action: z.enum(['approve', 'refuse', 'revoke']),
  /** with an approval: whether volunteers or residents work at it; a team's where it is absent */
  purpose: z.enum(['team', 'kiosk']).optional(),
})
export const enrolTokenBody = z.strictObject({ unit: text(60), team: text(60).optional() })
export const volunteerBody = z.strictObject({ name: text(60), team: text(60).optional(), pin: z.string().max(12) })
export const searchBody = z.strictObject({
  type: z.enum(caseTypeNames).optional(),
  status: z.array(text(30)).max(10).optional(),
  search: z.string().max(100).optional(),
  conflicts: z.boolean().optional(),
  offset: z.int().min(0).max(100_000).default(0),
  limit: z.int().min(1).max(200).default(50),
  /** the `seq` that the asker has: then an answer without cases when nothing has changed since */
  seen: z.int().min(0).optional(),
})
export type CaseSearch = z.infer<typeof searchBody>

const instant = z.number()
const countsAnswer = z.object({
  submitted: z.int(),
  received: z.int(),
  appraising: z.int(),
  approved: z.int(),
  returnedResult: z.int(),
  needsSupplement: z.int(),
  conflicts: z.int(),
})
/** `seq`: the tenant's sequence that an answer is as new as; ask with it as `seen`. */
const unchanged = z.object({ unchanged: z.literal(true), seq: z.int() })
const listAnswer = z.union([
  unchanged,
  z.object({ seq: z.int(), cases: z.array(summaryAnswer), total: z.int(), counts: countsAnswer }),
])
const fields = z.record(z.string(), z.unknown())
const source = z.object({
  name: z.string(),
  /** written by the resident, at a kiosk (KSK-1) */
  atKiosk: z.boolean(),
  device: z.string().nullable(),
  at: instant,
  wall: instant.nullable(),
})
const healthAnswer = z.object({
  checks: z.array(
    z.object({
      name: z.string(),
      state: z.enum(['ok', 'warn', 'bad']),
      finding: z.string(),
      data: z.record(z.string(), z.union([z.string(), z.number()])),
    }),
  ),
  version: z.string(),
})
export const openedAnswer = z.object({
  seq: z.int(),
  case: z.object({
    id: z.string(),
    type: z.string(),
    version: z.int(),
    groups: z.record(z.string(), z.object({ value: fields, version: z.int() })),
    status: z.string(),
    officialCode: z.string().nullable(),
    returnNote: z.string().nullable(),
    openConflicts: z.int(),
    unclaimed: z.boolean(),
    createdAt: instant,
    updatedAt: instant,
  }),
  shortCode: z.string(),
  from: summaryAnswer.shape.from,
  parent: summaryAnswer.nullable(),
  children: z.array(summaryAnswer),
  changes: z.array(
    z.object({
      version: z.int(),
      group: z.string(),
      base: z.int(),
      before: fields,
      set: fields,
      outcome: z.string(),
      actorName: z.string(),
      atKiosk: z.boolean(),
      deviceLabel: z.string().nullable(),
      wall: instant.nullable(),
      at: instant,
    }),
  ),
  conflicts: z.array(
    z.object({
      id: z.string(),
      group: z.string(),
      current: fields,
      proposed: fields,
      currentFrom: source,
      proposedFrom: source,
      openedAt: instant,
      resolvedAt: instant.nullable(),
      choice: z.string().nullable(),
    }),
  ),
  /** what its items brought; which paper each shows is said in the group `papers` */
  photos: z.array(
    z.object({
      photo: z.string(),
      /** here; on its way or wanted again; had by nobody any more (PHO-8) */
      state: z.enum(['here', 'missing', 'gone']),
      device: z.string().nullable(),
      bytes: z.int(),
      receivedAt: instant.nullable(),
    }),
  ),
  commands: z.array(z.string()),
})
export type OpenedAnswer = z.infer<typeof openedAnswer>

export const counterBody = z.object({ counter: z.string().trim().min(1).max(12) })
export const ticketBody = counterBody.extend({ action: z.enum(['call', 'served', 'absent']) })
const ticketAnswer = z.object({
  number: z.string(),
  state: z.enum(['waiting', 'called', 'served', 'absent']),
  takenAt: instant,
  counter: z.string().nullable(),
  calledAt: instant.nullable(),
  calls: z.int(),
})
const queueAnswer = z.object({
  day: z.string(),
  tickets: z.array(ticketAnswer),
  /** kiosks that give numbers: what one gave since it was last heard of is not among them */
  kiosks: z.array(z.object({ label: z.string(), letter: z.string(), lastSeenAt: instant.nullable() })),
})
const hallAnswer = z.object({
  day: z.string(),
  /** the newest first */
  called: z.array(z.object({ number: z.string(), counter: z.string(), calls: z.int() })),
  waiting: z.int(),
})

const deviceAnswer = z.object({
  id: z.string(),
  label: z.string(),
  unit: z.string().nullable(),
  team: z.string().nullable(),
  status: z.string(),
  purpose: z.enum(['team', 'kiosk']),
  code: z.string().nullable(),
  lastSeenAt: instant.nullable(),
  /** a kiosk where somebody waits for a person since then (KSK-7) */
  calledAt: instant.nullable(),
  createdAt: instant,
  /** when it was reported lost */
  lostAt: instant.nullable(),
})
export type DeviceAnswer = z.infer<typeof deviceAnswer>
const attentionAnswer = z.object({
  conflicts: z.array(
    z.object({
      record: z.string(),
      shortCode: z.string(),
      group: z.string(),
      devices: z.array(z.string()),
      at: instant,
    }),
  ),
  items: z.array(
    z.object({
      chain: z.string(),
      n: z.int(),
      state: z.string(),
      reason: z.string().nullable(),
      device: z.string().nullable(),
      deviceId: z.string(),
      record: z.string().nullable(),
      /** who sealed it; null when that is not known */
      actor: z.string().nullable(),
      /** only a person can decide it: let in or refuse (VDT-8) */
      decidable: z.boolean(),
      at: instant,
    }),
  ),
  alarms: z.array(
    z.object({
      id: z.string(),
      code: z.string(),
      device: z.string().nullable(),
      deviceId: z.string().nullable(),
      chain: z.string().nullable(),
      n: z.int().nullable(),
      at: instant,
      /** the first time, or the first since it was answered */
      since: instant,
      /** of a cloned tablet: how many of its items are held for that */
      held: z.int(),
      /** how many places it was raised for; these are the newest */
      count: z.int(),
    }),
  ),
  /** how many alarms there are beside those of copied tablets: all of those stand above, of the others a page */
  otherAlarms: z.int(),
  /** there are more items, or copied tablets, than these, the newest */
  more: z.boolean(),
  /** of the items */
  oldestAt: instant.nullable(),
})
export type AttentionAnswer = z.infer<typeof attentionAnswer>

const root = '/api/desk'
const post = ['malformed', 'too-large', 'foreign-page'] as const
const seen = 'the `seq` at hand: when nothing has changed since, the answer says only that, and no reading is audited'

/** The desk's API. Everything that changes something needs the header `x-tram-so: 1` and the desk's own origin; nothing is told to another page. */
export const deskRoutes = {
  state: {
    method: 'get',
    path: `${root}/state`,
    summary: 'Is the hub set up, and who is signed in',
    answer: z.object({
      setup: z.enum(['needed', 'done']),
      communes: z.array(communeAnswer),
      /** the name that passkeys are bound to, when an officer here has one */
      passkeys: z.string().nullable(),
      signedIn: z
        .object({
          officer: z.object({ id: z.string(), displayName: z.string(), role: z.string() }),
          commune: communeAnswer.extend({ code: z.string(), listDate: z.string() }),
        })
        .nullable(),
    }),
    problems: [],
  },
  setup: {
    method: 'post',
    path: `${root}/setup`,
    summary: 'Make a commune and its first officer, by the one-time link',
    body: setupBody,
    answer: z.object({ commune: communeAnswer }),
    problems: [...post, 'token-unknown', 'token-used', 'conflict'],
  },
  practice: {
    method: 'post',
    path: `${root}/setup/practice`,
    summary: 'Make the practice commune of invented people, by the one-time link',
    body: practiceBody,
    answer: z.object({
      commune: z.string(),
      officer: z.object({ name: z.string(), password: z.string() }),
      volunteerPin: z.string(),
      volunteers: z.array(z.string()),
      enrolUrl: z.string(),
    }),
    problems: [...post, 'token-unknown', 'token-used'],
  },
  login: {
    method: 'post',
    path: `${root}/login`,
    summary: 'Sign in; sets the session cookie',
    body: loginBody,
    answer: z.object({ expiresAt: instant }),
    problems: [...post, 'wrong-login'],
  },
  logout: {
    method: 'post',
    path: `${root}/logout`,
    summary: 'Sign out',
    answer: z.object({}),
    problems: ['foreign-page'],
  },
  cases: {
    method: 'get',
    path: `${root}/cases`,
    summary: 'Cases, newest first (search words go in the body of POST /api/desk/cases/search, never in an address)',
    query: {
      type: 'activation or dossier',
      status: 'statuses, comma-separated',
      conflicts: '1: with open conflicts only',
      offset: 'how many to skip',
      limit: 'how many, 200 at most',
      seen,
    },
    answer: listAnswer,
    problems: ['malformed'],
    signedIn: true,
  },
  search: {
    method: 'post',
    path: `${root}/cases/search`,
    summary: 'Cases by words, with or without accents, newest first',
    body: searchBody,
    answer: listAnswer,
    problems: post,
    signedIn: true,
  },
  open: {
    method: 'get',
    path: `${root}/cases/:id`,
    summary: 'One case with its history; the reading is audited',
    query: { seen },
    answer: z.union([unchanged, openedAnswer]),
    problems: ['not-found', 'malformed'],
    signedIn: true,
  },
  photo: {
    method: 'get',
    path: `${root}/cases/:id/photos/:photo`,
    summary: 'A photo that a case was brought, drawn anew; each opening is audited (PHO-9)',
    answer: 'jpeg',
    problems: ['not-found', 'photo-not-shown'],
    signedIn: true,
  },
  sound: {
    method: 'get',
    path: `${root}/cases/:id/sounds/:sound`,
    summary: 'What a resident said aloud at a kiosk (KSK-9); each hearing is audited',
    answer: 'octets',
    problems: ['not-found', 'photo-not-shown'],
    signedIn: true,
  },
  command: {
    method: 'post',
    path: `${root}/cases/:id/command`,
    summary: 'A status command on the version that the officer saw',
    body: commandBody,
    answer: summaryAnswer,
    problems: [...post, 'not-found', 'conflict'],
    signedIn: true,
  },
  choose: {
    method: 'post',
    path: `${root}/conflicts/:id`,
    summary: 'Choose one of two values of a group',
    body: choiceBody,
    answer: summaryAnswer,
    problems: [...post, 'not-found', 'conflict'],
    signedIn: true,
  },
  devices: {
    method: 'get',
    path: `${root}/devices`,
    summary: 'Tablets; a pending one with the code to compare on sight',
    answer: z.array(deviceAnswer),
    problems: [],
    signedIn: true,
  },
  device: {
    method: 'post',
    path: `${root}/devices/:id`,
    summary: 'Approve, refuse or revoke a tablet',
    body: deviceBody,
    answer: deviceAnswer,
    problems: [...post, 'not-found', 'conflict'],
    signedIn: true,
    role: 'admin',
  },
  answerCall: {
    method: 'post',
    path: `${root}/devices/:id/answered`,
    summary: 'Somebody went to the kiosk that called (KSK-7)',
    answer: deviceAnswer,
    problems: ['foreign-page', 'not-found'],
    signedIn: true,
  },
  queue: {
    method: 'get',
    path: `${root}/queue`,
    summary: "Today's numbers, who waits longest first, and the kiosks that give them (KSK-8)",
    answer: queueAnswer,
    problems: [],
    signedIn: true,
  },
  callNext: {
    method: 'post',
    path: `${root}/queue/next`,
    summary: 'Call who waits longest to a counter; null when nobody does',
    body: counterBody,
    answer: ticketAnswer.nullable(),
    problems: post,
    signedIn: true,
  },
  ticket: {
    method: 'post',
    path: `${root}/queue/:number`,
    summary: 'Call a number, once more too; say that its holder was served, or did not come',
    body: ticketBody,
    answer: ticketAnswer,
    problems: [...post, 'not-found'],
    signedIn: true,
  },
  hall: {
    method: 'get',
    path: `${root}/hall/:commune`,
    summary: 'What hangs in the hall for everybody: numbers called and counters, nothing of a person (decision 023)',
    answer: hallAnswer,
    problems: ['not-found'],
  },
  enrolTokens: {
    method: 'post',
    path: `${root}/enrol-tokens`,
    summary: 'A one-time enrolment link, good for ten minutes',
    body: enrolTokenBody,
    answer: z.object({ enrolUrl: z.string(), expiresAt: instant }),
    problems: [...post, 'not-found'],
    signedIn: true,
    role: 'admin',
  },
  units: {
    method: 'get',
    path: `${root}/units`,
    summary: 'Units with their teams',
    answer: z.array(
      z.object({
        id: z.string(),
        code: z.string(),
        kind: z.string(),
        name: z.string(),
        oldName: z.string().nullable(),
        teams: z.array(z.object({ id: z.string(), name: z.string() })),
      }),
    ),
    problems: [],
    signedIn: true,
  },
  volunteers: {
    method: 'get',
    path: `${root}/volunteers`,
    summary: 'Volunteers',
    answer: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        team: z.string().nullable(),
        /** id of the team */
        teamId: z.string(),
        status: z.string(),
      }),
    ),
    problems: [],
    signedIn: true,
  },
  addVolunteer: {
    method: 'post',
    path: `${root}/volunteers`,
    summary: 'Add a volunteer with a PIN of six digits',
    body: volunteerBody,
    answer: z.object({ id: z.string(), name: z.string() }),
    problems: [...post, 'not-found'],
    signedIn: true,
    role: 'admin',
  },
  health: {
    method: 'get',
    path: `${root}/health`,
    summary: 'How the hub is: disk, flush, clock, certificate, backup, queue, held items, silent tablets',
    answer: healthAnswer,
    problems: [],
    signedIn: true,
  },
  attention: {
    method: 'get',
    path: `${root}/attention`,
    summary: 'What is held or rejected, the newest 200, and alarms, newest first, 50 a page',
    query: { offset: 'how many alarms to skip' },
    answer: attentionAnswer,
    problems: ['malformed'],
    signedIn: true,
  },
  ...personRoutes,
  ...peopleRoutes,
  ...careRoutes,
  ...accountRoutes,
  ...studioRoutes,
  ...roundRoutes,
  ...handoverRoutes,
} as const satisfies Record<string, ApiRoute>
