import { sql } from 'kysely'
import { StoreError } from '../HubStore.ts'
import { mergeFeed } from '../mergeFeed.ts'
import type { PullPart } from '../parts.ts'
import type { FeedEntry } from '../rows.ts'
import { columns } from './Database.ts'
import type { PgContext } from './PgContext.ts'

interface Counts {
  items: number
  pending: number
  held: number
  rejected: number
  records: number
  openConflicts: number
  devices: number
  seq: number
}

/** What devices pull, packs, and the figures of screens, in PostgreSQL. */
export function pull(context: PgContext): PullPart {
  const { db, lines, tenant } = context
  const run = context.run.bind(context)
  return {
    feedSince: (device, team, cursor, limit) =>
      run(async () => {
        // Each scope by its own index, at most a page of each, the last sequence number whole (`with ties`).
        const verdicts = await db
          .selectFrom('verdict')
          .leftJoin('branch', (join) =>
            join.onRef('branch.tenant', '=', 'verdict.tenant').onRef('branch.chain', '=', 'verdict.chain'),
          )
          .leftJoin('item', (join) =>
            join
              .onRef('item.tenant', '=', 'verdict.tenant')
              .onRef('item.chain', '=', 'branch.chain')
              .onRef('item.n', '=', 'verdict.n'),
          )
          .select(columns.verdict.map((column) => `verdict.${column}` as const))
          .select(['branch.origin', 'item.hash'])
          .where('verdict.tenant', '=', tenant)
          .where('verdict.device', '=', device)
          .where('verdict.seq', '>', cursor)
          .orderBy('verdict.seq')
          .fetch(limit, 'with ties')
          .execute()
        const records = await db
          .selectFrom('record')
          .select(columns.record)
          .where('tenant', '=', tenant)
          .where('team', '=', team)
          .where('everShared', '=', true)
          .where('seq', '>', cursor)
          .orderBy('seq')
          .fetch(limit, 'with ties')
          .execute()
        // what came back to the team is told of as its record
        const moved = await db
          .selectFrom('moved')
          .innerJoin('record', (join) =>
            join.onRef('record.tenant', '=', 'moved.tenant').onRef('record.id', '=', 'moved.record'),
          )
          .select(['moved.seq', 'moved.record'])
          .where('moved.tenant', '=', tenant)
          .where('moved.team', '=', team)
          .where('moved.seq', '>', cursor)
          .where('record.team', '<>', team)
          .orderBy('moved.seq')
          .fetch(limit, 'with ties')
          .execute()
        const packs = await db
          .selectFrom('pack')
          .select(columns.pack)
          .where('tenant', '=', tenant)
          .where('seq', '>', cursor)
          .orderBy('seq')
          .fetch(limit, 'with ties')
          .execute()
        const safe = await db
          .selectFrom('safe')
          .select(columns.safe)
          .where('tenant', '=', tenant)
          .where('device', '=', device)
          .where('seq', '>', cursor)
          .orderBy('seq')
          .fetch(limit, 'with ties')
          .execute()
        const entries: FeedEntry[] = [
          ...verdicts.map(({ origin: chain, hash, ...verdict }) => {
            const forked = chain !== null && hash !== null ? { chain, hash } : null
            return { kind: 'verdict' as const, seq: verdict.seq, verdict, forked }
          }),
          ...records.map((record) =>
            record.shared
              ? { kind: 'record' as const, seq: record.seq, record }
              : { kind: 'gone' as const, seq: record.seq, record: record.id },
          ),
          ...moved.map(({ seq, record }) => ({ kind: 'gone' as const, seq, record })),
          ...packs.map((pack) => ({ kind: 'pack' as const, seq: pack.seq, pack })),
          ...safe.map((row) => ({ kind: 'safe' as const, seq: row.seq, safe: row })),
        ]
        return mergeFeed(entries, limit)
      }),
    putPack: (row) =>
      run(async () => {
        const put = await db
          .insertInto('pack')
          .values({ tenant, ...row })
          .onConflict((on) => on.columns(['tenant', 'id']).doUpdateSet(row).where('pack.version', '<=', row.version))
          .returning('id')
          .executeTakeFirst()
        if (put === undefined) throw new StoreError('conflict')
      }),
    packs: () =>
      run(() => db.selectFrom('pack').select(columns.pack).where('tenant', '=', tenant).orderBy('id').execute()),
    putPackBody: (row) =>
      run(async () => {
        await db
          .insertInto('packBody')
          .values({ tenant, ...row })
          .onConflict((on) => on.columns(['tenant', 'pack']).doUpdateSet(row))
          .execute()
      }),
    dropPackBody: (pack) =>
      run(async () => {
        await db.deleteFrom('packBody').where('tenant', '=', tenant).where('pack', '=', pack).execute()
      }),
    packBody: (sha256) =>
      run(async () => {
        const row = await db
          .selectFrom('packBody')
          .select(columns.packBody)
          .where('tenant', '=', tenant)
          .where('sha256', '=', sha256)
          .limit(1)
          .executeTakeFirst()
        return row ?? null
      }),
    putSafe: (row) =>
      run(async () => {
        const put = await db
          .insertInto('safe')
          .values({ tenant, ...row })
          .onConflict((on) => on.columns(['tenant', 'chain']).doUpdateSet(row).where('safe.n', '<=', row.n))
          .returning('chain')
          .executeTakeFirst()
        if (put === undefined) throw new StoreError('conflict')
      }),
    safeMarks: () =>
      run(() => db.selectFrom('safe').select(columns.safe).where('tenant', '=', tenant).orderBy('chain').execute()),
    statusCounts: () =>
      run(async () => {
        const rows = await db
          .selectFrom('record')
          .select(['status', (count) => count.fn.countAll<number>().as('n')])
          .where('tenant', '=', tenant)
          .groupBy('status')
          .execute()
        return Object.fromEntries(rows.map((row) => [row.status, row.n]))
      }),
    counts: () =>
      run(async () => {
        await lines.flush()
        const { rows } = await sql<Counts>`
          select
            (select count(*) from item where tenant = ${tenant}) as items,
            (select count(*) from pending where tenant = ${tenant}) as pending,
            (select count(*) from verdict where tenant = ${tenant} and state = 'held') as held,
            (select count(*) from verdict where tenant = ${tenant} and state = 'rejected') as rejected,
            (select count(*) from record where tenant = ${tenant}) as records,
            (select count(*) from conflict where tenant = ${tenant} and resolved_at is null) as open_conflicts,
            (select count(*) from device where tenant = ${tenant}) as devices,
            (select seq from counter where tenant = ${tenant}) as seq
        `.execute(db)
        const counts = rows[0]
        if (counts === undefined) throw new StoreError('unknown-tenant')
        return counts
      }),
  }
}
