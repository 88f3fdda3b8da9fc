import { recordTypeByCode } from '../../../domain/records.ts'
import { shortCodeOf } from '../../../domain/shortCode.ts'
import type { OutboxRecord } from '../db/rows.ts'
import type { TabletDb } from '../db/TabletDb.ts'
import type { FinishedItem } from '../ports.ts'
import { readChains } from '../seal/chains.ts'
import { refOf, type VaultHolder } from './refOf.ts'

/** A chain is read from its end and no further than this: an evening has fewer, and a home screen shows no more. */
const mostRead = 60

/**
 * What was finished on this tablet since `since` (tablet's clock, ms), newest first, a case once, by its last item. Names are
 * there only while unlocked and until the item is applied (SPEC STO-3); afterwards the code alone.
 */
export async function readFinished(db: TabletDb, keyring: VaultHolder, since: number): Promise<FinishedItem[]> {
  const chains = await readChains(db)
  const found = await Promise.all(
    chains.map(async ({ chain, n, receiptedN }) => {
      const last = Array.from({ length: Math.min(n, mostRead) }, (_, back): [string, number] => [chain, n - back])
      const rows = (await db.outbox.bulkGet(last)).flatMap((row) => (row && row.createdAt >= since ? [row] : []))
      return Promise.all(rows.map((row) => itemOf(db, keyring, row, row.n <= receiptedN)))
    }),
  )
  const newest = found
    .flat()
    .flatMap((item) => item ?? [])
    .sort((a, b) => b.at - a.at)
  return newest.filter((item, at) => newest.findIndex(({ recordId }) => recordId === item.recordId) === at)
}

async function itemOf(
  db: TabletDb,
  keyring: VaultHolder,
  row: OutboxRecord,
  isReceipted: boolean,
): Promise<FinishedItem | null> {
  const type = recordTypeByCode(row.type)?.name
  const [verdict, ref] = await Promise.all([db.verdicts.get([row.chain, row.n]), refOf(keyring, row)])
  const recordId = verdict?.record ?? ref?.record
  // what this tablet can no longer name, not even by its code, is counted on the status page
  if (!recordId || (type !== 'activation' && type !== 'dossier')) return null
  const state = isReceipted ? (row.state ?? 'stored') : 'pending'
  return { recordId, shortCode: shortCodeOf(recordId), type, title: ref?.title ?? '', state, at: row.createdAt }
}
