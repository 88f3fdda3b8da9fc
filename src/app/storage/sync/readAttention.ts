import { recordTypeByCode } from '../../../domain/records.ts'
import { shortCodeOf } from '../../../domain/shortCode.ts'
import { studioItem } from '../../../domain/studioItem.ts'
import type { PulledRecord } from '../../../protocol/page.ts'
import type { OutboxRecord } from '../db/rows.ts'
import type { TabletDb } from '../db/TabletDb.ts'
import { titleOf } from '../drafts/draftContent.ts'
import type { AttentionItem } from '../ports.ts'
import type { Keyring } from '../seal/Keyring.ts'
import { refOf } from './refOf.ts'
import type { TeamRecords } from './TeamRecords.ts'

const codeOf = (record: string | null) => (record === null ? '' : shortCodeOf(record))

/** What a person should look at (design D7): items with a reason, and cases of the desk. Names only while unlocked. */
export async function readAttention(db: TabletDb, keyring: Keyring, records: TeamRecords): Promise<AttentionItem[]> {
  const rows = await db.outbox.where('attention').equals(1).toArray()
  const items = await Promise.all(rows.map((row) => itemOf(db, keyring, row)))
  const answered = new Map((await db.answered.toArray()).map((row) => [row.id, row.version]))
  const cases = (await records.open()).filter((record) => (answered.get(record.id) ?? -1) < record.version)
  return [...cases.flatMap(caseItem), ...oncePerCase(items)]
}

/** Who holds a case was told in an item of its own (SPEC HLD-3): what is said of both for one reason is one thing to look at. */
function oncePerCase(items: readonly AttentionItem[]): AttentionItem[] {
  const last = new Map(
    items.map((item, at) => [`${item.recordId ?? at} ${item.kind} ${item.reason} ${JSON.stringify(item.data)}`, item]),
  )
  return [...last.values()]
}

async function itemOf(db: TabletDb, keyring: Keyring, row: OutboxRecord): Promise<AttentionItem> {
  const [verdict, ref] = await Promise.all([db.verdicts.get([row.chain, row.n]), refOf(keyring, row)])
  const recordId = verdict?.record ?? ref?.record ?? null
  return {
    shortCode: codeOf(recordId),
    recordId,
    type: row.type === studioItem.code ? 'studio' : (recordTypeByCode(row.type)?.name ?? 'activation'),
    kind: row.state === 'rejected' || row.state === 'held' ? row.state : row.withheld ? 'withheld' : 'held',
    reason: verdict?.reason ?? row.withheld ?? row.exception ?? '',
    data: verdict?.data ?? {},
    note: null,
    title: ref?.title ?? '',
    at: row.createdAt,
  }
}

function kindOf(record: PulledRecord): AttentionItem['kind'] | null {
  if (record.status === 'needsSupplement') return 'returned'
  if (record.conflicts > 0) return 'conflict'
  return Object.keys(record.chosen ?? {}).length > 0 ? 'conflict-resolved' : null
}

function caseItem(record: PulledRecord): AttentionItem[] {
  const { type } = record
  const kind = kindOf(record)
  if (kind === null || (type !== 'activation' && type !== 'dossier')) return []
  const groups = Object.fromEntries(Object.entries(record.groups).map(([name, group]) => [name, group.value]))
  const item: AttentionItem = {
    shortCode: codeOf(record.id),
    recordId: record.id,
    type,
    kind,
    reason: '',
    data: {},
    note: record.note,
    title: titleOf(type, groups),
    at: 0,
  }
  return [item]
}
