import { CamelCasePlugin, Kysely, sql, type Transaction } from 'kysely'
import { Pool } from 'pg'
import type { Sha256 } from '../auditHash.ts'
import { AUDIT_GENESIS } from '../auditHash.ts'
import { type HubStore, StoreError, type StoreHealth, type TenantTx } from '../HubStore.ts'
import type { TenantRow } from '../rows.ts'
import { AuditLines } from './AuditLines.ts'
import { append } from './append.ts'
import { apply } from './apply.ts'
import { clips } from './clips.ts'
import { counter } from './counter.ts'
import type { Database } from './Database.ts'
import { devices } from './devices.ts'
import { evenings } from './evenings.ts'
import { kiosks } from './kiosks.ts'
import { organisation } from './organisation.ts'
import { PgContext } from './PgContext.ts'
import { PreparedDialect } from './PreparedDialect.ts'
import { passkeys } from './passkeys.ts'
import { people } from './people.ts'
import { pgTypes } from './pgTypes.ts'
import { photos } from './photos.ts'
import { pull } from './pull.ts'
import { queue } from './queue.ts'
import { records } from './records.ts'
import { sameness } from './sameness.ts'
import { isTransient, storeErrorOf } from './storeErrorOf.ts'
import { translations } from './translations.ts'

export interface PgStoreOptions {
  /** connection string of the runtime role, as `provision` gives it */
  url: string
  sha256: Sha256
  /** connections at most (default 10) */
  poolSize?: number
  /** how long to wait for a free connection, ms (default 10,000) */
  connectTimeout?: number
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const TRIES = 6

/**
 * The hub's store in PostgreSQL (15 or later). It keeps nothing between transactions but the pool and the ids of known
 * tenants, so any number of hubs may run on one database (design §8).
 */
export class PgStore implements HubStore {
  private readonly db: Kysely<Database>
  private readonly known = new Set<string>()

  constructor(private readonly options: PgStoreOptions) {
    const pool = new Pool({
      connectionString: options.url,
      max: options.poolSize ?? 10,
      connectionTimeoutMillis: options.connectTimeout ?? 10_000,
      application_name: 'tram-so-hub',
      options: '-c search_path=tram_so -c lock_timeout=30s -c idle_in_transaction_session_timeout=60s',
      types: pgTypes(),
      keepAlive: true,
      pipeline: true,
    })
    // A server that goes away ends idle connections: the pool replaces them, and the next query tells if it cannot.
    pool.on('error', () => undefined)
    pool.on('connect', (client) => client.on('error', () => undefined))
    this.db = new Kysely<Database>({
      dialect: new PreparedDialect(pool),
      plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
    })
  }

  /**
   * As in `HubStore`. `work` may run more than once (after a deadlock or a serialisation failure everything it did in
   * the database is gone), so it has no effect elsewhere.
   */
  async inTenant<T>(tenant: string, work: (tx: TenantTx) => Promise<T>): Promise<T> {
    await this.mustKnow(tenant)
    for (let tried = 1; ; tried++) {
      try {
        return await this.once(tenant, work)
      } catch (error) {
        if (!isTransient(error) || tried === TRIES) throw error
      }
    }
  }

  private async once<T>(tenant: string, work: (tx: TenantTx) => Promise<T>): Promise<T> {
    let thrown: { error: unknown } | undefined
    try {
      return await this.db.transaction().execute(async (db) => {
        await nameTenant(db, tenant)
        const lines = new AuditLines(tenant, db, this.options.sha256)
        const connection = await db.getExecutor().provideConnection(async (own) => own)
        const context = new PgContext(tenant, db, lines, connection)
        try {
          const result = await work(transaction(context))
          await context.finish()
          return result
        } catch (error) {
          context.abandon()
          thrown = { error }
          throw error
        }
      })
    } catch (error) {
      // What `work` threw goes out as it is; what BEGIN or COMMIT threw is the database's.
      throw thrown === undefined ? storeErrorOf(error) : thrown.error
    }
  }

  async tenants(): Promise<TenantRow[]> {
    try {
      return (await sql<TenantRow>`select * from all_tenants()`.execute(this.db)).rows
    } catch (error) {
      throw storeErrorOf(error)
    }
  }

  async createTenant(row: TenantRow): Promise<void> {
    try {
      await this.db.transaction().execute(async (db) => {
        await nameTenant(db, row.id)
        await db.insertInto('tenant').values(row).execute()
        await db.insertInto('counter').values({ tenant: row.id, seq: 0, auditN: 0, auditHead: AUDIT_GENESIS }).execute()
      })
    } catch (error) {
      throw storeErrorOf(error)
    }
    this.known.add(row.id)
  }

  async epoch(): Promise<number> {
    try {
      const { rows } = await sql<{ epoch: number }>`select hub_epoch() as epoch`.execute(this.db)
      return rows[0]?.epoch ?? 1
    } catch (error) {
      throw storeErrorOf(error)
    }
  }

  async health(): Promise<StoreHealth> {
    try {
      const { rows } = await sql<{ version: string }>`select current_setting('server_version') as version`.execute(
        this.db,
      )
      return { engine: 'postgresql', version: rows[0]?.version ?? '', ok: true }
    } catch {
      return { engine: 'postgresql', version: '', ok: false }
    }
  }

  close(): Promise<void> {
    return this.db.destroy()
  }

  private async mustKnow(tenant: string): Promise<void> {
    if (this.known.has(tenant)) return
    if (!UUID.test(tenant)) throw new StoreError('unknown-tenant')
    for (const row of await this.tenants()) this.known.add(row.id)
    if (!this.known.has(tenant)) throw new StoreError('unknown-tenant')
  }
}

/** Make this transaction the tenant's: its rows, and no others, are there; its commit waits for the disk. */
async function nameTenant(db: Transaction<Database>, tenant: string): Promise<void> {
  await sql`select set_config('app.tenant', ${tenant}, true), set_config('synchronous_commit', 'on', true)`.execute(db)
}

function transaction(context: PgContext): TenantTx {
  return {
    tenant: context.tenant,
    ...counter(context),
    ...organisation(context),
    ...devices(context),
    ...append(context),
    ...apply(context),
    ...records(context),
    ...people(context),
    ...passkeys(context),
    ...clips(context),
    ...translations(context),
    ...kiosks(context),
    ...queue(context),
    ...evenings(context),
    ...sameness(context),
    ...photos(context),
    ...pull(context),
  }
}
