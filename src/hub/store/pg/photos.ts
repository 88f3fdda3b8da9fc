import { sql } from 'kysely'
import type { PhotosPart } from '../parts.ts'
import type { PhotoKey } from '../rows.ts'
import { columns } from './Database.ts'
import type { PgContext } from './PgContext.ts'

/** Two columns of keys as arrays, whatever their number. */
const keyArrays = (keys: readonly PhotoKey[]) =>
  sql`unnest(${keys.map(({ device }) => device)}::text[], ${keys.map(({ id }) => id)}::text[]) as asked (device, id)`

/** Photos of papers, in PostgreSQL. */
export function photos(context: PgContext): PhotosPart {
  const { db, tenant } = context
  const run = context.run.bind(context)
  const all = () => db.selectFrom('photo').select(columns.photo).where('photo.tenant', '=', tenant)
  return {
    namePhoto: (row) =>
      run(async () => {
        const named = db.insertInto('photoRef').values({ tenant, ...row })
        await named.onConflict((on) => on.doNothing()).execute()
        await db
          .insertInto('photo')
          .values({
            tenant,
            ...{ device: row.device, id: row.photo, sid: null, length: 0, receivedAt: null, safeAt: null },
            state: 'missing',
          })
          .onConflict((on) =>
            on
              .columns(['tenant', 'device', 'id'])
              .doUpdateSet({ state: 'missing' })
              .where('photo.state', '=', 'dropped'),
          )
          .execute()
      }),
    storePhoto: ({ device, id, ...rest }) =>
      run(async () => {
        const stored = { ...rest, state: 'stored' as const, safeAt: null }
        const put = await db
          .insertInto('photo')
          .values({ tenant, device, id, ...stored })
          .onConflict((on) =>
            on
              .columns(['tenant', 'device', 'id'])
              .doUpdateSet(stored)
              .where('photo.state', 'not in', ['erasing', 'erased']),
          )
          .returning('photo.id')
          .executeTakeFirst()
        return put !== undefined
      }),
    losePhoto: ({ device, id }) =>
      run(async () => {
        const lost = db.updateTable('photo').set({ state: 'missing', safeAt: null }).where('tenant', '=', tenant)
        await lost.where('device', '=', device).where('id', '=', id).where('state', '=', 'stored').execute()
      }),
    photosGone: (device, ids) =>
      run(async () => {
        if (ids.length === 0) return
        const gone = db.updateTable('photo').set({ state: 'gone' }).where('tenant', '=', tenant)
        await gone.where('device', '=', device).where('id', 'in', ids).where('state', '=', 'missing').execute()
      }),
    photo: ({ device, id }) =>
      run(async () => (await all().where('device', '=', device).where('id', '=', id).executeTakeFirst()) ?? null),
    photosOf: (device, ids) =>
      run(async () =>
        ids.length === 0 ? [] : all().where('device', '=', device).where('id', 'in', ids).orderBy('id').execute(),
      ),
    wantedPhotos: (device, limit) =>
      run(async () => {
        const wanted = db.selectFrom('photo').select('id').where('tenant', '=', tenant).where('device', '=', device)
        const rows = await wanted.where('state', '=', 'missing').orderBy('id').limit(limit).execute()
        return rows.map(({ id }) => id)
      }),
    casePhotos: (record) =>
      run(() =>
        all()
          .innerJoin('photoRef', (join) =>
            join
              .onRef('photoRef.tenant', '=', 'photo.tenant')
              .onRef('photoRef.device', '=', 'photo.device')
              .onRef('photoRef.photo', '=', 'photo.id'),
          )
          .where('photoRef.record', '=', record)
          .orderBy('photo.id')
          .orderBy('photo.device')
          .execute(),
      ),
    erasePhotos: (record) =>
      run(async () => {
        await sql`
          update photo set state = 'erasing', safe_at = null
          where tenant = ${tenant} and state not in ('erasing', 'erased')
          and (device, id) in (select device, photo from photo_ref where tenant = ${tenant} and record = ${record})
          and not exists (
            select from photo_ref other join record on record.tenant = other.tenant and record.id = other.record
            where other.tenant = ${tenant} and other.device = photo.device and other.photo = photo.id
            and other.record <> ${record} and record.status <> 'erased'
          )
        `.execute(db)
      }),
    endPhotos: (device, ids) =>
      run(async () => {
        await sql`
          insert into photo (tenant, device, id, length, state)
          select ${tenant}, ${device}, id, 0, 'erasing' from unnest(${[...ids]}::text[]) as asked (id)
          on conflict (tenant, device, id) do update set state = 'erasing', safe_at = null
          where photo.state not in ('erasing', 'erased') and not exists (
            select from photo_ref named join record on record.tenant = named.tenant and record.id = named.record
            where named.tenant = photo.tenant and named.device = photo.device and named.photo = photo.id
            and record.status <> 'erased'
          )
        `.execute(db)
      }),
    erasingPhotos: (limit) =>
      run(() => {
        const erasing = db.selectFrom('photo').select(['device', 'id']).where('tenant', '=', tenant)
        return erasing.where('state', '=', 'erasing').orderBy('device').orderBy('id').limit(limit).execute()
      }),
    photosErased: (keys) =>
      run(async () => {
        await sql`
          update photo set state = 'erased' from ${keyArrays(keys)}
          where photo.tenant = ${tenant} and photo.device = asked.device and photo.id = asked.id and state = 'erasing'
        `.execute(db)
      }),
    storedPhotos: (after, limit) =>
      run(() => {
        const stored = all().where('state', '=', 'stored')
        const behind =
          after === null
            ? stored
            : stored.where(({ eb, refTuple, tuple }) =>
                eb(refTuple('device', 'id'), '>', tuple(after.device, after.id)),
              )
        return behind.orderBy('device').orderBy('id').limit(limit).execute()
      }),
    dropUnnamedPhotos: (before, limit) =>
      run(async () => {
        const { rows } = await sql<PhotoKey>`
          update photo set state = 'dropped', safe_at = null where tenant = ${tenant} and (device, id) in (
            select device, id from photo old
            where tenant = ${tenant} and state = 'stored' and received_at < ${before} and not exists (
              select from photo_ref named
              where named.tenant = ${tenant} and named.device = old.device and named.photo = old.id
            )
            order by device, id limit ${limit}
          ) returning device, id
        `.execute(db)
        return rows
      }),
    markPhotosSafe: (keys, at) =>
      run(async () => {
        const { numAffectedRows } = await sql`
          update photo set safe_at = ${at} from ${keyArrays(keys)}
          where photo.tenant = ${tenant} and photo.device = asked.device and photo.id = asked.id
          and state = 'stored' and safe_at is null and exists (
            select from photo_ref named
            where named.tenant = ${tenant} and named.device = photo.device and named.photo = photo.id
          )
        `.execute(db)
        return Number(numAffectedRows ?? 0)
      }),
  }
}
