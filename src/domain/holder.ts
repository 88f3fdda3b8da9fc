import * as z from 'zod/mini'
import { fixedGroup } from './recordGroup.ts'
import { field, instant, text, uuidText } from './wireField.ts'

/**
 * Who works on an open record, as one tablet tells the others (SPEC HLD-1): a courtesy by which two do not begin the same, and never a
 * lock. With a tablet and no volunteer it was given there and nobody has begun; without a tablet it is for whoever opens it first.
 */
export const holderFields = {
  device: field(uuidText),
  tablet: field(text(80)),
  volunteer: field(uuidText),
  name: field(text(120)),
  /** by the clock of the tablet that wrote it: shown, and a hint of whether it still holds */
  since: field(instant),
  /** of what was given: by whom, and from which tablet */
  giver: field(text(120)),
  from: field(uuidText),
  fromTablet: field(text(80)),
  /** the screen that it was given from, so that the other one goes on there: a name of ours, nothing of a person */
  at: field(text(120).check(z.regex(/^[\w./-]+$/))),
}

export const holderGroup = 'holder'
export const holderOf = fixedGroup('latest', holderFields)

/** A holder as it is read: by a screen, and of what a tablet keeps beside its draft. */
export const holderSchema = z.object({
  device: z.optional(z.string()),
  tablet: z.optional(z.string()),
  volunteer: z.optional(z.string()),
  name: z.optional(z.string()),
  since: z.number(),
  giver: z.optional(z.string()),
  from: z.optional(z.string()),
  fromTablet: z.optional(z.string()),
  at: z.optional(z.string()),
})
export type Holder = z.infer<typeof holderSchema>

/** What a record says of who holds it; null for nobody. */
export function readHolder(value: unknown): Holder | null {
  const parsed = holderSchema.safeParse(value)
  return parsed.success ? parsed.data : null
}

/** A hold of a day is a hint; of longer it is forgotten, by whatever clock (SPEC HLD-4). */
const holdMs = 24 * 3_600_000

/** Does it still say something? Two clocks may differ by as much either way. */
export const isStanding = ({ since }: Holder, now: number): boolean => Math.abs(now - since) < holdMs
