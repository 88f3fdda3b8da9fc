import type { Sha256 } from '../auditHash.ts'
import { type HubStore, StoreError, type StoreHealth, type TenantTx } from '../HubStore.ts'
import type { TenantRow } from '../rows.ts'
import { append } from './append.ts'
import { apply } from './apply.ts'
import { clips } from './clips.ts'
import { cloneRow } from './cloneRow.ts'
import { counter } from './counter.ts'
import { devices } from './devices.ts'
import { evenings } from './evenings.ts'
import { FifoLock } from './FifoLock.ts'
import { kiosks } from './kiosks.ts'
import { MemoryContext } from './MemoryContext.ts'
import { organisation } from './organisation.ts'
import { passkeys } from './passkeys.ts'
import { people } from './people.ts'
import { photos } from './photos.ts'
import { pull } from './pull.ts'
import { queue } from './queue.ts'
import { records } from './records.ts'
import { sameness } from './sameness.ts'
import { TenantData } from './TenantData.ts'
import { translations } from './translations.ts'
import type { UndoLog } from './UndoLog.ts'

/** What a simulator may put in the way of a commit. */
export interface MemoryFaults {
  /** Called just before a commit takes effect; what it throws undoes the transaction (disk full, server gone). */
  beforeCommit?: (tenant: string) => void
}

interface Room {
  data: TenantData
  lock: FifoLock
  /** the ways back of what was committed since the backup, oldest first */
  since: UndoLog[]
}

/**
 * The in-memory engine of the seeded simulator. It keeps the contract of PostgreSQL's one (storeContract.ts) with no
 * timer, clock, randomness or I/O of its own: promise microtasks only, so the same seed gives the same trace (design D8).
 * Transactions of one tenant run one after the other in the order they were asked for. It stands for the database, not
 * for the hub's process: `crash()` ends the transactions of a killed hub and keeps what was committed.
 */
export class MemoryStore implements HubStore {
  private readonly rooms = new Map<string, Room>()
  private readonly active = new Set<MemoryContext>()
  private closed = false
  private hasBackup = false
  private epochNow: number

  constructor(
    private readonly sha256: Sha256,
    private readonly options: { epoch?: number; faults?: MemoryFaults } = {},
  ) {
    this.epochNow = options.epoch ?? 1
  }

  async inTenant<T>(tenant: string, work: (tx: TenantTx) => Promise<T>): Promise<T> {
    if (this.closed) throw new StoreError('unavailable', { reason: 'closed' })
    const room = this.rooms.get(tenant)
    if (room === undefined) throw new StoreError('unknown-tenant')
    const release = await room.lock.take()
    const context = new MemoryContext(room.data, this.sha256)
    this.active.add(context)
    try {
      const result = await work(transaction(tenant, context))
      this.options.faults?.beforeCommit?.(tenant)
      context.commit()
      if (this.hasBackup) room.since.push(context.undo)
      return result
    } catch (error) {
      context.rollback()
      throw error
    } finally {
      this.active.delete(context)
      release()
    }
  }

  async tenants(): Promise<TenantRow[]> {
    return [...this.rooms.values()]
      .map((room) => cloneRow(room.data.tenant))
      .sort((a, b) => (`${a.communeCode}/${a.id}` < `${b.communeCode}/${b.id}` ? -1 : 1))
  }

  async createTenant(row: TenantRow): Promise<void> {
    if (this.rooms.has(row.id)) throw new StoreError('duplicate')
    this.rooms.set(row.id, { data: new TenantData(cloneRow(row)), lock: new FifoLock(), since: [] })
  }

  async epoch(): Promise<number> {
    return this.epochNow
  }

  async health(): Promise<StoreHealth> {
    return { engine: 'memory', version: '1', ok: !this.closed }
  }

  async close(): Promise<void> {
    this.crash()
    this.closed = true
  }

  /** The hub's process dies: open transactions go back, those that wait are refused, committed rows stay. */
  crash(): void {
    for (const context of this.active) context.rollback()
    this.active.clear()
    for (const room of this.rooms.values()) room.lock.reset()
  }

  /** What is committed now is what `restore` comes back to. Communes made later stay, empty. */
  backup(): void {
    this.hasBackup = true
    for (const room of this.rooms.values()) room.since = []
  }

  /** The disk is gone and the last backup comes back, as a hub of the next epoch (SPEC EPO-1). */
  restore(): void {
    if (!this.hasBackup) throw new StoreError('unavailable', { reason: 'no-backup' })
    this.crash()
    for (const room of this.rooms.values()) {
      for (const step of room.since.reverse()) step.rollback()
      room.since = []
    }
    this.epochNow += 1
  }
}

function transaction(tenant: string, context: MemoryContext): TenantTx {
  return {
    tenant,
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
