import * as z from 'zod/mini'

/**
 * How a group behaves when two writers meet (security-sync §4): `appendOnly` groups add what is missing, `latest` ones say what came
 * last and are told whole; a `given` one is taken back by whoever says so, whatever they saw (SPEC RND-2), and every other word of it
 * keeps both values for a person, as those of every other kind do. `identity` and `status` say so to screens that must never offer an automatic choice.
 */
export type GroupKind = 'identity' | 'status' | 'plain' | 'given' | 'appendOnly' | 'latest'

/** A field group of a record type. `known` lists its field names, or is `'any'` for answers keyed by a form definition. */
export interface RecordGroup<S extends z.ZodMiniType = z.ZodMiniType> {
  readonly kind: GroupKind
  /** Checks a patch: every field may be absent (unchanged) or `null` (deleted). */
  readonly schema: S
  readonly known: readonly string[] | 'any'
}

/** A group with the fields named here. */
export const fixedGroup = <T extends z.core.$ZodShape>(kind: GroupKind, shape: T) => ({
  kind,
  schema: z.object(shape),
  known: Object.keys(shape),
})

/** The form of a field name that a form definition may give: it must never meet a name of JavaScript's own objects. */
export const fieldNamePattern = /^[a-z][A-Za-z0-9]{0,39}$/

/** A group of at most `most` fields of one type, named by a form definition. */
export const openGroup = <T extends z.ZodMiniType>(kind: GroupKind, type: T, most: number) => ({
  kind,
  schema: z
    .record(z.string().check(z.regex(fieldNamePattern)), type)
    .check(z.refine((fields) => Object.keys(fields).length <= most)),
  known: 'any' as const,
})

/** Groups of one shape of which a record may have several, each under a key of its own (`repeatedGroups.ts`). */
export interface RepeatedGroup {
  readonly group: RecordGroup
  /** keys that one record may ever have, emptied ones too: nobody's key fills the hub's disk */
  readonly most: number
}

export const repeatedGroup = (group: RecordGroup, most: number): RepeatedGroup => ({ group, most })
