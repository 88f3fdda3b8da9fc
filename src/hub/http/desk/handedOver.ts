import { holderGroup } from '../../../domain/holder.ts'
import { shortCodeOf } from '../../../domain/shortCode.ts'
import type { PersonFile } from '../../desk/personRights.ts'

type Fields = Readonly<Record<string, unknown>>

/** A line of the notes that says who gave the case on, to whom, on which tablet (SPEC HLD-3). */
const isHanding = (entry: unknown): boolean => typeof entry === 'object' && entry !== null && 'hand' in entry

/** A group's fields without the lines that are of volunteers and tablets; null where nothing but such lines was said. */
function ofPerson(group: string, fields: Fields): Fields | null {
  if (group === holderGroup) return null
  const { entries } = fields
  if (group !== 'notes' || !Array.isArray(entries)) return fields
  const own = entries.filter((entry) => !isHanding(entry))
  return own.length === 0 && entries.length > 0 ? null : { ...fields, entries: own }
}

/** What a person is given: their words and their history, no name of a volunteer or tablet, and no id of them or of a chain. */
export const handedOver = ({ record, changes, conflicts }: PersonFile['cases'][number]) => ({
  code: shortCodeOf(record.id),
  type: record.type,
  status: record.status,
  officialCode: record.officialCode,
  begun: new Date(record.createdAt).toISOString(),
  changed: new Date(record.updatedAt).toISOString(),
  said: Object.fromEntries(
    Object.entries(record.groups).flatMap(([group, { value }]) => {
      const said = ofPerson(group, value)
      return said ? [[group, said] as const] : []
    }),
  ),
  notUnderstood: record.extra,
  history: changes.flatMap(({ version, group, set, before, outcome, at }) => {
    const to = ofPerson(group, set)
    return to
      ? [{ version, group, from: ofPerson(group, before) ?? {}, to, outcome, at: new Date(at).toISOString() }]
      : []
  }),
  waitingForChoice: conflicts
    .filter(({ group, resolvedAt }) => resolvedAt === null && group !== holderGroup)
    .map(({ group, current, proposed }) => ({
      group,
      current: ofPerson(group, current) ?? {},
      proposed: ofPerson(group, proposed) ?? {},
    })),
})
