import * as z from 'zod/mini'

const code = z.string().check(z.regex(/^\d{5}$/))
const name = z.string().check(z.minLength(1), z.maxLength(80))
const day = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/))
const province = z.string().check(z.regex(/^\d{2}$/))

/** The columns of `packs/communes.json`, terse so that a round's precache stays small. */
export const communesPackSchema = z.object({
  version: z.string(),
  source: z.string(),
  newListDate: day,
  oldListDate: day,
  newProvinces: z.record(province, name),
  oldProvinces: z.record(province, name),
  /** [name, old province code] */
  districts: z.array(z.tuple([name, province])).check(z.maxLength(1000)),
  /** [code, name, province code, name until 29/4/2026 where it differs] */
  new: z.array(z.tuple([code, name, province], name)).check(z.maxLength(5000)),
  /** [code, name, index of its district, code of each unit it became] */
  old: z.array(z.tuple([code, name, z.number().check(z.int(), z.nonnegative()), code], code)).check(z.maxLength(15000)),
})
export type CommunesPack = z.infer<typeof communesPackSchema>
