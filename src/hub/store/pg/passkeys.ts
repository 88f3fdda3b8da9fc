import type { PasskeysPart } from '../parts.ts'
import { columns } from './Database.ts'
import type { PgContext } from './PgContext.ts'

/** Officers' passkeys, in PostgreSQL. */
export function passkeys(context: PgContext): PasskeysPart {
  const { db, tenant } = context
  const run = context.run.bind(context)
  return {
    putPasskey: (row) =>
      run(async () => {
        await db
          .insertInto('passkey')
          .values({ tenant, ...row })
          .onConflict((on) => on.columns(['tenant', 'id']).doUpdateSet(row))
          .execute()
      }),
    lockPasskey: (id) =>
      run(async () => {
        const query = db.selectFrom('passkey').select(columns.passkey).where('tenant', '=', tenant)
        return (await query.where('id', '=', id).forUpdate().executeTakeFirst()) ?? null
      }),
    passkeys: (officer) =>
      run(() => {
        const all = db.selectFrom('passkey').select(columns.passkey).where('tenant', '=', tenant)
        const some = officer === undefined ? all : all.where('officer', '=', officer)
        return some.orderBy('createdAt').orderBy('id').execute()
      }),
    deletePasskey: (id) =>
      run(async () => {
        await db.deleteFrom('passkey').where('tenant', '=', tenant).where('id', '=', id).execute()
      }),
  }
}
