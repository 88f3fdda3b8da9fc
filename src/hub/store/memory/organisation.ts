import { StoreError } from '../HubStore.ts'
import type { OrganisationPart } from '../parts.ts'
import { cloneRow } from './cloneRow.ts'
import type { MemoryContext } from './MemoryContext.ts'
import type { Table } from './Table.ts'

function refuseTaken<Row extends { id: string }>(table: Table<Row>, row: Row, same: (other: Row) => boolean): void {
  if (table.filter((other) => other.id !== row.id && same(other)).length > 0) throw new StoreError('duplicate')
}

/** Units, teams, volunteers, officers and their sessions, in memory. */
export function organisation(context: MemoryContext): OrganisationPart {
  const { data, undo } = context
  return {
    tenantRow: () => context.run(() => cloneRow(data.tenant)),
    putUnit: (row) =>
      context.run(() => {
        refuseTaken(data.units, row, (other) => other.code === row.code)
        data.units.put(row.id, row, undo)
      }),
    units: () => context.run(() => data.units.sorted((row) => [row.code])),
    putTeam: (row) => context.run(() => data.teams.put(row.id, row, undo)),
    teams: () => context.run(() => data.teams.sorted((row) => [row.id])),
    putVolunteer: (row) => context.run(() => data.volunteers.put(row.id, row, undo)),
    volunteers: (team) =>
      context.run(() =>
        data.volunteers.sorted(
          (row) => [row.id],
          (row) => team === undefined || row.team === team,
        ),
      ),
    volunteer: (id) => context.run(() => data.volunteers.get(id)),
    putOfficer: (row) =>
      context.run(() => {
        refuseTaken(data.officers, row, (other) => other.name === row.name)
        data.officers.put(row.id, row, undo)
      }),
    officerByName: (name) =>
      context.run(() => {
        const found = data.officers.filter((row) => row.name === name)[0]
        return found === undefined ? null : cloneRow(found)
      }),
    officer: (id) => context.run(() => data.officers.get(id)),
    officers: () => context.run(() => data.officers.sorted((row) => [row.name])),
    putOfficerSession: (row) => context.run(() => data.officerSessions.put(row.tokenHash, row, undo)),
    officerSession: (tokenHash) => context.run(() => data.officerSessions.get(tokenHash)),
    deleteOfficerSession: (tokenHash) => context.run(() => data.officerSessions.remove(tokenHash, undo)),
    endOfficerSessions: (officer) =>
      context.run(() => {
        data.officerSessions.removeWhere((row) => row.officer === officer, data.officerSessions.size, undo)
      }),
  }
}
