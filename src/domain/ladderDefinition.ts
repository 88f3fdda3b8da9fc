import * as z from 'zod/mini'
import { helperKinds } from './choices.ts'
import builtIn from './packs/activation-ladder.json' with { type: 'json' }

const id = z.string().check(z.regex(/^[a-z][A-Za-z0-9-]{0,39}$/))
const line = z.string().check(z.minLength(1), z.maxLength(200))
/** A part of the schematic phone, from 0 to 1 of its width and height. */
const part = z.number().check(z.gte(0), z.lte(1))

/**
 * The steps towards an identity account as data, so that an officer can change them (design D12). Words are not here but
 * in `locales/{vi,en}/ladder.json` under `<step>.title`, `.do`, `.look`, `failure.<id>.label`, `.remedy`,
 * `warning.<id>`, `who.<who>` and `bring.<id>`.
 */
export const ladderSchema = z
  .object({
    id,
    version: z.string(),
    source: line,
    /** False: screens say that the order may differ by version of the app (facts §2). */
    orderVerified: z.boolean(),
    hotline: z.string(),
    steps: z
      .array(
        z.object({
          id,
          verified: z.boolean(),
          source: line,
          /** Where to touch; null where the step is not on the app's screen. */
          touch: z.nullable(z.object({ x: part, y: part, width: part, height: part })),
          warnings: z.array(id).check(z.maxLength(5)),
          failures: z.array(id).check(z.maxLength(12)),
        }),
      )
      .check(z.minLength(1), z.maxLength(30)),
    failures: z
      .array(
        z.object({
          id,
          /** The remedy is offered by itself after so many failures at one step. */
          afterFailures: z.number().check(z.int(), z.gte(1), z.lte(9)),
          who: z.enum(helperKinds),
          bring: z.array(id).check(z.maxLength(8)),
          /** A guide beside the ladder that leads out of it (`besideGuide.ts`). */
          guide: z.exactOptional(id),
          outcome: z.exactOptional(z.enum(['blocked', 'noDevice'])),
          verified: z.boolean(),
          source: line,
        }),
      )
      .check(z.maxLength(60)),
  })
  .check(
    z.refine(({ steps, failures }) => {
      const known = new Set(failures.map((failure) => failure.id))
      return (
        new Set(steps.map((step) => step.id)).size === steps.length &&
        known.size === failures.length &&
        steps.every((step) => step.failures.every((failure) => known.has(failure)))
      )
    }, 'a step names an unknown failure, or an id stands twice'),
  )
export type Ladder = z.infer<typeof ladderSchema>
export type LadderStep = Ladder['steps'][number]
export type KnownFailure = Ladder['failures'][number]

let loaded: Ladder | undefined

/** @returns the ladder of a level-2 activation that this version ships with. */
export const loadActivationLadder = (): Ladder => {
  loaded ??= ladderSchema.parse(builtIn)
  return loaded
}
