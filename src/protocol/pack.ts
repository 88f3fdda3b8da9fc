import * as z from 'zod/mini'
import type { StatementKind } from './statements.ts'

const uuid = z.string().check(z.regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/))
const word = z.string().check(z.regex(/^[a-z][a-z0-9-]{0,39}$/))

/** What fits in the hub's column; twice the minutes since 1970, above which a restored hub goes on, stay far below (SPEC PCK-3). */
export const maxPackVersion = 2 ** 31 - 1

/** The hub's word for a pack (SPEC PCK-2): public words or sounds, known by what they hash to. */
const packSchema = z.object({
  v: z.literal(1),
  tenant: uuid,
  kind: word,
  id: word,
  version: z.int().check(z.positive(), z.lte(maxPackVersion)),
  sha256: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
  /** bytes of the body */
  size: z.int().check(z.nonnegative()),
  /** this version takes the pack back: there is no body */
  withdrawn: z.optional(z.literal(true)),
})
export type PackStatement = z.infer<typeof packSchema>

export const packStatement: StatementKind<PackStatement> = { typ: 'tram-so-pack', schema: packSchema }

/** Why a tablet did not take a pack in (SPEC PCK-5); words are in `locales/{vi,en}/problems.json`. */
export const packReasons = [
  'pack-signature',
  'pack-older',
  'pack-kind',
  'pack-size',
  'pack-hash',
  'pack-malformed',
  'pack-markup',
  'pack-reserved',
  'pack-unreadable',
] as const
export type PackReason = (typeof packReasons)[number]
