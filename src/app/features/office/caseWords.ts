import { procedureByCode } from '../../../domain/procedures.ts'
import { repeatedNameOf } from '../../../domain/repeatedGroups.ts'
import { hasText, t } from '../../i18n/i18n.ts'

/** What a case is about, for a list: the procedure's name, or the kind of work. Unknown codes show as they are. */
export function procedureName(type: string, procedure: string | null): string {
  if (procedure !== null && procedure !== '') return procedureByCode(procedure)?.name ?? procedure
  return hasText(`desk:type.${type}`) ? t(`desk:type.${type}`) : type
}

/** A status in words, for the case page and its history. */
export function statusName(status: string, unclaimed = false): string {
  if (unclaimed && status === 'draft') return t('desk:status.atKiosk')
  return hasText(`desk:status.${status}`) ? t(`desk:status.${status}`) : status
}

/** The name of a field group; of a repeated one with the number at which it was written down. */
export function groupName(group: string): string {
  const repeated = repeatedNameOf(group)
  if (repeated !== null && hasText(`desk:group.${repeated}`)) {
    return t(`desk:group.${repeated}`, { number: Number(group.slice(repeated.length, repeated.length + 2)) })
  }
  return hasText(`desk:group.${group}`) ? t(`desk:group.${group}`) : group
}
