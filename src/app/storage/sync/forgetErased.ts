import { isKept, recordTypeByCode } from '../../../domain/records.ts'
import { addLedgerBytes } from '../db/meta.ts'
import type { OutboxRecord, VerdictRow } from '../db/rows.ts'
import type { TabletDb } from '../db/TabletDb.ts'

/** The hub takes nothing more of that case: it was erased (SPEC ERA-2). */
export const isErased = (verdict: Pick<VerdictRow, 'state' | 'reason'> | undefined): boolean =>
  verdict?.state === 'rejected' && verdict.reason === 'erased'

/** A household's or a round's: kept with its team, and nobody's case. */
export const isOfKept = ({ type }: Pick<OutboxRecord, 'type'>): boolean => isKept(recordTypeByCode(type)?.name ?? '')

async function forgetTitle(db: TabletDb, item: OutboxRecord): Promise<void> {
  const bytes = item.ref?.ct.length ?? 0
  await db.outbox.put({ ...item, ref: null, bytes: item.bytes - bytes })
  await addLedgerBytes(db, -bytes)
}

/**
 * A kept record that is `gone` was erased (SPEC RND-4) or is another team's now (SPEC RND-7): what stood here in front of its page goes,
 * and its titles beside items that wait or were rejected. The items stay: each save was sealed at once, and is sent and decided. Call inside a transaction of `drafts`, `outbox`, `verdicts` and `meta`.
 */
export async function forgetGone(db: TabletDb, ids: readonly string[]): Promise<void> {
  const gone = new Set(ids)
  for (const row of await db.drafts.bulkGet([...gone])) {
    const item = row?.partial && (await db.outbox.get([row.partial.chain, row.partial.n]))
    if (!row || !item || !isOfKept(item)) continue
    await db.drafts.delete(row.id)
    await forgetTitle(db, item)
  }
  const odd = (await db.outbox.where('attention').equals(1).toArray()).filter((item) => item.ref && isOfKept(item))
  const verdicts = await db.verdicts.bulkGet(odd.map(({ chain, n }): [string, number] => [chain, n]))
  for (const [at, item] of odd.entries()) if (gone.has(verdicts[at]?.record ?? '')) await forgetTitle(db, item)
}
