import * as z from 'zod/mini'
import { guideSigns } from './guideDefinition.ts'
import { guideTextSchema } from './guideText.ts'
import shipped from './packs/lessons.json' with { type: 'json' }

const partId = z.string().check(z.regex(/^[a-z][A-Za-z0-9]{0,39}$/))
const sign = z.enum(guideSigns)

const lessonSchema = z.strictObject({
  id: partId,
  sign,
  title: guideTextSchema(70),
  about: guideTextSchema(160),
  steps: z
    .array(
      z.strictObject({
        id: partId,
        signs: z.array(sign).check(z.minLength(1), z.maxLength(3)),
        title: guideTextSchema(70),
        /** One idea. */
        text: guideTextSchema(180),
      }),
    )
    .check(z.minLength(1), z.maxLength(8)),
  /** An evening's moment that a volunteer may meet; every answer says why it is right or not. */
  question: z.strictObject({
    text: guideTextSchema(180),
    answers: z
      .array(z.strictObject({ id: partId, right: z.boolean(), text: guideTextSchema(120), why: guideTextSchema(180) }))
      .check(
        z.minLength(2),
        z.maxLength(4),
        z.refine((answers) => answers.filter(({ right }) => right).length === 1),
      ),
  }),
})
export type Lesson = z.infer<typeof lessonSchema>

let loaded: readonly Lesson[] | undefined

/** @returns the short lessons for new volunteers, in the order in which they are learnt; read once. Import this file lazily. */
export const loadLessons = (): readonly Lesson[] => {
  loaded ??= z.array(lessonSchema).parse(shipped)
  return loaded
}
