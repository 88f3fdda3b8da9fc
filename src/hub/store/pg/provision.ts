import { createHmac } from 'node:crypto'
import { Client, DatabaseError } from 'pg'
import { migrate } from './migrate.ts'
import { migrations } from './migrations/migrations.ts'
import { ProvisionError } from './ProvisionError.ts'

/** The role that hubs run as: it owns nothing and cannot step around row-level security (design D15). */
export const RUNTIME_ROLE = 'tram_so_hub'

/** PostgreSQL 15, as `server_version_num` says it. */
const OLDEST = 150_000

/**
 * Make a database ready and return the connection string of the runtime role.
 *
 * `url` is the owner's (a role that may create tables and roles): the schema is migrated and the runtime role made. Its
 * password is derived from the owner's, so that any number of hubs come to the same one and none is written down. With
 * the runtime role's own `url` nothing is changed, only checked.
 *
 * @throws ProvisionError
 */
export async function provision(url: string): Promise<string> {
  const address = new URL(url)
  if (decodeURIComponent(address.username) === RUNTIME_ROLE) {
    await checkRuntime(url)
    return url
  }
  const owner = await openOwner(url)
  try {
    await migrate(owner, migrations)
  } finally {
    await owner.end()
  }
  address.username = RUNTIME_ROLE
  address.password = runtimePassword(url) ?? ''
  const runtime = address.toString()
  await checkRuntime(runtime)
  return runtime
}

function runtimePassword(ownerUrl: string): string | null {
  const ownerPassword = decodeURIComponent(new URL(ownerUrl).password)
  if (ownerPassword === '') return null
  return createHmac('sha256', ownerPassword).update(`tram-so/v1/${RUNTIME_ROLE}`).digest('base64url')
}

/**
 * The owner's connection to a database that is new enough and has the runtime role: what a migration needs. The caller ends
 * it.
 *
 * @throws ProvisionError
 */
export async function openOwner(url: string): Promise<Client> {
  const owner = await connect(url)
  try {
    const { rows } = await owner.query<{ version: string }>("select current_setting('server_version_num') as version")
    const version = Number(rows[0]?.version)
    if (version < OLDEST) throw new ProvisionError('database-too-old', { found: Math.floor(version / 10_000) })
    await ensureRole(owner, runtimePassword(url))
    return owner
  } catch (error) {
    await owner.end().catch(() => undefined)
    throw error
  }
}

async function connect(url: string): Promise<Client> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000, application_name: 'tram-so' })
  client.on('error', () => undefined)
  try {
    await client.connect()
    return client
  } catch (error) {
    await client.end().catch(() => undefined)
    if (error instanceof DatabaseError) {
      throw new ProvisionError('database-login-refused', { sqlstate: error.code ?? '' })
    }
    throw new ProvisionError('database-unreachable', { host: new URL(url).host })
  }
}

/** Two hubs that start at once on a new cluster both try: the one that comes second finds the role made. */
async function ensureRole(owner: Client, password: string | null): Promise<void> {
  const secret = password === null ? '' : ` PASSWORD ${owner.escapeLiteral(password)}`
  await owner.query(`
    DO $do$
    BEGIN
      IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '${RUNTIME_ROLE}') THEN
        CREATE ROLE ${RUNTIME_ROLE} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOINHERIT${secret};
      END IF;
    EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
    END $do$`)
  if (password === null) return
  for (let tried = 1; ; tried++) {
    try {
      await owner.query(`ALTER ROLE ${RUNTIME_ROLE} PASSWORD ${owner.escapeLiteral(password)}`)
      return
    } catch (error) {
      // "tuple concurrently updated": another hub sets the same password just now.
      if (tried === 20 || !(error instanceof DatabaseError) || error.code !== 'XX000') throw migrationFailed(error)
    }
  }
}

function migrationFailed(error: unknown): ProvisionError {
  const sqlstate = error instanceof DatabaseError ? (error.code ?? '') : ''
  return new ProvisionError('database-migration-failed', { sqlstate })
}

/** The runtime role must be weak, and the schema of this hub's version. */
async function checkRuntime(url: string): Promise<void> {
  const client = await connect(url)
  try {
    const role = await client.query<{ strong: boolean }>(`
      SELECT rolsuper OR rolbypassrls OR rolcreaterole OR EXISTS (
        SELECT FROM pg_class WHERE relowner = pg_roles.oid AND relnamespace = 'tram_so'::regnamespace
      ) AS strong FROM pg_roles WHERE rolname = current_user`)
    if (role.rows[0]?.strong !== false) throw new ProvisionError('database-role-too-strong')
    const schema = await client.query<{ version: number }>('SELECT tram_so.schema_version() AS version')
    const found = schema.rows[0]?.version ?? 0
    if (found < migrations.length)
      throw new ProvisionError('database-schema-outdated', { found, wanted: migrations.length })
    if (found > migrations.length)
      throw new ProvisionError('database-newer-than-hub', { found, wanted: migrations.length })
  } catch (error) {
    if (error instanceof ProvisionError) throw error
    throw new ProvisionError('database-schema-outdated', { found: 0, wanted: migrations.length })
  } finally {
    await client.end()
  }
}
