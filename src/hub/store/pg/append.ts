import { type SqlBool, sql } from 'kysely'
import { exceptionOf } from '../exceptionOf.ts'
import { StoreError } from '../HubStore.ts'
import type { AppendPart } from '../parts.ts'
import { sameBytes } from '../sameBytes.ts'
import { columns } from './Database.ts'
import { insertItems } from './insertItems.ts'
import { lockName } from './lockName.ts'
import type { PgContext } from './PgContext.ts'

/** The durable append, in PostgreSQL. */
export function append(context: PgContext): AppendPart {
  const { db, tenant } = context
  const run = context.run.bind(context)
  return {
    lockChain: (chain) =>
      run(async () => {
        // By name, not by row: a chain that is new has no row to lock.
        await lockName(db, `chain:${tenant}:${chain}`)
        const query = db.selectFrom('chain').select(columns.chain)
        return (await query.where('tenant', '=', tenant).where('chain', '=', chain).executeTakeFirst()) ?? null
      }),
    putChain: (row) =>
      run(async () => {
        const put = await db
          .insertInto('chain')
          .values({ tenant, ...row })
          .onConflict((on) =>
            on
              .columns(['tenant', 'chain'])
              .doUpdateSet({ n: row.n, hash: row.hash })
              .where(sql<SqlBool>`chain.n <= excluded.n and chain.device = excluded.device`),
          )
          .returning('chain')
          .executeTakeFirst()
        if (put === undefined) throw new StoreError('conflict')
      }),
    chainsOf: (device) =>
      run(() => {
        const query = db.selectFrom('chain').select(columns.chain).where('tenant', '=', tenant)
        return query.where('device', '=', device).orderBy('chain').execute()
      }),
    putBranch: (row) =>
      run(async () => {
        const stored = { ...row, path: JSON.stringify(row.path) }
        const covers = (column: string) => sql<number>`coalesce((${sql.ref(column)} -> -1 ->> 1)::bigint, 0)`
        const put = await db
          .insertInto('branch')
          .values({ tenant, ...stored })
          .onConflict((on) =>
            on
              .columns(['tenant', 'chain'])
              .doUpdateSet({ path: stored.path })
              .where(
                sql<SqlBool>`branch.origin = excluded.origin and ${covers('branch.path')} <= ${covers('excluded.path')}`,
              ),
          )
          .returning('chain')
          .executeTakeFirst()
        if (put === undefined) throw new StoreError('conflict')
      }),
    branch: (chain) =>
      run(async () => {
        const query = db.selectFrom('branch').select(columns.branch).where('tenant', '=', tenant)
        return (await query.where('chain', '=', chain).executeTakeFirst()) ?? null
      }),
    branchesOf: (origin) =>
      run(() => {
        const query = db.selectFrom('branch').select(columns.branch).where('tenant', '=', tenant)
        return query.where('origin', '=', origin).orderBy('chain').execute()
      }),
    putSessionHeader: (row) =>
      run(async () => {
        const put = await db
          .insertInto('sessionHeader')
          .values({ tenant, ...row })
          .onConflict((on) => on.doNothing())
          .returning('sid')
          .executeTakeFirst()
        if (put !== undefined) return
        const query = db.selectFrom('sessionHeader').select('bytes').where('tenant', '=', tenant)
        const before = await query.where('device', '=', row.device).where('sid', '=', row.sid).executeTakeFirst()
        if (before === undefined || !sameBytes(before.bytes, row.bytes)) throw new StoreError('duplicate')
      }),
    sessionHeader: (device, sid) =>
      run(async () => {
        const query = db.selectFrom('sessionHeader').select(columns.sessionHeader).where('tenant', '=', tenant)
        return (await query.where('device', '=', device).where('sid', '=', sid).executeTakeFirst()) ?? null
      }),
    appendItems: (rows) => run(() => insertItems(db, tenant, rows)),
    lockIntake: (device, day) =>
      run(() => {
        // written rather than read: two chains of one tablet wait for each other here, also on its first day
        const today = (column: 'bytes' | 'items' | 'photoBytes') =>
          sql<number>`case when intake.day = excluded.day then ${sql.ref(`intake.${column}`)} else 0 end`
        return db
          .insertInto('intake')
          .values({ tenant, device, day, bytes: 0, items: 0, photoBytes: 0 })
          .onConflict((on) =>
            on.columns(['tenant', 'device']).doUpdateSet({
              day,
              bytes: today('bytes'),
              items: today('items'),
              photoBytes: today('photoBytes'),
            }),
          )
          .returning(columns.intake)
          .executeTakeFirstOrThrow()
      }),
    putIntake: ({ device, ...row }) =>
      context.send(db.updateTable('intake').set(row).where('tenant', '=', tenant).where('device', '=', device)),
    exceptionsBetween: (chain, from, to) =>
      run(async () => {
        const rows = await db
          .selectFrom('item')
          .select(['n', 'withheld', 'quarantined'])
          .where('tenant', '=', tenant)
          .where('chain', '=', chain)
          .where('n', '>', from)
          .where('n', '<=', to)
          .where((where) => where.or([where('withheld', 'is not', null), where('quarantined', '=', true)]))
          .orderBy('n')
          .execute()
        return rows.map((row): [number, string] => [row.n, exceptionOf(row) ?? ''])
      }),
    putFrame: (row) => context.send(db.insertInto('frame').values({ tenant, ...row })),
    item: (chain, n) =>
      run(async () => {
        const query = db.selectFrom('item').select(columns.item).where('tenant', '=', tenant)
        return (await query.where('chain', '=', chain).where('n', '=', n).executeTakeFirst()) ?? null
      }),
    putReceipt: (row) =>
      run(async () => {
        await db
          .insertInto('receipt')
          .values({ tenant, ...row })
          .execute()
      }),
    receiptAt: (chain, upToN) =>
      run(async () => {
        const query = db.selectFrom('receipt').select(columns.receipt).where('tenant', '=', tenant)
        return (await query.where('chain', '=', chain).where('upToN', '=', upToN).executeTakeFirst()) ?? null
      }),
    lastReceipt: (chain, upTo) =>
      run(async () => {
        const all = db.selectFrom('receipt').select(columns.receipt).where('tenant', '=', tenant)
        const own = all.where('chain', '=', chain)
        const query = upTo === undefined ? own : own.where('upToN', '<=', upTo)
        return (await query.orderBy('upToN', 'desc').limit(1).executeTakeFirst()) ?? null
      }),
  }
}
