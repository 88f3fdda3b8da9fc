import { createHash } from 'node:crypto'
import { CompiledQuery, type DatabaseConnection, type Driver, type QueryResult } from 'kysely'
import type { Pool, PoolClient } from 'pg'

/** A statement with more parameters than this is a batch whose text changes with its size: not worth keeping. */
const MOST_PARAMETERS = 64

/**
 * Kysely's driver over pg's pool, with each statement prepared once a connection under a name of its own: parsing and
 * planning are most of the cost of the small statements that apply runs thousands of.
 */
export class PreparedDriver implements Driver {
  constructor(private readonly pool: Pool) {}

  async init(): Promise<void> {}

  async acquireConnection(): Promise<PreparedConnection> {
    return new PreparedConnection(await this.pool.connect())
  }

  async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin'))
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('commit'))
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('rollback'))
  }

  async releaseConnection(connection: PreparedConnection): Promise<void> {
    connection.release()
  }

  destroy(): Promise<void> {
    return this.pool.end()
  }
}

export class PreparedConnection implements DatabaseConnection {
  private failed = false

  constructor(private readonly client: PoolClient) {}

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    const values = [...query.parameters]
    const keep = values.length > 0 && values.length <= MOST_PARAMETERS
    try {
      const result = await this.client.query<Row & object>(
        keep ? { name: nameOf(query.sql), text: query.sql, values } : { text: query.sql, values },
      )
      return { rows: result.rows, numAffectedRows: BigInt(result.rowCount ?? 0) }
    } catch (error) {
      this.failed = true
      throw error
    }
  }

  // biome-ignore lint/correctness/useYield: required by the interface; nothing here streams
  async *streamQuery(): AsyncIterableIterator<never> {
    throw new Error('streaming is not supported')
  }

  /** A connection on which something failed is not used again: what was sent behind it may still be in flight. */
  release(): void {
    this.client.release(this.failed)
  }
}

const names = new Map<string, string>()

function nameOf(text: string): string {
  let name = names.get(text)
  if (name === undefined) {
    name = createHash('sha256').update(text).digest('base64url').slice(0, 22)
    names.set(text, name)
  }
  return name
}
