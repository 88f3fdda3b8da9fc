import type { Transaction } from 'kysely'
import type { AuditEntry, AuditRow } from '../audit.ts'
import { auditHash, type Sha256 } from '../auditHash.ts'
import { StoreError } from '../HubStore.ts'
import type { Database } from './Database.ts'

interface Counter {
  seq: number
  auditN: number
  auditHead: string
}

/** How many audit lines go in one statement (nine parameters a line, 65,535 at most). */
const BATCH = 1000

/**
 * The tenant's counter row while a transaction holds it: read and locked at the first use, counted in memory, written
 * back once before the commit, with all audit lines in one statement. The row lock until the commit is what makes the
 * sequence gapless (SPEC SEQ-1) and the audit one chain (AUD-1).
 */
export class AuditLines {
  private counter: Counter | undefined
  private lines: Array<Required<AuditRow>> = []
  private dirty = false

  constructor(
    private readonly tenant: string,
    private readonly db: Transaction<Database>,
    private readonly sha256: Sha256,
  ) {}

  /** Take the tenant's counter row until the transaction ends. Every transaction that changes records takes it first. */
  async lock(): Promise<Counter> {
    this.counter ??= await this.db
      .selectFrom('counter')
      .select(['seq', 'auditN', 'auditHead'])
      .where('tenant', '=', this.tenant)
      .forUpdate()
      .executeTakeFirstOrThrow(() => new StoreError('unknown-tenant'))
    return this.counter
  }

  async nextSeq(): Promise<number> {
    const counter = await this.lock()
    this.dirty = true
    counter.seq += 1
    return counter.seq
  }

  /** The last number given as this transaction sees it, without taking the lock. */
  async seq(): Promise<number> {
    return (this.counter ?? (await this.read())).seq
  }

  async add(entry: AuditEntry): Promise<string> {
    const counter = await this.lock()
    const prev = counter.auditHead
    const n = counter.auditN + 1
    const hash = auditHash(this.sha256, prev, n, entry)
    this.lines.push({ ...entry, detail: entry.detail ?? {}, n, prev, hash })
    this.dirty = true
    counter.auditN = n
    counter.auditHead = hash
    return hash
  }

  /** The head as this transaction sees it, without taking the lock. */
  async head(): Promise<string> {
    return (this.counter ?? (await this.read())).auditHead
  }

  private read(): Promise<Counter> {
    return this.db
      .selectFrom('counter')
      .select(['seq', 'auditN', 'auditHead'])
      .where('tenant', '=', this.tenant)
      .executeTakeFirstOrThrow(() => new StoreError('unknown-tenant'))
  }

  async flush(): Promise<void> {
    if (this.counter === undefined || !this.dirty) return
    for (let from = 0; from < this.lines.length; from += BATCH) {
      const batch = this.lines.slice(from, from + BATCH)
      await this.db
        .insertInto('audit')
        .values(batch.map((line) => ({ tenant: this.tenant, ...line, detail: JSON.stringify(line.detail) })))
        .execute()
    }
    this.lines = []
    await this.db.updateTable('counter').set(this.counter).where('tenant', '=', this.tenant).execute()
    this.dirty = false
  }
}
