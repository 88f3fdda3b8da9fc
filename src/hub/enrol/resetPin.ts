import { concat } from '../../crypto/bytes.ts'
import { Problem } from '../../protocol/problems.ts'
import type { VolunteerRow } from '../store/rows.ts'
import { newVolunteerRow } from './addVolunteer.ts'
import type { EnrolPorts } from './EnrolPorts.ts'

/**
 * A volunteer gets a new first PIN, with new keys under it: nobody here holds the old ones to put them under another PIN.
 * What was sealed under the old ones and is on its way still counts (SPEC KEY-7). Throws `Problem`: `not-found`,
 * `conflict` for one who has left, `malformed` for a PIN that is none.
 */
export async function resetPin(
  ports: EnrolPorts,
  tenant: string,
  by: string,
  id: string,
  pin: string,
): Promise<VolunteerRow> {
  const known = await ports.store.inTenant(tenant, (tx) => tx.volunteer(id))
  if (!known) throw new Problem('not-found')
  const fresh = await newVolunteerRow(ports, known.team, { name: known.name, pin })
  return ports.store.inTenant(tenant, async (tx) => {
    const volunteer = await tx.volunteer(id)
    if (!volunteer) throw new Problem('not-found')
    if (volunteer.status === 'left') throw new Problem('conflict', { status: 'left' })
    const olderSignKeys = concat(volunteer.olderSignKeys, volunteer.signKey)
    const { signKey, boxKey, bundle } = fresh
    const reset: VolunteerRow = { ...volunteer, signKey, boxKey, bundle, olderSignKeys }
    await tx.putVolunteer(reset)
    await tx.audit({ at: ports.now(), actor: by, action: 'reset-pin', subject: `volunteer:${id}` })
    return reset
  })
}
