import { Problem } from '../../protocol/problems.ts'
import type { DeviceRow, LossRow } from '../store/rows.ts'
import { decideDevice } from './decideDevice.ts'
import type { EnrolPorts } from './EnrolPorts.ts'

/**
 * A tablet is lost: its right ends now, and the hours of facts §6 begin to run. A second report changes nothing. Throws
 * `Problem`: `not-found`, `conflict` for a tablet that was never let in.
 */
export async function reportLost(
  ports: EnrolPorts,
  tenant: string,
  by: string,
  id: string,
): Promise<{ device: DeviceRow; loss: LossRow }> {
  const device = await decideDevice(ports, tenant, by, id, 'revoke')
  const loss = await ports.store.inTenant(tenant, async (tx) => {
    const known = await tx.loss(id)
    if (known) return known
    const reportedAt = ports.now()
    await tx.putLoss({ device: id, reportedAt, by })
    await tx.audit({ at: reportedAt, actor: by, action: 'report-lost', subject: `device:${id}` })
    return tx.loss(id)
  })
  if (!loss) throw new Problem('unavailable')
  return { device, loss }
}
