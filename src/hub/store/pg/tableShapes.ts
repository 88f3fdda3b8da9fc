import type { Client } from 'pg'

/** A table as a backup holds it: columns in their order on the disk, and the columns of its primary key. */
export interface TableShape {
  name: string
  columns: readonly string[]
  key: readonly string[]
}

/** `hub` (the epoch) and `migration` (the schema's number) stand in a backup's header instead. */
const ownFacts = ['hub', 'migration']

/**
 * All tables that hold communes' rows, as the database itself lists them: one that a later migration adds is in the next
 * backup by itself. A table comes after those that it refers to, so that rows can be loaded in this order.
 */
export async function orderedTables(client: Client): Promise<TableShape[]> {
  const shapes = await client.query<{ name: string; columns: string[]; key: string[] | null }>(
    `SELECT c.relname AS name,
       (SELECT array_agg(a.attname::text ORDER BY a.attnum) FROM pg_attribute a
        WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '') AS columns,
       (SELECT array_agg(a.attname::text ORDER BY k.place)
        FROM pg_index i, unnest(i.indkey) WITH ORDINALITY AS k(attnum, place), pg_attribute a
        WHERE i.indrelid = c.oid AND i.indisprimary AND a.attrelid = c.oid AND a.attnum = k.attnum) AS key
     FROM pg_class c
     WHERE c.relnamespace = 'tram_so'::regnamespace AND c.relkind = 'r' AND c.relname <> ALL ($1)
     ORDER BY c.relname COLLATE "C"`,
    [ownFacts],
  )
  const links = await client.query<{ child: string; parent: string }>(
    `SELECT child.relname AS child, parent.relname AS parent FROM pg_constraint f
     JOIN pg_class child ON child.oid = f.conrelid JOIN pg_class parent ON parent.oid = f.confrelid
     WHERE f.contype = 'f' AND f.connamespace = 'tram_so'::regnamespace AND f.conrelid <> f.confrelid`,
  )
  const left = shapes.rows.map(({ key, ...shape }) => ({ ...shape, key: key ?? shape.columns }))
  const ordered: TableShape[] = []
  while (left.length > 0) {
    const waiting = new Set(left.map(({ name }) => name))
    const next = left.findIndex(({ name }) => !links.rows.some((l) => l.child === name && waiting.has(l.parent)))
    // tables that refer to each other in a ring come as they are: PostgreSQL then says what it misses
    ordered.push(...left.splice(Math.max(0, next), 1))
  }
  return ordered
}
