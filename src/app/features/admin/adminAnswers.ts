import * as z from 'zod/mini'

/** The hub's answers about hamlets, teams and officers. */
export const unitEntriesSchema = z.array(
  z.object({
    id: z.string(),
    code: z.string(),
    kind: z.string(),
    name: z.string(),
    oldName: z.nullable(z.string()),
    teams: z.array(z.object({ id: z.string(), name: z.string() })),
  }),
)
export type UnitEntry = z.infer<typeof unitEntriesSchema>[number]

export const officerEntriesSchema = z.array(
  z.object({
    id: z.string(),
    name: z.string(),
    displayName: z.string(),
    role: z.enum(['officer', 'admin']),
    disabled: z.boolean(),
  }),
)
export type OfficerEntry = z.infer<typeof officerEntriesSchema>[number]
