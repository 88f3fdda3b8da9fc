import { type Holder, holderGroup, readHolder } from '../../../domain/holder.ts'
import type { PulledRecord } from '../../../protocol/page.ts'
import type { TabletDb } from '../db/TabletDb.ts'
import type { DraftContent } from './draftContent.ts'

/**
 * Which word of who holds a record stands on this tablet (SPEC HLD-5): its own until the hub has decided on it, then whichever came to
 * stand in the later version. No clock is asked.
 */
export async function standingHolder(
  db: TabletDb,
  { holder: own }: Pick<DraftContent, 'holder'>,
  record: PulledRecord | null,
): Promise<Holder | null> {
  const group = record?.groups[holderGroup]
  const pulled = readHolder(group?.value)
  if (!own) return pulled
  const verdict = await db.verdicts.get([own.place.chain, own.place.n])
  if (!verdict || verdict.state === 'held') return own
  if (verdict.state === 'rejected') return pulled
  // a later version without the group: the case's next step has ended it (SPEC HLD-4)
  const version = group?.version ?? record?.version ?? 0
  return version > (verdict.version ?? 0) ? pulled : own
}
