import type { ItemRow } from './rows.ts'

/** Why a receipt names this item as an exception (SPEC RCP-1): the reason it is withheld, or `quarantined`; else null. */
export function exceptionOf(row: Pick<ItemRow, 'withheld' | 'quarantined'>): string | null {
  return row.withheld ?? (row.quarantined ? 'quarantined' : null)
}
