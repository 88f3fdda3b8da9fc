import type { EveningsPart } from '../parts.ts'
import { columns } from './Database.ts'
import type { PgContext } from './PgContext.ts'

/** What tablets stated of their evenings, in PostgreSQL. */
export function evenings(context: PgContext): EveningsPart {
  const { db, tenant } = context
  const run = context.run.bind(context)
  return {
    putEvening: (row) =>
      run(async () => {
        const { captured, acknowledged, toldAt, jws } = row
        await db
          .insertInto('evening')
          .values({ tenant, ...row })
          .onConflict((on) =>
            on
              .columns(['tenant', 'device', 'day'])
              .doUpdateSet({ captured, acknowledged, toldAt, jws })
              // an older word told again, from a file say, takes nothing back
              .where(({ eb, or, and }) =>
                or([
                  eb('evening.captured', '<', captured),
                  and([eb('evening.captured', '=', captured), eb('evening.acknowledged', '<', acknowledged)]),
                ]),
              ),
          )
          .execute()
      }),
    evenings: (since) =>
      run(() =>
        db
          .selectFrom('evening')
          .select(columns.evening)
          .where('tenant', '=', tenant)
          .where('toldAt', '>=', since)
          .orderBy('toldAt', 'desc')
          .orderBy('device')
          .orderBy('day')
          .execute(),
      ),
    trimEvenings: (device, most) =>
      run(async () => {
        const older = db
          .selectFrom('evening')
          .select('day')
          .where('tenant', '=', tenant)
          .where('device', '=', device)
          .orderBy('toldAt', 'desc')
          .orderBy('day', 'desc')
          .offset(most)
        await db
          .deleteFrom('evening')
          .where('tenant', '=', tenant)
          .where('device', '=', device)
          .where('day', 'in', older)
          .execute()
      }),
    dropEvenings: (before) =>
      run(async () => {
        await db.deleteFrom('evening').where('tenant', '=', tenant).where('toldAt', '<', before).execute()
      }),
  }
}
