import { once } from 'node:events'
import { finished } from 'node:stream/promises'
import type { Client } from 'pg'
import { type CopyStreamQuery, from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { migrate } from './migrate.ts'
import { migrations } from './migrations/migrations.ts'
import { openOwner } from './provision.ts'
import { orderedTables, type TableShape } from './tableShapes.ts'

/** What a database holds before a restore: the epoch of a hub whose communes are in it, or nothing. */
export type Found = { communes: number; epoch: number } | null

const quoted = (name: string) => `"${name}"`

/**
 * Loads a snapshot's rows into an empty database, as its owner, in one transaction: all of it, or nothing. The schema is
 * first brought to the version that the rows were written in; the migrations since then run after them.
 */
export class Restorer {
  private copying: CopyStreamQuery | null = null
  private loaded: TableShape[] = []

  private constructor(private readonly owner: Client) {}

  /** @param url of the database's owner. Throws `ProvisionError`. */
  static async open(url: string): Promise<Restorer> {
    return new Restorer(await openOwner(url))
  }

  /** The newest schema that this hub knows. */
  static readonly newest = migrations.length

  async found(): Promise<Found> {
    const { rows } = await this.owner.query<{ there: boolean }>(
      "SELECT to_regclass('tram_so.tenant') IS NOT NULL AS there",
    )
    if (rows[0]?.there !== true) return null
    // through the functions that tell it without a commune: the owner is under row-level security too
    const facts = await this.owner.query<{ communes: string; epoch: number }>(
      'SELECT (SELECT count(*) FROM tram_so.all_tenants()) AS communes, tram_so.hub_epoch() AS epoch',
    )
    const [fact] = facts.rows
    return { communes: Number(fact?.communes ?? 0), epoch: fact?.epoch ?? 1 }
  }

  /** Make the schema of a version and begin. What an empty hub had made there goes. */
  async begin(schema: number): Promise<void> {
    await this.owner.query('DROP SCHEMA IF EXISTS tram_so CASCADE')
    await migrate(this.owner, migrations.slice(0, schema))
    await this.owner.query('BEGIN')
    await this.owner.query(
      "SET LOCAL search_path = tram_so; SET LOCAL DateStyle = 'ISO'; SET LOCAL bytea_output = 'hex'",
    )
    await this.owner.query('SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0')
  }

  /** The rows of this table follow. */
  async table(name: string, columns: readonly string[]): Promise<void> {
    const shape = (await orderedTables(this.owner)).find((known) => known.name === name)
    if (!shape) throw new TypeError(`no table ${name}`)
    // the owner loads the rows of all communes; the commit puts the lock back
    await this.owner.query(`ALTER TABLE ${quoted(name)} NO FORCE ROW LEVEL SECURITY`)
    const list = columns.map(quoted).join(', ')
    this.loaded.push({ ...shape, columns })
    this.copying = this.owner.query(copyFrom(`COPY ${quoted(name)} (${list}) FROM STDIN`))
    // heard when the table ends
    this.copying.on('error', () => undefined)
  }

  async rows(bytes: Uint8Array): Promise<void> {
    const { copying } = this
    if (copying && !copying.write(bytes)) await once(copying, 'drain')
  }

  async endTable(): Promise<void> {
    const { copying } = this
    this.copying = null
    if (!copying) return
    const done = finished(copying)
    copying.end()
    await done
  }

  /** Every table that was loaded, as it now stands in the database: to compare with what was backed up. */
  async *stored(): AsyncGenerator<{ name: string; bytes: AsyncIterable<Uint8Array> }> {
    for (const { name, columns, key } of this.loaded) {
      const list = columns.map(quoted).join(', ')
      const order = key.map(quoted).join(', ')
      const bytes = this.owner.query(copyTo(`COPY (SELECT ${list} FROM ${quoted(name)} ORDER BY ${order}) TO STDOUT`))
      yield { name, bytes }
    }
  }

  /** All rows are as they were: end every officer's session, begin this epoch, lock the communes from each other again, and commit. */
  async commit(epoch: number): Promise<void> {
    // one that was ended after the backup would be open again
    await this.owner.query('DELETE FROM officer_session')
    for (const { name } of this.loaded) {
      await this.owner.query(`ALTER TABLE ${quoted(name)} FORCE ROW LEVEL SECURITY`)
      const { rows } = await this.owner.query<{ column: string }>(
        `SELECT attname AS column FROM pg_attribute WHERE attrelid = $1::regclass AND attidentity <> ''`,
        [`tram_so.${name}`],
      )
      for (const { column } of rows) await this.continueIdentity(name, column)
    }
    await this.owner.query('UPDATE hub SET epoch = $1', [epoch])
    await this.owner.query('COMMIT')
    await migrate(this.owner, migrations)
  }

  /** The next row comes after the loaded ones. */
  private async continueIdentity(table: string, column: string): Promise<void> {
    await this.owner.query(
      `SELECT setval(pg_get_serial_sequence($1, $2), greatest(1, (SELECT max(${quoted(column)}) FROM ${quoted(table)})))`,
      [`tram_so.${table}`, column],
    )
  }

  /** End the connection; what was not committed is gone. */
  async close(): Promise<void> {
    await this.owner.end().catch(() => undefined)
  }
}
