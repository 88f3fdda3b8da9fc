import type { HubStore } from '../store/HubStore.ts'
import { eraseCase } from './eraseCase.ts'

const dayMs = 86_400_000
/** Cases a transaction: a first clearing of years holds nobody up. */
const batchSize = 50

/**
 * Erase cases that were closed `days` before `past` or longer ago, by the hub's clock, in every commune, until none is left or `goesOn` says
 * no. `past` is a time that has certainly passed: what is erased comes back from no mended clock (decision 019). A case is closed when it is closed: one whose result was handed over and that nobody closed stays. `onErased` is told of each batch. Returns how many.
 */
export async function eraseOld(
  store: Pick<HubStore, 'tenants' | 'inTenant'>,
  { now, past }: { now: number; past: number },
  days: number,
  goesOn: () => boolean = () => true,
  onErased: (tenant: string, cases: readonly string[]) => Promise<unknown> = async () => undefined,
): Promise<number> {
  const at = past - days * dayMs
  let total = 0
  for (const { id } of await store.tenants()) {
    let erased = batchSize
    while (erased === batchSize && goesOn()) {
      const cases = await store.inTenant(id, async (tx) => {
        const due = await tx.records({ status: ['closed'], surelyBy: { at, past }, limit: batchSize })
        for (const { id: one } of due) {
          const record = await tx.lockRecord(one)
          if (record?.status === 'closed') await eraseCase(tx, record, { actor: 'hub', why: 'retention', now })
        }
        return due.map((record) => record.id)
      })
      if (cases.length > 0) await onErased(id, cases)
      erased = cases.length
      total += erased
    }
  }
  return total
}
