import { recordTypes } from '../../../domain/records.ts'
import { placeHash } from '../../../protocol/chain.ts'
import type { PhotoRow } from '../db/rows.ts'
import type { TabletDb } from '../db/TabletDb.ts'
import { photosOfRecord, putSealed } from '../photos/DraftPhotos.ts'
import { StorageProblem } from '../ports.ts'
import type { Place, SealedOutbox } from '../seal/SealedOutbox.ts'
import { buildPayload, type SealedPart } from './buildPayload.ts'
import { DraftMoved, type DraftVault, type StoredDraft } from './DraftVault.ts'
import type { DraftContent } from './draftContent.ts'

/** Seals drafts into the outbox: finished ones for good, untouched ones as partials that can be gone on with. */
export class DraftSealer {
  constructor(
    private readonly db: TabletDb,
    private readonly vault: DraftVault,
    private readonly outbox: SealedOutbox,
  ) {}

  /** "Xong": item, head, ledger and the end of the draft are one transaction (SPEC STO-2). Throws `DraftMoved`. */
  async finish(draft: StoredDraft): Promise<void> {
    const content = await this.withStandingBase(draft.content)
    const photos = await this.photosOf(content)
    await this.seal(content, content.command, photos, async (place, onMoved) => (tx) => {
      this.vault.remove(tx, content.id, draft.v, onMoved)
      putSealed(tx, photos, place)
      // until the hub has decided, what it sent back is not offered a second time
      if (content.baseVersion === 0) return
      tx.store('answered').put({ id: content.id, version: content.baseVersion, ...place })
    })
    this.vault.forget(content.id)
  }

  /** Seal what there is as a partial; the draft stays until the hub has applied it (SPEC STO-3). Throws `DraftMoved`. */
  async sealPartial(draft: StoredDraft): Promise<void> {
    const content = await this.withStandingBase(draft.content)
    const photos = await this.photosOf(content)
    await this.seal(content, null, photos, async (place, onMoved) => {
      const next: DraftContent = { ...content, read: content.groups, sealed: place }
      const put = await this.vault.prepare(next, draft.v, place)
      return (tx) => {
        put(tx, onMoved)
        putSealed(tx, photos, place)
      }
    })
    this.vault.forget(content.id)
  }

  private async seal(
    content: DraftContent,
    command: DraftContent['command'] | null,
    photos: readonly PhotoRow[],
    prepare: (place: Place, onMoved: () => void) => ReturnType<Parameters<SealedOutbox['seal']>[0]['prepare']>,
  ): Promise<void> {
    const x = photos.map(({ id }) => id)
    const moved = { is: false }
    const onMoved = () => {
      moved.is = true
    }
    const sealed = await this.sealedPart(content)
    try {
      await this.outbox.seal({
        record: recordTypes[content.type],
        ref: { record: content.id, title: content.title },
        payload: (place) => ({ ...buildPayload(content, command, place, sealed), ...(x.length > 0 && { x }) }),
        prepare: (place) => prepare(place, onMoved),
      })
    } catch (error) {
      this.vault.forget(content.id)
      throw moved.is ? new DraftMoved() : error
    }
  }

  /** At that number of a chain that was left another tablet has an item too: the hash tells them apart (SPEC ITM-5). */
  private async sealedPart({ sealed }: DraftContent): Promise<SealedPart | null> {
    if (!sealed) return null
    const [row, chain] = await Promise.all([
      this.db.outbox.get([sealed.chain, sealed.n]),
      this.db.chains.get(sealed.chain),
    ])
    const isRead = chain?.closedBecause === null || chain?.branch !== undefined
    return row && isRead ? { ...sealed, h: placeHash(row.hash) } : sealed
  }

  /** Photos that this item brings: those that none named yet, all of them when the record begins anew (SPEC PHO-12). */
  private async photosOf(content: DraftContent): Promise<PhotoRow[]> {
    // hardly any draft has photos
    if (content.groups.papers?.photos === undefined) return []
    const isWhole = content.sealed === null && content.baseVersion === 0
    return (await photosOfRecord(this.db, content.id)).filter(({ state }) => isWhole || state === 'draft')
  }

  /** A partial that the hub rejected is no base: then the whole record is sealed anew, or nothing would ever be taken. */
  private async withStandingBase(content: DraftContent): Promise<DraftContent> {
    if (!content.sealed) return content
    const verdict = await this.db.verdicts.get([content.sealed.chain, content.sealed.n])
    if (verdict?.state !== 'rejected') return content
    if (content.baseVersion > 0) throw new StorageProblem('failed', { reason: 'depends-on-rejected' })
    return { ...content, sealed: null, read: null }
  }
}
