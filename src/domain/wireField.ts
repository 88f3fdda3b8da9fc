import * as z from 'zod/mini'

/** The small shapes that record fields are made of. Every text and list is capped: a record is opened by others. */

/** A one-line text of 1 to `max` UTF-16 units. */
export const text = (max: number) => z.string().check(z.minLength(1), z.maxLength(max))

/** A word from a list that a newer tablet may extend: any short word passes here, screens know the lists of `choices.ts`. */
export const openWord = text(40)

/** An instant as the tablet's clock said it: whole milliseconds since 1970 UTC, doubtful, never used for order (design D5). */
export const instant = z.number().check(z.int(), z.nonnegative())

/** A small count. */
export const count = z.number().check(z.int(), z.nonnegative(), z.lte(10_000))

/** The outer form of a partial date, `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; `parsePartialDate` knows the calendar. */
export const partialDateText = z.string().check(z.regex(/^\d{4}(-\d{2}(-\d{2})?)?$/))

/** The outer form of a whole day, `YYYY-MM-DD`. */
export const dayText = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/))

/** A random UUID in lower case, as `crypto.randomUUID` writes it. */
export const uuidText = z.string().check(z.regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/))

/** The id of a sealed photo: SHA-256 in hex (SPEC PHO-3). */
export const photoText = z.string().check(z.regex(/^[0-9a-f]{64}$/))

/** A field of a group patch: absent = not changed, `null` = deleted. */
export const field = <T extends z.ZodMiniType>(type: T) => z.exactOptional(z.nullable(type))
