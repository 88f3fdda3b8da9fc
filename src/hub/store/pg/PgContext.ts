import type { Transaction } from 'kysely'
import type { Sha256 } from '../auditHash.ts'
import { StoreError } from '../HubStore.ts'
import type { AuditLines } from './AuditLines.ts'
import type { Database } from './Database.ts'
import { storeErrorOf } from './storeErrorOf.ts'

/** One transaction of one tenant in PostgreSQL: its connection, its lines of audit, and whether it may still commit. */
export class PgContext {
  private failure: StoreError | undefined
  private open = true
  private tail: Promise<unknown> = Promise.resolve()

  constructor(
    readonly tenant: string,
    readonly db: Transaction<Database>,
    readonly lines: AuditLines,
    readonly sha256: Sha256,
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
        this.failure = storeErrorOf(error)
        throw this.failure
      }
    })
    this.tail = result.catch(() => undefined)
    return result
  }

  /** Write what is still held back and refuse all further calls. Throws when a method failed: then nothing may commit. */
  async finish(): Promise<void> {
    try {
      await this.run(() => this.lines.flush())
    } finally {
      this.open = false
    }
  }

  /** Refuse all further calls: the transaction goes back. */
  abandon(): void {
    this.open = false
  }
}
