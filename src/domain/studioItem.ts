import * as z from 'zod/mini'

/**
 * What a volunteer recorded or wrote for the language studio travels as an item of a type beside the records' (SPEC STU-1): it becomes
 * no case. The code is never reused, as those of `recordTypes`.
 */
export const studioItem = { code: 32, schema: 1 } as const

/** A sentence that was said: a voice pack of this one sentence, in hex, which the items' codes make shorter than base64. */
const saidShape = z.strictObject({ clip: z.strictObject({ pack: z.string().check(z.minLength(2)) }) })
/** A sentence that was written: language (ISO 639-3), the Vietnamese letter by letter, and the words. */
const writtenShape = z.strictObject({
  translation: z.strictObject({
    language: z.string().check(z.regex(/^[a-z]{3}$/)),
    source: z.string().check(z.minLength(1), z.maxLength(480)),
    text: z.string().check(z.minLength(1), z.maxLength(2000)),
  }),
})

/** The groups of such an item. */
export const studioGroups = z.union([saidShape, writtenShape])
export type StudioGroups = z.infer<typeof studioGroups>
