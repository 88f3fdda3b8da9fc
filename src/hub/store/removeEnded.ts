import type { ExpiringKind, HubStore } from './HubStore.ts'

const dayMs = 24 * 60 * 60 * 1000

/**
 * How long each is kept after its end, ms. A nonce: two days, because a hub's clock may be set back (fault 25) and an old
 * nonce would look fresh again. A link: a month, so that whoever opens it late is told that it was used or has ended.
 */
const keptMs: Readonly<Record<ExpiringKind, number>> = {
  nonce: 2 * dayMs,
  officerSession: dayMs,
  enrolToken: 30 * dayMs,
}
const kinds: readonly ExpiringKind[] = ['nonce', 'officerSession', 'enrolToken']

/** Rows a transaction: a first clearing of years holds nobody up. */
const batchSize = 500

/**
 * Forget what ended long before `now` (the hub's clock, ms) in every commune, a batch a transaction, until nothing is left
 * or `goesOn` says no. Returns how many rows that were.
 */
export async function removeEnded(
  store: Pick<HubStore, 'tenants' | 'inTenant'>,
  now: number,
  goesOn: () => boolean = () => true,
): Promise<number> {
  let total = 0
  for (const { id } of await store.tenants()) {
    for (const kind of kinds) {
      let removed = batchSize
      while (removed === batchSize && goesOn()) {
        removed = await store.inTenant(id, (tx) => tx.removeExpired(kind, now - keptMs[kind], batchSize))
        total += removed
      }
    }
  }
  return total
}
