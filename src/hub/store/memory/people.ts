import type { PeoplePart } from '../parts.ts'
import { cloneRow } from './cloneRow.ts'
import type { MemoryContext } from './MemoryContext.ts'
import { isInQueue, placeKey } from './TenantData.ts'

/** What people decide about items, tablets and PINs, in memory. */
export function people(context: MemoryContext): PeoplePart {
  const { data, undo } = context
  const searchFrom = (place: number) => {
    const before = data.firstOpen
    data.firstOpen = Math.min(before, place)
    undo.push(() => {
      data.firstOpen = before
    })
  }
  return {
    admit: (row) =>
      context.run(() => {
        const key = placeKey(row.chain, row.n)
        if (!data.items.has(key)) return
        if (!data.admissions.has(key)) data.admissions.put(key, row, undo)
        if ((data.verdicts.peek(key)?.state ?? 'held') !== 'held') return
        data.requeued.put(key, true, undo)
        searchFrom(data.itemOrder.indexOf(key))
      }),
    isAdmitted: (chain, n) => context.run(() => data.admissions.has(placeKey(chain, n))),
    quarantinedItems: (limit) =>
      context.run(() =>
        [...data.itemOrder]
          .reverse()
          .filter((key) => data.items.peek(key)?.quarantined && !data.verdicts.has(key) && !isInQueue(data, key))
          .slice(0, limit)
          .flatMap((key) => {
            const row = data.items.peek(key)
            return row === undefined ? [] : [cloneRow(row)]
          }),
      ),
    actorsOf: (places) =>
      context.run(() => {
        const actors = new Map<string, string>()
        for (const { chain, n } of places) {
          const item = data.items.peek(placeKey(chain, n))
          const session = item && data.sessionHeaders.peek(`${item.device}/${item.sid}`)
          if (session) actors.set(placeKey(chain, n), session.actor)
        }
        return actors
      }),
    recordsSentBy: (device) =>
      context.run(() => {
        const sent = data.verdicts.filter((row) => row.device === device && row.record !== null)
        return [...new Set(sent.flatMap(({ record }) => record ?? []))].sort()
      }),
    putLoss: (row) =>
      context.run(() => {
        if (!data.losses.has(row.device)) data.losses.put(row.device, row, undo)
      }),
    loss: (device) => context.run(() => data.losses.get(device)),
    losses: () => context.run(() => data.losses.sorted((row) => [row.device])),
    putRecovery: (row) =>
      context.run(() => {
        const key = `${row.device}/${row.volunteer}`
        if ((data.recoveries.peek(key)?.counter ?? -1) < row.counter) data.recoveries.put(key, row, undo)
      }),
    recoveries: (device) =>
      context.run(() =>
        data.recoveries.sorted(
          (row) => [row.volunteer],
          (row) => row.device === device,
        ),
      ),
  }
}
