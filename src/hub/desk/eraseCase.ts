import { recordKey, versionKey } from '../apply/waitKeys.ts'
import type { TenantTx } from '../store/HubStore.ts'
import type { GroupState, RecordRow } from '../store/rows.ts'

/** Held items are few; more than these are looked at again when they are decided. */
const mostHeld = 1_000

/** What counts stay made of: which procedure, and how it ended. Nobody is known by them. */
const countedFields: Readonly<Record<string, readonly string[]>> = {
  about: ['procedureCode', 'formId', 'formVersion'],
  outcome: ['outcome'],
}

function counted(record: RecordRow): Record<string, GroupState> {
  return Object.fromEntries(
    Object.entries(countedFields).flatMap(([group, names]) => {
      const value = record.groups[group]?.value ?? {}
      const kept = names.flatMap((name) => (typeof value[name] === 'string' ? [[name, value[name]] as const] : []))
      return kept.length === 0
        ? []
        : [[group, { value: Object.fromEntries(kept), version: record.version + 1 }] as const]
    }),
  )
}

/** Held items that wait for this case to come to some version. */
async function versionsWaitedFor(tx: TenantTx, id: string): Promise<Set<string>> {
  const troubled = await tx.troubledItems(mostHeld)
  const keys = troubled.flatMap(({ verdict }) => verdict.waitsFor ?? [])
  return new Set(keys.filter((key) => key.startsWith(versionKey(id, 0).slice(0, -1))))
}

/**
 * Erase one case in this transaction (SPEC ERA-1): its record stands on as `erased` with what counts are made of, the rest is
 * taken out; what waits for it is decided again, and then refused (ERA-2).
 * @param why a code for the audit; an officer's own words are kept nowhere, because they may name the person
 */
export async function eraseCase(
  tx: TenantTx,
  record: RecordRow,
  { actor, why, now }: { actor: string; why: string; now: number },
): Promise<void> {
  await tx.putRecord({
    ...record,
    version: record.version + 1,
    groups: counted(record),
    extra: {},
    status: 'erased',
    officialCode: null,
    returnNote: null,
    search: '',
    openConflicts: 0,
    shared: false,
    updatedAt: now,
    seq: await tx.nextSeq(),
  })
  const items = await tx.eraseCase(record.id, now)
  await tx.erasePhotos(record.id)
  await tx.dropSameness(record.id)
  await tx.requeue(recordKey(record.id))
  for (const waits of await versionsWaitedFor(tx, record.id)) await tx.requeue(waits)
  await tx.audit({
    at: now,
    actor,
    action: 'erase',
    subject: `record:${record.id}`,
    detail: { why, items, version: record.version + 1 },
  })
}
