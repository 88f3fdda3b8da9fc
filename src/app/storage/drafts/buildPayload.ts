import { type Holder, holderGroup } from '../../../domain/holder.ts'
import { parseGroupPatch } from '../../../domain/records.ts'
import { sameValue } from '../../../domain/sameValue.ts'
import type { Payload } from '../../../protocol/payload.ts'
import { StorageProblem } from '../ports.ts'
import type { Place } from '../seal/SealedOutbox.ts'
import { changedFields, type Groups } from './applyPatch.ts'
import type { DraftContent } from './draftContent.ts'

/** The hub would refuse such a group; it is better said while the person is still here. */
function refuseInvalid(type: DraftContent['type'], groups: Groups): void {
  for (const [group, patch] of Object.entries(groups)) {
    const parsed = parseGroupPatch(type, group, patch)
    if (!parsed.ok) {
      const { code, field } = parsed.problem
      throw new StorageProblem('failed', { reason: code, group, ...(field === undefined ? {} : { field }) })
    }
  }
}

/** Of its notes the new lines only: the hub appends them (SPEC MRG-4), and notes that are full would fit in no item with one more. */
function newLines({ read, groups }: DraftContent): Groups[string] | undefined {
  const [before, now] = [read?.notes?.entries, groups.notes?.entries]
  if (!Array.isArray(now)) return undefined
  const known: unknown[] = Array.isArray(before) ? before : []
  const entries = now.filter((line) => !known.some((one) => sameValue(one, line)))
  return entries.length > 0 ? { entries } : undefined
}

/** Where a draft was sealed as a partial; with the head of its hash, unless the hub that its chain was left at reads none. */
export interface SealedPart extends Place {
  h?: string
}

/** An own item as base: counted back in the same chain, named in one that was left (SPEC ITM-5). */
function ownBase({ chain, n, h }: SealedPart, place: Place): NonNullable<Payload['b']> {
  if (chain === place.chain) return n - place.n
  return h === undefined ? [chain, n] : [chain, n, h]
}

/** Which record, and what of it the writer saw. */
function basedOn(content: DraftContent, place: Place, sealed: SealedPart | null): Pick<Payload, 'r' | 'b' | 'p'> {
  if (sealed) return { b: ownBase(sealed, place) }
  if (content.baseVersion > 0) return { r: content.id, b: content.baseVersion }
  return { r: content.id, b: 0, ...(content.parent === null ? {} : { p: content.parent }) }
}

/** Who holds it, as an item of its own, with the new lines of its notes: nothing else of the draft (SPEC HLD-3). */
export function buildHold(
  holder: Holder,
  content: DraftContent,
  place: Place,
  sealed: SealedPart | null,
): Omit<Payload, 't'> {
  const notes = newLines(content)
  const g = { [holderGroup]: { ...holder }, ...(notes && { notes }) }
  refuseInvalid(content.type, g)
  return { ...basedOn(content, place, sealed), g }
}

/**
 * What is sealed of a draft at this place of the chain (SPEC ITM-2, ITM-5): a new record whole; one that was read or sealed
 * before only by what changed since. `command` null makes a partial that can be gone on with; `holder` says with it who is to.
 */
export function buildPayload(
  content: DraftContent,
  command: DraftContent['command'] | null,
  place: Place,
  sealed: SealedPart | null = content.sealed,
  holder?: Holder,
): Omit<Payload, 't'> {
  const notes = newLines(content)
  const changed = { ...changedFields(content.read ?? {}, content.groups), ...(notes && { notes }) }
  const g = holder ? { ...changed, [holderGroup]: { ...holder } } : changed
  refuseInvalid(content.type, g)
  const c = command === null ? {} : { c: { name: command } }
  return { ...basedOn(content, place, sealed), g, ...c }
}
