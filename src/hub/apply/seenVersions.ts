import type { TenantTx } from '../store/HubStore.ts'
import { placeIn } from '../store/places.ts'
import type { ChangeRow, ItemRow, RecordRow } from '../store/rows.ts'
import type { OwnBase, ResolvedPatch } from './resolveBase.ts'

/** Is this change the writer's own, said in the item that the base names or before it in the same chain? */
async function isOwn(tx: TenantTx, item: ItemRow, { chain, n }: OwnBase, change: ChangeRow): Promise<boolean> {
  if (change.device !== item.device || change.n === null || change.n > n) return false
  if (change.chain === chain) return true
  // an item in a branch came after what stands in the chain before it (SPEC CHN-7)
  const branch = item.origin === null ? null : await tx.branch(item.chain)
  return branch !== null && change.chain === placeIn(branch, change.n)
}

/**
 * What the writer of a patch has seen of a group, as a version of the record (SPEC MRG-9): with an own item as base what that item's
 * writer had seen, and what the tablet said itself up to that item; never what others said meanwhile.
 */
export async function seenVersion(
  tx: TenantTx,
  item: ItemRow,
  record: RecordRow,
  group: string,
  patch: Pick<ResolvedPatch, 'baseOf'>,
): Promise<number> {
  const { version, own } = patch.baseOf(group)
  const now = record.groups[group]
  if (!own || !now || now.version <= version) return version
  const last = await tx.lastChange(record.id, group)
  return last && (await isOwn(tx, item, own, last)) ? now.version : version
}

/** Has the writer seen the record's last change of status (SPEC MRG-5, MRG-9)? */
export async function hasSeenStatus(
  tx: TenantTx,
  item: ItemRow,
  record: RecordRow,
  patch: Pick<ResolvedPatch, 'base' | 'baseOf'>,
): Promise<boolean> {
  // nothing has happened since: nothing to ask
  if (patch.base === record.version) return true
  const seen = patch.base > record.version ? 0 : patch.base
  const last = await tx.lastChange(record.id, 'status')
  if (!last || last.version <= seen) return true
  const { own } = patch.baseOf('status')
  return own !== null && (await isOwn(tx, item, own, last))
}
