import { foldVietnamese } from '../../../domain/foldVietnamese.ts'
import { caseTypeNames } from '../../../domain/records.ts'
import { Problem } from '../../../protocol/problems.ts'
import type { RecordFilter } from '../../store/rows.ts'
import { isStorable } from '../readBody.ts'
import { type CaseSearch, searchBody } from './deskRoutes.ts'

/** A search as the store takes it. */
export const filterOf = (search: CaseSearch): RecordFilter => ({
  limit: search.limit,
  offset: search.offset,
  // households are lists of the round, and stand here only while a person has to choose between two values
  ...(search.type ? { type: search.type } : search.conflicts ? {} : { types: caseTypeNames }),
  ...(search.status && search.status.length > 0 ? { status: search.status } : {}),
  ...(search.search ? { search: foldVietnamese(search.search) } : {}),
  ...(search.conflicts ? { openConflicts: true } : {}),
})

const numberOf = (text: string | undefined) => (text === undefined ? undefined : Number(text))

/** An address's filter as the same shape that the body has. Throws `Problem('malformed')`. */
export function searchOf(query: Record<string, string>): CaseSearch {
  // words about a person never stand in an address: they go in the body of a search
  if (query.search !== undefined) throw new Problem('malformed', { field: 'search' })
  const parsed = searchBody.safeParse({
    type: query.type || undefined,
    status: query.status ? query.status.split(',') : undefined,
    conflicts: query.conflicts === '1' || query.conflicts === 'true',
    offset: numberOf(query.offset),
    limit: numberOf(query.limit),
    seen: numberOf(query.seen),
  })
  if (!parsed.success) throw new Problem('malformed', { field: String(parsed.error.issues[0]?.path[0] ?? '') })
  if (parsed.data.status?.some((one) => !isStorable(one))) throw new Problem('malformed', { field: 'status' })
  return parsed.data
}

/** How many of a list to skip; 0 when nothing is said. Throws `Problem('malformed')`. */
export function offsetOf(text: string | undefined): number {
  const offset = searchBody.shape.offset.safeParse(numberOf(text))
  if (!offset.success) throw new Problem('malformed', { field: 'offset' })
  return offset.data
}

/** The sequence that the asker of one case has; undefined when it has none. Throws `Problem('malformed')`. */
export function seenOf(text: string | undefined): number | undefined {
  const seen = searchBody.shape.seen.safeParse(numberOf(text))
  if (!seen.success) throw new Problem('malformed', { field: 'seen' })
  return seen.data
}
