import { exceptionOf } from '../exceptionOf.ts'
import { StoreError } from '../HubStore.ts'
import type { AppendPart } from '../parts.ts'
import { coverOf } from '../places.ts'
import { sameBytes } from '../sameBytes.ts'
import type { MemoryContext } from './MemoryContext.ts'
import { placeKey } from './TenantData.ts'

/** The durable append, in memory. The tenant's transactions run one after the other, so `lockChain` only reads. */
export function append(context: MemoryContext): AppendPart {
  const { data, undo } = context
  return {
    lockChain: (chain) => context.run(() => data.chains.get(chain)),
    putChain: (row) =>
      context.run(() => {
        const before = data.chains.peek(row.chain)
        if (before !== undefined && (before.n > row.n || before.device !== row.device)) throw new StoreError('conflict')
        data.chains.put(row.chain, row, undo)
      }),
    chainsOf: (device) =>
      context.run(() =>
        data.chains.sorted(
          (row) => [row.chain],
          (row) => row.device === device,
        ),
      ),
    putBranch: (row) =>
      context.run(() => {
        const before = data.branches.peek(row.chain)
        if (before && (before.origin !== row.origin || coverOf(before) > coverOf(row))) throw new StoreError('conflict')
        data.branches.put(row.chain, row, undo)
      }),
    branch: (chain) => context.run(() => data.branches.get(chain)),
    branchesOf: (origin) =>
      context.run(() =>
        data.branches.sorted(
          (row) => [row.chain],
          (row) => row.origin === origin,
        ),
      ),
    putSessionHeader: (row) =>
      context.run(() => {
        const key = `${row.device}/${row.sid}`
        const before = data.sessionHeaders.peek(key)
        if (before === undefined) data.sessionHeaders.put(key, row, undo)
        else if (!sameBytes(before.bytes, row.bytes)) throw new StoreError('duplicate')
      }),
    sessionHeader: (device, sid) => context.run(() => data.sessionHeaders.get(`${device}/${sid}`)),
    appendItems: (rows) =>
      context.run(() => {
        for (const row of rows) {
          const key = placeKey(row.chain, row.n)
          if (data.items.has(key)) throw new StoreError('duplicate')
          data.items.put(key, row, undo)
          data.itemOrder.push(key)
          undo.push(() => data.itemOrder.pop())
        }
      }),
    lockIntake: (device, day) =>
      context.run(() => {
        const row = data.intake.get(device)
        return row?.day === day ? row : { device, day, bytes: 0, items: 0, photoBytes: 0 }
      }),
    putIntake: (row) => context.run(() => data.intake.put(row.device, row, undo)),
    exceptionsBetween: (chain, from, to) =>
      context.run(() => {
        const found: [number, string][] = []
        for (let n = from + 1; n <= to; n++) {
          const row = data.items.peek(placeKey(chain, n))
          const reason = row === undefined ? null : exceptionOf(row)
          if (reason !== null) found.push([n, reason])
        }
        return found
      }),
    putFrame: (row) =>
      context.run(() => {
        const key = placeKey(row.chain, row.upToN)
        if (data.frames.has(key)) throw new StoreError('duplicate')
        data.frames.put(key, row, undo)
      }),
    item: (chain, n) => context.run(() => data.items.get(placeKey(chain, n))),
    putReceipt: (row) =>
      context.run(() => {
        const key = placeKey(row.chain, row.upToN)
        if (data.receipts.has(key)) throw new StoreError('duplicate')
        data.receipts.put(key, row, undo)
        if ((data.lastReceipt.peek(row.chain) ?? -1) < row.upToN) data.lastReceipt.put(row.chain, row.upToN, undo)
      }),
    receiptAt: (chain, upToN) => context.run(() => data.receipts.get(placeKey(chain, upToN))),
    lastReceipt: (chain, upTo = Number.POSITIVE_INFINITY) =>
      context.run(() => {
        let n = data.lastReceipt.peek(chain) ?? 0
        for (n = Math.min(n, upTo); n > 0; n--) {
          const row = data.receipts.get(placeKey(chain, n))
          if (row) return row
        }
        return null
      }),
  }
}
