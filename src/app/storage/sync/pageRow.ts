import { concat, uuidBytes, uuidText } from '../../../crypto/bytes.ts'
import type { Bytes } from '../../../crypto/CryptoPort.ts'
import { isKept } from '../../../domain/records.ts'
import type { PullEntry, PulledRecord, SealedPage } from '../../../protocol/page.ts'
import type { PageRow } from '../db/rows.ts'

/** Is there something for a person of the team in this record? Households and rounds have a list of their own. */
export const concernsTeam = (record: PulledRecord): boolean =>
  !isKept(record.type) &&
  (record.status === 'draft' ||
    record.status === 'needsSupplement' ||
    record.conflicts > 0 ||
    Object.keys(record.chosen ?? {}).length > 0)

const idsOf = (ids: readonly string[]): Bytes => concat(...ids.flatMap((id) => uuidBytes(id) ?? []))

/** The uuids in a column of `PageRow`. */
export function uuidsIn(column: Uint8Array): string[] {
  const ids: string[] = []
  for (let at = 0; at + 16 <= column.length; at += 16) ids.push(uuidText(column.subarray(at, at + 16)))
  return ids
}

/** How a pulled page is stored: as it came, with the random ids that say which records it holds or ends. */
export function pageRow(page: SealedPage, entries: readonly PullEntry[]): PageRow {
  const records = entries.filter((entry) => entry.k === 'record')
  return {
    to: page.to,
    from: page.from,
    keyId: page.keyId,
    sealed: concat(page.sealed),
    ids: idsOf(records.map(({ id }) => id)),
    gone: idsOf(entries.flatMap((entry) => (entry.k === 'gone' ? [entry.id] : []))),
    hot: records.some(concernsTeam),
    keeps: records.some(({ type }) => isKept(type)),
  }
}

export const pageBytes = (row: PageRow): number => row.sealed.length + row.ids.length + row.gone.length + 64

/**
 * Pages that say nothing any more: each of their records is in a later page, or gone. A page that ends a record stays as long
 * as an older page that stays still holds it. @param rows in order of `to`
 */
export function spentPages(rows: readonly PageRow[]): number[] {
  const lastMention = new Map<string, number>()
  for (const row of rows) for (const id of [...uuidsIn(row.ids), ...uuidsIn(row.gone)]) lastMention.set(id, row.to)
  const held = new Set<string>()
  const spent: number[] = []
  for (const row of rows) {
    const ids = uuidsIn(row.ids)
    const isLast = (id: string) => lastMention.get(id) === row.to
    const ends = uuidsIn(row.gone).some((id) => isLast(id) && held.has(id))
    if (!ends && !ids.some(isLast)) spent.push(row.to)
    else for (const id of ids) held.add(id)
  }
  return spent
}
