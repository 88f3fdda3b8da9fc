import { type Dialect, type Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely'
import type { Pool } from 'pg'
import { PreparedDriver } from './PreparedDriver.ts'

/** Kysely's PostgreSQL dialect with our driver of prepared statements. */
export class PreparedDialect implements Dialect {
  constructor(private readonly pool: Pool) {}

  createAdapter(): PostgresAdapter {
    return new PostgresAdapter()
  }

  createDriver(): PreparedDriver {
    return new PreparedDriver(this.pool)
  }

  createIntrospector(db: Kysely<never>): PostgresIntrospector {
    return new PostgresIntrospector(db)
  }

  createQueryCompiler(): PostgresQueryCompiler {
    return new PostgresQueryCompiler()
  }
}
