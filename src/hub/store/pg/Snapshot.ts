import { Client } from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { StoreError } from '../HubStore.ts'
import type { PhotoKey } from '../rows.ts'
import { orderedTables, type TableShape } from './tableShapes.ts'

/** Where a chain ended in the snapshot. */
export interface SnapshotHead {
  chain: string
  device: string
  n: number
}

/** Any number, the same in every hub: one backup of a database at a time. */
const LOCK = 7_420_002

/**
 * Every row of every commune at one moment, read by the runtime role: it steps around no row-level security, but names one
 * commune after the other (design D15). Rows come in the order of their primary key as PostgreSQL's text form of COPY,
 * which every PostgreSQL from 15 on reads: the same rows are the same bytes on any server.
 */
export class Snapshot {
  private constructor(
    private readonly client: Client,
    readonly epoch: number,
    /** number of the last migration */
    readonly schema: number,
    /** of the PostgreSQL server */
    readonly major: number,
    readonly tables: readonly TableShape[],
    readonly tenants: readonly string[],
  ) {}

  /**
   * @param url of the runtime role
   * @returns null while another backup of this database is being made
   * @throws StoreError `unavailable`
   */
  static async open(url: string): Promise<Snapshot | null> {
    const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000, application_name: 'tram-so' })
    client.on('error', () => undefined)
    try {
      await client.connect()
      const { rows: locked } = await client.query<{ taken: boolean }>('SELECT pg_try_advisory_lock($1) AS taken', [
        LOCK,
      ])
      if (locked[0]?.taken !== true) {
        await client.end()
        return null
      }
      await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
      await client.query("SET LOCAL search_path = tram_so; SET LOCAL DateStyle = 'ISO'; SET LOCAL bytea_output = 'hex'")
      // a server of somebody's own may end what takes long, or what waits while the file is read back
      await client.query('SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0')
      const { rows } = await client.query<{ epoch: number; schema: number; version: string }>(`
        SELECT hub_epoch() AS epoch, schema_version() AS schema, current_setting('server_version_num') AS version`)
      const tenants = await client.query<{ id: string }>('SELECT id FROM all_tenants() ORDER BY id')
      const [head] = rows
      return new Snapshot(
        client,
        head?.epoch ?? 1,
        head?.schema ?? 0,
        Math.floor(Number(head?.version ?? 0) / 10_000),
        await orderedTables(client),
        tenants.rows.map(({ id }) => id),
      )
    } catch (error) {
      await client.end().catch(() => undefined)
      throw unavailable(error)
    }
  }

  /** A table's rows, one line each, in pieces of any size. */
  async *rows({ name, columns, key }: TableShape): AsyncGenerator<Uint8Array> {
    try {
      for (const tenant of this.tenants) {
        await this.nameTenant(tenant)
        const list = columns.map(quoted).join(', ')
        const order = key.map(quoted).join(', ')
        yield* this.client.query(copyTo(`COPY (SELECT ${list} FROM ${quoted(name)} ORDER BY ${order}) TO STDOUT`))
      }
    } catch (error) {
      throw unavailable(error)
    }
  }

  /** Where each chain of a commune ended. */
  async heads(tenant: string): Promise<SnapshotHead[]> {
    await this.nameTenant(tenant)
    const { rows } = await this.client.query<{ chain: string; device: string; n: string }>(
      'SELECT chain, device, n FROM chain ORDER BY chain',
    )
    return rows.map(({ chain, device, n }) => ({ chain, device, n: Number(n) }))
  }

  /** The photos of a commune that were stored, and whether a backup before this one has them. */
  async photos(tenant: string): Promise<(PhotoKey & { isSafe: boolean })[]> {
    await this.nameTenant(tenant)
    const { rows } = await this.client.query<{ device: string; id: string; safe: boolean }>(
      "SELECT device, id, safe_at IS NOT NULL AS safe FROM photo WHERE state = 'stored' ORDER BY device, id",
    )
    return rows.map(({ device, id, safe }) => ({ device, id, isSafe: safe }))
  }

  async close(): Promise<void> {
    await this.client.end().catch(() => undefined)
  }

  private async nameTenant(tenant: string): Promise<void> {
    await this.client.query("SELECT set_config('app.tenant', $1, true)", [tenant])
  }
}

const quoted = (name: string) => `"${name}"`

const unavailable = (error: unknown): StoreError =>
  error instanceof StoreError
    ? error
    : new StoreError('unavailable', {
        reason: error instanceof Error && 'code' in error ? String(error.code) : 'unknown',
      })
