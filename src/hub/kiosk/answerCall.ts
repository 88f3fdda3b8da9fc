import type { CallRequest } from '../../protocol/api.ts'
import { callMessage } from '../../protocol/call.ts'
import { wireVersions } from '../../protocol/limits.ts'
import { Problem } from '../../protocol/problems.ts'
import { commonWire } from '../../protocol/versions.ts'
import { type AskPorts, askingDevice } from '../pull/askingDevice.ts'

/**
 * Somebody at a kiosk waits for a person, or no more: the desk shows which kiosk and since when, and nothing of who it is
 * (SPEC KSK-7). Told again it keeps the time of the first call. Throws `Problem`.
 */
export async function answerCall(ports: AskPorts, request: CallRequest): Promise<{ told: true }> {
  commonWire(request.wire, wireVersions)
  await ports.store.inTenant(request.tenant, async (tx) => {
    const device = await askingDevice(ports, tx, request, (tenant, id, nonce) =>
      callMessage(tenant, id, request.waits, nonce),
    )
    if (device.purpose !== 'kiosk') throw new Problem('not-allowed')
    if ((device.calledAt !== null) === request.waits) return
    await tx.callFrom(device.id, request.waits ? ports.now() : null)
    const action = request.waits ? 'call' : 'call-over'
    await tx.audit({ at: ports.now(), actor: `device:${device.id}`, action, subject: `device:${device.id}` })
  })
  return { told: true }
}
