import * as z from 'zod/mini'

/** The hub's answers about cases, as the desk's screens rely on them (GET /api/desk/cases…). Instants are hub ms. */
const instant = z.number()
const fields = z.record(z.string(), z.unknown())

export const caseSummarySchema = z.object({
  id: z.string(),
  shortCode: z.string(),
  type: z.string(),
  /** the person's name; '' while nobody wrote one */
  title: z.string(),
  /** '•••• 4821' */
  idTail: z.nullable(z.string()),
  procedure: z.nullable(z.string()),
  status: z.string(),
  version: z.int(),
  from: z.object({ team: z.nullable(z.string()), device: z.nullable(z.string()) }),
  openConflicts: z.int(),
  /** half done at a kiosk, and nobody's yet */
  unclaimed: z.boolean(),
  officialCode: z.nullable(z.string()),
  updatedAt: instant,
  createdAt: instant,
  parent: z.nullable(z.string()),
})
export type CaseSummary = z.infer<typeof caseSummarySchema>

/** Another case that is the person's (`decided`: by an officer's word alone), or may be. */
const alikeCaseSchema = z.extend(caseSummarySchema, { by: z.enum(['together', 'decided', 'maybe', 'apart']) })
export type AlikeCase = z.infer<typeof alikeCaseSchema>
export const alikeAnswerSchema = z.object({ cases: z.array(alikeCaseSchema) })

/** Nothing has changed since the sequence that was sent along. */
const unchangedSchema = z.object({ unchanged: z.literal(true), seq: z.int() })

const caseListSchema = z.object({
  /** the commune's sequence that this is as new as */
  seq: z.int(),
  cases: z.array(caseSummarySchema),
  /** how many there are on all pages */
  total: z.int(),
  counts: z.object({
    submitted: z.int(),
    received: z.int(),
    appraising: z.int(),
    approved: z.int(),
    returnedResult: z.int(),
    needsSupplement: z.int(),
    conflicts: z.int(),
  }),
})
export type CaseList = z.infer<typeof caseListSchema>
export const caseListAnswerSchema = z.union([unchangedSchema, caseListSchema])

const caseRecordSchema = z.object({
  id: z.string(),
  type: z.string(),
  version: z.int(),
  groups: z.record(z.string(), z.object({ value: fields, version: z.int() })),
  status: z.string(),
  officialCode: z.nullable(z.string()),
  /** the sentence of the officer who sent it back, while it is back */
  returnNote: z.nullable(z.string()),
  openConflicts: z.int(),
  unclaimed: z.boolean(),
  createdAt: instant,
  updatedAt: instant,
})
export type CaseRecord = z.infer<typeof caseRecordSchema>

const changeSchema = z.object({
  version: z.int(),
  group: z.string(),
  base: z.int(),
  before: fields,
  set: fields,
  outcome: z.string(),
  actorName: z.string(),
  /** written by the resident, at a kiosk */
  atKiosk: z.boolean(),
  deviceLabel: z.nullable(z.string()),
  /** what the tablet's clock said, never believed; null for what was done at the desk */
  wall: z.nullable(instant),
  at: instant,
})
export type CaseChange = z.infer<typeof changeSchema>

const sourceSchema = z.object({
  name: z.string(),
  atKiosk: z.boolean(),
  device: z.nullable(z.string()),
  at: instant,
  wall: z.nullable(instant),
})
export type ConflictSource = z.infer<typeof sourceSchema>

const conflictSchema = z.object({
  id: z.string(),
  group: z.string(),
  current: fields,
  proposed: fields,
  currentFrom: sourceSchema,
  proposedFrom: sourceSchema,
  openedAt: instant,
  resolvedAt: z.nullable(instant),
  choice: z.nullable(z.string()),
})
export type CaseConflict = z.infer<typeof conflictSchema>

const photoSchema = z.object({
  photo: z.string(),
  /** here; on its way or wanted again; had by nobody any more */
  state: z.enum(['here', 'missing', 'gone']),
  device: z.nullable(z.string()),
  bytes: z.int(),
  receivedAt: z.nullable(instant),
})
export type CasePhoto = z.infer<typeof photoSchema>

const openedCaseSchema = z.object({
  seq: z.int(),
  case: caseRecordSchema,
  shortCode: z.string(),
  parent: z.nullable(caseSummarySchema),
  children: z.array(caseSummarySchema),
  from: caseSummarySchema.shape.from,
  changes: z.array(changeSchema),
  conflicts: z.array(conflictSchema),
  photos: z.array(photoSchema),
  commands: z.array(z.string()),
})
export type OpenedCase = z.infer<typeof openedCaseSchema>
export const openedCaseAnswerSchema = z.union([unchangedSchema, openedCaseSchema])

export const attentionSchema = z.object({
  items: z.array(
    z.object({
      chain: z.string(),
      n: z.int(),
      state: z.string(),
      reason: z.nullable(z.string()),
      device: z.nullable(z.string()),
      deviceId: z.string(),
      /** who sealed it, where that matters and is known */
      actor: z.nullable(z.string()),
      /** only a person can decide it */
      decidable: z.boolean(),
      at: instant,
    }),
  ),
  alarms: z.array(
    z.object({
      id: z.string(),
      code: z.string(),
      device: z.nullable(z.string()),
      deviceId: z.nullable(z.string()),
      chain: z.nullable(z.string()),
      n: z.nullable(z.int()),
      at: instant,
      /** since when it stands unanswered */
      since: instant,
      /** of a cloned tablet: how many of its items are held for that */
      held: z.int(),
      /** how often it was raised; the place is the newest */
      count: z.int(),
    }),
  ),
  /** how many alarms there are beside those of copied tablets, which all are here; of the others a page is */
  otherAlarms: z.int(),
  /** two values that wait for a person, oldest first */
  conflicts: z.array(
    z.object({
      record: z.string(),
      shortCode: z.string(),
      group: z.string(),
      devices: z.array(z.string()),
      at: instant,
    }),
  ),
  /** only the newest are here */
  more: z.boolean(),
  oldestAt: z.nullable(instant),
})
export type Attention = z.infer<typeof attentionSchema>

export const healthSchema = z.object({
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
export type Health = z.infer<typeof healthSchema>

export const personSchema = z.object({
  inProcedure: z.boolean(),
  cases: z.array(
    z.object({
      id: z.string(),
      shortCode: z.string(),
      type: z.string(),
      status: z.string(),
      version: z.int(),
      officialCode: z.nullable(z.string()),
      groups: caseRecordSchema.shape.groups,
      createdAt: instant,
      updatedAt: instant,
      changes: z.int(),
    }),
  ),
  retentionDays: z.nullable(z.int()),
  backups: z.object({ made: z.boolean(), kept: z.int() }),
})
export type Person = z.infer<typeof personSchema>
