import type * as z from 'zod/mini'
import { activationGroups } from './activationRecord.ts'
import { dossierGroups, dossierRepeated } from './dossierRecord.ts'
import { householdGroups, householdRepeated, roundGroups } from './householdRecord.ts'
import { appointmentGroups, feedbackGroups } from './messageRecords.ts'
import { fieldNamePattern, type RecordGroup, type RepeatedGroup } from './recordGroup.ts'
import { repeatedNameOf } from './repeatedGroups.ts'

/** The record types on the wire. A code is never reused; a changed meaning is a new `schema` number (design §5). */
export const recordTypes = {
  activation: { name: 'activation', code: 1, schema: 1, groups: activationGroups },
  /** schema 2: `mother`, `father`, `consent` and the repeated `member` (decision 010) */
  dossier: { name: 'dossier', code: 2, schema: 2, groups: dossierGroups, repeated: dossierRepeated },
  appointment: { name: 'appointment', code: 3, schema: 1, groups: appointmentGroups, message: true },
  feedback: { name: 'feedback', code: 4, schema: 1, groups: feedbackGroups, message: true },
  household: {
    name: 'household',
    code: 5,
    schema: 1,
    groups: householdGroups,
    repeated: householdRepeated,
    kept: true,
  },
  round: { name: 'round', code: 6, schema: 1, groups: roundGroups, kept: true },
} as const

export type RecordTypeName = keyof typeof recordTypes

/** The types that somebody at the desk works at, in the order of their codes; for schemas and choices. */
export const caseTypeNames = ['activation', 'dossier', 'appointment', 'feedback'] as const satisfies RecordTypeName[]
export type CaseTypeName = (typeof caseTypeNames)[number]
/** Every type's name. */
export const recordTypeNames = [...caseTypeNames, 'household', 'round'] as const satisfies RecordTypeName[]
export type GroupName<T extends RecordTypeName> = keyof (typeof recordTypes)[T]['groups'] & string

/** What one save changes in a group: absent = unchanged, `null` = deleted. */
export type GroupPatch<T extends RecordTypeName, G extends GroupName<T>> =
  (typeof recordTypes)[T]['groups'][G] extends RecordGroup<infer S> ? z.infer<S> : never

type WithoutNull<V> = { [K in keyof V]: Exclude<V[K], null> }
/** A group as it stands after merging: the patch's fields, none of them `null`. */
export type GroupValue<T extends RecordTypeName, G extends GroupName<T>> = WithoutNull<GroupPatch<T, G>>
/** All groups of a record, each absent until something was said in it. */
export type RecordGroups<T extends RecordTypeName> = { [G in GroupName<T>]?: GroupValue<T, G> }

/** A record type as the registry holds it, for code that handles all types alike. */
export interface RecordType {
  readonly name: RecordTypeName
  readonly code: number
  readonly schema: number
  readonly groups: Readonly<Record<string, RecordGroup>>
  /** by name; each stands in a record under keys of its own */
  readonly repeated?: Readonly<Record<string, RepeatedGroup>>
  /** somebody reads it and closes it; it goes through no steps of a procedure */
  readonly message?: boolean
  /** a list that the team keeps up and nobody submits: it is open as long as it stands (SPEC RND-1) */
  readonly kept?: boolean
}

/** @returns the group that a name of a record stands for: its own, or the one that the name is a key of. */
export const groupOf = (type: RecordType, name: string): RecordGroup | undefined => {
  if (Object.hasOwn(type.groups, name)) return type.groups[name]
  const repeated = repeatedNameOf(name)
  if (repeated === null || !type.repeated || !Object.hasOwn(type.repeated, repeated)) return undefined
  return type.repeated[repeated]?.group
}

/** @returns the name of a repeated group of which these are more keys than a record may have, or undefined. */
export const tooManyRepeated = (type: RecordType, names: readonly string[]): string | undefined =>
  Object.entries(type.repeated ?? {}).find(
    ([name, { most }]) => names.filter((key) => repeatedNameOf(key) === name).length > most,
  )?.[0]

/** @returns the type with this wire code, or undefined when a newer tablet sent a type that this version does not know. */
export const recordTypeByCode = (code: number): RecordType | undefined =>
  Object.values(recordTypes).find((type) => type.code === code)

/** @returns the type with this name, or undefined. */
export const recordTypeByName = (name: string): RecordType | undefined =>
  Object.values(recordTypes).find((type) => type.name === name)

/** Is this a message to the desk, and no case of a procedure? */
export const isMessage = (typeName: string): boolean => recordTypeByName(typeName)?.message === true

/** Is this a list that the team keeps up (SPEC RND-1), and no case? */
export const isKept = (typeName: string): boolean => recordTypeByName(typeName)?.kept === true

/** The status of a kept record as long as it stands. */
export const keptStatus = 'kept'

/** The kinds of a type's groups, for `mergeGroups`. Keys of repeated groups are not among them: they merge as plain, each by itself. */
export const groupKinds = (type: RecordType) =>
  Object.fromEntries(Object.entries(type.groups).map(([group, { kind }]) => [group, kind]))

export type GroupPatchProblemCode =
  | 'unknownRecordType'
  | 'unknownGroup'
  | 'notAnObject'
  | 'invalidField'
  | 'tooManyFields'
  | 'extraTooLarge'
  | 'groupTooLarge'
  | 'tooDeep'

/** Why a group patch was refused; `field` is a field name of the registry or of a form, never a person's data. */
export interface GroupPatchProblem {
  readonly code: GroupPatchProblemCode
  readonly field?: string
}

export type ParsedGroupPatch =
  | {
      readonly ok: true
      readonly known: Readonly<Record<string, unknown>>
      /** Fields of a newer version, as given: kept and sent on, never applied or rendered (security-sync §3a). */
      readonly extra: Readonly<Record<string, unknown>>
    }
  | { readonly ok: false; readonly problem: GroupPatchProblem }

/** The most JSON, in UTF-8 bytes, that unknown fields of one group patch may take. */
export const maxExtraBytes = 4096

/** The most JSON, in UTF-8 bytes, that one group patch may take: 80 answers of 500 characters fit. */
export const maxGroupBytes = 131_072
/** How many lists and objects may stand inside each other (security-sync §3b). */
const maxDepth = 16

const isDeeperThan = (value: unknown, depth: number): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (depth === 0 || Object.values(value).some((inner) => isDeeperThan(inner, depth - 1)))

/** A character is at most three bytes of UTF-8, so that most values need not be encoded to know it. */
function isLongerThan(value: unknown, most: number): boolean {
  const json = JSON.stringify(value)
  return json.length * 3 > most && new TextEncoder().encode(json).length > most
}

const refuse = (code: GroupPatchProblemCode, field?: string): ParsedGroupPatch => ({
  ok: false,
  problem: field === undefined ? { code } : { code, field },
})

const isPlainObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * Checks what one save changes in one group.
 * @param typeName a name of `recordTypes`
 * @param groupName a group of that type
 * @param patch JSON as it came off the wire or from a screen: changed fields only, `null` deletes
 * @returns the checked known fields and the unknown ones untouched, or a problem that names the first wrong field
 */
export const parseGroupPatch = (typeName: string, groupName: string, patch: unknown): ParsedGroupPatch => {
  const type = recordTypeByName(typeName)
  if (!type) return refuse('unknownRecordType')
  const group = groupOf(type, groupName)
  if (!group) return refuse('unknownGroup')
  if (!isPlainObject(patch)) return refuse('notAnObject')
  if (isDeeperThan(patch, maxDepth)) return refuse('tooDeep')
  if (isLongerThan(patch, maxGroupBytes)) return refuse('groupTooLarge')

  const isKnown = (name: string) => (group.known === 'any' ? fieldNamePattern.test(name) : group.known.includes(name))
  const entries = Object.entries(patch)
  const known = Object.fromEntries(entries.filter(([name]) => isKnown(name)))
  const extra = Object.fromEntries(entries.filter(([name]) => !isKnown(name)))

  const checked = group.schema.safeParse(known)
  if (!checked.success) {
    const name = checked.error.issues[0]?.path[0]
    return name === undefined ? refuse('tooManyFields') : refuse('invalidField', String(name))
  }
  if (isLongerThan(extra, maxExtraBytes)) return refuse('extraTooLarge')
  return { ok: true, known, extra }
}
