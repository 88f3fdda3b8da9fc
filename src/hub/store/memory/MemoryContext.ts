import type { Sha256 } from '../auditHash.ts'
import { StoreError } from '../HubStore.ts'
import type { TenantData } from './TenantData.ts'
import { UndoLog } from './UndoLog.ts'

/** One transaction of the in-memory engine: the tenant's data, the way back, and whether it may still commit. */
export class MemoryContext {
  readonly undo = new UndoLog()
  private failure: unknown
  private open = true

  constructor(
    readonly data: TenantData,
    readonly sha256: Sha256,
  ) {}

  /**
   * Run one method of the transaction. A method that fails dooms the whole transaction even if the caller swallows the
   * error, as PostgreSQL does; a call after the end is refused.
   */
  async run<T>(method: () => T): Promise<T> {
    if (!this.open) throw new StoreError('unavailable', { reason: 'transaction-ended' })
    if (this.failure !== undefined) throw this.failure
    try {
      return method()
    } catch (error) {
      this.failure = error
      throw error
    }
  }

  /** Keep what was done. Throws, after going back, when a method failed. */
  commit(): void {
    if (!this.open) throw new StoreError('unavailable', { reason: 'transaction-ended' })
    if (this.failure !== undefined) {
      this.rollback()
      throw this.failure
    }
    this.open = false
  }

  rollback(): void {
    if (!this.open) return
    this.open = false
    this.undo.rollback()
  }
}
