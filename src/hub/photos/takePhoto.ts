import { hex, uuidText } from '../../crypto/bytes.ts'
import { type PhotoParts, parseSealedPhoto, photoId } from '../../protocol/photo.ts'
import type { PhotoClaim } from '../../protocol/photoClaim.ts'
import { photoReceipt } from '../../protocol/photoStatements.ts'
import { Problem } from '../../protocol/problems.ts'
import { signStatement } from '../../protocol/statements.ts'
import { raiseAlarm } from '../ingest/appendFrames.ts'
import { dayOf, secondsToNextDay, withPhoto } from '../ingest/intake.ts'
import type { TenantTx } from '../store/HubStore.ts'
import { sendingDevice } from './admitPhoto.ts'
import type { PhotoPorts } from './PhotoPorts.ts'

/** The receipt of a photo that the hub holds (SPEC PHO-5). */
export async function receiptOf(ports: PhotoPorts, { tenant, device, id, length }: PhotoClaim): Promise<string> {
  const epoch = await ports.store.epoch()
  return signStatement(ports.receipts, photoReceipt, { v: 1, tenant, device, photo: id, length, epoch })
}

/** Is it what was signed: these bytes, sealed by this tablet for this commune? Throws `Problem('bad-photo')`. */
async function checked(ports: PhotoPorts, claim: PhotoClaim, sealed: Uint8Array): Promise<PhotoParts> {
  const parts = parseSealedPhoto(sealed)
  const isWhole = sealed.length === claim.length && (await photoId(ports.crypto, sealed)) === claim.id
  if (!isWhole) throw new Problem('bad-photo', { reason: 'hash' })
  const isTheirs =
    parts && uuidText(parts.header.tenant) === claim.tenant && uuidText(parts.header.device) === claim.device
  if (!isTheirs) throw new Problem('bad-photo', { reason: 'header' })
  return parts
}

/** Write the photo's row: `ended` when its case was erased, `busy` when its device's day is full; then nothing was counted. */
async function storeRow(
  ports: PhotoPorts,
  tx: TenantTx,
  { device, id, length }: PhotoClaim,
  sid: string,
): Promise<'stored' | 'ended' | 'busy'> {
  await sendingDevice(tx, device)
  const [key, at] = [{ device, id }, ports.now()]
  if ((await tx.photo(key))?.state === 'stored') return 'stored'
  const counted = withPhoto(await tx.lockIntake(device, dayOf(at)), length)
  if (!counted) {
    await raiseAlarm(tx, ports.crypto, { code: 'over-share', device, chain: null, n: null, at })
    return 'busy'
  }
  if (!(await tx.storePhoto({ ...key, sid, length, receivedAt: at }))) return 'ended'
  await tx.putIntake(counted)
  // a desk that looks at the case asks what is new by this number
  await tx.nextSeq()
  const line = {
    at,
    actor: `device:${device}`,
    action: 'store-photo',
    subject: `photo:${id}`,
    detail: { bytes: length },
  }
  await tx.audit(line)
  await tx.seeDevice(device, at)
  return 'stored'
}

/**
 * The last byte of a photo has come: check it, flush it, commit its row with a line of audit, and give the receipt (SPEC PHO-5).
 * Safe to repeat after it was cut anywhere. Throws `Problem` `bad-photo`, `busy` (PHO-6), `ended` (PHO-11).
 */
export async function takePhoto(ports: PhotoPorts, claim: PhotoClaim, sealed: Uint8Array): Promise<string> {
  const { header } = await checked(ports, claim, sealed)
  const key = { device: claim.device, id: claim.id }
  await ports.files.put(claim.tenant, key, sealed)
  const done = await ports.store.inTenant(claim.tenant, (tx) => storeRow(ports, tx, claim, hex(header.sid)))
  if (done === 'stored') return receiptOf(ports, claim)
  await ports.files.remove(claim.tenant, key)
  throw done === 'ended' ? new Problem('ended') : new Problem('busy', { retryAfter: secondsToNextDay(ports.now()) })
}
