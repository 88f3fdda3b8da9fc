import { mergeGroups } from '../../domain/groupMerge.ts'
import { Problem } from '../../protocol/problems.ts'
import { withDerived } from '../apply/recordState.ts'
import { versionKey } from '../apply/waitKeys.ts'
import type { TenantTx } from '../store/HubStore.ts'
import type { ConflictRow, RecordRow } from '../store/rows.ts'
import type { DeskActor, DeskPorts } from './DeskPorts.ts'

/** The record with the chosen value in its group, as a new version that says a person chose (SPEC MRG-6). */
function withChoice(record: RecordRow, conflict: ConflictRow, choice: 'current' | 'proposed'): RecordRow {
  const version = record.version + 1
  const before = record.groups[conflict.group]?.value ?? {}
  const patch = { [conflict.group]: { base: record.version, set: conflict.proposed } }
  const merged = choice === 'proposed' ? mergeGroups(record, patch, {}).accepted[0]?.value : undefined
  const group = { value: { ...(merged ?? before) }, version, chosen: version }
  return {
    ...record,
    version,
    groups: { ...record.groups, [conflict.group]: group },
    openConflicts: record.openConflicts - 1,
  }
}

async function writeChoice(
  tx: TenantTx,
  before: RecordRow,
  after: RecordRow,
  conflict: ConflictRow,
  actor: DeskActor,
  now: number,
): Promise<void> {
  await tx.putRecord(after)
  await tx.requeue(versionKey(after.id, after.version))
  await tx.putChange({
    record: after.id,
    version: after.version,
    group: conflict.group,
    base: before.version,
    set: after.groups[conflict.group]?.value ?? {},
    before: before.groups[conflict.group]?.value ?? {},
    outcome: 'chosen',
    actor: `officer:${actor.officer}`,
    device: null,
    chain: null,
    n: null,
    wall: null,
    at: now,
  })
}

/**
 * A person decides between two values of one group; the losing one stays in the record's history (SPEC MRG-3, MRG-6).
 * Throws `Problem` `not-found`, or `conflict` when it has been decided already.
 */
export function resolveConflict(
  ports: DeskPorts,
  actor: DeskActor,
  id: string,
  choice: 'current' | 'proposed',
): Promise<RecordRow> {
  return ports.store.inTenant(actor.tenant, async (tx) => {
    const conflict = await tx.conflict(id)
    const before = conflict ? await tx.lockRecord(conflict.record) : null
    if (!conflict || !before) throw new Problem('not-found')
    if (conflict.resolvedAt !== null) throw new Problem('conflict', { choice: conflict.choice ?? '' })
    const now = ports.now()
    const after = withDerived(withChoice(before, conflict, choice), now, await tx.nextSeq())
    await writeChoice(tx, before, after, conflict, actor, now)
    await tx.putConflict({ ...conflict, resolvedAt: now, resolvedBy: actor.officer, choice })
    await tx.audit({
      at: now,
      actor: `officer:${actor.officer}`,
      action: 'resolve-conflict',
      subject: `record:${after.id}`,
      detail: { group: conflict.group, choice, version: after.version },
    })
    return after
  })
}
