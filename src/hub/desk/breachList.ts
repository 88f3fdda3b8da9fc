import { recordTypes } from '../../domain/records.ts'
import { repeatedNameOf } from '../../domain/repeatedGroups.ts'
import { shortCodeOf } from '../../domain/shortCode.ts'
import { Problem } from '../../protocol/problems.ts'
import type { TenantTx } from '../store/HubStore.ts'
import type { RecordRow } from '../store/rows.ts'
import type { DeskPorts } from './DeskPorts.ts'

/** Hours within which a breach is told, counted from the report of the loss (facts §6; the clause is unverified there). */
export const hoursToTell = 72
const pageSize = 200

/** One resident's case that the lost tablet may have held in a form that a person with a PIN, or with much time, can read. */
export interface BreachRow {
  record: string
  shortCode: string
  type: string
  name: string
  phone: string
  hamlet: string
  /** groups of fields that the case holds: what may have been read */
  groups: string[]
  /** photos of it that were taken with this tablet: sealed there, they open for nobody who has it (SPEC PHO-1) */
  photos: number
  /** made or changed on this tablet */
  sent: boolean
  /** among the team's open cases that this tablet was given */
  pulled: boolean
}

export interface BreachList {
  device: { id: string; label: string; team: string; lastSeenAt: number | null; enrolledAt: number }
  /** ms of the hub's clock; null while nobody reported a loss */
  reportedAt: number | null
  tellUntil: number | null
  /** who could unlock it: names of the team's volunteers, those who have left too */
  volunteers: string[]
  rows: BreachRow[]
}

const textOf = (row: RecordRow, group: string, field: string): string => {
  const value = row.groups[group]?.value[field]
  return typeof value === 'string' ? value : ''
}
const firstOf = (row: RecordRow, ...places: readonly (readonly [string, string])[]): string =>
  places.map(([group, field]) => textOf(row, group, field)).find((text) => text !== '') ?? ''

/** Every record of the commune, page by page: a list of who to warn leaves nobody out for a limit's sake. */
async function allRecords(tx: TenantTx): Promise<RecordRow[]> {
  const all: RecordRow[] = []
  for (let offset = 0; ; offset += pageSize) {
    const page = await tx.records({ limit: pageSize, offset })
    all.push(...page)
    if (page.length < pageSize) return all
  }
}

/** All who live in a household: each of them is to be told. */
const residentsOf = (row: RecordRow): string =>
  Object.keys(row.groups)
    .filter((key) => repeatedNameOf(key) === 'member')
    .sort()
    .map((key) => textOf(row, key, 'name'))
    .filter((name) => name !== '')
    .join(', ')

/** A plan of an evening and a target name no resident. */
const isOfResidents = (row: RecordRow): boolean => row.type !== recordTypes.round.name

function breachRow(row: RecordRow, sent: boolean, pulled: boolean, photos: number): BreachRow {
  return {
    record: row.id,
    shortCode: shortCodeOf(row.id),
    type: row.type,
    name:
      row.type === recordTypes.household.name
        ? residentsOf(row) || firstOf(row, ['place', 'head'], ['place', 'number'])
        : firstOf(row, ['identity', 'name'], ['subject', 'name'], ['requester', 'name']),
    phone: firstOf(row, ['contact', 'phone'], ['requester', 'phone'], ['subject', 'phone']),
    hamlet: firstOf(row, ['visit', 'hamlet'], ['address', 'text'], ['subject', 'addressText'], ['place', 'hamlet']),
    groups: Object.keys(row.groups).sort(),
    photos,
    sent,
    pulled,
  }
}

/**
 * Who may have been on a tablet: the cases it made or changed, and the team's open ones that were there to be pulled
 * before it was last heard of. Rather one too many than one too few: what was on the tablet and never sent is known to
 * nobody here, and the page says so. The reading is audited (SPEC AUD-1). Throws `Problem('not-found')`.
 */
export function breachList(ports: DeskPorts, tenant: string, by: string, id: string): Promise<BreachList> {
  return ports.store.inTenant(tenant, async (tx) => {
    const device = await tx.device(id)
    if (!device) throw new Problem('not-found')
    const sent = new Set(await tx.recordsSentBy(id))
    const until = device.lastSeenAt ?? 0
    // no case of the team's ever comes to a kiosk (SPEC KSK-6)
    const pulls = device.purpose === 'team'
    // what another team has now was this one's until then (SPEC RND-7)
    const left = new Map((await tx.movedFrom(device.team)).map(({ record, at }) => [record, at]))
    const wasTeams = (row: RecordRow) => {
      const leftAt = left.get(row.id)
      return row.team === device.team || (leftAt !== undefined && leftAt >= device.createdAt)
    }
    const wasPulled = (row: RecordRow) => pulls && row.everShared && wasTeams(row) && row.createdAt <= until
    const rows: BreachRow[] = []
    for (const row of await allRecords(tx)) {
      if (!isOfResidents(row) || (!sent.has(row.id) && !wasPulled(row))) continue
      const photos = sent.has(row.id) ? (await tx.casePhotos(row.id)).filter(({ device: by }) => by === id).length : 0
      rows.push(breachRow(row, sent.has(row.id), wasPulled(row), photos))
    }
    rows.sort((a, b) => (a.name < b.name ? -1 : 1))
    const loss = await tx.loss(id)
    const team = (await tx.teams()).find((row) => row.id === device.team)
    const detail = { records: rows.length }
    await tx.audit({ at: ports.now(), actor: by, action: 'breach-list', subject: `device:${id}`, detail })
    return {
      device: {
        id,
        label: device.label,
        team: team?.name ?? '',
        lastSeenAt: device.lastSeenAt,
        enrolledAt: device.createdAt,
      },
      reportedAt: loss?.reportedAt ?? null,
      tellUntil: loss === null ? null : loss.reportedAt + hoursToTell * 3_600_000,
      volunteers: (await tx.volunteers(device.team)).map((row) => row.name).sort(),
      rows,
    }
  })
}
