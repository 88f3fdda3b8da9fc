import type { CaseStatus } from '../../domain/caseStatus.ts'
import { groupOf, parseGroupPatch, recordTypeByName } from '../../domain/records.ts'
import { sameValue } from '../../domain/sameValue.ts'
import { Problem } from '../../protocol/problems.ts'
import { withDerived } from '../apply/recordState.ts'
import { versionKey } from '../apply/waitKeys.ts'
import type { TenantTx } from '../store/HubStore.ts'
import type { ChangeRow, ConflictRow, RecordRow } from '../store/rows.ts'
import type { DeskActor, DeskPorts } from './DeskPorts.ts'
import { eraseCase } from './eraseCase.ts'
import { personCases } from './personCases.ts'

/** Why a person's cases are erased, for the audit. */
export const eraseReasons = ['asked', 'withdrawn', 'wrongPerson'] as const
export type EraseReason = (typeof eraseReasons)[number]

/** Steps in which the desk owes an answer: the case is finished or closed first, then erased. */
const inProcedure: readonly string[] = ['received', 'appraising', 'approved'] satisfies CaseStatus[]

/** Does the desk owe an answer in this case? */
export const isInProcedure = (status: string): boolean => inProcedure.includes(status)

/** Everything of one person at this hub. */
export interface PersonFile {
  readonly cases: readonly {
    readonly record: RecordRow
    readonly changes: readonly ChangeRow[]
    readonly conflicts: readonly ConflictRow[]
  }[]
}

const by = ({ officer }: DeskActor): string => `officer:${officer}`

async function ownCase(tx: TenantTx, id: string): Promise<RecordRow> {
  const record = await tx.lockRecord(id)
  if (!record || record.status === 'erased') throw new Problem('not-found')
  return record
}

/**
 * All that is kept of the person whom a case is about, for showing or for handing over; each case is a line of audit.
 * Throws `Problem('not-found')`.
 */
export function readPerson(
  ports: DeskPorts,
  actor: DeskActor,
  id: string,
  action: 'read-person' | 'export-person',
): Promise<PersonFile> {
  return ports.store.inTenant(actor.tenant, async (tx) => {
    const records = await personCases(tx, await ownCase(tx, id))
    const cases: PersonFile['cases'][number][] = []
    for (const record of records) {
      cases.push({
        record,
        changes: await tx.changes(record.id),
        conflicts: await tx.conflicts({ record: record.id }),
      })
      await tx.audit({
        at: ports.now(),
        actor: by(actor),
        action,
        subject: `record:${record.id}`,
        detail: { version: record.version },
      })
    }
    return { cases }
  })
}

/** A new version of a case by an officer, its change and its audit line; whoever waits for the version is told. */
async function putVersion(
  ports: DeskPorts,
  actor: DeskActor,
  tx: TenantTx,
  before: RecordRow,
  after: Partial<RecordRow>,
  changes: readonly Pick<ChangeRow, 'group' | 'set' | 'before' | 'outcome'>[],
  action: string,
): Promise<RecordRow> {
  const now = ports.now()
  const version = before.version + 1
  const next = withDerived({ ...before, ...after, version }, now, await tx.nextSeq())
  await tx.putRecord(next)
  await tx.requeue(versionKey(before.id, version))
  const place = { record: before.id, version, base: before.version, device: null, chain: null, n: null, wall: null }
  for (const change of changes) await tx.putChange({ ...place, ...change, actor: by(actor), at: now })
  await tx.audit({ at: now, actor: by(actor), action, subject: `record:${before.id}`, detail: { version } })
  return next
}

const merged = (value: Readonly<Record<string, unknown>>, set: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries({ ...value, ...set }).filter(([, one]) => one !== null))

/**
 * What a person says is wrong is corrected by the officer as a new version; what was there before stays in the history.
 * Throws `Problem` `not-found`, `conflict` for a version that is not the newest, `malformed` for what the group does not take.
 */
export function correctCase(
  ports: DeskPorts,
  actor: DeskActor,
  id: string,
  { version, group, set }: { version: number; group: string; set: Readonly<Record<string, unknown>> },
): Promise<RecordRow> {
  return ports.store.inTenant(actor.tenant, async (tx) => {
    const before = await ownCase(tx, id)
    if (before.version !== version) throw new Problem('conflict', { version: before.version })
    const type = recordTypeByName(before.type)
    const kind = type && groupOf(type, group)?.kind
    const parsed = parseGroupPatch(before.type, group, set)
    // what was agreed to is changed by withdrawing it, and where a case stands by its commands
    const isOwn = kind === undefined || kind === 'appendOnly' || kind === 'status' || group === 'consent'
    if (!parsed.ok || isOwn || Object.keys(parsed.extra).length > 0) throw new Problem('malformed', { group })
    const value = before.groups[group]?.value ?? {}
    const next = merged(value, parsed.known)
    if (sameValue(value, next)) return before
    const groups = { ...before.groups, [group]: { ...before.groups[group], value: next, version: version + 1 } }
    const change = { group, set: { ...parsed.known }, before: value, outcome: 'applied' as const }
    return putVersion(ports, actor, tx, before, { groups }, [change], 'correct')
  })
}

/**
 * The person takes their consent back: it is written into every case of theirs that holds one, and what is not in the hands of
 * the desk yet is closed, so that it goes from the tablets (SPEC PULL-4). Nothing is erased by this. Throws `Problem('not-found')`.
 */
export function withdrawConsent(ports: DeskPorts, actor: DeskActor, id: string): Promise<readonly RecordRow[]> {
  return ports.store.inTenant(actor.tenant, async (tx) => {
    const records = await personCases(tx, await ownCase(tx, id))
    const after: RecordRow[] = []
    for (const { id: one } of records) {
      const before = await ownCase(tx, one)
      const consent = before.groups.consent?.value
      const isGiven = consent?.given === true
      const closes = !isInProcedure(before.status) && before.status !== 'closed'
      if (!isGiven && !closes) {
        after.push(before)
        continue
      }
      const set = { given: false, at: ports.now() }
      const groups = isGiven
        ? { ...before.groups, consent: { value: { ...consent, ...set }, version: before.version + 1 } }
        : before.groups
      const status = closes ? 'closed' : before.status
      const changes = [
        ...(isGiven ? [{ group: 'consent', set, before: consent, outcome: 'applied' as const }] : []),
        ...(closes
          ? [{ group: 'status', set: { status }, before: { status: before.status }, outcome: 'command' as const }]
          : []),
      ]
      const part = { groups, status, returnNote: null }
      after.push(await putVersion(ports, actor, tx, before, part, changes, 'withdraw-consent'))
    }
    return after
  })
}

/**
 * Erase all cases of a person (SPEC ERA-1). `seen` are the cases and versions that the officer looked at: other or newer ones
 * are `conflict`, so that nobody erases what they have not read; cases in procedure are `conflict` too. All or none.
 * Returns the erased cases: whoever holds the keys then looks for what was refused about them (`Applier.eraseRefused`).
 */
export function erasePerson(
  ports: DeskPorts,
  actor: DeskActor,
  id: string,
  { seen, reason }: { seen: readonly { id: string; version: number }[]; reason: EraseReason },
): Promise<readonly string[]> {
  return ports.store.inTenant(actor.tenant, async (tx) => {
    const records = await personCases(tx, await ownCase(tx, id))
    const isSeen = (record: RecordRow) => seen.some((one) => one.id === record.id && one.version === record.version)
    if (records.length !== seen.length || !records.every(isSeen))
      throw new Problem('conflict', { cases: records.length })
    if (records.some(({ status }) => isInProcedure(status))) throw new Problem('conflict', { reason: 'inProcedure' })
    for (const record of records) await eraseCase(tx, record, { actor: by(actor), why: reason, now: ports.now() })
    return records.map((record) => record.id)
  })
}
