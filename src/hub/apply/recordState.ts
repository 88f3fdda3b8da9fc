import { foldVietnamese } from '../../domain/foldVietnamese.ts'
import { isKept, keptStatus } from '../../domain/records.ts'
import { shortCodeOf } from '../../domain/shortCode.ts'
import type { RecordRow } from '../store/rows.ts'

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

/**
 * Accent-free words by which the desk finds a record: name, numbers, phone, the official code, and the code that the
 * resident copied by hand, with and without its hyphens. Derived, never shown.
 */
export function searchText({ id, groups, officialCode }: Pick<RecordRow, 'id' | 'groups' | 'officialCode'>): string {
  const shortCode = shortCodeOf(id)
  const field = (group: string, name: string) => textOf(groups[group]?.value[name])
  const words = [
    field('identity', 'name'),
    field('identity', 'idNumber'),
    field('contact', 'phone'),
    field('subject', 'name'),
    field('subject', 'idNumber'),
    field('requester', 'name'),
    officialCode ?? '',
    shortCode,
    shortCode.replaceAll('-', ''),
  ]
  return foldVietnamese(words.filter((word) => word !== '').join(' '))
}

/** Is this record open for the team's tablets (SPEC PULL-4)? A person's choice stays visible until the desk takes the case on. */
export function isShared(record: Pick<RecordRow, 'status' | 'openConflicts' | 'groups' | 'unclaimed'>): boolean {
  // half a form that a resident left at a kiosk is for who holds its slip (SPEC KSK-4)
  if (record.unclaimed && record.status === 'draft') return false
  if (record.status === keptStatus) return true
  if (record.status === 'draft' || record.status === 'needsSupplement' || record.openConflicts > 0) return true
  const wasChosen = Object.values(record.groups).some((group) => group.chosen !== undefined)
  return wasChosen && record.status === 'submitted'
}

/** A record before its first change. */
export const newRecord = (id: string, type: string, team: string, parent: string | null, now: number): RecordRow => ({
  id,
  type,
  team,
  version: 0,
  groups: {},
  extra: {},
  status: isKept(type) ? keptStatus : 'draft',
  officialCode: null,
  returnNote: null,
  parent,
  search: '',
  openConflicts: 0,
  shared: false,
  everShared: false,
  unclaimed: false,
  createdAt: now,
  updatedAt: now,
  seq: 0,
})

/** The row with what is derived from its content brought up to date. */
export function withDerived(record: RecordRow, now: number, seq: number): RecordRow {
  const shared = isShared(record)
  return {
    ...record,
    search: searchText(record),
    shared,
    everShared: record.everShared || shared,
    updatedAt: now,
    seq,
  }
}
