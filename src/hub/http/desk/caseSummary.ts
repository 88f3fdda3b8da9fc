import { shortCodeOf } from '../../../domain/shortCode.ts'
import type { TenantTx } from '../../store/HubStore.ts'
import type { RecordRow } from '../../store/rows.ts'
import type { CaseSummary } from './summaryAnswer.ts'

/** Names of teams and labels of tablets by id. */
export interface Names {
  teams: ReadonlyMap<string, string>
  devices: ReadonlyMap<string, string>
}

export async function namesOf(tx: TenantTx): Promise<Names> {
  return {
    teams: new Map((await tx.teams()).map((row) => [row.id, row.name])),
    devices: new Map((await tx.devices()).map((row) => [row.id, row.label])),
  }
}

const textOf = (record: RecordRow, group: string, field: string): string | null => {
  const value = record.groups[group]?.value[field]
  return typeof value === 'string' && value !== '' ? value : null
}

/** Only the last four digits of a number leave for a list. */
const tailOf = (number: string | null): string | null => (number === null ? null : `•••• ${number.slice(-4)}`)

/** Where a case came from: its team, and the tablet of its first change. */
export function fromOf(record: RecordRow, device: string | undefined, names: Names): CaseSummary['from'] {
  return {
    team: names.teams.get(record.team) ?? null,
    device: device === undefined ? null : (names.devices.get(device) ?? null),
  }
}

/** A case as one row of the inbox. */
function caseSummary(record: RecordRow, device: string | undefined, names: Names): CaseSummary {
  const idNumber = textOf(record, 'identity', 'idNumber') ?? textOf(record, 'subject', 'idNumber')
  return {
    id: record.id,
    shortCode: shortCodeOf(record.id),
    type: record.type,
    title:
      textOf(record, 'identity', 'name') ??
      textOf(record, 'subject', 'name') ??
      textOf(record, 'place', 'head') ??
      textOf(record, 'place', 'number') ??
      textOf(record, 'plan', 'hamlet') ??
      '',
    idTail: tailOf(idNumber),
    procedure: textOf(record, 'about', 'procedureCode'),
    status: record.status,
    version: record.version,
    from: fromOf(record, device, names),
    openConflicts: record.openConflicts,
    unclaimed: record.unclaimed,
    officialCode: record.officialCode,
    updatedAt: record.updatedAt,
    createdAt: record.createdAt,
    parent: record.parent,
  }
}

/** Summaries of some records, in their order. */
export async function caseSummaries(tx: TenantTx, records: readonly RecordRow[]): Promise<CaseSummary[]> {
  const names = await namesOf(tx)
  const devices = await tx.firstDevices(records.map((record) => record.id))
  return records.map((record) => caseSummary(record, devices.get(record.id), names))
}
