import { localDay } from '../../domain/localDay.ts'
import type { HubStore } from '../store/HubStore.ts'

/** Of days that are over no number is kept in any commune, called or not (SPEC KSK-8, decision 023). */
export async function forgetTickets(
  store: Pick<HubStore, 'tenants' | 'inTenant'>,
  now: number,
  goesOn: () => boolean = () => true,
): Promise<void> {
  for (const { id } of await store.tenants()) {
    if (goesOn()) await store.inTenant(id, (tx) => tx.dropTickets(localDay(now)))
  }
}
