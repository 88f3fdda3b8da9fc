import { sameValue } from '../../../domain/sameValue.ts'

export type Groups = Record<string, Record<string, unknown>>

const isNothing = (value: unknown) => value === null || value === undefined || value === ''

/** Fields of a patch laid over the groups; `null` and empty text remove a field, an emptied group goes. */
export function applyPatch(groups: Groups, patch: Groups): Groups {
  const merged: Groups = { ...groups }
  for (const [name, fields] of Object.entries(patch)) {
    const kept = Object.entries({ ...merged[name], ...fields }).filter(([, value]) => !isNothing(value))
    merged[name] = Object.fromEntries(kept)
    if (kept.length === 0) delete merged[name]
  }
  return merged
}

/** What a save changes (SPEC ITM-2): fields that differ from what was read; a field that is gone is `null`. */
export function changedFields(read: Groups, now: Groups): Groups {
  const changed: Groups = {}
  for (const name of new Set([...Object.keys(read), ...Object.keys(now)])) {
    const [before, after] = [read[name] ?? {}, now[name] ?? {}]
    const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])]
      .filter((field) => !sameValue(before[field], after[field]))
      .map((field) => [field, after[field] ?? null] as const)
    if (fields.length > 0) changed[name] = Object.fromEntries(fields)
  }
  return changed
}
