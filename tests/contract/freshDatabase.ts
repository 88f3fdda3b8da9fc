import { randomBytes } from 'node:crypto'
import { Client } from 'pg'

export interface FreshDatabase {
  /** the owner's connection string of a new, empty database */
  url: string
  drop: () => Promise<void>
}

/** Run statements on a connection of their own. */
export async function onConnection<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** A new database on the server of `serverUrl` (an owner who may create databases), dropped again by `drop`. */
export async function freshDatabase(serverUrl: string): Promise<FreshDatabase> {
  const name = `tram_so_test_${randomBytes(6).toString('hex')}`
  await onConnection(serverUrl, (client) => client.query(`CREATE DATABASE ${name}`))
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  return {
    url: url.toString(),
    drop: async () => {
      await onConnection(serverUrl, (client) => client.query(`DROP DATABASE ${name} WITH (FORCE)`))
    },
  }
}
