import { sql } from 'kysely'
import type { ExpiringKind } from '../HubStore.ts'
import type { DevicesPart } from '../parts.ts'
import type { DeviceRow } from '../rows.ts'
import { columns } from './Database.ts'
import type { PgContext } from './PgContext.ts'

const expiring = {
  nonce: { table: 'nonce', key: 'nonce' },
  officerSession: { table: 'officer_session', key: 'token_hash' },
  enrolToken: { table: 'enrol_token', key: 'token_hash' },
} as const satisfies Record<ExpiringKind, { table: string; key: string }>

/** Devices, enrolment tokens and nonces, in PostgreSQL. */
export function devices(context: PgContext): DevicesPart {
  const { db, tenant } = context
  const run = context.run.bind(context)
  /** what this transaction has read: apply asks for the same tablet with each of its items */
  const known = new Map<string, DeviceRow | null>()
  return {
    putDevice: (row) =>
      run(async () => {
        known.delete(row.id)
        await db
          .insertInto('device')
          .values({ tenant, ...row })
          .onConflict((on) => on.columns(['tenant', 'id']).doUpdateSet(row))
          .execute()
      }),
    seeDevice: (id, at) =>
      run(async () => {
        known.delete(id)
        const seen = db.updateTable('device').set({ lastSeenAt: at })
        await seen.where('tenant', '=', tenant).where('id', '=', id).execute()
      }),
    device: (id) =>
      run(async () => {
        const before = known.get(id)
        if (before !== undefined) return before && { ...before }
        const query = db.selectFrom('device').select(columns.device)
        const row = (await query.where('tenant', '=', tenant).where('id', '=', id).executeTakeFirst()) ?? null
        known.set(id, row)
        return row && { ...row }
      }),
    devices: () =>
      run(() => {
        const query = db.selectFrom('device').select(columns.device).where('tenant', '=', tenant)
        return query.orderBy('createdAt').orderBy('id').execute()
      }),
    putEnrolToken: (row) =>
      run(async () => {
        await db
          .insertInto('enrolToken')
          .values({ tenant, ...row })
          .execute()
      }),
    useEnrolToken: (tokenHash, now) =>
      run(async () => {
        // One statement: of two at once, the second waits for the first's commit and then finds the token used.
        const used = await db
          .updateTable('enrolToken')
          .set({ usedAt: now })
          .where('tenant', '=', tenant)
          .where('tokenHash', '=', tokenHash)
          .where('usedAt', 'is', null)
          .where('expiresAt', '>', now)
          .returning(columns.enrolToken)
          .executeTakeFirst()
        return used ?? null
      }),
    enrolTokens: () =>
      run(() => {
        const query = db.selectFrom('enrolToken').select(columns.enrolToken).where('tenant', '=', tenant)
        return query.orderBy('expiresAt').orderBy('tokenHash').execute()
      }),
    useNonce: (nonce, expiresAt) =>
      run(async () => {
        const first = await db
          .insertInto('nonce')
          .values({ tenant, nonce, expiresAt })
          .onConflict((on) => on.doNothing())
          .returning('nonce')
          .executeTakeFirst()
        return first !== undefined
      }),
    removeExpired: (kind, before, limit) =>
      run(async () => {
        const { table, key } = expiring[kind]
        const { numAffectedRows } = await sql`
          delete from ${sql.table(table)} where tenant = ${tenant} and ${sql.ref(key)} in (
            select ${sql.ref(key)} from ${sql.table(table)}
            where tenant = ${tenant} and expires_at < ${before} order by expires_at limit ${limit}
          )`.execute(db)
        return Number(numAffectedRows ?? 0)
      }),
  }
}
