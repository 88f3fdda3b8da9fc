import { withOlderKey } from '../../protocol/olderTeamKeys.ts'
import { Problem } from '../../protocol/problems.ts'
import type { TenantTx } from '../store/HubStore.ts'
import type { TeamRow } from '../store/rows.ts'
import type { EnrolPorts } from './EnrolPorts.ts'

/** Ids of an epoch begin here, so that a restored hub never gives an id that it gave before and has forgotten (SPEC EPO-1). */
const idsAnEpoch = 1_000_000

/**
 * Give a team a new key (SPEC KEY-6): pages are sealed under it from now on, and who has left never gets it. The old ones
 * stay for those who stay. @param epoch the hub's. Throws `Problem('not-found')`.
 */
export async function turnTeamKey(ports: EnrolPorts, tx: TenantTx, teamId: string, epoch: number): Promise<TeamRow> {
  const team = (await tx.teams()).find((row) => row.id === teamId)
  if (!team) throw new Problem('not-found', { what: 'team' })
  const turned: TeamRow = {
    ...team,
    keyId: Math.max(team.keyId + 1, (epoch - 1) * idsAnEpoch + 1),
    key: ports.crypto.random(32),
    olderKeys: withOlderKey(team.olderKeys, team.keyId, team.key),
  }
  await tx.putTeam(turned)
  return turned
}
