import { StoreError } from '../HubStore.ts'
import type { ApplyPart } from '../parts.ts'
import { columns } from './Database.ts'
import { lockName } from './lockName.ts'
import type { PgContext } from './PgContext.ts'

/** What the apply worker reads and decides, in PostgreSQL. */
export function apply(context: PgContext): ApplyPart {
  const { db, tenant } = context
  const run = context.run.bind(context)
  return {
    lockApply: () => run(() => lockName(db, `apply:${tenant}`)),
    pendingItems: (limit) =>
      run(() =>
        db
          .selectFrom('pending')
          .innerJoin('item', (join) =>
            join
              .onRef('item.tenant', '=', 'pending.tenant')
              .onRef('item.chain', '=', 'pending.chain')
              .onRef('item.n', '=', 'pending.n'),
          )
          .select(columns.item)
          .where('pending.tenant', '=', tenant)
          .orderBy('pending.ord')
          .limit(limit)
          .execute(),
      ),
    putVerdict: (row) =>
      run(async () => {
        const stored = { ...row, data: JSON.stringify(row.data) }
        const put = await db
          .with('done', (cte) =>
            cte
              .deleteFrom('pending')
              .where('tenant', '=', tenant)
              .where('chain', '=', row.chain)
              .where('n', '=', row.n),
          )
          .insertInto('verdict')
          .values({ tenant, ...stored })
          .onConflict((on) =>
            on.columns(['tenant', 'chain', 'n']).doUpdateSet(stored).where('verdict.state', '=', 'held'),
          )
          .returning('verdict.n')
          .executeTakeFirst()
        if (put === undefined) throw new StoreError('conflict')
      }),
    verdict: (chain, n) =>
      run(async () => {
        const query = db.selectFrom('verdict').select(columns.verdict).where('tenant', '=', tenant)
        return (await query.where('chain', '=', chain).where('n', '=', n).executeTakeFirst()) ?? null
      }),
    heldFor: (waitsFor) =>
      run(() =>
        db
          .selectFrom('verdict')
          .innerJoin('item', (join) =>
            join
              .onRef('item.tenant', '=', 'verdict.tenant')
              .onRef('item.chain', '=', 'verdict.chain')
              .onRef('item.n', '=', 'verdict.n'),
          )
          .select(columns.item)
          .where('verdict.tenant', '=', tenant)
          .where('verdict.state', '=', 'held')
          .where('verdict.waitsFor', '=', waitsFor)
          .orderBy('item.ord')
          .execute(),
      ),
    putAlarm: (row) =>
      run(async () => {
        await db
          .insertInto('alarm')
          .values({ tenant, ...row })
          .onConflict((on) => on.doNothing())
          .execute()
      }),
    troubledItems: (limit) =>
      run(async () => {
        const rows = await db
          .selectFrom('verdict')
          .leftJoin('item', (join) =>
            join
              .onRef('item.tenant', '=', 'verdict.tenant')
              .onRef('item.chain', '=', 'verdict.chain')
              .onRef('item.n', '=', 'verdict.n'),
          )
          .select(columns.verdict.map((column) => `verdict.${column}` as const))
          .select('item.receivedAt')
          .where('verdict.tenant', '=', tenant)
          .where('verdict.state', 'in', ['held', 'rejected'])
          .orderBy('verdict.seq', 'desc')
          .limit(limit)
          .execute()
        return rows.map(({ receivedAt, ...verdict }) => ({ verdict, receivedAt: receivedAt ?? 0 }))
      }),
    alarms: () =>
      run(() => {
        const query = db.selectFrom('alarm').select(columns.alarm).where('tenant', '=', tenant)
        return query.orderBy('at').orderBy('id').execute()
      }),
  }
}
