import { Client, types } from 'pg'
import type { HubProcess } from './HubProcess.ts'

/** Numbers of 64 bits as numbers: none in these tests is large. */
const parsers = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') => (oid === 20 ? Number : types.getTypeParser(oid, format)),
}

/** The database as its owner sees it, past row-level security: what is really there, whatever the hub says. */
export interface Owner {
  rows<Row extends object>(sql: string, values?: unknown[]): Promise<Row[]>
  /** the first column of the only row */
  count(sql: string, values?: unknown[]): Promise<number>
}

/** Work on a connection of the owner's. */
export async function ownerOf<T>(hub: HubProcess, work: (owner: Owner) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: hub.ownerUrl, options: '-c search_path=tram_so', types: parsers })
  // a server that is killed meanwhile ends the connection: the query in work says so
  client.on('error', () => undefined)
  await client.connect()
  const rows = async <Row extends object>(sql: string, values: unknown[] = []): Promise<Row[]> =>
    (await client.query<Row>(sql, values)).rows
  try {
    return await work({
      rows,
      count: async (sql, values) => Number(Object.values((await rows(sql, values))[0] ?? {})[0]),
    })
  } finally {
    await client.end()
  }
}
