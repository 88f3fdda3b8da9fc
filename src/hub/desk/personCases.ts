import { foldVietnamese } from '../../domain/foldVietnamese.ts'
import type { TenantTx } from '../store/HubStore.ts'
import type { RecordRow } from '../store/rows.ts'

/** As many cases as one person can have and be looked through; more would not be one person's. */
const most = 200

const idNumberOf = (record: RecordRow): string | null => {
  const said = [record.groups.identity, record.groups.subject].map((group) => group?.value.idNumber)
  return said.find((value): value is string => typeof value === 'string' && value !== '') ?? null
}

/**
 * All cases of the person that a case is about: the activation with its dossiers, and every other case with the same ID number.
 * Without a number only what hangs together is known to be one person's. Erased ones have nothing to show and are left out.
 */
export async function personCases(tx: TenantTx, record: RecordRow): Promise<RecordRow[]> {
  const found = new Map<string, RecordRow>()
  const take = async (one: RecordRow): Promise<void> => {
    if (found.has(one.id)) return
    found.set(one.id, one)
    const parent = one.parent === null ? null : await tx.record(one.parent)
    for (const near of [...(parent ? [parent] : []), ...(await tx.records({ parent: one.id, limit: most }))]) {
      await take(near)
    }
  }
  await take(record)
  const numbers = new Set([...found.values()].flatMap((one) => idNumberOf(one) ?? []))
  for (const number of numbers) {
    const alike = await tx.records({ search: foldVietnamese(number), limit: most })
    for (const one of alike) if (idNumberOf(one) === number) await take(one)
  }
  return [...found.values()]
    .filter(({ status }) => status !== 'erased')
    .sort((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1))
}
