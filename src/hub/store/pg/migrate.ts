import { type Client, DatabaseError } from 'pg'
import { ProvisionError } from './ProvisionError.ts'

/** Any number, the same in every hub: only one migrates at a time. */
const LOCK = 7_420_001

/**
 * Bring the schema to the newest version: each missing migration and its line in `migration` in one transaction, so a
 * hub that dies midway leaves the old version whole (security-sync fault 27).
 *
 * @throws ProvisionError `database-newer-than-hub`, `database-migration-failed` (with the version that failed)
 */
export async function migrate(owner: Client, migrations: readonly string[]): Promise<void> {
  await owner.query('SELECT pg_advisory_lock($1)', [LOCK])
  try {
    await owner.query(`
      CREATE SCHEMA IF NOT EXISTS tram_so;
      CREATE TABLE IF NOT EXISTS tram_so.migration (
        version integer PRIMARY KEY,
        applied_at timestamptz NOT NULL DEFAULT now()
      )`)
    const { rows } = await owner.query<{ version: number }>(
      'SELECT coalesce(max(version), 0) AS version FROM tram_so.migration',
    )
    const found = rows[0]?.version ?? 0
    if (found > migrations.length) {
      throw new ProvisionError('database-newer-than-hub', { found, wanted: migrations.length })
    }
    for (const [index, statements] of migrations.entries()) {
      if (index >= found) await step(owner, index + 1, statements)
    }
  } finally {
    await owner.query('SELECT pg_advisory_unlock($1)', [LOCK]).catch(() => undefined)
  }
}

async function step(owner: Client, version: number, statements: string): Promise<void> {
  try {
    await owner.query('BEGIN')
    await owner.query('SET LOCAL search_path = tram_so, pg_temp')
    await owner.query(statements)
    await owner.query('INSERT INTO tram_so.migration (version) VALUES ($1)', [version])
    await owner.query('COMMIT')
  } catch (error) {
    await owner.query('ROLLBACK').catch(() => undefined)
    const sqlstate = error instanceof DatabaseError ? (error.code ?? '') : ''
    throw new ProvisionError('database-migration-failed', { version, sqlstate })
  }
}
