import type { TabletDb } from '../db/TabletDb.ts'
import { readChains } from '../seal/chains.ts'

/** How many items a receipt covers and the hub has not said yes or no to. */
export async function countStored(db: TabletDb): Promise<number> {
  const [all, decided, chains] = await Promise.all([
    db.outbox.count(),
    db.outbox.where('state').above('').count(),
    readChains(db),
  ])
  return all - decided - chains.reduce((sum, { n, receiptedN }) => sum + n - receiptedN, 0)
}
