import { z } from 'zod'
import type { ApiRoute } from '../ApiRoute.ts'

export const decideBody = z.discriminatedUnion('decision', [
  z.strictObject({ decision: z.literal('approve') }),
  z.strictObject({ decision: z.literal('return'), reason: z.string().trim().min(1).max(200) }),
])

export const translationBody = z.strictObject({
  language: z.string().min(1).max(10),
  source: z.string().min(1).max(480),
  text: z.string().trim().min(1).max(2000),
})

const instant = z.number()
const person = z.object({ id: z.string(), name: z.string() })
const clipAnswer = z.object({
  id: z.string(),
  sound: z.string(),
  state: z.enum(['draft', 'returned', 'reviewed', 'withdrawn', 'replaced']),
  type: z.string(),
  bytes: z.int(),
  speaker: z.string(),
  consentOn: z.string(),
  recordedBy: person,
  recordedAt: instant,
  decidedBy: person.nullable(),
  decidedAt: instant.nullable(),
  reason: z.string(),
  /** stands in a pack that tablets are told of */
  isOut: z.boolean(),
})
export type ClipAnswer = z.infer<typeof clipAnswer>
const translationAnswer = z.object({
  id: z.string(),
  source: z.string(),
  text: z.string(),
  state: z.enum(['draft', 'returned', 'reviewed', 'replaced']),
  writtenBy: person,
  writtenAt: instant,
  decidedBy: person.nullable(),
  decidedAt: instant.nullable(),
  reason: z.string(),
  isOut: z.boolean(),
})
export type TranslationAnswer = z.infer<typeof translationAnswer>
const languageAnswer = z.object({
  clips: z.array(clipAnswer),
  /** of the language's writing; none where it is a language of sound */
  translations: z.array(translationAnswer),
  /** the commune's own guides, which stand before those that ship */
  guides: z.array(z.object({}).loose()),
})
const publishedAnswer = z.object({ told: z.int(), same: z.int(), withdrawn: z.int() })

const root = '/api/desk/studio'
const post = ['malformed', 'too-large', 'foreign-page'] as const

/** The language studio: sentences recorded, listened to by a second officer, published to the tablets (decision 022). */
export const studioRoutes = {
  studioLanguage: {
    method: 'get',
    path: `${root}/languages/:language`,
    summary:
      'The clips and translations of a language, by its ISO 639-3 code, and the guides that the commune published',
    answer: languageAnswer,
    problems: ['not-found'],
    signedIn: true,
  },
  addClip: {
    method: 'post',
    path: `${root}/clips`,
    summary: 'Keep a clip as a draft; it comes as a voice pack (PCK-1) of one sentence',
    body: 'octets',
    answer: z.object({ id: z.string() }),
    problems: post,
    signedIn: true,
  },
  clipSound: {
    method: 'get',
    path: `${root}/clips/:id/sound`,
    summary: 'The sound of a clip',
    answer: 'octets',
    problems: ['not-found'],
    signedIn: true,
  },
  decideClip: {
    method: 'post',
    path: `${root}/clips/:id/decide`,
    summary: "Approve another officer's clip, or give it back with a reason",
    body: decideBody,
    answer: z.object({}),
    problems: [...post, 'not-found', 'conflict', 'not-allowed'],
    signedIn: true,
  },
  withdrawClip: {
    method: 'post',
    path: `${root}/clips/:id/withdraw`,
    summary: 'Erase a clip whose speaker wants it no more; it leaves the pack that tablets have',
    answer: z.object({}),
    problems: ['foreign-page', 'not-found'],
    signedIn: true,
  },
  addTranslation: {
    method: 'post',
    path: `${root}/translations`,
    summary: 'Keep a translation of a sentence of a guide, as a draft',
    body: translationBody,
    answer: z.object({ id: z.string() }),
    problems: post,
    signedIn: true,
  },
  decideTranslation: {
    method: 'post',
    path: `${root}/translations/:id/decide`,
    summary: "Approve another officer's translation, or give it back with a reason",
    body: decideBody,
    answer: z.object({}),
    problems: [...post, 'not-found', 'conflict', 'not-allowed'],
    signedIn: true,
  },
  removeTranslation: {
    method: 'post',
    path: `${root}/translations/:id/remove`,
    summary: 'Take a translation away, off the tablets too',
    answer: z.object({}),
    problems: ['foreign-page', 'not-found'],
    signedIn: true,
  },
  publishLanguage: {
    method: 'post',
    path: `${root}/languages/:language/publish`,
    summary: 'Publish the approved clips and translations of a language as signed packs (PCK-2)',
    answer: publishedAnswer,
    problems: ['foreign-page', 'not-found', 'too-large', 'malformed'],
    signedIn: true,
    role: 'admin',
  },
  withdrawLanguage: {
    method: 'post',
    path: `${root}/languages/:language/withdraw`,
    summary: 'Take back what was published of a language; it stays in the studio',
    answer: publishedAnswer,
    problems: ['foreign-page', 'not-found'],
    signedIn: true,
    role: 'admin',
  },
} as const satisfies Record<string, ApiRoute>
