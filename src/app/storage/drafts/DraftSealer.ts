import { recordTypes } from '../../../domain/records.ts'
import { placeHash } from '../../../protocol/chain.ts'
import type { PhotoRow } from '../db/rows.ts'
import type { TabletDb } from '../db/TabletDb.ts'
import { dropPhotos, putSealed } from '../photos/DraftPhotos.ts'
import { StorageProblem } from '../ports.ts'
import type { Place, SealedOutbox } from '../seal/SealedOutbox.ts'
import { buildPayload, type SealedPart } from './buildPayload.ts'
import { DraftMoved, type DraftVault, type StoredDraft } from './DraftVault.ts'
import type { DraftContent } from './draftContent.ts'
import { photosToSeal } from './photosToSeal.ts'

/** Seals drafts into the outbox: finished ones for good, untouched ones as partials that can be gone on with. */
export class DraftSealer {
  constructor(
    private readonly db: TabletDb,
    private readonly vault: DraftVault,
    private readonly outbox: SealedOutbox,
  ) {}

  /** "Xong": item, head, ledger and the end of the draft are one transaction (SPEC STO-2). Throws `DraftMoved`. */
  async finish(draft: StoredDraft): Promise<void> {
    const { content, brings, drops } = await photosToSeal(this.db, await this.withStandingBase(draft.content))
    await this.seal(content, content.command, brings, async (place, onMoved) => (tx) => {
      this.vault.remove(tx, content.id, draft.v, onMoved)
      putSealed(tx, brings, place)
      dropPhotos(tx, drops)
      // until the hub has decided, what it sent back is not offered a second time
      if (content.baseVersion === 0) return
      tx.store('answered').put({ id: content.id, version: content.baseVersion, ...place })
    })
    this.vault.forget(content.id)
  }

  /** Seal what there is as a partial; the draft stays until the hub has applied it (SPEC STO-3). Throws `DraftMoved`. */
  async sealPartial(draft: StoredDraft): Promise<void> {
    const { content, brings, drops } = await photosToSeal(this.db, await this.withStandingBase(draft.content))
    await this.seal(content, null, brings, async (place, onMoved) => {
      const { given } = content
      const next: DraftContent = {
        ...content,
        read: content.groups,
        sealed: place,
        // nothing was written in it by that: the other tablet's code still counts for it (decision 026)
        ...(given?.v === draft.v && { given: { ...given, v: draft.v + 1 } }),
      }
      const put = await this.vault.prepare(next, draft.v, place)
      return (tx) => {
        put(tx, onMoved)
        putSealed(tx, brings, place)
        dropPhotos(tx, drops)
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

  /** A partial that the hub rejected is no base: then the whole record is sealed anew, or nothing would ever be taken. */
  private async withStandingBase(content: DraftContent): Promise<DraftContent> {
    if (!content.sealed) return content
    const verdict = await this.db.verdicts.get([content.sealed.chain, content.sealed.n])
    if (verdict?.state !== 'rejected') return content
    if (content.baseVersion > 0) throw new StorageProblem('failed', { reason: 'depends-on-rejected' })
    return { ...content, sealed: null, read: null }
  }
}
