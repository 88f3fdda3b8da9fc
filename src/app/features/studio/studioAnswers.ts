import * as z from 'zod/mini'
import { guideDefinitionSchema } from '../../../domain/guideDefinition.ts'

const person = z.object({ id: z.string(), name: z.string() })
const clipSchema = z.object({
  id: z.string(),
  sound: z.string(),
  state: z.enum(['draft', 'returned', 'reviewed', 'withdrawn', 'replaced']),
  type: z.string(),
  bytes: z.int(),
  speaker: z.string(),
  consentOn: z.string(),
  recordedBy: person,
  recordedAt: z.number(),
  decidedBy: z.nullable(person),
  decidedAt: z.nullable(z.number()),
  reason: z.string(),
  isOut: z.boolean(),
})
export type StudioClip = z.infer<typeof clipSchema>

const translationSchema = z.object({
  id: z.string(),
  source: z.string(),
  text: z.string(),
  state: z.enum(['draft', 'returned', 'reviewed', 'replaced']),
  writtenBy: person,
  writtenAt: z.number(),
  decidedBy: z.nullable(person),
  decidedAt: z.nullable(z.number()),
  reason: z.string(),
  isOut: z.boolean(),
})
export type StudioTranslation = z.infer<typeof translationSchema>

/** The hub's answer about one language: its clips and translations, and the commune's own guides. */
export const studioLanguageSchema = z.object({
  clips: z.array(clipSchema),
  translations: z.array(translationSchema),
  guides: z.array(guideDefinitionSchema),
})
export type StudioLanguage = z.infer<typeof studioLanguageSchema>

export const publishedSchema = z.object({ told: z.int(), same: z.int(), withdrawn: z.int() })
