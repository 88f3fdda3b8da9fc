import { sql, type Transaction } from 'kysely'
import type { ItemRow } from '../rows.ts'
import type { Database } from './Database.ts'

/**
 * Append items, and queue those that apply must decide, in one statement whatever their number: each column goes as one
 * array. `with ordinality` keeps their order in `ord`.
 */
export async function insertItems(db: Transaction<Database>, tenant: string, rows: readonly ItemRow[]): Promise<void> {
  if (rows.length === 0) return
  const column = <T>(of: (row: ItemRow) => T): T[] => rows.map(of)
  await sql`
    with added as (
      insert into item (
        tenant, chain, n, device, type, schema, sid, seal_id, ct, ct_hash, withheld, hash, received_at, quarantined, origin
      )
      select ${tenant}, chain, n, device, type, schema, sid, seal_id, ct, ct_hash, withheld, hash, received_at, quarantined,
        origin
      from unnest(
        ${column((row) => row.chain)}::text[],
        ${column((row) => row.n)}::bigint[],
        ${column((row) => row.device)}::text[],
        ${column((row) => row.type)}::integer[],
        ${column((row) => row.schema)}::integer[],
        ${column((row) => row.sid)}::text[],
        ${column((row) => row.sealId)}::bytea[],
        ${column((row) => row.ct)}::bytea[],
        ${column((row) => row.ctHash)}::bytea[],
        ${column((row) => row.withheld)}::text[],
        ${column((row) => row.hash)}::bytea[],
        ${column((row) => row.receivedAt)}::bigint[],
        ${column((row) => row.quarantined)}::boolean[],
        ${column((row) => row.origin)}::text[]
      ) with ordinality as given (
        chain, n, device, type, schema, sid, seal_id, ct, ct_hash, withheld, hash, received_at, quarantined, origin, place
      )
      order by place
      returning ord, chain, n, quarantined
    )
    insert into pending (tenant, ord, chain, n)
    select ${tenant}, ord, chain, n from added where not quarantined
  `.execute(db)
}
