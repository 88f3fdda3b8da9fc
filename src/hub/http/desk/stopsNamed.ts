import { readHousehold } from '../../../domain/household.ts'
import { recordTypes } from '../../../domain/records.ts'
import { shortCodeOf } from '../../../domain/shortCode.ts'
import { valuesOf } from '../../desk/households.ts'
import type { OpenedCase } from '../../desk/readCases.ts'
import type { TenantTx } from '../../store/HubStore.ts'

type Fields = Record<string, unknown>

const stopsIn = ({ households }: Fields): readonly string[] =>
  Array.isArray(households) ? households.filter((id): id is string => typeof id === 'string') : []

/** What an officer calls a house; one that was erased or never came by its code. */
async function nameOf(tx: TenantTx, id: string): Promise<string> {
  const record = await tx.record(id)
  const { number, head } = readHousehold(id, record ? valuesOf(record) : {})
  return [number, head].filter(Boolean).join(' ') || shortCodeOf(id)
}

/** An evening's houses by name instead of by id, also in its history and in two plans between which somebody is to choose. */
export async function stopsNamed(tx: TenantTx, opened: OpenedCase): Promise<OpenedCase> {
  if (opened.record.type !== recordTypes.round.name) return opened
  const { record, changes, conflicts } = opened
  const all = [
    ...Object.values(record.groups).map(({ value }) => value),
    ...changes.flatMap(({ set, before }) => [set, before]),
    ...conflicts.flatMap(({ current, proposed }) => [current, proposed]),
  ]
  const names = new Map<string, string>()
  for (const id of new Set(all.flatMap(stopsIn))) names.set(id, await nameOf(tx, id))
  const named = (fields: Fields): Fields =>
    Array.isArray(fields.households)
      ? { ...fields, households: stopsIn(fields).map((id) => names.get(id) ?? shortCodeOf(id)) }
      : fields
  const groups = Object.entries(record.groups).map(
    ([name, group]) => [name, { ...group, value: named(group.value) }] as const,
  )
  return {
    ...opened,
    record: { ...record, groups: Object.fromEntries(groups) },
    changes: changes.map((change) => ({ ...change, set: named(change.set), before: named(change.before) })),
    conflicts: conflicts.map((row) => ({ ...row, current: named(row.current), proposed: named(row.proposed) })),
  }
}
