import { z } from 'zod'

const instant = z.number()

/** A case as one row of a list. */
export const summaryAnswer = z.object({
  id: z.string(),
  shortCode: z.string(),
  type: z.string(),
  title: z.string(),
  idTail: z.string().nullable(),
  procedure: z.string().nullable(),
  status: z.string(),
  version: z.int(),
  from: z.object({ team: z.string().nullable(), device: z.string().nullable() }),
  openConflicts: z.int(),
  /** half done at a kiosk, and nobody's yet (KSK-4) */
  unclaimed: z.boolean(),
  officialCode: z.string().nullable(),
  updatedAt: instant,
  createdAt: instant,
  parent: z.string().nullable(),
})
export type CaseSummary = z.infer<typeof summaryAnswer>
