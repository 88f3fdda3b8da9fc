import { Problem } from '../../protocol/problems.ts'
import type { PhotoKey } from '../store/rows.ts'
import type { DeskActor, DeskPorts } from './DeskPorts.ts'

/** What showing a photo works with; files, keys and pictures are others' work. A fault is a word of why not. */
export interface PhotoDesk extends DeskPorts {
  /** the sealed bytes; null when they are not there */
  read(tenant: string, key: PhotoKey): Promise<Uint8Array | null>
  /** these bytes are no more, or others: wanted again (SPEC PHO-8) */
  lose(tenant: string, keys: readonly PhotoKey[]): Promise<void>
  open(tenant: string, key: PhotoKey, sealed: Uint8Array): Promise<Uint8Array | string>
  redraw(jpeg: Uint8Array): Promise<Uint8Array | string>
}

/** Which photo of a case it is, the reading written into the audit before anything is opened (SPEC PHO-9, AUD-1). */
function photoOf(ports: PhotoDesk, actor: DeskActor, record: string, photo: string): Promise<PhotoKey> {
  return ports.store.inTenant(actor.tenant, async (tx) => {
    const found = (await tx.casePhotos(record)).find(({ id }) => id === photo)
    if (found?.state !== 'stored') throw new Problem('not-found')
    await tx.audit({
      at: ports.now(),
      actor: `officer:${actor.officer}`,
      action: 'read-photo',
      subject: `photo:${photo}`,
      detail: { record },
    })
    return { device: found.device, id: found.id }
  })
}

/** What was sealed, opened; or a word of why not. Throws `Problem('not-found')` for what is not here, also when only now found out. */
export async function openCasePhoto(
  ports: PhotoDesk,
  actor: DeskActor,
  record: string,
  photo: string,
): Promise<Uint8Array | string> {
  const { tenant } = actor
  const key = await photoOf(ports, actor, record, photo)
  const sealed = await ports.read(tenant, key)
  const opened = sealed ? await ports.open(tenant, key, sealed) : 'damaged'
  if (opened !== 'damaged') return opened
  await ports.lose(tenant, [key])
  throw new Problem('not-found')
}

/**
 * The picture of a photo that a case was brought, drawn anew (SPEC PHO-9). Throws `Problem` `not-found` for one that is not here, also
 * when that is only found out now, and `photo-not-shown` for one that nobody should look at.
 */
export async function readPhoto(
  ports: PhotoDesk,
  actor: DeskActor,
  record: string,
  photo: string,
): Promise<Uint8Array> {
  const jpeg = await openCasePhoto(ports, actor, record, photo)
  const picture = typeof jpeg === 'string' ? jpeg : await ports.redraw(jpeg)
  if (typeof picture === 'string') throw new Problem('photo-not-shown', { reason: picture })
  return picture
}
