import type { CryptoPort } from '../../../crypto/CryptoPort.ts'
import { hasRoomFor, withoutPhoto, withPhoto } from '../../../domain/paperPhotos.ts'
import { limits } from '../../../protocol/limits.ts'
import { openPhoto, PhotoTooLarge, parseSealedPhoto, type SealedPhoto, sealPhoto } from '../../../protocol/photo.ts'
import { readLedger, readMeta } from '../db/meta.ts'
import type { PhotoRow } from '../db/rows.ts'
import type { TabletDb } from '../db/TabletDb.ts'
import type { DraftChange, TabletDrafts } from '../drafts/TabletDrafts.ts'
import { groupValue } from '../groupValue.ts'
import type { TabletClock } from '../platform/TabletClock.ts'
import { type PhotoPort, StorageProblem } from '../ports.ts'
import { ownBytes } from '../seal/chains.ts'
import type { Keyring } from '../seal/Keyring.ts'
import { dropPhotos, photosOfRecord, putPhotos } from './DraftPhotos.ts'

/** Room in the ledger that photos leave to text, however many there are (SPEC PHO-12). */
const roomOfText = 32 * 1024 * 1024

export interface TabletPhotosParts {
  db: TabletDb
  crypto: CryptoPort
  clock: TabletClock
  keyring: Keyring
  drafts: TabletDrafts
}

/** Photos of papers: sealed at once, kept with their draft (SPEC PHO-1, PHO-12). */
export class TabletPhotos implements PhotoPort {
  constructor(private readonly parts: TabletPhotosParts) {}

  async hasRoom(): Promise<boolean> {
    return (await readLedger(this.parts.db)) + limits.photoSealed <= limits.ledger - roomOfText
  }

  async add(draft: string, paper: string, jpeg: Uint8Array): Promise<string> {
    if (!(await this.hasRoom())) throw new StorageProblem('disk-full')
    const { id, sealed } = await this.seal(jpeg)
    const row: PhotoRow = {
      id,
      record: draft,
      state: 'draft',
      bytes: sealed.length,
      createdAt: this.parts.clock.now(),
      place: null,
      held: 0,
      safeSince: null,
    }
    await this.parts.drafts.change(draft, ({ groups }): DraftChange => {
      const { photos } = groupValue(groups, 'dossier', 'papers')
      if (!hasRoomFor(photos, paper)) throw new StorageProblem('failed', { reason: 'too-many-photos' })
      return {
        patch: { papers: { photos: withPhoto(photos, { paper, photo: id }) } },
        photos: (tx) => putPhotos(tx, [{ row, body: { id, sealed } }]),
      }
    })
    return id
  }

  async remove(draft: string, photo: string): Promise<void> {
    const known = await this.parts.db.photos.get(photo)
    // what the hub holds already is the case's; of it only the name goes
    const isHere = known !== undefined && known.state !== 'stored'
    await this.parts.drafts.change(draft, ({ groups }): DraftChange => {
      const photos = withoutPhoto(groupValue(groups, 'dossier', 'papers').photos, photo)
      return { patch: { papers: { photos } }, photos: (tx) => dropPhotos(tx, isHere ? [photo] : []) }
    })
  }

  async takeBack(draft: string): Promise<void> {
    await this.parts.drafts.change(draft, async (): Promise<DraftChange> => {
      const ids = (await photosOfRecord(this.parts.db, draft)).map(({ id }) => id)
      const photoConsent = { given: false, at: this.parts.clock.now() }
      return { patch: { papers: { photoConsent, photos: null } }, photos: (tx) => dropPhotos(tx, ids) }
    })
  }

  async isHere(photo: string): Promise<boolean> {
    return (await this.parts.db.photos.get(photo)) !== undefined
  }

  async view(photo: string): Promise<Uint8Array | null> {
    const { crypto, db, keyring } = this.parts
    const { session } = keyring.require()
    const parts = parseSealedPhoto((await db.photoBodies.get(photo))?.sealed ?? new Uint8Array(0))
    return parts && openPhoto(crypto, session.keys, parts)
  }

  private async seal(jpeg: Uint8Array): Promise<SealedPhoto> {
    const { crypto, db, keyring } = this.parts
    const { session } = keyring.require()
    const device = await readMeta(db, 'device')
    if (!device) throw new StorageProblem('missing', { what: 'device' })
    const scope = { tenant: ownBytes(device.tenant), device: ownBytes(device.device) }
    try {
      return await sealPhoto(crypto, session, scope, jpeg)
    } catch (error) {
      if (error instanceof PhotoTooLarge) throw new StorageProblem('failed', { reason: 'too-large' })
      throw error
    }
  }
}
