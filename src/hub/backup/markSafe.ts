import type { HubStore } from '../store/HubStore.ts'

/** Where a chain ended in a backup. */
export interface BackedUpHead {
  chain: string
  device: string
  n: number
}

/** Chains a transaction: a commune of many tablets holds nobody up. */
const batchSize = 200

/**
 * Tell each tablet how far its chains lie in a backup that has been read back whole (SPEC PULL-7, STO-6). A chain that has
 * not grown since its last mark says nothing; one backup of a database is made at a time, so nobody else marks meanwhile.
 * Returns how many marks were written.
 */
export async function markSafe(
  store: Pick<HubStore, 'inTenant'>,
  tenant: string,
  heads: readonly BackedUpHead[],
  at: number,
): Promise<number> {
  const marks = await store.inTenant(tenant, (tx) => tx.safeMarks())
  const known = new Map(marks.map(({ chain, n }) => [chain, n]))
  const grown = heads.filter(({ chain, n }) => n > (known.get(chain) ?? 0))
  for (let from = 0; from < grown.length; from += batchSize) {
    await store.inTenant(tenant, async (tx) => {
      const seq = await tx.nextSeq()
      for (const head of grown.slice(from, from + batchSize)) await tx.putSafe({ ...head, at, seq })
    })
  }
  return grown.length
}
