import type { SetupFacts } from '../../domain/setupProgress.ts'
import type { HubStore } from '../store/HubStore.ts'

/** How far hamlets, teams, volunteers and tablets of a commune are set up. */
export function setupFacts(
  store: Pick<HubStore, 'inTenant'>,
  tenant: string,
): Promise<Pick<SetupFacts, 'hamlets' | 'hamletsWithoutTeam' | 'volunteers' | 'tablets'>> {
  return store.inTenant(tenant, async (tx) => {
    const hamlets = (await tx.units()).filter(({ kind }) => kind === 'hamlet')
    const withTeam = new Set((await tx.teams()).map(({ unit }) => unit))
    return {
      hamlets: hamlets.length,
      hamletsWithoutTeam: hamlets.filter(({ id }) => !withTeam.has(id)).length,
      volunteers: (await tx.volunteers()).filter(({ status }) => status === 'active').length,
      tablets: (await tx.devices()).filter(({ status }) => status === 'approved').length,
    }
  })
}
