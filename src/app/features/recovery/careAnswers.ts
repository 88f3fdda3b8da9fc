import * as z from 'zod/mini'

/** The hub's answers about its set-up, its recovery sheet and its backups. Instants are hub ms. */
const instant = z.number()

export const setupProgressSchema = z.object({
  facts: z.object({
    hamlets: z.number(),
    hamletsWithoutTeam: z.number(),
    volunteers: z.number(),
    tablets: z.number(),
    sheet: z.object({ inUse: z.boolean(), waits: z.boolean(), proved: z.enum(['none', 'key', 'backup']) }),
    backups: z.object({ folder: z.boolean(), oneDisk: z.boolean() }),
    https: z.enum(['secure', 'here', 'plain']),
  }),
  hub: z.object({
    sheet: z.object({
      name: z.nullable(z.string()),
      waitingName: z.nullable(z.string()),
      madeAt: z.nullable(instant),
      provedAt: z.nullable(instant),
    }),
    backups: z.object({
      path: z.nullable(z.string()),
      hour: z.number(),
      state: z.string(),
      ageHours: z.nullable(z.number()),
    }),
    https: z.object({
      fieldUrl: z.string(),
      officeUrl: z.string(),
      welcomeUrl: z.nullable(z.string()),
      fingerprint: z.nullable(z.string()),
    }),
    system: z.enum(['windows', 'unix']),
  }),
  mayShowShares: z.enum(['yes', 'many-communes', 'plain-line']),
})
export type SetupProgress = z.infer<typeof setupProgressSchema>

export const recoverySheetSchema = z.object({
  sheet: z.string(),
  hub: z.string(),
  madeAt: instant,
  shares: z.array(z.object({ number: z.number(), text: z.string() })),
})
export type RecoverySheet = z.infer<typeof recoverySheetSchema>

export const drillSchema = z.discriminatedUnion('ok', [
  z.object({
    ok: z.literal(true),
    sheet: z.string(),
    taken: z.boolean(),
    backup: z.nullable(z.object({ createdAt: instant, rows: z.number() })),
    trouble: z.nullable(z.string()),
  }),
  z.object({
    ok: z.literal(false),
    code: z.string(),
    data: z.record(z.string(), z.union([z.string(), z.number()])),
  }),
])
export type Drill = z.infer<typeof drillSchema>
