import { sql, type Transaction } from 'kysely'
import type { Database } from './Database.ts'

/** Hold a name until the transaction ends; others that ask for it wait. Two names that hash alike only wait for each other. */
export async function lockName(db: Transaction<Database>, name: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`.execute(db)
}
