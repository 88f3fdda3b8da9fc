import { studioItem } from '../../domain/studioItem.ts'
import { placeHash } from '../../protocol/chain.ts'
import { StoreError, type TenantTx } from '../store/HubStore.ts'
import type { ItemRow, VerdictRow } from '../store/rows.ts'
import type { ApplyPorts } from './ApplyPorts.ts'
import { decideItem } from './decideItem.ts'
import { countWaits, type Decision, undecided } from './decision.ts'
import { sealedFor } from './earlierItem.ts'
import { eraseRefused } from './eraseRefused.ts'
import { SessionOpener } from './SessionOpener.ts'
import { hashKey, itemKey, recordKey, versionKey } from './waitKeys.ts'

const batchSize = 32

const isStudios = ({ type }: ItemRow): boolean => type === studioItem.code

/**
 * Reasons that only the hub's side cures: an upgrade, a new key, a person taken back; nothing that is sent could (SPEC VER-3,
 * VER-4, KEY-1, SES-6, VDT-6), or may any more (VDT-7).
 */
const curedByHub = [
  'unknown-key',
  'newer-schema',
  'unknown-type',
  'unknown-fields',
  'actor-left',
  'apply-failed',
  'waits-too-often',
] as const

/** SQLSTATE classes of what an item itself brings about: a value, a rule or a size that the database refuses. */
const itemsFaults: readonly string[] = ['22', '23', '54']

/** Is the store the reason, and no item: away, full, stopped, in conflict with itself? Then all is tried again later. */
const isStoresFault = (error: unknown): boolean =>
  error instanceof StoreError &&
  error.code !== 'duplicate' &&
  !itemsFaults.includes(String(error.data.sqlstate ?? '').slice(0, 2))

/** What an item's final verdict lets go (SPEC VDT-3). */
function keysFreed(item: ItemRow, { record, version }: Decision): string[] {
  const keys = [itemKey(item.chain, item.n), hashKey(sealedFor(item), item.n, placeHash(item.hash))]
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
   * something too. Stops after the batch with which `most` is reached. Returns how many items were decided. Throws
   * `StoreError` when the store failed: the caller tries again.
   */
  async applyPending(tenant: string, most = Number.POSITIVE_INFINITY): Promise<number> {
    if (!this.lookedAgain.has(tenant)) await this.decideAgain(tenant)
    this.lookedAgain.add(tenant)
    let total = 0
    for (;;) {
      const done = await this.batch(tenant)
      total += done
      if (done === 0 || total >= most) return total
    }
  }

  /** Of erased cases also what was refused about them; how many items that were (SPEC ERA-1). */
  eraseRefused(tenant: string, records: readonly string[]): Promise<number> {
    return this.ports.store.inTenant(tenant, async (tx) => {
      await tx.lockApply()
      return eraseRefused(this.sessions, tx, new Set(records))
    })
  }

  /** With the keys and record types that it has now; what is still beyond it stays held. */
  private decideAgain(tenant: string): Promise<void> {
    return this.ports.store.inTenant(tenant, async (tx) => {
      await tx.lockApply()
      for (const reason of curedByHub) await tx.requeue(reason)
    })
  }

  private async batch(tenant: string): Promise<number> {
    try {
      return await this.decideNext(tenant, batchSize)
    } catch (error) {
      if (isStoresFault(error)) throw error
      return this.oneByOne(tenant)
    }
  }

  /** One transaction; `taken` hears of each item before it is decided. */
  private decideNext(tenant: string, most: number, taken: ItemRow[] = []): Promise<number> {
    return this.ports.store.inTenant(tenant, async (tx) => {
      await tx.lockApply()
      const items = await tx.pendingItems(most)
      // before anything else is held that who works in the studio may wait for
      if (items.some(isStudios)) await tx.lockStudio()
      for (const item of items) {
        taken.push(item)
        await this.conclude(tx, item, await decideItem(this.ports, this.sessions, tx, item))
      }
      return items.length
    })
  }

  /**
   * A batch failed over one of its items, and which one it does not say: writes are sent on without waiting for their answer,
   * so that the error comes up at a later item, or at the commit. In a transaction of its own each answers for itself; the
   * one that fails is set aside, the others go on (SPEC VDT-4, VDT-6).
   */
  private async oneByOne(tenant: string): Promise<number> {
    for (let done = 0; done < batchSize; done++) {
      const taken: ItemRow[] = []
      try {
        if ((await this.decideNext(tenant, 1, taken)) === 0) return done
      } catch (error) {
        const item = taken.at(-1)
        if (!item || isStoresFault(error)) throw error
        await this.setAside(tenant, item)
      }
    }
    return batchSize
  }

  /** Held until the hub has been mended: it is tried again at the next start (SPEC VDT-6). */
  private setAside(tenant: string, item: ItemRow): Promise<void> {
    this.ports.onTrouble?.({ code: 'apply-failed', tenant, chain: item.chain, n: item.n })
    return this.ports.store.inTenant(tenant, async (tx) => {
      await tx.lockApply()
      await this.conclude(tx, item, undecided('apply-failed'))
    })
  }

  /** An item is decided, for the first time or again; one that stays held for the same spends no number. */
  private async conclude(tx: TenantTx, item: ItemRow, decided: Decision): Promise<void> {
    const known = await tx.verdict(item.chain, item.n)
    const decision = countWaits(known, decided)
    if (known !== null && saysTheSame(known, decision)) await tx.leaveQueue(item.chain, item.n)
    else await this.settle(tx, item, decision)
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
    // nothing of an erased case is kept, however late it comes (SPEC ERA-2)
    if (decision.reason === 'erased') await tx.eraseItem(item.chain, item.n)
    // the studio has it now: a voice lies in one place, where its speaker can take it back (SPEC STU-3)
    if (isStudios(item) && decision.state === 'applied') await tx.eraseItem(item.chain, item.n)
    if (decision.state === 'held') return
    for (const key of keysFreed(item, decision)) await tx.requeue(key)
  }
}
