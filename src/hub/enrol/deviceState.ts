import { Problem } from '../../protocol/problems.ts'
import type { DeviceRow } from '../store/rows.ts'
import { buildProvision } from './buildProvision.ts'
import type { EnrolPorts } from './EnrolPorts.ts'

export interface DeviceState {
  state: DeviceRow['status']
  /** what an approved tablet needs, sealed to it; null otherwise */
  provision: string | null
}

/**
 * How far a tablet's enrolment is. Whoever asks learns no more than the word: the rest opens only with the tablet's key.
 * Throws `Problem('not-found')`.
 */
export function deviceState(ports: EnrolPorts, request: { tenant: string; device: string }): Promise<DeviceState> {
  return ports.store.inTenant(request.tenant, async (tx) => {
    const device = await tx.device(request.device)
    if (!device) throw new Problem('not-found')
    return {
      state: device.status,
      provision: device.status === 'approved' ? await buildProvision(ports, tx, device) : null,
    }
  })
}
