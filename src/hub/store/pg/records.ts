import { type SqlBool, sql } from 'kysely'
import { StoreError } from '../HubStore.ts'
import type { RecordsPart } from '../parts.ts'
import type { RecordFilter } from '../rows.ts'
import { searchWords } from '../searchWords.ts'
import { columns } from './Database.ts'
import type { PgContext } from './PgContext.ts'

/** A LIKE pattern for texts that hold the word, whatever signs are in it. */
function holding(word: string): string {
  return `%${word.replace(/[\\%_]/g, '\\$&')}%`
}

/** Records, their history and conflicts, in PostgreSQL. */
export function records(context: PgContext): RecordsPart {
  const { db, lines, tenant } = context
  const run = context.run.bind(context)
  const one = (id: string) =>
    db.selectFrom('record').select(columns.record).where('tenant', '=', tenant).where('id', '=', id).executeTakeFirst()
  const matching = (filter: RecordFilter) => {
    let query = db.selectFrom('record').where('tenant', '=', tenant)
    if (filter.type !== undefined) query = query.where('type', '=', filter.type)
    if (filter.types !== undefined) query = query.where(sql<SqlBool>`type = any(${[...filter.types]}::text[])`)
    if (filter.status !== undefined) query = query.where(sql<SqlBool>`status = any(${filter.status}::text[])`)
    if (filter.parent !== undefined) query = query.where('parent', '=', filter.parent)
    if (filter.surelyBy !== undefined) {
      const { at, past } = filter.surelyBy
      const later = db
        .selectFrom('record as later')
        .where('later.tenant', '=', tenant)
        .where('later.updatedAt', '>', at)
        .where('later.updatedAt', '<=', past)
        .select((one) => one.fn.min('later.seq').as('seq'))
      query = query
        .where('updatedAt', '<=', at)
        .where('createdAt', '<=', at)
        .where(sql<SqlBool>`seq < coalesce((${later}), 9223372036854775807)`)
    }
    if (filter.openConflicts !== undefined) query = query.where('openConflicts', filter.openConflicts ? '>' : '=', 0)
    // No trigram index: LIKE is not leakproof, so under row-level security the planner may not use one. A commune's
    // records are read by (tenant, seq) and filtered, 10,000 of them in some 10 ms.
    for (const word of searchWords(filter.search)) query = query.where('search', 'like', holding(word))
    if (filter.phrase !== undefined) query = query.where('search', 'like', holding(filter.phrase))
    return query
  }
  return {
    lockRecord: (id) =>
      run(async () => {
        // The counter row is the one lock of everybody who changes records of this tenant: such a transaction takes a
        // sequence number anyway, and with a single lock two of them can never wait for each other crosswise.
        await lines.lock()
        return (await one(id)) ?? null
      }),
    record: (id) => run(async () => (await one(id)) ?? null),
    putRecord: (row) => {
      const stored = { ...row, groups: JSON.stringify(row.groups), extra: JSON.stringify(row.extra) }
      const put = db
        .insertInto('record')
        .values({ tenant, ...stored })
        .onConflict((on) =>
          on
            .columns(['tenant', 'id'])
            .doUpdateSet(stored)
            .where(sql<SqlBool>`record.version <= excluded.version and record.seq <= excluded.seq`),
        )
        .returning('id')
      return context.send(put, true)
    },
    putMoved: (row) => {
      const { seq, at } = row
      return context.send(
        db
          .insertInto('moved')
          .values({ tenant, ...row })
          .onConflict((on) => on.columns(['tenant', 'team', 'record']).doUpdateSet({ seq, at })),
      )
    },
    movedFrom: (team) =>
      run(() =>
        db
          .selectFrom('moved')
          .select(columns.moved)
          .where('tenant', '=', tenant)
          .where('team', '=', team)
          .orderBy('seq')
          .execute(),
      ),
    records: (filter) =>
      run(() => {
        const query = matching(filter).select(columns.record).orderBy('seq', 'desc').orderBy('id')
        return query
          .limit(filter.limit)
          .offset(filter.offset ?? 0)
          .execute()
      }),
    recordCount: (filter) =>
      run(async () => {
        const count = matching(filter).select((part) => part.fn.countAll<number>().as('n'))
        return (await count.executeTakeFirstOrThrow()).n
      }),
    putChange: (row) => context.keepChange(row),
    changes: (record) =>
      run(async () => {
        await context.flushChanges()
        const query = db.selectFrom('change').select(columns.change).where('tenant', '=', tenant)
        return query.where('record', '=', record).orderBy('ord').execute()
      }),
    lastChange: (record, group) =>
      run(async () => {
        await context.flushChanges()
        const query = db.selectFrom('change').select(columns.change).where('tenant', '=', tenant)
        const standing = query
          .where('record', '=', record)
          .where('group', '=', group)
          .where('outcome', '<>', 'conflict')
        return (await standing.orderBy('ord', 'desc').limit(1).executeTakeFirst()) ?? null
      }),
    firstDevices: (records) =>
      run(async () => {
        await context.flushChanges()
        const { rows } = await sql<{ record: string; device: string }>`
          select asked.record, first.device from unnest(${records}::text[]) as asked (record)
          cross join lateral (
            select device from change
            where tenant = ${tenant} and change.record = asked.record and device is not null order by ord limit 1
          ) as first
        `.execute(db)
        return new Map(rows.map((row) => [row.record, row.device]))
      }),
    eraseCase: (id, at) =>
      run(async () => {
        await context.flushChanges()
        const { rows } = await sql<{ emptied: number }>`select tram_so.erase_case(${id}, ${at}) as emptied`.execute(db)
        const emptied = rows[0]?.emptied ?? -1
        if (emptied < 0) throw new StoreError('conflict')
        return emptied
      }),
    eraseItem: (chain, n) =>
      run(async () => {
        await sql`select tram_so.erase_item(${chain}, ${n})`.execute(db)
      }),
    putConflict: (row) =>
      run(async () => {
        const stored = {
          ...row,
          current: JSON.stringify(row.current),
          currentFrom: JSON.stringify(row.currentFrom),
          proposed: JSON.stringify(row.proposed),
          proposedFrom: JSON.stringify(row.proposedFrom),
        }
        const put = await db
          .insertInto('conflict')
          .values({ tenant, ...stored })
          .onConflict((on) => on.columns(['tenant', 'id']).doUpdateSet(stored).where('conflict.resolvedAt', 'is', null))
          .returning('id')
          .executeTakeFirst()
        if (put === undefined) throw new StoreError('conflict')
      }),
    conflict: (id) =>
      run(async () => {
        const query = db.selectFrom('conflict').select(columns.conflict).where('tenant', '=', tenant)
        return (await query.where('id', '=', id).executeTakeFirst()) ?? null
      }),
    conflicts: (filter) =>
      run(() => {
        let query = db.selectFrom('conflict').select(columns.conflict).where('tenant', '=', tenant)
        if (filter.record !== undefined) query = query.where('record', '=', filter.record)
        if (filter.open !== undefined) query = query.where('resolvedAt', filter.open ? 'is' : 'is not', null)
        return query.orderBy('openedAt').orderBy('id').execute()
      }),
  }
}
