import { isTakenBack, type MergeOutcome, mergeGroups } from '../../domain/groupMerge.ts'
import { groupKinds, type RecordType } from '../../domain/records.ts'
import type { RecordRow } from '../store/rows.ts'
import type { ParsedPatch } from './parsePatch.ts'

/**
 * Merge a patch by what its writer has seen of this hub's versions (SPEC MRG-1…4). A base beyond the record's version was
 * given by a hub that has since been restored, or by nobody: its writer counts as having seen nothing, and what would stand
 * by itself becomes a conflict, so that nobody's value is written over unseen (SPEC MRG-7). Of what is taken back no version is
 * asked (SPEC RND-2).
 * @param seenOf version of the record that the writer has seen, by group
 */
export function mergeSeen(
  record: RecordRow,
  known: ParsedPatch['known'],
  seenOf: (group: string) => number,
  type: RecordType,
): MergeOutcome {
  const kinds = groupKinds(type)
  const isAhead = (group: string) => seenOf(group) > record.version
  const patch = Object.entries(known).map(
    ([group, set]) => [group, { base: isAhead(group) ? 0 : seenOf(group), set }] as const,
  )
  const merged = mergeGroups(record, Object.fromEntries(patch), kinds)
  const isDoubtful = ({ group, value }: MergeOutcome['accepted'][number]) =>
    isAhead(group) && kinds[group] !== 'appendOnly' && kinds[group] !== 'latest' && !isTakenBack(kinds[group], value)
  const doubted = merged.accepted.filter(isDoubtful).map(({ group }) => ({
    group,
    current: record.groups[group]?.value ?? {},
    proposed: known[group] ?? {},
  }))
  return {
    ...merged,
    accepted: merged.accepted.filter((one) => !isDoubtful(one)),
    conflicts: [...merged.conflicts, ...doubted],
  }
}
