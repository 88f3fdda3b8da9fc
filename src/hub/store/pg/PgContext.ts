import type { Compilable, DatabaseConnection, Transaction } from 'kysely'
import { StoreError } from '../HubStore.ts'
import type { ChangeRow } from '../rows.ts'
import type { AuditLines } from './AuditLines.ts'
import type { Database } from './Database.ts'
import { storeErrorOf } from './storeErrorOf.ts'

/** Fourteen parameters a row, 65,535 at most a statement. */
const changesAStatement = 500

/** One transaction of one tenant in PostgreSQL: its connection, its lines of audit, and whether it may still commit. */
export class PgContext {
  private failure: StoreError | undefined
  private open = true
  private tail: Promise<unknown> = Promise.resolve()
  /** statements on their way whose answers nobody waits for yet; none of these promises rejects */
  private sent: Promise<void>[] = []
  private changes: ChangeRow[] = []

  constructor(
    readonly tenant: string,
    readonly db: Transaction<Database>,
    readonly lines: AuditLines,
    private readonly connection: DatabaseConnection,
  ) {}

  /**
   * Run one method of the transaction after those that were called before it. A method that fails dooms the whole
   * transaction even if the caller swallows the error: PostgreSQL would answer its COMMIT with a silent rollback.
   */
  run<T>(method: () => Promise<T>): Promise<T> {
    const result = this.tail.then(async () => {
      if (!this.open) throw new StoreError('unavailable', { reason: 'transaction-ended' })
      if (this.failure !== undefined) throw this.failure
      try {
        return await method()
      } catch (error) {
        // An earlier statement that failed makes every later one fail: its own error is the one to tell.
        await this.arrived()
        this.failure ??= storeErrorOf(error)
        throw this.failure
      }
    })
    this.tail = result.catch(() => undefined)
    return result
  }

  /**
   * Send a write without waiting for its answer: the next statement follows at once on the same connection, in order
   * (pg's pipeline). A failure dooms the transaction and is told by the next read or at the end. With `refusedIfNone`, a
   * write that returns no row is a `conflict`.
   */
  send(statement: Compilable, refusedIfNone = false): Promise<void> {
    return this.run(async () => {
      const answer = this.connection.executeQuery(statement.compile())
      const settled = answer.then(
        ({ rows }) => {
          if (refusedIfNone && rows.length === 0) this.failure ??= new StoreError('conflict')
        },
        (error: unknown) => {
          this.failure ??= storeErrorOf(error)
        },
      )
      this.sent.push(settled)
    })
  }

  /** Keep a change back: those of a transaction go in one statement. */
  keepChange(row: ChangeRow): Promise<void> {
    return this.run(async () => {
      this.changes.push({ ...row, set: { ...row.set }, before: { ...row.before } })
    })
  }

  /** Write the changes kept back, in order; called inside `run` before they are read and at the end. */
  async flushChanges(): Promise<void> {
    if (this.changes.length === 0) return
    const values = this.changes.map((row) => ({
      tenant: this.tenant,
      ...row,
      set: JSON.stringify(row.set),
      before: JSON.stringify(row.before),
    }))
    this.changes = []
    for (let from = 0; from < values.length; from += changesAStatement) {
      await this.db
        .insertInto('change')
        .values(values.slice(from, from + changesAStatement))
        .execute()
    }
  }

  private async arrived(): Promise<void> {
    const sent = this.sent
    this.sent = []
    await Promise.all(sent)
  }

  /** Write what is still held back and refuse all further calls. Throws when a method failed: then nothing may commit. */
  async finish(): Promise<void> {
    try {
      await this.run(() => this.flushChanges())
      await this.run(() => this.lines.flush())
      await this.run(() => this.arrived())
      if (this.failure !== undefined) throw this.failure
    } finally {
      this.open = false
    }
  }

  /** Refuse all further calls: the transaction goes back. */
  abandon(): void {
    this.open = false
  }
}
