import type { GroupKind } from './recordGroup.ts'
import { sameValue } from './sameValue.ts'

/** A group's fields by name; never `null` once merged. */
export type Fields = Readonly<Record<string, unknown>>

/** A record as the hub holds it. `version` rises by one with each accepted save; a group's is that of its last change. */
export interface VersionedRecord {
  readonly version: number
  readonly groups: Readonly<Record<string, { readonly value: Fields; readonly version: number }>>
}

/** What one save changes: per group the record version that its writer saw (0 = creation) and the changed fields. */
export type RecordPatch = Readonly<Record<string, { readonly base: number; readonly set: Fields }>>

export interface MergeOutcome {
  /** Groups that take a new value: the whole value to store, without `null`. */
  readonly accepted: readonly { readonly group: string; readonly value: Fields }[]
  /** Groups where another writer was first: `current` stays, `proposed` is kept beside it until a person decides. */
  readonly conflicts: readonly { readonly group: string; readonly current: Fields; readonly proposed: Fields }[]
  /** Groups that already say what the patch says. */
  readonly unchanged: readonly string[]
}

/** The record before its first save. */
export const emptyRecord: VersionedRecord = { version: 0, groups: {} }

const own = <V>(record: Readonly<Record<string, V>>, key: string): V | undefined =>
  Object.hasOwn(record, key) ? record[key] : undefined

const saysTheSame = (current: Fields, set: Fields) =>
  Object.entries(set).every(([name, value]) => {
    const now = own(current, name) ?? null
    return sameValue(now, value)
  })

const withFields = (current: Fields, set: Fields): Fields =>
  Object.fromEntries(Object.entries({ ...current, ...set }).filter(([, value]) => value !== null))

/** What was given goes by the word of who gave it, and asks for no version: it must not stand until somebody decides (SPEC RND-2). */
export const isTakenBack = (kind: GroupKind | undefined, after: Fields): boolean =>
  kind === 'given' && Object.keys(after).length === 0

/** Adds the entries that are not there yet. Nothing in an append-only group is ever deleted or replaced. */
const appended = (current: Fields, set: Fields): Fields => {
  const grown = Object.entries(set).map(([name, value]) => {
    const now = own(current, name)
    const entries: unknown[] = Array.isArray(now) ? [...now] : []
    for (const entry of Array.isArray(value) ? value : []) {
      if (!entries.some((known) => sameValue(known, entry))) entries.push(entry)
    }
    return [name, entries] as const
  })
  return { ...current, ...Object.fromEntries(grown) }
}

const isAppendable = (current: Fields, set: Fields) =>
  Object.entries(set).every(([name, value]) => Array.isArray(value) && Array.isArray(own(current, name) ?? []))

/**
 * Merges one save into a record by the hub's order alone (design D5, security-sync §4): a group untouched since its
 * writer saw it takes the change; a group changed since then, that would say something else, keeps its value and the
 * proposed one waits for a person; equal values are no conflict; append-only groups add what is missing; of a `latest` group
 * stands what came last; a `given` group is emptied by whoever takes it back.
 * @param kinds how each group merges; a group that is not named here merges as `plain`
 * @returns what to store, what to show a person, and what was known already; each group of the patch appears once
 */
export const mergeGroups = (
  record: VersionedRecord,
  patch: RecordPatch,
  kinds: Readonly<Record<string, GroupKind>>,
): MergeOutcome => {
  const accepted: { group: string; value: Fields }[] = []
  const conflicts: { group: string; current: Fields; proposed: Fields }[] = []
  const unchanged: string[] = []
  for (const [group, { base, set }] of Object.entries(patch)) {
    const now = own(record.groups, group)
    const current = now?.value ?? {}
    if (own(kinds, group) === 'appendOnly' && isAppendable(current, set)) {
      const value = appended(current, set)
      if (now && sameValue(value, current)) unchanged.push(group)
      else accepted.push({ group, value })
    } else if (own(kinds, group) === 'latest') {
      const value = withFields({}, set)
      if (sameValue(value, current)) unchanged.push(group)
      else accepted.push({ group, value })
    } else if (saysTheSame(current, set)) {
      unchanged.push(group)
    } else if (isTakenBack(own(kinds, group), withFields(current, set))) {
      accepted.push({ group, value: {} })
    } else if (now && (now.version > base || own(kinds, group) === 'appendOnly')) {
      conflicts.push({ group, current, proposed: set })
    } else {
      accepted.push({ group, value: withFields(current, set) })
    }
  }
  return { accepted, conflicts, unchanged }
}

/** @returns the record with the accepted groups stored under its next version; the same record when there are none. */
export const applyAccepted = (record: VersionedRecord, { accepted }: MergeOutcome): VersionedRecord => {
  if (accepted.length === 0) return record
  const version = record.version + 1
  const stored = accepted.map(({ group, value }) => [group, { value, version }] as const)
  return { version, groups: { ...record.groups, ...Object.fromEntries(stored) } }
}
