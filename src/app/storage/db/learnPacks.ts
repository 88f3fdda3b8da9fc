import type { Transaction } from 'dexie'

/**
 * Version 4 of the database: packs have tables of their own. A version of the app that knew of none may have pulled past one;
 * then everything is pulled anew, once (SPEC PULL-3: a cursor of 0 gives the whole state).
 */
export async function learnPacks(tx: Transaction): Promise<void> {
  const pages = await tx
    .table<{ pinned?: boolean; sealed: Uint8Array; ids: Uint8Array; gone: Uint8Array }>('pages')
    .toArray()
  if (!pages.some(({ pinned }) => pinned === true)) return
  const bytes = pages.reduce((sum, { sealed, ids, gone }) => sum + sealed.length + ids.length + gone.length + 64, 0)
  await tx.table('pages').clear()
  await tx.table('meta').where({ key: 'cursor' }).delete()
  await tx
    .table('meta')
    .where({ key: 'ledger' })
    .modify((row: { value: number }) => {
      row.value -= bytes
    })
}
