import type { OutboxRecord } from '../db/rows.ts'
import type { TabletDb } from '../db/TabletDb.ts'
import { settled } from './settle.ts'

/** It was safe, so its body went; the backup it was safe in went too: only its place in the chain can be told (SPEC EPO-3). */
const lost = (row: OutboxRecord): OutboxRecord => ({ ...row, withheld: 'withheld-lost', attention: 1 })

/** As if nothing had been decided about it, and with no body if it has gone. */
export function reopened(row: OutboxRecord): OutboxRecord {
  const open = settled(row, false, undefined, 0)
  return open.ct === null && open.withheld === null ? lost(open) : open
}

/**
 * Items `from` to `to` are not at the hub any more, or not as it had promised: what was decided about them is forgotten, and
 * they are sent again (SPEC EPO-1). Call inside a transaction of `outbox` and `verdicts`.
 */
export async function sendAgain(db: TabletDb, chain: string, from: number, to: number): Promise<void> {
  const range = [[chain, from] as const, [chain, to] as const, true, true] as const
  await db.verdicts
    .where('[chain+n]')
    .between(...range)
    .delete()
  const decided = await db.outbox
    .where('[chain+n]')
    .between(...range)
    .filter(({ state }) => state !== undefined)
    .toArray()
  await db.outbox.bulkPut(decided.map(reopened))
}
