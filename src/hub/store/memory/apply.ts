import { StoreError } from '../HubStore.ts'
import { nextTurns } from '../nextTurns.ts'
import type { ApplyPart } from '../parts.ts'
import type { Alarm, ItemRow, VerdictRow } from '../rows.ts'
import { cloneRow } from './cloneRow.ts'
import type { MemoryContext } from './MemoryContext.ts'
import { isInQueue, placeKey } from './TenantData.ts'

/** What the apply worker reads and decides, in memory. */
export function apply(context: MemoryContext): ApplyPart {
  const { data, undo } = context

  const isPending = (key: string) => isInQueue(data, key)
  const isPutBack = (key: string) => data.requeued.has(key)
  const moveFirstOpen = (to: number) => {
    const before = data.firstOpen
    if (to === before) return
    data.firstOpen = to
    undo.push(() => {
      data.firstOpen = before
    })
  }

  /** The first of either kind, as many of each as one turn could take. */
  const waitingFrom = (from: number, limit: number) => {
    const found: { ord: number; again: boolean; row: ItemRow }[] = []
    const left = { fresh: limit, putBack: limit }
    for (let ord = from; ord < data.itemOrder.length && left.fresh + left.putBack > 0; ord++) {
      const key = data.itemOrder[ord] ?? ''
      const row = data.items.peek(key)
      if (row === undefined || !isPending(key)) continue
      const again = isPutBack(key)
      const kind = again ? 'putBack' : 'fresh'
      if (left[kind] === 0) continue
      left[kind] -= 1
      found.push({ ord, again, row })
    }
    return found
  }

  return {
    lockApply: () => context.run(() => undefined),
    pendingItems: (limit) =>
      context.run(() => {
        let first = data.firstOpen
        while (first < data.itemOrder.length && !isPending(data.itemOrder[first] ?? '')) first += 1
        moveFirstOpen(first)
        return nextTurns(waitingFrom(first, limit), limit).map(({ row }) => cloneRow(row))
      }),
    putVerdict: (row) =>
      context.run(() => {
        const key = placeKey(row.chain, row.n)
        const before = data.verdicts.peek(key)
        if (before !== undefined && before.state !== 'held') throw new StoreError('conflict')
        data.verdicts.put(key, row, undo)
        data.requeued.remove(key, undo)
      }),
    verdict: (chain, n) => context.run(() => data.verdicts.get(placeKey(chain, n))),
    requeue: (waitsFor) =>
      context.run(() => {
        for (const row of data.verdicts.filter((one) => one.state === 'held' && one.waitsFor === waitsFor)) {
          const key = placeKey(row.chain, row.n)
          data.requeued.put(key, true, undo)
          moveFirstOpen(Math.min(data.firstOpen, data.itemOrder.indexOf(key)))
        }
      }),
    leaveQueue: (chain, n) => context.run(() => data.requeued.remove(placeKey(chain, n), undo)),
    putAlarm: (row) =>
      context.run(() => {
        const before = data.alarms.peek(row.id)
        if (before && before.chain === row.chain && before.n === row.n) return
        const { chain, n, at } = row
        const first = { ...row, since: at, count: 1, answered: 0 }
        if (!before) return data.alarms.put(row.id, first, undo)
        const since = before.answered < before.count ? before.since : at
        data.alarms.put(row.id, { ...before, chain, n, at, since, count: before.count + 1 }, undo)
      }),
    answerAlarm: (id, count) =>
      context.run(() => {
        const alarm = data.alarms.peek(id)
        const isNews = alarm !== undefined && alarm.answered < count && count <= alarm.count
        if (isNews) data.alarms.put(id, { ...alarm, answered: count }, undo)
        return alarm !== undefined
      }),
    heldFor: (reason) =>
      context.run(() => {
        const counts = new Map<string, number>()
        const isHeldFor = (row: VerdictRow) =>
          row.state === 'held' && row.reason === reason && !data.requeued.has(placeKey(row.chain, row.n))
        for (const { device } of data.verdicts.filter(isHeldFor)) {
          counts.set(device, (counts.get(device) ?? 0) + 1)
        }
        return counts
      }),
    troubledItems: (limit, first = []) =>
      context.run(() => {
        const isQueued = (row: VerdictRow) => data.requeued.has(placeKey(row.chain, row.n))
        const isFirst = (row: VerdictRow) => row.state === 'held' && first.includes(row.reason ?? '') && !isQueued(row)
        return data.verdicts
          .sorted(
            (row) => [isFirst(row) ? 0 : 1, -row.seq],
            (row) => row.state !== 'applied',
          )
          .slice(0, limit)
          .map((verdict) => ({
            verdict,
            receivedAt: data.items.peek(placeKey(verdict.chain, verdict.n))?.receivedAt ?? 0,
            isQueued: isQueued(verdict),
          }))
      }),
    alarms: () => context.run(() => data.alarms.sorted((row) => [row.at, row.id])),
    openAlarms: ({ cloned, offset, limit }) =>
      context.run(() => {
        const isShown = (row: Alarm) => row.answered < row.count && (row.code === 'cloned') === cloned
        const all = data.alarms.sorted((row) => [row.at, row.id], isShown).reverse()
        return { total: all.length, alarms: all.slice(offset, offset + limit) }
      }),
  }
}
