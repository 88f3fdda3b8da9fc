import { StoreError } from '../HubStore.ts'
import type { OrganisationPart } from '../parts.ts'
import type { VolunteerRow } from '../rows.ts'
import { columns } from './Database.ts'
import type { PgContext } from './PgContext.ts'

/** Units, teams, volunteers, officers and their sessions, in PostgreSQL. */
export function organisation(context: PgContext): OrganisationPart {
  const { db, tenant } = context
  const run = context.run.bind(context)
  /** what this transaction has read: apply asks for the same person with each of their items */
  const known = new Map<string, VolunteerRow | null>()
  return {
    tenantRow: () =>
      run(() =>
        db
          .selectFrom('tenant')
          .selectAll()
          .where('id', '=', tenant)
          .executeTakeFirstOrThrow(() => new StoreError('unknown-tenant')),
      ),
    putUnit: (row) =>
      run(async () => {
        await db
          .insertInto('unit')
          .values({ tenant, ...row })
          .onConflict((on) => on.columns(['tenant', 'id']).doUpdateSet(row))
          .execute()
      }),
    units: () =>
      run(() => db.selectFrom('unit').select(columns.unit).where('tenant', '=', tenant).orderBy('code').execute()),
    putTeam: (row) =>
      run(async () => {
        await db
          .insertInto('team')
          .values({ tenant, ...row })
          .onConflict((on) => on.columns(['tenant', 'id']).doUpdateSet(row))
          .execute()
      }),
    teams: () =>
      run(() => db.selectFrom('team').select(columns.team).where('tenant', '=', tenant).orderBy('id').execute()),
    putVolunteer: (row) =>
      run(async () => {
        known.delete(row.id)
        await db
          .insertInto('volunteer')
          .values({ tenant, ...row })
          .onConflict((on) => on.columns(['tenant', 'id']).doUpdateSet(row))
          .execute()
      }),
    volunteers: (team) =>
      run(() => {
        const all = db.selectFrom('volunteer').select(columns.volunteer).where('tenant', '=', tenant).orderBy('id')
        return (team === undefined ? all : all.where('team', '=', team)).execute()
      }),
    volunteer: (id) =>
      run(async () => {
        const before = known.get(id)
        if (before !== undefined) return before && { ...before }
        const query = db.selectFrom('volunteer').select(columns.volunteer)
        const row = (await query.where('tenant', '=', tenant).where('id', '=', id).executeTakeFirst()) ?? null
        known.set(id, row)
        return row && { ...row }
      }),
    putOfficer: (row) =>
      run(async () => {
        await db
          .insertInto('officer')
          .values({ tenant, ...row })
          .onConflict((on) => on.columns(['tenant', 'id']).doUpdateSet(row))
          .execute()
      }),
    officerByName: (name) =>
      run(async () => {
        const query = db.selectFrom('officer').select(columns.officer)
        return (await query.where('tenant', '=', tenant).where('name', '=', name).executeTakeFirst()) ?? null
      }),
    officer: (id) =>
      run(async () => {
        const query = db.selectFrom('officer').select(columns.officer)
        return (await query.where('tenant', '=', tenant).where('id', '=', id).executeTakeFirst()) ?? null
      }),
    officers: () =>
      run(() =>
        db.selectFrom('officer').select(columns.officer).where('tenant', '=', tenant).orderBy('name').execute(),
      ),
    putOfficerSession: (row) =>
      run(async () => {
        await db
          .insertInto('officerSession')
          .values({ tenant, ...row })
          .onConflict((on) => on.columns(['tenant', 'tokenHash']).doUpdateSet(row))
          .execute()
      }),
    officerSession: (tokenHash) =>
      run(async () => {
        const query = db.selectFrom('officerSession').select(columns.officerSession)
        return (await query.where('tenant', '=', tenant).where('tokenHash', '=', tokenHash).executeTakeFirst()) ?? null
      }),
    deleteOfficerSession: (tokenHash) =>
      run(async () => {
        await db.deleteFrom('officerSession').where('tenant', '=', tenant).where('tokenHash', '=', tokenHash).execute()
      }),
    endOfficerSessions: (officer) =>
      run(async () => {
        await db.deleteFrom('officerSession').where('tenant', '=', tenant).where('officer', '=', officer).execute()
      }),
  }
}
