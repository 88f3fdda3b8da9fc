import type { Transaction } from 'dexie'
import { draftBytes } from './rowBytes.ts'
import type { ChainRow, DraftRow, HeadRow, OutboxRecord } from './rows.ts'

/** Rows as version 1 of the database had them. */
type ChainRow1 = ChainRow & HeadRow
type OutboxRecord1 = Omit<OutboxRecord, 'state'> & { state?: OutboxRecord['state'] | 'pending' | 'stored' }

/**
 * Version 2 of the database: a chain's end is a row of its own, an item that nothing was decided of has no state, and drafts are counted when
 * they are asked for instead of in the ledger; so a save has less to write.
 */
export async function separateHeads(tx: Transaction): Promise<void> {
  const chains = await tx.table<ChainRow1>('chains').toArray()
  for (const { n, hash, bytes, current, ...chain } of chains) {
    await tx.table<HeadRow>('heads').put({ chain: chain.chain, n, hash, bytes, current })
    await tx.table<ChainRow>('chains').put(chain)
  }
  await tx
    .table<OutboxRecord1>('outbox')
    .toCollection()
    .modify((row: OutboxRecord1) => {
      if (row.state === 'pending' || row.state === 'stored') delete row.state
    })
  const drafts = await tx.table<DraftRow>('drafts').toArray()
  const counted = drafts.reduce((sum, row) => sum + draftBytes(row), 0)
  await tx
    .table('meta')
    .where({ key: 'ledger' })
    .modify((row: { value: number }) => {
      row.value -= counted
    })
}
