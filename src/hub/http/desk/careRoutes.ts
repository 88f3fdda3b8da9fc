import { z } from 'zod'
import type { ApiRoute } from '../ApiRoute.ts'

export const sheetBody = z.strictObject({ password: z.string().min(1).max(200) })
export const drillBody = z.strictObject({ shares: z.array(z.string().max(200)).length(2) })

const instant = z.number()
const count = z.int().min(0)
const proved = z.enum(['none', 'key', 'backup'])
const data = z.record(z.string(), z.union([z.string(), z.number()]))

export const progressAnswer = z.object({
  facts: z.object({
    hamlets: count,
    hamletsWithoutTeam: count,
    volunteers: count,
    tablets: count,
    sheet: z.object({ inUse: z.boolean(), waits: z.boolean(), proved }),
    backups: z.object({ folder: z.boolean(), oneDisk: z.boolean() }),
    https: z.enum(['secure', 'here', 'plain']),
  }),
  hub: z.object({
    sheet: z.object({
      name: z.string().nullable(),
      waitingName: z.string().nullable(),
      madeAt: instant.nullable(),
      provedAt: instant.nullable(),
    }),
    backups: z.object({ path: z.string().nullable(), hour: count, state: z.string(), ageHours: count.nullable() }),
    https: z.object({
      fieldUrl: z.string(),
      officeUrl: z.string(),
      welcomeUrl: z.string().nullable(),
      fingerprint: z.string().nullable(),
    }),
    system: z.enum(['windows', 'unix']),
  }),
  /** may the recovery sheet be made and tried here, by this officer over this line; else why not */
  mayShowShares: z.enum(['yes', 'many-communes', 'plain-line']),
})
export type ProgressAnswer = z.infer<typeof progressAnswer>

const sheetAnswer = z.object({
  /** 8 hex digits, on each share and in each backup that it opens */
  sheet: z.string(),
  /** the hub's mark */
  hub: z.string(),
  madeAt: instant,
  shares: z.array(z.object({ number: z.int(), text: z.string() })),
})
const drillAnswer = z.discriminatedUnion('ok', [
  z.object({
    ok: z.literal(true),
    sheet: z.string(),
    taken: z.boolean(),
    backup: z.object({ createdAt: instant, rows: count }).nullable(),
    trouble: z.string().nullable(),
  }),
  z.object({ ok: z.literal(false), code: z.string(), data }),
])

const root = '/api/desk'
const post = ['malformed', 'too-large', 'foreign-page'] as const

/** What the pages of the set-up ask beyond hamlets, teams and people. */
export const careRoutes = {
  progress: {
    method: 'get',
    path: `${root}/progress`,
    summary: 'What of the set-up stands, of this commune and of the hub',
    answer: progressAnswer,
    problems: [],
    signedIn: true,
    role: 'admin',
  },
  recoverySheet: {
    method: 'post',
    path: `${root}/recovery-sheet`,
    summary:
      'A new recovery sheet, told this once, to who gives their password again; only over HTTPS or on the machine itself',
    body: sheetBody,
    answer: sheetAnswer,
    problems: [...post, 'wrong-login'],
    signedIn: true,
    role: 'admin',
  },
  recoveryDrill: {
    method: 'post',
    path: `${root}/recovery-drill`,
    summary: 'Two shares typed back: they are of the sheet and open the newest backup, or why not',
    body: drillBody,
    answer: drillAnswer,
    problems: post,
    signedIn: true,
    role: 'admin',
  },
} as const satisfies Record<string, ApiRoute>
