import { Problem } from '../../protocol/problems.ts'
import type { DeviceRow } from '../store/rows.ts'
import type { EnrolPorts } from './EnrolPorts.ts'

/** An officer says that somebody went to the kiosk that called (SPEC KSK-7). Throws `Problem('not-found')`. */
export function endCall(ports: EnrolPorts, tenant: string, by: string, id: string): Promise<DeviceRow> {
  return ports.store.inTenant(tenant, async (tx) => {
    const device = await tx.device(id)
    if (!device) throw new Problem('not-found')
    if (device.calledAt === null) return device
    await tx.callFrom(id, null)
    await tx.audit({ at: ports.now(), actor: by, action: 'answer-call', subject: `device:${id}` })
    return { ...device, calledAt: null }
  })
}
