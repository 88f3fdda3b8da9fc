import { caseStatuses, commandsFor } from '../../../domain/caseStatus.ts'
import { isMessage } from '../../../domain/records.ts'
import { shortCodeOf } from '../../../domain/shortCode.ts'
import type { OpenedCase } from '../../desk/readCases.ts'
import type { TenantTx } from '../../store/HubStore.ts'
import type { ConflictSource, PhotoState } from '../../store/rows.ts'
import { caseSummaries, fromOf, namesOf } from './caseSummary.ts'
import type { OpenedAnswer } from './deskRoutes.ts'
import { stopsNamed } from './stopsNamed.ts'

/** What a desk says of a photo; null: nothing, its case was erased. */
const photoStates = {
  stored: 'here',
  missing: 'missing',
  dropped: 'missing',
  gone: 'gone',
  erasing: null,
  erased: null,
} as const satisfies Record<PhotoState, OpenedAnswer['photos'][number]['state'] | null>

/** A case as its page shows it: the record whole, ids of people and tablets turned into names. */
export async function openedCase(tx: TenantTx, opened: OpenedCase): Promise<Omit<OpenedAnswer, 'seq'>> {
  const { record, changes, conflicts } = await stopsNamed(tx, opened)
  const names = await namesOf(tx)
  const people = new Map<string, string>([
    ...opened.volunteers.map((row) => [`volunteer:${row.id}`, row.name] as const),
    ...(await tx.officers()).map((row) => [`officer:${row.id}`, row.displayName] as const),
  ])
  const personOf = (actor: string) => people.get(actor) ?? ''
  const isKiosk = (actor: string) => actor.startsWith('kiosk:')
  const labelOf = (device: string | null) => (device === null ? null : (names.devices.get(device) ?? null))
  const sourceOf = (from: ConflictSource) => ({
    name: personOf(from.actor),
    atKiosk: isKiosk(from.actor),
    device: labelOf(from.device),
    at: from.at,
    wall: from.wall,
  })
  const status = caseStatuses.find((known) => known === record.status)
  const { id, type, version, groups, officialCode, returnNote, openConflicts, unclaimed, createdAt, updatedAt } = record
  return {
    case: {
      id,
      type,
      version,
      groups,
      status: record.status,
      officialCode,
      returnNote,
      openConflicts,
      unclaimed,
      createdAt,
      updatedAt,
    },
    shortCode: shortCodeOf(id),
    from: fromOf(record, (await tx.firstDevices([id])).get(id), names),
    parent: opened.parent ? ((await caseSummaries(tx, [opened.parent]))[0] ?? null) : null,
    children: await caseSummaries(tx, opened.children),
    changes: changes.map((change) => ({
      version: change.version,
      group: change.group,
      base: change.base,
      before: change.before,
      set: change.set,
      outcome: change.outcome,
      actorName: personOf(change.actor),
      atKiosk: isKiosk(change.actor),
      deviceLabel: labelOf(change.device),
      wall: change.wall,
      at: change.at,
    })),
    conflicts: conflicts.map((row) => ({
      id: row.id,
      group: row.group,
      current: row.current,
      proposed: row.proposed,
      currentFrom: sourceOf(row.currentFrom),
      proposedFrom: sourceOf(row.proposedFrom),
      openedAt: row.openedAt,
      resolvedAt: row.resolvedAt,
      choice: row.choice,
    })),
    photos: (await tx.casePhotos(id)).flatMap((row) => {
      const state = photoStates[row.state]
      return state === null
        ? []
        : [{ photo: row.id, state, device: labelOf(row.device), bytes: row.length, receivedAt: row.receivedAt }]
    }),
    commands: status ? [...commandsFor(status, 'officer', isMessage(type))] : [],
  }
}
