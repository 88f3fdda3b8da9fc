import { groupOf, parseGroupPatch, type RecordType } from '../../domain/records.ts'
import type { Payload } from '../../protocol/payload.ts'

export interface ParsedPatch {
  known: Record<string, Record<string, unknown>>
  extra: Record<string, Record<string, unknown>>
}

/** Check a payload's groups against the record type; unknown fields and groups go aside (SPEC VER-4), or the wrong field's name. */
export function parsePatch(type: RecordType, payload: Payload): ParsedPatch | { invalid: string } {
  const known: ParsedPatch['known'] = {}
  const extra: ParsedPatch['extra'] = {}
  for (const [group, fields] of Object.entries(payload.g)) {
    if (!groupOf(type, group)) {
      extra[group] = fields
      continue
    }
    const parsed = parseGroupPatch(type.name, group, fields)
    if (!parsed.ok) return { invalid: `${group}.${parsed.problem.field ?? ''}` }
    known[group] = { ...parsed.known }
    if (Object.keys(parsed.extra).length > 0) extra[group] = { ...parsed.extra }
  }
  return { known, extra }
}

/** Does a patch say something, and nothing that this hub knows? A record begun with it would be empty (SPEC VER-4). */
export const isAllUnknown = ({ known, extra }: ParsedPatch): boolean =>
  Object.keys(extra).length > 0 && Object.values(known).every((fields) => Object.keys(fields).length === 0)
