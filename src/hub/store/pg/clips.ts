import type { ClipsPart } from '../parts.ts'
import { columns } from './Database.ts'
import { lockName } from './lockName.ts'
import type { PgContext } from './PgContext.ts'

/** Clips of the language studio, in PostgreSQL. */
export function clips(context: PgContext): ClipsPart {
  const { db, tenant } = context
  const run = context.run.bind(context)
  const dropClipBody = async (clip: string) => {
    await db.deleteFrom('clipBody').where('tenant', '=', tenant).where('clip', '=', clip).execute()
  }
  return {
    putClip: (row) =>
      run(async () => {
        await db
          .insertInto('clip')
          .values({ tenant, ...row })
          .onConflict((on) => on.columns(['tenant', 'id']).doUpdateSet(row))
          .execute()
      }),
    lockStudio: () => run(() => lockName(db, `studio:${tenant}`)),
    clip: (id) =>
      run(async () => {
        const query = db.selectFrom('clip').select(columns.clip).where('tenant', '=', tenant)
        return (await query.where('id', '=', id).executeTakeFirst()) ?? null
      }),
    clips: (language) =>
      run(() => {
        const all = db.selectFrom('clip').select(columns.clip).where('tenant', '=', tenant)
        const some = language === undefined ? all : all.where('language', '=', language)
        return some.orderBy('language').orderBy('sound').orderBy('recordedAt').orderBy('id').execute()
      }),
    dropClip: (id) =>
      run(async () => {
        await db.deleteFrom('clip').where('tenant', '=', tenant).where('id', '=', id).execute()
        await dropClipBody(id)
      }),
    putClipBody: (row) =>
      run(async () => {
        await db
          .insertInto('clipBody')
          .values({ tenant, ...row })
          .onConflict((on) => on.columns(['tenant', 'clip']).doUpdateSet(row))
          .execute()
      }),
    dropClipBody: (clip) => run(() => dropClipBody(clip)),
    clipBody: (clip) =>
      run(async () => {
        const query = db.selectFrom('clipBody').select(columns.clipBody).where('tenant', '=', tenant)
        return (await query.where('clip', '=', clip).executeTakeFirst()) ?? null
      }),
  }
}
