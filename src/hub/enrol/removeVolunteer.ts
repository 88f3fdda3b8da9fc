import { Problem } from '../../protocol/problems.ts'
import type { VolunteerRow } from '../store/rows.ts'
import type { EnrolPorts } from './EnrolPorts.ts'
import { turnTeamKey } from './turnTeamKey.ts'

/** Why somebody is no longer of the team: a code for the audit, never words about a person. */
export const leaveReasons = ['finished', 'moved', 'lost-trust', 'mistake'] as const
export type LeaveReason = (typeof leaveReasons)[number]

/**
 * Somebody leaves the team: tablets drop their name at the next contact, the team's key turns (SPEC KEY-6), and what they
 * seal afterwards is held for a person (SPEC SES-6). Of one who has left already nothing changes. Throws
 * `Problem('not-found')`.
 */
export async function removeVolunteer(
  ports: EnrolPorts,
  tenant: string,
  by: string,
  id: string,
  reason: LeaveReason,
): Promise<VolunteerRow> {
  const epoch = await ports.store.epoch()
  return ports.store.inTenant(tenant, async (tx) => {
    const volunteer = await tx.volunteer(id)
    if (!volunteer) throw new Problem('not-found')
    if (volunteer.status === 'left') return volunteer
    const left: VolunteerRow = { ...volunteer, status: 'left' }
    await tx.putVolunteer(left)
    const { keyId } = await turnTeamKey(ports, tx, volunteer.team, epoch)
    const detail = { reason, keyId }
    await tx.audit({ at: ports.now(), actor: by, action: 'remove-volunteer', subject: `volunteer:${id}`, detail })
    return left
  })
}
