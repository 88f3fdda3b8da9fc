import { StoreError, type TenantTx } from '../store/HubStore.ts'
import type { ItemRow, VerdictRow } from '../store/rows.ts'
import type { ApplyPorts } from './ApplyPorts.ts'
import { decideItem } from './decideItem.ts'
import { type Decision, undecided } from './decision.ts'
import { SessionOpener } from './SessionOpener.ts'
import { itemKey, recordKey, versionKey } from './waitKeys.ts'

const batchSize = 32

/** Reasons that only the hub's side cures, an upgrade, a new key, a person taken back; nothing that is sent could (SPEC VER-3, KEY-1, SES-6). */
const curedByHub = ['unknown-key', 'newer-schema', 'unknown-type', 'actor-left'] as const

/** The item at which the hub stumbled, be it one that waited for another: nobody else's item is to blame. */
class Stumble extends Error {
  constructor(
    readonly item: ItemRow,
    cause: unknown,
  ) {
    super('the hub stumbled over an item', { cause })
  }
}

/** Is the store the reason, and no item? A value that the database cannot hold (SQLSTATE class 22) is its item's. */
const isStoresFault = (error: unknown): boolean =>
  error instanceof StoreError && !String(error.data.sqlstate ?? '').startsWith('22')

/** What an item's final verdict lets go (SPEC VDT-3). */
function keysFreed(item: ItemRow, { record, version }: Decision): string[] {
  const keys = [itemKey(item.chain, item.n)]
  if (record !== null) keys.push(recordKey(record))
  if (record !== null && version !== null) keys.push(versionKey(record, version))
  return keys
}

const saysTheSame = (known: VerdictRow, { state, reason, waitsFor }: Decision): boolean =>
  known.state === state && known.reason === reason && known.waitsFor === waitsFor

/** Opens and decides stored items; resumes after any crash, because what has no verdict is still to be done. */
export class Applier {
  private readonly sessions: SessionOpener
  /** tenants whose held items this life of the hub has looked at again */
  private readonly lookedAgain = new Set<string>()

  constructor(private readonly ports: ApplyPorts) {
    this.sessions = new SessionOpener(ports)
  }

  /**
   * Decide everything of a tenant that waits; the first time in this life of the hub, what was held until it learns
   * something too. Stops after the batch with which `most` is reached. Returns how many items got a verdict. Throws `StoreError` when the store failed: the caller tries again.
   */
  async applyPending(tenant: string, most = Number.POSITIVE_INFINITY): Promise<number> {
    if (!this.lookedAgain.has(tenant)) await this.decideAgain(tenant).catch((error) => this.setAside(tenant, error))
    this.lookedAgain.add(tenant)
    let total = 0
    for (;;) {
      const done = await this.batch(tenant).catch((error) => this.setAside(tenant, error))
      total += done
      if (done === 0 || total >= most) return total
    }
  }

  /** With the keys and record types that it has now; what is still beyond it stays held. */
  private decideAgain(tenant: string): Promise<void> {
    return this.ports.store.inTenant(tenant, async (tx) => {
      await tx.lockApply()
      for (const reason of curedByHub) await tx.requeue(reason)
    })
  }

  private batch(tenant: string): Promise<number> {
    return this.ports.store.inTenant(tenant, async (tx) => {
      await tx.lockApply()
      const items = await tx.pendingItems(batchSize)
      for (const item of items) await this.decide(tx, item)
      return items.length
    })
  }

  private async decide(tx: TenantTx, item: ItemRow): Promise<void> {
    try {
      const known = await tx.verdict(item.chain, item.n)
      const decision = await decideItem(this.ports, this.sessions, tx, item)
      // still held for the same: no number is spent on it
      if (known !== null && saysTheSame(known, decision)) await tx.leaveQueue(item.chain, item.n)
      else await this.settle(tx, item, decision)
    } catch (error) {
      throw error instanceof Stumble || isStoresFault(error) ? error : new Stumble(item, error)
    }
  }

  /**
   * A batch failed. When the store is the reason nobody's item is to blame and the worker tries again later; else the item
   * that made the hub stumble is set aside with an alarm, and the others go on (SPEC VDT-4).
   */
  private setAside(tenant: string, error: unknown): Promise<number> {
    if (!(error instanceof Stumble)) throw error
    const { item } = error
    this.ports.onTrouble?.({ code: 'apply-failed', tenant, chain: item.chain, n: item.n })
    return this.ports.store.inTenant(tenant, async (tx) => {
      await tx.lockApply()
      const known = await tx.verdict(item.chain, item.n)
      if (known === null || known.state === 'held') {
        await this.settle(tx, item, undecided('malformed', { hub: 'apply-failed' }))
      }
      return 1
    })
  }

  /** Write an item's verdict, and put back into the queue what waited for it, however much that is (SPEC VDT-3). */
  private async settle(tx: TenantTx, item: ItemRow, decision: Decision): Promise<void> {
    const { now, onTrouble } = this.ports
    await tx.putVerdict({ chain: item.chain, n: item.n, device: item.device, ...decision, seq: await tx.nextSeq() })
    await tx.audit({
      at: now(),
      actor: `device:${item.device}`,
      action: decision.state === 'applied' ? 'apply' : decision.state === 'held' ? 'hold' : 'reject',
      subject: decision.record === null ? `item:${item.chain}:${item.n}` : `record:${decision.record}`,
      detail: { n: item.n, reason: decision.reason, version: decision.version },
    })
    if (
      decision.reason === 'not-authentic' ||
      decision.reason === 'bad-actor' ||
      decision.reason === 'bad-commitment'
    ) {
      onTrouble?.({ code: decision.reason, tenant: tx.tenant, chain: item.chain, n: item.n })
    }
    if (decision.state === 'held') return
    for (const key of keysFreed(item, decision)) await tx.requeue(key)
  }
}
