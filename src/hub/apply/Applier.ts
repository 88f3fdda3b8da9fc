import { StoreError, type TenantTx } from '../store/HubStore.ts'
import type { ItemRow } from '../store/rows.ts'
import type { ApplyPorts } from './ApplyPorts.ts'
import { decideItem } from './decideItem.ts'
import { type Decision, undecided } from './decision.ts'
import { SessionOpener } from './SessionOpener.ts'

const batchSize = 32

/** Opens and decides stored items; resumes after any crash, because what has no verdict is still to be done. */
export class Applier {
  private readonly sessions: SessionOpener

  constructor(private readonly ports: ApplyPorts) {
    this.sessions = new SessionOpener(ports)
  }

  /** Decide everything of a tenant that waits. Returns how many items got a verdict. */
  async applyPending(tenant: string): Promise<number> {
    let total = 0
    for (;;) {
      const done = await this.batch(tenant, batchSize).catch((error) => this.oneByOne(tenant, error))
      total += done
      if (done === 0) return total
    }
  }

  private batch(tenant: string, size: number): Promise<number> {
    return this.ports.store.inTenant(tenant, async (tx) => {
      await tx.lockApply()
      const items = await tx.pendingItems(size)
      for (const item of items) await this.settle(tx, item, await decideItem(this.ports, this.sessions, tx, item))
      return items.length
    })
  }

  /**
   * A batch failed. When the store is the reason nobody's item is to blame and the worker tries again later; else find the
   * item that makes the hub stumble, set it aside with an alarm, and go on (SPEC VDT-4).
   */
  private async oneByOne(tenant: string, batchError: unknown): Promise<number> {
    if (batchError instanceof StoreError) throw batchError
    try {
      return await this.batch(tenant, 1)
    } catch (error) {
      if (error instanceof StoreError) throw error
      return this.setAside(tenant, error)
    }
  }

  private setAside(tenant: string, error: unknown): Promise<number> {
    return this.ports.store.inTenant(tenant, async (tx) => {
      await tx.lockApply()
      const [item] = await tx.pendingItems(1)
      if (!item) throw error
      this.ports.onTrouble?.({ code: 'apply-failed', tenant, chain: item.chain, n: item.n })
      await this.settle(tx, item, undecided('malformed', { hub: 'apply-failed' }))
      return 1
    })
  }

  /** Write an item's verdict, and decide again what waited for it (SPEC VDT-3). */
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
    await this.release(tx, `item:${item.chain}:${item.n}`)
    if (decision.record !== null) await this.release(tx, `record:${decision.record}`)
  }

  private async release(tx: TenantTx, key: string): Promise<void> {
    for (const waiting of await tx.heldFor(key)) {
      const decision = await decideItem(this.ports, this.sessions, tx, waiting)
      if (decision.state !== 'held') await this.settle(tx, waiting, decision)
    }
  }
}
