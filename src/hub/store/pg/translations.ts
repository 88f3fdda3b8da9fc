import type { TranslationsPart } from '../parts.ts'
import { columns } from './Database.ts'
import type { PgContext } from './PgContext.ts'

/** Translations of the language studio, in PostgreSQL. */
export function translations(context: PgContext): TranslationsPart {
  const { db, tenant } = context
  const run = context.run.bind(context)
  return {
    putTranslation: (row) =>
      run(async () => {
        await db
          .insertInto('translation')
          .values({ tenant, ...row })
          .onConflict((on) => on.columns(['tenant', 'id']).doUpdateSet(row))
          .execute()
      }),
    translation: (id) =>
      run(async () => {
        const query = db.selectFrom('translation').select(columns.translation).where('tenant', '=', tenant)
        return (await query.where('id', '=', id).executeTakeFirst()) ?? null
      }),
    translations: (language) =>
      run(() => {
        const all = db.selectFrom('translation').select(columns.translation).where('tenant', '=', tenant)
        const some = language === undefined ? all : all.where('language', '=', language)
        return some.orderBy('language').orderBy('source').orderBy('writtenAt').orderBy('id').execute()
      }),
    dropTranslation: (id) =>
      run(async () => {
        await db.deleteFrom('translation').where('tenant', '=', tenant).where('id', '=', id).execute()
      }),
  }
}
