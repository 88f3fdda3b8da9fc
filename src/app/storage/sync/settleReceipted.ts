import type { Receipt } from '../../../protocol/statements.ts'
import type { ChainRow, OutboxRecord } from '../db/rows.ts'
import type { TabletDb } from '../db/TabletDb.ts'
import { safeFor } from './safeBodies.ts'
import { settled } from './settle.ts'

/**
 * What a receipt changes of the items that it newly covers: those that it names, and those with a verdict already. Of a chain that
 * was left all: by a receipt of the chain itself they are the hub's too, by one of the branch they are at the hub and apart. Call
 * inside a transaction of `outbox` and `verdicts`.
 */
export async function settleReceipted(db: TabletDb, state: ChainRow, receipt: Receipt): Promise<void> {
  const { chain, receiptedN, closedBecause } = state
  const range = [[chain, receiptedN + 1] as const, [chain, receipt.n] as const, true, true] as const
  const exceptions = new Map(receipt.exceptions)
  const verdicts = await db.verdicts
    .where('[chain+n]')
    .between(...range)
    .toArray()
  const verdictOf = new Map(verdicts.map((verdict) => [verdict.n, verdict]))
  const named = [...new Set([...exceptions.keys(), ...verdictOf.keys()])].filter(
    (n) => n > receiptedN && n <= receipt.n,
  )
  const rows =
    closedBecause === null
      ? await db.outbox.bulkGet(named.map((n): [string, number] => [chain, n]))
      : await db.outbox
          .where('[chain+n]')
          .between(...range)
          .toArray()
  const isForked = receipt.chain !== chain
  const settledRows = rows.flatMap((found) => {
    if (!found) return []
    const { forked, ...row } = found
    const exception = exceptions.get(row.n) ?? (row.exception === 'fork' ? null : row.exception)
    const taken: OutboxRecord = { ...row, ...(forked && isForked ? { forked } : {}), exception }
    return [settled(taken, true, verdictOf.get(row.n), safeFor(state, taken))]
  })
  await db.outbox.bulkPut(settledRows)
}
