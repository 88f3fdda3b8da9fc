import { concat, utf8, uuidFromRandom } from '../../crypto/bytes.ts'
import { type CaseStatus, caseRules, caseStatuses, decide, parseCaseCommand } from '../../domain/caseStatus.ts'
import type { MergeOutcome } from '../../domain/groupMerge.ts'
import { holderGroup } from '../../domain/holder.ts'
import { coverages, isSaid } from '../../domain/householdRecord.ts'
import { isMessage, type RecordType, tooManyRepeated } from '../../domain/records.ts'
import { repeatedNameOf } from '../../domain/repeatedGroups.ts'
import { limits } from '../../protocol/limits.ts'
import type { Payload } from '../../protocol/payload.ts'
import type { TenantTx } from '../store/HubStore.ts'
import type { ChangeRow, ConflictRow, ConflictSource, ItemRow, RecordRow } from '../store/rows.ts'
import type { ApplyPorts } from './ApplyPorts.ts'
import { type Decision, undecided } from './decision.ts'
import { keepClaim } from './kioskWork.ts'
import { mergeSeen } from './mergeSeen.ts'
import { isAllUnknown, type ParsedPatch, parsePatch } from './parsePatch.ts'
import { newRecord, withDerived } from './recordState.ts'
import type { ResolvedPatch } from './resolveBase.ts'
import type { OpenedSession } from './SessionOpener.ts'
import { hasSeenStatus, seenVersion } from './seenVersions.ts'
import { actorName } from './sessionActor.ts'
import { recordKey, versionKey } from './waitKeys.ts'

export interface PatchToApply {
  item: ItemRow
  type: RecordType
  session: OpenedSession
  payload: Payload
  patch: ResolvedPatch
}

/** The tablet's clock when the save was made, ms (SPEC ITM-2 `t`); shown, never believed. */
const wallOf = ({ session, payload }: PatchToApply): number => session.wall + payload.t[0] + (payload.t[1] ?? 0)

async function recordFor(
  tx: TenantTx,
  { item, type, session, payload, patch }: PatchToApply,
  now: number,
): Promise<RecordRow | Decision> {
  const known = await tx.lockRecord(patch.record)
  if (known) return known.type === type.name ? known : undecided('malformed')
  // begun on another tablet that may still come: after a restore the hub knows none of either (SPEC MRG-7, EPO-1)
  if (patch.base > 0) return undecided('unknown-record', {}, recordKey(patch.record))
  if (payload.p !== undefined && !(await tx.record(payload.p))) {
    return undecided('waits-for-record', {}, recordKey(payload.p))
  }
  const device = await tx.device(item.device)
  if (!device) return undecided('bad-actor')
  const record = newRecord(patch.record, type.name, device.team, payload.p ?? null, now)
  return { ...record, unclaimed: session.actor.kind === 'kiosk' }
}

/** A coverage that a person would have, and nobody said so (SPEC RND-3). */
const unsaidCoverage = (type: RecordType, { accepted }: MergeOutcome): string | undefined =>
  type.name === 'household'
    ? accepted.find(({ group, value }) => coverages.some((one) => one === repeatedNameOf(group)) && !isSaid(value))
        ?.group
    : undefined

/** Only what a team still works at has somebody who holds it (SPEC HLD-4). */
const isHeldStatus = (status: string): boolean => status === 'draft' || status === 'needsSupplement'

function withoutHolder<V>(groups: Readonly<Record<string, V>>): Record<string, V> {
  const { [holderGroup]: _, ...rest } = groups
  return rest
}

const isStatus = (status: string): status is CaseStatus => caseStatuses.some((known) => known === status)

/** The status after the payload's command, or why it was refused. A repeat of what already holds is no refusal. */
function statusAfter(
  record: RecordRow,
  { payload, session }: PatchToApply,
  stale: boolean,
): { status: string; refused: string | null } {
  if (!payload.c) return { status: record.status, refused: null }
  const parsed = parseCaseCommand(payload.c)
  if ('rejected' in parsed) return { status: record.status, refused: parsed.rejected }
  if (!isStatus(record.status)) return { status: record.status, refused: 'commandNotNow' }
  const decided = decide(
    record.status,
    parsed.command,
    session.actor.kind === 'kiosk' ? 'kiosk' : 'team',
    isMessage(record.type),
  )
  if ('status' in decided && !stale) return { status: decided.status, refused: null }
  const already =
    !('status' in decided) &&
    decided.rejected === 'commandNotNow' &&
    caseRules[parsed.command.name].to === record.status
  return { status: record.status, refused: already ? null : 'stale-command' }
}

function mergedGroups(record: RecordRow, outcome: MergeOutcome, version: number): RecordRow['groups'] {
  const accepted = outcome.accepted.map(({ group, value }) => {
    const chosen = record.groups[group]?.chosen
    return [group, { value: { ...value }, version, ...(chosen === undefined ? {} : { chosen }) }] as const
  })
  return { ...record.groups, ...Object.fromEntries(accepted) }
}

const mergedExtra = (record: RecordRow, extra: ParsedPatch['extra']): RecordRow['extra'] => ({
  ...record.extra,
  ...Object.fromEntries(Object.entries(extra).map(([group, fields]) => [group, { ...record.extra[group], ...fields }])),
})

async function writeChanges(
  tx: TenantTx,
  work: PatchToApply,
  before: RecordRow,
  after: RecordRow,
  outcome: MergeOutcome,
  parsed: ParsedPatch,
  now: number,
): Promise<void> {
  const { item, session, patch } = work
  const change = (group: string, result: ChangeRow['outcome'], set: Record<string, unknown>): ChangeRow => ({
    record: after.id,
    version: after.version,
    group,
    base: patch.baseOf(group).version,
    set,
    before: before.groups[group]?.value ?? {},
    outcome: result,
    actor: actorName(session.actor),
    device: item.device,
    chain: item.chain,
    n: item.n,
    wall: wallOf(work),
    at: now,
  })
  for (const { group } of outcome.accepted) await tx.putChange(change(group, 'applied', parsed.known[group] ?? {}))
  for (const { group } of outcome.conflicts) await tx.putChange(change(group, 'conflict', parsed.known[group] ?? {}))
  if (after.status !== before.status) await tx.putChange(change('status', 'command', { status: after.status }))
}

async function sourceOf(tx: TenantTx, record: RecordRow, group: string): Promise<ConflictSource> {
  const last = await tx.lastChange(record.id, group)
  return last
    ? { actor: last.actor, device: last.device, wall: last.wall, at: last.at }
    : { actor: 'hub', device: null, wall: null, at: record.createdAt }
}

/** The choice that is open already between what others said of a group and what this tablet said before (SPEC MRG-9). */
async function openChoice(
  tx: TenantTx,
  { item, patch }: PatchToApply,
  group: string,
): Promise<ConflictRow | undefined> {
  if (patch.baseOf(group).own === null) return undefined
  const open = await tx.conflicts({ record: patch.record, open: true })
  return open.find((one) => one.group === group && one.proposedFrom.device === item.device)
}

/** What a person is to choose between because of this item: a new choice, or one that is open with the tablet's newest words. */
async function conflictRows(
  ports: ApplyPorts,
  tx: TenantTx,
  work: PatchToApply,
  before: RecordRow,
  outcome: MergeOutcome,
  now: number,
): Promise<{ isNew: boolean; row: ConflictRow }[]> {
  const { item, session } = work
  const rows: { isNew: boolean; row: ConflictRow }[] = []
  const proposedFrom = { actor: actorName(session.actor), device: item.device, wall: wallOf(work), at: now }
  for (const { group, current, proposed } of outcome.conflicts) {
    const open = await openChoice(tx, work, group)
    if (open) {
      const row = { ...open, proposed: { ...open.proposed, ...proposed }, proposedFrom }
      rows.push({ isNew: false, row })
      continue
    }
    // the id is made of the item's place, so that applying twice can never open two (SPEC VDT-5)
    const name = new TextEncoder().encode(`${item.chain} ${item.n} ${group}`)
    const row: ConflictRow = {
      id: uuidFromRandom(concat(await ports.crypto.sha256(name)).subarray(0, 16)),
      record: before.id,
      group,
      current: { ...current },
      currentFrom: await sourceOf(tx, before, group),
      proposed: { ...proposed },
      proposedFrom,
      openedAt: now,
      resolvedAt: null,
      resolvedBy: null,
      choice: null,
    }
    rows.push({ isNew: true, row })
  }
  return rows
}

/** What the item brings: here already or still to come, the case goes on without (SPEC PHO-3, PHO-8). */
async function namePhotos(tx: TenantTx, { item, payload, patch }: PatchToApply): Promise<void> {
  const place = { device: item.device, record: patch.record, chain: item.chain, n: item.n }
  for (const photo of new Set(payload.x)) await tx.namePhoto({ ...place, photo })
}

/** A command that is refused and says nothing else: one on a version that the hub may yet come to is not lost (SPEC MRG-7). */
const refusal = ({ patch }: PatchToApply, record: RecordRow, refused: string): Decision =>
  refused === 'stale-command' && patch.base > record.version
    ? undecided('unknown-version', {}, versionKey(record.id, patch.base))
    : undecided('stale-command', { command: refused })

/** Merge a checked payload into its record (SPEC MRG-1…7) and say what became of it. */
export async function applyPatch(ports: ApplyPorts, tx: TenantTx, work: PatchToApply): Promise<Decision> {
  const { type, payload, patch } = work
  const parsed = parsePatch(type, payload)
  if ('invalid' in parsed) return undecided('invalid-fields', { field: parsed.invalid })
  const now = ports.now()
  const before = await recordFor(tx, work, now)
  if ('state' in before) return before
  if (before.status === 'erased') {
    // nothing of an erased case is kept, its photos neither (SPEC PHO-11, ERA-2)
    await tx.endPhotos(work.item.device, payload.x ?? [])
    return undecided('erased')
  }
  if (before.version === 0 && isAllUnknown(parsed)) return undecided('unknown-fields')
  const crowded = tooManyRepeated(type, [...new Set([...Object.keys(before.groups), ...Object.keys(parsed.known)])])
  if (crowded !== undefined) return undecided('invalid-fields', { field: crowded })

  const stale = payload.c !== undefined && !(await hasSeenStatus(tx, work.item, before, patch))
  const { status, refused } = statusAfter(before, work, stale)
  const isHeldNow = isHeldStatus(status)
  const known = isHeldNow ? parsed.known : withoutHolder(parsed.known)
  const seen = new Map<string, number>()
  for (const group of Object.keys(known)) seen.set(group, await seenVersion(tx, work.item, before, group, patch))
  const outcome = mergeSeen(before, known, (group) => seen.get(group) ?? 0, type)
  const unsaid = unsaidCoverage(type, outcome)
  if (unsaid !== undefined) return undecided('invalid-fields', { field: unsaid })
  const extra = mergedExtra(before, parsed.extra)
  if (Object.keys(parsed.extra).length > 0 && utf8(JSON.stringify(extra)).length > limits.extra) {
    return undecided('invalid-fields', { field: 'extra' })
  }
  const hasPatch = Object.keys(parsed.known).length > 0 || Object.keys(parsed.extra).length > 0
  if (refused !== null && !hasPatch) return refusal(work, before, refused)

  const conflicts = await conflictRows(ports, tx, work, before, outcome, now)
  const changed = outcome.accepted.length > 0 || status !== before.status || before.version === 0
  const version = changed ? before.version + 1 : before.version
  const merged = mergedGroups(before, outcome, version)
  const after = withDerived(
    {
      ...before,
      version,
      groups: isHeldNow ? merged : withoutHolder(merged),
      extra,
      status,
      returnNote: status === 'needsSupplement' ? before.returnNote : null,
      openConflicts: before.openConflicts + conflicts.filter(({ isNew }) => isNew).length,
    },
    now,
    await tx.nextSeq(),
  )
  await tx.putRecord(after)
  await namePhotos(tx, work)
  await writeChanges(tx, work, before, after, outcome, parsed, now)
  for (const { row } of conflicts) await tx.putConflict(row)
  if (work.session.actor.kind === 'kiosk') await keepClaim(tx, after, payload, now)
  const inConflict = outcome.conflicts.map(({ group }) => group).join(',')
  return {
    state: 'applied',
    reason: null,
    data: {
      ...(inConflict === '' ? {} : { conflicts: inConflict }),
      ...(refused === null ? {} : { command: refused }),
    },
    waitsFor: null,
    record: after.id,
    version,
    // a base of a hub that has since been restored shows nothing of this one (SPEC MRG-7)
    seen: patch.base > before.version ? 0 : patch.base,
  }
}
