import type { ItemRow, VerdictRow } from '../rows.ts'

/**
 * What one transaction that holds the apply lock knows without asking again. Only apply writes verdicts, and only under
 * that lock, so what it has seen stays so until it writes itself: an item that was pending for the first time has no
 * verdict, and a key that nothing waited for has nothing waiting. It saves most of the questions that each item would cost.
 */
export class ApplySight {
  /** more keys than this are not kept: then each is asked for */
  static readonly most = 1000

  private locked = false
  private waitedFor: Set<string> | null = null
  private readonly open = new Set<string>()

  /** The lock is held; these are the keys that held items wait for. */
  begin(keys: readonly string[]): void {
    this.locked = true
    this.waitedFor = keys.length > ApplySight.most ? null : new Set(keys)
  }

  sawPending(items: readonly ItemRow[]): void {
    if (!this.locked) return
    for (const { chain, n } of items) this.open.add(`${chain}/${n}`)
  }

  wrote({ chain, n, state, waitsFor }: VerdictRow): void {
    this.open.delete(`${chain}/${n}`)
    if (state === 'held' && waitsFor !== null) this.waitedFor?.add(waitsFor)
  }

  hasNoVerdict(chain: string, n: number): boolean {
    return this.open.has(`${chain}/${n}`)
  }

  nothingWaitsFor(key: string): boolean {
    return this.waitedFor !== null && !this.waitedFor.has(key)
  }
}
