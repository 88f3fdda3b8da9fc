import { StoreError } from '../HubStore.ts'
import type { ApplyPart } from '../parts.ts'
import type { ItemRow } from '../rows.ts'
import { cloneRow } from './cloneRow.ts'
import type { MemoryContext } from './MemoryContext.ts'
import { placeKey } from './TenantData.ts'

/** What the apply worker reads and decides, in memory. */
export function apply(context: MemoryContext): ApplyPart {
  const { data, undo } = context

  const isPending = (key: string) => !data.verdicts.has(key) && data.items.peek(key)?.quarantined === false

  const inAppendOrder = (pass: (key: string) => boolean, from: number, limit: number) => {
    const found: ItemRow[] = []
    for (let i = from; i < data.itemOrder.length && found.length < limit; i++) {
      const key = data.itemOrder[i] ?? ''
      const row = data.items.peek(key)
      if (row !== undefined && pass(key)) found.push(cloneRow(row))
    }
    return found
  }

  return {
    lockApply: () => context.run(() => undefined),
    pendingItems: (limit) =>
      context.run(() => {
        const before = data.firstOpen
        while (data.firstOpen < data.itemOrder.length && !isPending(data.itemOrder[data.firstOpen] ?? '')) {
          data.firstOpen += 1
        }
        if (data.firstOpen !== before) {
          undo.push(() => {
            data.firstOpen = before
          })
        }
        return inAppendOrder(isPending, data.firstOpen, limit)
      }),
    putVerdict: (row) =>
      context.run(() => {
        const key = placeKey(row.chain, row.n)
        const before = data.verdicts.peek(key)
        if (before !== undefined && before.state !== 'held') throw new StoreError('conflict')
        data.verdicts.put(key, row, undo)
      }),
    verdict: (chain, n) => context.run(() => data.verdicts.get(placeKey(chain, n))),
    heldFor: (waitsFor, limit, after) =>
      context.run(() => {
        const held = data.verdicts.filter((row) => row.state === 'held' && row.waitsFor === waitsFor)
        if (held.length === 0) return []
        const keys = new Set(held.map((row) => placeKey(row.chain, row.n)))
        const from = after === undefined ? 0 : data.itemOrder.indexOf(placeKey(after.chain, after.n)) + 1
        return inAppendOrder((key) => keys.has(key), from, limit)
      }),
    putAlarm: (row) =>
      context.run(() => {
        if (!data.alarms.has(row.id)) data.alarms.put(row.id, row, undo)
      }),
    troubledItems: (limit) =>
      context.run(() =>
        data.verdicts
          .sorted(
            (row) => [-row.seq],
            (row) => row.state !== 'applied',
          )
          .slice(0, limit)
          .map((verdict) => ({
            verdict,
            receivedAt: data.items.peek(placeKey(verdict.chain, verdict.n))?.receivedAt ?? 0,
          })),
      ),
    alarms: () => context.run(() => data.alarms.sorted((row) => [row.at, row.id])),
  }
}
