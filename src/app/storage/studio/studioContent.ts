import * as z from 'zod/mini'

/** What a row of the studio says inside its seal. */
export const studioContentSchema = z.object({
  language: z.string(),
  kind: z.enum(['clip', 'translation']),
  key: z.string(),
  title: z.string(),
  /** '' of one that was written */
  speaker: z.string(),
  consentOn: z.string(),
  /** '' of one that was recorded */
  text: z.string(),
  at: z.number(),
})
export type StudioContent = z.infer<typeof studioContentSchema>
