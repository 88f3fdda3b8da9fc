import { sql } from 'kysely'
import { nextTurns } from '../nextTurns.ts'
import type { ApplyPart } from '../parts.ts'
import { ApplySight } from './ApplySight.ts'
import { columns } from './Database.ts'
import { lockName } from './lockName.ts'
import type { PgContext } from './PgContext.ts'

/** What the apply worker reads and decides, in PostgreSQL. */
export function apply(context: PgContext): ApplyPart {
  const { db, tenant } = context
  const run = context.run.bind(context)
  const sight = new ApplySight()
  return {
    lockApply: () =>
      run(async () => {
        await lockName(db, `apply:${tenant}`)
        const held = db.selectFrom('verdict').select('waitsFor').distinct().where('tenant', '=', tenant)
        const keys = await held
          .where('state', '=', 'held')
          .limit(ApplySight.most + 1)
          .execute()
        sight.begin(keys.map((row) => row.waitsFor ?? ''))
      }),
    pendingItems: (limit) =>
      run(async () => {
        const waiting = (again: boolean) =>
          db
            .selectFrom('pending')
            .select(['ord', 'chain', 'n', 'again'])
            .where('tenant', '=', tenant)
            .where('again', '=', again)
            .orderBy('ord')
            .limit(limit)
        const found = await db
          .with('fresh', () => waiting(false))
          .with('putBack', () => waiting(true))
          .with('turn', (cte) => cte.selectFrom('fresh').selectAll().unionAll(cte.selectFrom('putBack').selectAll()))
          .selectFrom('turn')
          .innerJoin('item', (join) => join.onRef('item.chain', '=', 'turn.chain').onRef('item.n', '=', 'turn.n'))
          .select(columns.item)
          .select(['turn.again', 'turn.ord'])
          .where('item.tenant', '=', tenant)
          .orderBy('turn.ord')
          .execute()
        const rows = nextTurns(found, limit)
        sight.sawPending(rows.filter((row) => !row.again))
        return rows.map(({ again: _, ord: __, ...item }) => item)
      }),
    putVerdict: (row) => {
      const stored = { ...row, data: JSON.stringify(row.data) }
      const put = db
        .with('done', (cte) =>
          cte.deleteFrom('pending').where('tenant', '=', tenant).where('chain', '=', row.chain).where('n', '=', row.n),
        )
        .insertInto('verdict')
        .values({ tenant, ...stored })
        .onConflict((on) =>
          on.columns(['tenant', 'chain', 'n']).doUpdateSet(stored).where('verdict.state', '=', 'held'),
        )
        .returning('verdict.n')
      sight.wrote(row)
      return context.send(put, true)
    },
    verdict: (chain, n) =>
      run(async () => {
        if (sight.hasNoVerdict(chain, n)) return null
        const query = db.selectFrom('verdict').select(columns.verdict).where('tenant', '=', tenant)
        return (await query.where('chain', '=', chain).where('n', '=', n).executeTakeFirst()) ?? null
      }),
    requeue: async (waitsFor) => {
      if (sight.nothingWaitsFor(waitsFor)) return
      const held = db
        .selectFrom('verdict')
        .innerJoin('item', (join) =>
          join
            .onRef('item.tenant', '=', 'verdict.tenant')
            .onRef('item.chain', '=', 'verdict.chain')
            .onRef('item.n', '=', 'verdict.n'),
        )
        .select((row) => ['item.tenant', 'item.ord', 'item.chain', 'item.n', row.lit(true).as('again')])
        .where('verdict.tenant', '=', tenant)
        .where('verdict.state', '=', 'held')
        .where('verdict.waitsFor', '=', waitsFor)
      const put = db.insertInto('pending').columns(['tenant', 'ord', 'chain', 'n', 'again']).expression(held)
      return context.send(put.onConflict((on) => on.doNothing()))
    },
    leaveQueue: (chain, n) => {
      const left = db.deleteFrom('pending').where('tenant', '=', tenant).where('chain', '=', chain)
      return context.send(left.where('n', '=', n))
    },
    putAlarm: (row) =>
      run(async () => {
        await db
          .insertInto('alarm')
          .values({ tenant, ...row, since: row.at, count: 1, answered: 0 })
          .onConflict((on) =>
            on
              .columns(['tenant', 'id'])
              .doUpdateSet((set) => ({
                chain: set.ref('excluded.chain'),
                n: set.ref('excluded.n'),
                at: set.ref('excluded.at'),
                since: sql<number>`case when alarm.answered < alarm.count then alarm.since else excluded.at end`,
                count: set('alarm.count', '+', 1),
              }))
              .where((row) =>
                row.or([
                  row('alarm.chain', 'is distinct from', row.ref('excluded.chain')),
                  row('alarm.n', 'is distinct from', row.ref('excluded.n')),
                ]),
              ),
          )
          .execute()
      }),
    answerAlarm: (id, count) =>
      run(async () => {
        const all = db.updateTable('alarm').where('tenant', '=', tenant).where('id', '=', id)
        await all.where('answered', '<', count).where('count', '>=', count).set({ answered: count }).execute()
        const known = db.selectFrom('alarm').select('id').where('tenant', '=', tenant)
        return (await known.where('id', '=', id).executeTakeFirst()) !== undefined
      }),
    heldFor: (reason) =>
      run(async () => {
        const held = db.selectFrom('verdict').where('tenant', '=', tenant).where('state', '=', 'held')
        const rows = await held
          .where('waitsFor', '=', reason)
          .where('reason', '=', reason)
          .where(({ not, exists, selectFrom }) =>
            not(
              exists(
                selectFrom('pending')
                  .select('pending.n')
                  .whereRef('pending.tenant', '=', 'verdict.tenant')
                  .whereRef('pending.chain', '=', 'verdict.chain')
                  .whereRef('pending.n', '=', 'verdict.n'),
              ),
            ),
          )
          .groupBy('device')
          .select((row) => ['device', row.fn.countAll<number>().as('items')])
          .execute()
        return new Map(rows.map(({ device, items }) => [device, items]))
      }),
    troubledItems: (limit, first = []) =>
      run(async () => {
        const rows = await db
          .selectFrom('verdict')
          .leftJoin('item', (join) =>
            join
              .onRef('item.tenant', '=', 'verdict.tenant')
              .onRef('item.chain', '=', 'verdict.chain')
              .onRef('item.n', '=', 'verdict.n'),
          )
          .leftJoin('pending', (join) =>
            join
              .onRef('pending.tenant', '=', 'verdict.tenant')
              .onRef('pending.chain', '=', 'verdict.chain')
              .onRef('pending.n', '=', 'verdict.n'),
          )
          .select(columns.verdict.map((column) => `verdict.${column}` as const))
          .select(['item.receivedAt', 'pending.n as queuedN'])
          .where('verdict.tenant', '=', tenant)
          .where('verdict.state', 'in', ['held', 'rejected'])
          .orderBy(
            (row) =>
              row.and([
                row('verdict.state', '=', 'held'),
                row('pending.n', 'is', null),
                sql<boolean>`coalesce(verdict.reason = any(${[...first]}::text[]), false)`,
              ]),
            'desc',
          )
          .orderBy('verdict.seq', 'desc')
          .limit(limit)
          .execute()
        return rows.map(({ receivedAt, queuedN, ...verdict }) => {
          return { verdict, receivedAt: receivedAt ?? 0, isQueued: queuedN !== null }
        })
      }),
    alarms: () =>
      run(() => {
        const query = db.selectFrom('alarm').select(columns.alarm).where('tenant', '=', tenant)
        return query.orderBy('at').orderBy('id').execute()
      }),
    openAlarms: ({ cloned, offset, limit }) =>
      run(async () => {
        const all = db.selectFrom('alarm').where('tenant', '=', tenant).whereRef('answered', '<', 'count')
        const open = all.where('code', cloned ? '=' : '<>', 'cloned')
        const { total } = await open.select((row) => row.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
        const page = open.select(columns.alarm).orderBy('at', 'desc').orderBy('id', 'desc')
        return { total, alarms: await page.offset(offset).limit(limit).execute() }
      }),
  }
}
