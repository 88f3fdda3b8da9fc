import { fromBase64url, fromHex, uuidBytes } from '../../crypto/bytes.ts'
import type { PhotosAnswer, PhotosRequest } from '../../protocol/api.ts'
import { limits, wireVersions } from '../../protocol/limits.ts'
import { photosMessage } from '../../protocol/photoClaim.ts'
import { photosStatement } from '../../protocol/photoStatements.ts'
import { Problem } from '../../protocol/problems.ts'
import { signStatement } from '../../protocol/statements.ts'
import { commonWire } from '../../protocol/versions.ts'
import { sendingDevice } from './admitPhoto.ts'
import type { PhotoPorts } from './PhotoPorts.ts'

/** Did the device itself ask this (SPEC PHO-7)? Repeated it says nothing new: what is gone from a tablet stays gone. */
async function isAskedBy(ports: PhotoPorts, signKey: Uint8Array, request: PhotosRequest): Promise<boolean> {
  const [tenant, device, ask] = [uuidBytes(request.tenant), uuidBytes(request.device), fromHex(request.ask)]
  const signature = fromBase64url(request.signature)
  if (!tenant || !device || !ask || !signature) throw new Problem('malformed')
  const message = await photosMessage(ports.crypto, { tenant, device, ask }, request.photos, request.gone)
  return ports.crypto.verify(signKey, message, signature)
}

/**
 * How a tablet's photos stand, signed and fresh, and which of them the hub wants (SPEC PHO-7, PHO-8). A revoked tablet is
 * answered too: it sends what it holds. Throws `Problem`.
 */
export async function answerPhotos(ports: PhotoPorts, request: PhotosRequest): Promise<PhotosAnswer> {
  const wire = commonWire(request.wire, wireVersions)
  const { rows, wanted } = await ports.store.inTenant(request.tenant, async (tx) => {
    const { signKey } = await sendingDevice(tx, request.device)
    if (!(await isAskedBy(ports, signKey, request))) throw new Problem('bad-signature')
    const wantedBefore = await tx.wantedPhotos(request.device, limits.photosAsked)
    const gone = request.gone.filter((id) => wantedBefore.includes(id))
    if (gone.length > 0) {
      await tx.photosGone(request.device, gone)
      // the desk's pages show it from now on
      await tx.nextSeq()
    }
    return {
      rows: await tx.photosOf(request.device, request.photos),
      wanted: await tx.wantedPhotos(request.device, limits.photosAsked),
    }
  })
  const ids = (pass: (row: (typeof rows)[number]) => boolean) => rows.filter(pass).map(({ id }) => id)
  const stored = ids(({ state }) => state === 'stored')
  const open = request.photos.filter((id) => !stored.includes(id))
  const statement = await signStatement(ports.receipts, photosStatement, {
    v: 1,
    tenant: request.tenant,
    device: request.device,
    epoch: await ports.store.epoch(),
    ask: request.ask,
    now: ports.now(),
    stored,
    part: [...(await ports.unfinished(request.tenant, request.device, open))],
    safe: ids(({ state, safeAt }) => state === 'stored' && safeAt !== null),
    ended: ids(({ state }) => state === 'erasing' || state === 'erased'),
    wanted,
  })
  return { wire, photos: statement }
}
