import * as z from 'zod/mini'
import { handoverLimits } from './handoverLimits.ts'
import { limits } from './limits.ts'

/** Bodies of the tablet's requests and answers (JSON); push and pull bodies are binary (SPEC STR-1, PULL-2). */
const uuid = z.string().check(z.regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/))
const hex16 = z.string().check(z.regex(/^[0-9a-f]{32}$/))
const base64 = (max: number) => z.string().check(z.regex(/^[A-Za-z0-9_-]*$/), z.maxLength(max))
const wire = z.tuple([z.int(), z.int()])
/** What every request has that a tablet signs over a nonce of the hub's (SPEC PULL-1). */
export const signedAsk = { wire, tenant: uuid, device: uuid, nonce: hex16, signature: base64(88) }

export const enrolRequestSchema = z.strictObject({
  wire,
  /** `<tenant uuid>.<secret>` from the link */
  token: z.string().check(z.maxLength(120)),
  device: uuid,
  signKey: base64(88),
  boxKey: base64(88),
  label: z.string().check(z.maxLength(60)),
})
export const enrolAnswerSchema = z.object({
  device: uuid,
  tenant: uuid,
  unitName: z.string(),
  practice: z.boolean(),
  rootKey: z.string(),
  certificates: z.array(z.string()),
})
export const enrolStateRequestSchema = z.strictObject({ tenant: uuid, device: uuid })
export const enrolStateAnswerSchema = z.object({
  state: z.enum(['pending', 'approved', 'refused', 'revoked']),
  /** JWS of a provision statement when approved */
  provision: z.nullable(z.string()),
})

const hex32 = z.string().check(z.regex(/^[0-9a-f]{64}$/))
/** Places of its own that a tablet names in one head request (SPEC HEA-6). */
export const maxOwnPlaces = 32

export const headRequestSchema = z.strictObject({
  wire,
  tenant: uuid,
  device: uuid,
  chain: hex16,
  ask: hex16,
  /** `[n, h_n]` of the tablet's own chain, rising: where does the hub's still say the same (SPEC HEA-6)? */
  own: z.optional(z.array(z.tuple([z.int().check(z.positive()), hex32])).check(z.maxLength(maxOwnPlaces))),
})
export const headAnswerSchema = z.object({
  wire: z.int(),
  head: z.string(),
  receipt: z.nullable(z.string()),
  certificates: z.array(z.string()),
  /** what this hub can beyond the first of its wire version: `branch` (SPEC CHN-7, HEA-6), `evenings` (LED-2) */
  also: z.optional(z.array(z.string())),
})

export const pushAnswerSchema = z.object({
  receipt: z.nullable(z.string()),
  problem: z.nullable(z.string()),
})

export const pullRequestSchema = z.strictObject({
  ...signedAsk,
  cursor: z.int().check(z.nonnegative()),
  /** kinds of entries beyond the first four that the tablet can read (SPEC PULL-7) */
  also: z.optional(z.array(z.string().check(z.maxLength(20))).check(z.maxLength(20))),
  /** the tablet's signed words about its last evenings, to a hub that takes them (SPEC LED-2) */
  evenings: z.optional(
    z.array(z.string().check(z.maxLength(handoverLimits.eveningWord))).check(z.maxLength(handoverLimits.eveningsTold)),
  ),
})

/** A team's tablet asks for the draft of a kiosk's slip (SPEC KSK-5). */
export const claimRequestSchema = z.strictObject({
  ...signedAsk,
  code: z.string().check(z.maxLength(20)),
  proof: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
})
/** Somebody at a kiosk waits for a person, or no more (SPEC KSK-7). */
export const callRequestSchema = z.strictObject({ ...signedAsk, waits: z.boolean() })
export const callAnswerSchema = z.object({ told: z.literal(true) })
export const claimAnswerSchema = z.object({ record: uuid })
const photoIds = z.array(z.string().check(z.regex(/^[0-9a-f]{64}$/))).check(z.maxLength(limits.photosAsked))
export const photosRequestSchema = z.strictObject({
  wire,
  tenant: uuid,
  device: uuid,
  ask: hex16,
  /** how do these stand */
  photos: photoIds,
  /** asked for, and here no more (SPEC PHO-8) */
  gone: photoIds,
  signature: base64(88),
})
/** `photos`: JWS of a photos statement (SPEC PHO-7) */
export const photosAnswerSchema = z.object({ wire: z.int(), photos: z.string() })

/** The body of a data pack, from a byte on (SPEC PCK-4). */
export const packRequestSchema = z.strictObject({
  wire,
  tenant: uuid,
  sha256: hex32,
  from: z.int().check(z.nonnegative(), z.lte(limits.packBody)),
})

export const problemAnswerSchema = z.object({
  problem: z.string(),
  data: z.optional(z.record(z.string(), z.union([z.string(), z.number()]))),
})

export type EnrolRequest = z.infer<typeof enrolRequestSchema>
export type EnrolAnswer = z.infer<typeof enrolAnswerSchema>
export type HeadRequest = z.infer<typeof headRequestSchema>
export type HeadAnswer = z.infer<typeof headAnswerSchema>
export type PushAnswer = z.infer<typeof pushAnswerSchema>
export type PackRequest = z.infer<typeof packRequestSchema>
export type CallRequest = z.infer<typeof callRequestSchema>
export type ClaimRequest = z.infer<typeof claimRequestSchema>
export type PullRequest = z.infer<typeof pullRequestSchema>
export type PhotosRequest = z.infer<typeof photosRequestSchema>
export type PhotosAnswer = z.infer<typeof photosAnswerSchema>

/** Paths of the tablet's API. */
export const paths = {
  enrol: '/api/v1/enrol',
  enrolState: '/api/v1/enrol/state',
  head: '/api/v1/head',
  push: '/api/v1/push',
  pull: '/api/v1/pull',
  claim: '/api/v1/claim',
  call: '/api/v1/call',
  queue: '/api/v1/queue',
  /** uploads by tus (SPEC PHO-4); a photo's own is behind it by its id */
  photos: '/api/v1/photos',
  photosAsk: '/api/v1/photos/ask',
  pack: '/api/v1/pack',
} as const
