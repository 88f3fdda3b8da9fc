import type { Client } from 'pg'

/** Every row of every table as PostgreSQL itself writes it, read by a superuser. */
export async function everyRow(client: Client): Promise<Record<string, string[]>> {
  const { rows } = await client.query<{ name: string }>(
    "SELECT relname AS name FROM pg_class WHERE relnamespace = 'tram_so'::regnamespace AND relkind = 'r' ORDER BY 1",
  )
  const all: Record<string, string[]> = {}
  for (const { name } of rows) {
    if (name === 'migration') continue
    const found = await client.query<{ row: string }>(`SELECT t::text AS row FROM tram_so.${name} t ORDER BY 1`)
    all[name] = found.rows.map(({ row }) => row)
  }
  return all
}
