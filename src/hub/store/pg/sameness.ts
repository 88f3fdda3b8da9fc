import type { SamenessPart } from '../parts.ts'
import { columns } from './Database.ts'
import type { PgContext } from './PgContext.ts'

/** What the desk decided of cases that may be one person's, in PostgreSQL. */
export function sameness(context: PgContext): SamenessPart {
  const { db, tenant } = context
  const run = context.run.bind(context)
  return {
    putSameness: (row) =>
      run(async () => {
        const { same, by, at } = row
        await db
          .insertInto('sameness')
          .values({ tenant, ...row })
          .onConflict((on) => on.columns(['tenant', 'a', 'b']).doUpdateSet({ same, by, at }))
          .execute()
      }),
    samenessOf: (record) =>
      run(() =>
        db
          .selectFrom('sameness')
          .select(columns.sameness)
          .where('tenant', '=', tenant)
          .where((eb) => eb.or([eb('a', '=', record), eb('b', '=', record)]))
          .orderBy('at')
          .orderBy('a')
          .orderBy('b')
          .execute(),
      ),
    dropSameness: (record) =>
      run(async () => {
        await db
          .deleteFrom('sameness')
          .where('tenant', '=', tenant)
          .where((eb) => eb.or([eb('a', '=', record), eb('b', '=', record)]))
          .execute()
      }),
  }
}
