import { type GroupName, type GroupValue, type RecordTypeName, recordTypeByName } from '../../domain/records.ts'

/**
 * A group of a draft as its type knows it: checked again, without what a newer version may have written.
 * @returns {} when the group is empty or holds what this version cannot read; the stored fields are not touched
 */
export function groupValue<T extends RecordTypeName, G extends GroupName<T>>(
  groups: Record<string, Record<string, unknown>>,
  type: T,
  group: G,
): GroupValue<T, G> {
  const parsed = recordTypeByName(type)?.groups[group]?.schema.safeParse(groups[group] ?? {})
  const fields = parsed?.success && typeof parsed.data === 'object' && parsed.data !== null ? parsed.data : {}
  // the schema has just proved the shape; taking out `null` is all that tells a value from a patch
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null)) as GroupValue<T, G>
}
