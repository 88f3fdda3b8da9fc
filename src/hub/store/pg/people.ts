import { sql } from 'kysely'
import type { PeoplePart } from '../parts.ts'
import { columns } from './Database.ts'
import type { PgContext } from './PgContext.ts'

/** What people decide about items, tablets and PINs, in PostgreSQL. */
export function people(context: PgContext): PeoplePart {
  const { db, tenant } = context
  const run = context.run.bind(context)
  return {
    admit: (row) =>
      run(async () => {
        const items = db
          .selectFrom('item')
          .leftJoin('verdict', (join) =>
            join
              .onRef('verdict.tenant', '=', 'item.tenant')
              .onRef('verdict.chain', '=', 'item.chain')
              .onRef('verdict.n', '=', 'item.n'),
          )
          .where('item.tenant', '=', tenant)
          .where('item.chain', '=', row.chain)
          .where('item.n', '=', row.n)
        const known = await items.select(['item.ord', 'verdict.state']).executeTakeFirst()
        if (!known) return
        const admission = db.insertInto('admission').values({ tenant, ...row })
        await admission.onConflict((on) => on.doNothing()).execute()
        if (known.state !== null && known.state !== 'held') return
        const { chain, n } = row
        const waiting = db
          .insertInto('pending')
          .values({ tenant, ord: known.ord, chain, n, again: known.state !== null })
        await waiting.onConflict((on) => on.doNothing()).execute()
      }),
    isAdmitted: (chain, n) =>
      run(async () => {
        const found = db.selectFrom('admission').select('n').where('tenant', '=', tenant).where('chain', '=', chain)
        return (await found.where('n', '=', n).executeTakeFirst()) !== undefined
      }),
    quarantinedItems: (limit) =>
      run(() =>
        db
          .selectFrom('item')
          .select(columns.item)
          .where('item.tenant', '=', tenant)
          .where('item.quarantined', '=', true)
          .where(({ not, exists, selectFrom }) =>
            not(
              exists(
                selectFrom('verdict')
                  .select('verdict.n')
                  .whereRef('verdict.tenant', '=', 'item.tenant')
                  .whereRef('verdict.chain', '=', 'item.chain')
                  .whereRef('verdict.n', '=', 'item.n'),
              ),
            ),
          )
          .where(({ not, exists, selectFrom }) =>
            not(
              exists(
                selectFrom('pending')
                  .select('pending.n')
                  .whereRef('pending.tenant', '=', 'item.tenant')
                  .whereRef('pending.chain', '=', 'item.chain')
                  .whereRef('pending.n', '=', 'item.n'),
              ),
            ),
          )
          .orderBy('item.ord', 'desc')
          .limit(limit)
          .execute(),
      ),
    actorsOf: (places) =>
      run(async () => {
        const [chains, ns] = [places.map(({ chain }) => chain), places.map(({ n }) => n)]
        const { rows } = await sql<{ chain: string; n: number; actor: string }>`
          select item.chain, item.n, sealed.actor
          from unnest(${chains}::text[], ${ns}::bigint[]) as asked (chain, n)
          join item on item.tenant = ${tenant} and item.chain = asked.chain and item.n = asked.n
          join session_header as sealed
            on sealed.tenant = ${tenant} and sealed.device = item.device and sealed.sid = item.sid
        `.execute(db)
        return new Map(rows.map(({ chain, n, actor }) => [`${chain}/${n}`, actor]))
      }),
    recordsSentBy: (device) =>
      run(async () => {
        const sent = db.selectFrom('verdict').select('record').distinct().where('tenant', '=', tenant)
        const rows = await sent.where('device', '=', device).where('record', 'is not', null).orderBy('record').execute()
        return rows.flatMap(({ record }) => record ?? [])
      }),
    putLoss: (row) =>
      run(async () => {
        const loss = db.insertInto('loss').values({ tenant, ...row })
        await loss.onConflict((on) => on.doNothing()).execute()
      }),
    loss: (device) =>
      run(async () => {
        const query = db.selectFrom('loss').select(columns.loss).where('tenant', '=', tenant)
        return (await query.where('device', '=', device).executeTakeFirst()) ?? null
      }),
    losses: () =>
      run(() => db.selectFrom('loss').select(columns.loss).where('tenant', '=', tenant).orderBy('device').execute()),
    putRecovery: (row) =>
      run(async () => {
        await db
          .insertInto('recovery')
          .values({ tenant, ...row })
          .onConflict((on) =>
            on
              .columns(['tenant', 'device', 'volunteer'])
              .doUpdateSet({ counter: row.counter })
              .where('recovery.counter', '<', row.counter),
          )
          .execute()
      }),
    recoveries: (device) =>
      run(() => {
        const query = db.selectFrom('recovery').select(columns.recovery).where('tenant', '=', tenant)
        return query.where('device', '=', device).orderBy('volunteer').execute()
      }),
  }
}
