import Dexie from 'dexie'
import type { ChainRow, OutboxRecord } from '../db/rows.ts'
import type { TabletDb } from '../db/TabletDb.ts'
import { safeFor } from './safeBodies.ts'
import { reopened } from './sendAgain.ts'
import { settled } from './settle.ts'

const apart = (row: OutboxRecord): OutboxRecord => ({ ...row, forked: true, exception: 'fork', attention: 1 })

const beyond = (db: TabletDb, chain: string, after: number) =>
  db.outbox.where('[chain+n]').between([chain, after + 1], [chain, Dexie.maxKey])

/**
 * A chain was left (SPEC CHN-5): what no receipt covers may have gone another way than the hub's, and waits for a person. Call
 * inside a transaction of `outbox`.
 */
export async function setApart(db: TabletDb, { chain, receiptedN }: ChainRow): Promise<void> {
  const rows = await beyond(db, chain, receiptedN).toArray()
  await db.outbox.bulkPut(rows.map(apart))
}

/**
 * The last common place of a chain that was left is known. What lies beyond stands apart, and plain verdicts of those numbers were
 * about others (SPEC PULL-8); up to there the items are the hub's too. Call inside a transaction of `outbox` and `verdicts`.
 */
export async function partAt(db: TabletDb, state: ChainRow, after: number): Promise<void> {
  const { chain } = state
  await db.verdicts
    .where('[chain+n]')
    .between([chain, after + 1], [chain, Dexie.maxKey])
    .filter(({ forked }) => !forked)
    .delete()
  const newlyApart = await beyond(db, chain, after)
    .filter(({ forked }) => !forked)
    .toArray()
  await db.outbox.bulkPut(newlyApart.map((row) => apart(reopened(row))))
  const shared = await db.outbox
    .where('[chain+n]')
    .between([chain, 1], [chain, after], true, true)
    .filter(({ forked }) => forked === true)
    .toArray()
  for (const { forked: _, ...row } of shared) {
    const verdict = await db.verdicts.get([chain, row.n])
    const common: OutboxRecord = { ...row, exception: row.exception === 'fork' ? null : row.exception }
    await db.outbox.put(settled(common, row.n <= state.receiptedN, verdict, safeFor(state, common)))
  }
}
