import * as z from 'zod/mini'

/** The hub's answers about tablets and people. Instants are hub ms. */
const instant = z.number()

export const deviceSchema = z.object({
  id: z.string(),
  label: z.string(),
  unit: z.nullable(z.string()),
  team: z.nullable(z.string()),
  status: z.enum(['pending', 'approved', 'refused', 'revoked']),
  /** a team's, with PINs, or one that residents use by themselves */
  purpose: z.enum(['team', 'kiosk']),
  /** six digits while pending, made from the tablet's keys */
  code: z.nullable(z.string()),
  lastSeenAt: z.nullable(instant),
  /** a kiosk where somebody waits for a person since then */
  calledAt: z.nullable(instant),
  createdAt: instant,
  /** when it was reported lost */
  lostAt: z.nullable(instant),
})
export type Device = z.infer<typeof deviceSchema>
export const devicesSchema = z.array(deviceSchema)

export const unitSchema = z.object({
  id: z.string(),
  code: z.string(),
  name: z.string(),
  teams: z.array(z.object({ id: z.string(), name: z.string() })),
})
export type Unit = z.infer<typeof unitSchema>
export const unitsSchema = z.array(unitSchema)

export const volunteerSchema = z.object({
  id: z.string(),
  name: z.string(),
  /** the team's name */
  team: z.nullable(z.string()),
  teamId: z.string(),
  status: z.string(),
})
export type Volunteer = z.infer<typeof volunteerSchema>
export const volunteersSchema = z.array(volunteerSchema)

export const enrolLinkSchema = z.object({ enrolUrl: z.string(), expiresAt: instant })
export type EnrolLink = z.infer<typeof enrolLinkSchema>

export const recoveryAnswerSchema = z.object({
  answer: z.string(),
  volunteer: z.object({ id: z.string(), name: z.string() }),
  device: z.object({ id: z.string(), label: z.string() }),
})
export type RecoveryAnswer = z.infer<typeof recoveryAnswerSchema>

export const breachListSchema = z.object({
  device: z.object({
    id: z.string(),
    label: z.string(),
    team: z.string(),
    lastSeenAt: z.nullable(instant),
    enrolledAt: instant,
  }),
  reportedAt: z.nullable(instant),
  tellUntil: z.nullable(instant),
  volunteers: z.array(z.string()),
  rows: z.array(
    z.object({
      record: z.string(),
      shortCode: z.string(),
      type: z.string(),
      name: z.string(),
      phone: z.string(),
      hamlet: z.string(),
      groups: z.array(z.string()),
      photos: z.int(),
      sent: z.boolean(),
      pulled: z.boolean(),
    }),
  ),
})
export type BreachList = z.infer<typeof breachListSchema>
