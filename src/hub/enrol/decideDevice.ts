import { Problem } from '../../protocol/problems.ts'
import type { DeviceRow } from '../store/rows.ts'
import type { EnrolPorts } from './EnrolPorts.ts'

export type DeviceDecision = 'approve' | 'refuse' | 'revoke'

/** From which states an officer may decide so, and what it leads to. A revoked tablet enrols anew, with new keys. */
const rules = {
  approve: { from: ['pending'], to: 'approved' },
  refuse: { from: ['pending'], to: 'refused' },
  revoke: { from: ['approved'], to: 'revoked' },
} as const satisfies Record<DeviceDecision, { from: readonly DeviceRow['status'][]; to: DeviceRow['status'] }>

/**
 * An officer approves a tablet on sight, refuses it, or revokes it. Approval gives it its lease. Doing the same twice

 * changes nothing. What it is for is decided with the approval and stays (SPEC KSK-1). Throws `Problem` `not-found` or `conflict`.
 */
export function decideDevice(
  ports: EnrolPorts,
  tenant: string,
  by: string,
  id: string,
  decision: DeviceDecision,
  purpose: DeviceRow['purpose'] = 'team',
): Promise<DeviceRow> {
  return ports.store.inTenant(tenant, async (tx) => {
    const device = await tx.device(id)
    if (!device) throw new Problem('not-found')
    const rule = rules[decision]
    if (device.status === rule.to) return device
    if (!rule.from.some((status) => status === device.status)) throw new Problem('conflict', { status: device.status })
    const lease = decision === 'approve' ? ports.crypto.random(32) : device.lease
    const after: DeviceRow = {
      ...device,
      status: rule.to,
      purpose: decision === 'approve' ? purpose : device.purpose,
      lease: decision === 'revoke' ? null : lease,
    }
    await tx.putDevice(after)
    const detail = decision === 'approve' ? { purpose } : {}
    await tx.audit({ at: ports.now(), actor: by, action: `${decision}-device`, subject: `device:${id}`, detail })
    return after
  })
}
