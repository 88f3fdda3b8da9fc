import type { KioskPart } from '../parts.ts'
import { columns } from './Database.ts'
import type { PgContext } from './PgContext.ts'

/** Claims of drafts that were begun at a kiosk, in PostgreSQL. */
export function kiosks(context: PgContext): KioskPart {
  const { db, tenant } = context
  const run = context.run.bind(context)
  return {
    putClaim: (row) =>
      run(async () => {
        const { until, wrong, claimedBy } = row
        await db
          .insertInto('claim')
          .values({ tenant, ...row })
          .onConflict((on) => on.columns(['tenant', 'record']).doUpdateSet({ until, wrong, claimedBy }))
          .execute()
      }),
    callFrom: (device, at) =>
      run(async () => {
        const called = db.updateTable('device').set({ calledAt: at })
        await called.where('tenant', '=', tenant).where('id', '=', device).execute()
      }),
    claim: (record) =>
      run(async () => {
        const query = db.selectFrom('claim').select(columns.claim).where('tenant', '=', tenant)
        return (await query.where('record', '=', record).executeTakeFirst()) ?? null
      }),
  }
}
