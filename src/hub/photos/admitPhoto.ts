import { limits } from '../../protocol/limits.ts'
import { type PhotoClaim, parseClaim } from '../../protocol/photoClaim.ts'
import { Problem } from '../../protocol/problems.ts'
import type { TenantTx } from '../store/HubStore.ts'
import type { DeviceRow } from '../store/rows.ts'
import type { PhotoPorts } from './PhotoPorts.ts'

/** The device that a claim names, if it may send at all: as with items, a revoked one may (SPEC PHO-6, PULL-5). */
export async function sendingDevice(tx: TenantTx, id: string): Promise<DeviceRow> {
  const device = await tx.device(id)
  if (!device || device.status === 'refused') throw new Problem('not-found')
  if (device.status === 'pending') throw new Problem('not-approved')
  return device
}

/**
 * What a request about a photo claims, proved by its device's signature, and whether the hub has the photo already (SPEC PHO-4).
 * Throws `Problem`: `malformed`, `too-large`, `bad-signature`, `ended` (PHO-11), or what `sendingDevice` says.
 */
export async function admitPhoto(
  ports: PhotoPorts,
  authorization: string | null,
): Promise<{ claim: PhotoClaim; isStored: boolean }> {
  const parsed = parseClaim(authorization)
  if (!parsed || parsed.claim.length === 0) throw new Problem('malformed')
  const { claim, message, signature } = parsed
  if (claim.length > limits.photoSealed) throw new Problem('too-large', { max: limits.photoSealed })
  return ports.store.inTenant(claim.tenant, async (tx) => {
    const device = await sendingDevice(tx, claim.device)
    if (!(await ports.crypto.verify(device.signKey, message, signature))) throw new Problem('bad-signature')
    const known = await tx.photo({ device: claim.device, id: claim.id })
    if (known?.state === 'erasing' || known?.state === 'erased') throw new Problem('ended')
    return { claim, isStored: known?.state === 'stored' }
  })
}
