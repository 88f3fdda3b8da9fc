import { foldVietnamese } from '../../domain/foldVietnamese.ts'
import type { TenantTx } from '../store/HubStore.ts'
import type { RecordRow } from '../store/rows.ts'
import { idNumberOf } from './personOfCase.ts'

/** As many cases as one person can have and be looked through; more would not be one person's. */
const most = 200

/**
 * All cases of the person that a case is about: the activation with its dossiers, every other case with the same ID number, and
 * what an officer said is theirs (decision 033). Without either only what hangs together is known to be one person's. Erased ones have
 * nothing to show and are left out.
 */
export async function personCases(tx: TenantTx, record: RecordRow): Promise<RecordRow[]> {
  const found = new Map<string, RecordRow>()
  const waiting = [record]
  const looked = new Set<string>()
  for (let one = waiting.pop(); one; one = waiting.pop()) {
    if (found.has(one.id)) continue
    found.set(one.id, one)
    const parent = one.parent === null ? null : await tx.record(one.parent)
    if (parent) waiting.push(parent)
    waiting.push(...(await tx.records({ parent: one.id, limit: most })))
    for (const { a, b, same } of await tx.samenessOf(one.id)) {
      const other = same ? await tx.record(a === one.id ? b : a) : null
      if (other) waiting.push(other)
    }
    const number = idNumberOf(one)
    if (number === null || looked.has(number)) continue
    looked.add(number)
    const alike = await tx.records({ search: foldVietnamese(number), limit: most })
    waiting.push(...alike.filter((each) => idNumberOf(each) === number))
  }
  return [...found.values()]
    .filter(({ status }) => status !== 'erased')
    .sort((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1))
}
