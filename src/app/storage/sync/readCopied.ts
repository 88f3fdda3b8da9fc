import Dexie from 'dexie'
import type { TabletDb } from '../db/TabletDb.ts'
import type { SyncStatus } from '../ports.ts'

/** Has this tablet left a chain because it was cloned or restored (SPEC CHN-5), and does any of it still wait for a person? */
export async function readCopied(db: TabletDb): Promise<SyncStatus['copied']> {
  const left = (await db.chains.toArray()).filter(({ closedBecause }) => closedBecause !== null)
  for (const { chain, receiptedN, branch } of left) {
    const waiting = await db.outbox
      .where('[chain+n]')
      .between([chain, (branch?.after ?? receiptedN) + 1], [chain, Dexie.maxKey])
      .filter(({ forked, state }) => forked === true && (state === undefined || state === 'held'))
      .count()
    if (waiting > 0) return 'open'
  }
  return left.length > 0 ? 'settled' : 'no'
}
