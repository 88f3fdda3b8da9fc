import type { Holder } from '../../../domain/holder.ts'
import { recordTypes } from '../../../domain/records.ts'
import { placeHash } from '../../../protocol/chain.ts'
import type { PhotoRow } from '../db/rows.ts'
import type { TabletDb } from '../db/TabletDb.ts'
import { dropPhotos, putSealed } from '../photos/DraftPhotos.ts'
import { StorageProblem } from '../ports.ts'
import type { Place, SealedOutbox } from '../seal/SealedOutbox.ts'
import { buildHold, buildPayload, type SealedPart } from './buildPayload.ts'
import { DraftMoved, type DraftVault, isSealedWhole, type StoredDraft } from './DraftVault.ts'
import type { DraftContent } from './draftContent.ts'
import { photosToSeal } from './photosToSeal.ts'

type Seal = Parameters<SealedOutbox['seal']>[0]
type Payloads = Seal['payload']
type Prepare = (place: Place, onMoved: () => void) => ReturnType<Seal['prepare']>

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
    const version = await this.seenVersion(content)
    await this.seal(content, content.command, brings, async (place, onMoved) => (tx) => {
      this.vault.remove(tx, content.id, draft.v, onMoved)
      putSealed(tx, brings, place)
      dropPhotos(tx, drops)
      // until the hub has decided, what it sent back is not offered a second time
      if (content.baseVersion === 0) return
      tx.store('answered').put({ id: content.id, version, ...place })
    })
    this.vault.forget(content.id)
  }

  /**
   * Seal what there is as a partial, with a `holder` for who is to go on with it (SPEC HLD-2); the draft stays until the hub has applied
   * it (SPEC STO-3). Throws `DraftMoved`.
   */
  async sealPartial(draft: StoredDraft, holder?: Holder): Promise<void> {
    const { content, brings, drops } = await photosToSeal(this.db, await this.withStandingBase(draft.content))
    const prepare: Prepare = async (place, onMoved) => {
      const { given } = content
      const next: DraftContent = {
        ...content,
        read: content.groups,
        sealed: place,
        ...(holder && { holder: { ...holder, place } }),
        // nothing was written in it by that: the other tablet's code still counts for it (decision 026)
        ...(given?.v === draft.v && { given: { ...given, v: draft.v + 1 } }),
      }
      const put = await this.vault.prepare(next, draft.v, place)
      return (tx) => {
        put(tx, onMoved)
        putSealed(tx, brings, place)
        dropPhotos(tx, drops)
      }
    }
    await this.seal(content, null, brings, prepare, holder)
    this.vault.forget(content.id)
  }

  /**
   * Tell who holds a record that the commune has, in an item of its own: what the draft stands on stays as it is, so that nothing that
   * came meanwhile is taken for seen (SPEC HLD-3). A draft in which nothing else is new goes when that is applied. Throws `DraftMoved`.
   */
  async sealHold(draft: StoredDraft, holder: Holder): Promise<void> {
    const { content, v } = draft
    const sealed = await this.sealedPart(content)
    const isWhole = isSealedWhole(draft)
    const prepare: Prepare = async (place, onMoved) => {
      const put = await this.vault.prepare({ ...content, holder: { ...holder, place } }, v, isWhole ? place : null)
      return (tx) => put(tx, onMoved)
    }
    await this.place(content, (place) => buildHold(holder, content, place, sealed), prepare)
    this.vault.forget(content.id)
  }

  /** Did the hub reject what was sealed of it as a partial? Then it would take nothing that stands on that. */
  async isRefused({ sealed }: DraftContent): Promise<boolean> {
    const verdict = sealed && (await this.db.verdicts.get([sealed.chain, sealed.n]))
    return verdict?.state === 'rejected'
  }

  private async seal(
    content: DraftContent,
    command: DraftContent['command'] | null,
    photos: readonly PhotoRow[],
    prepare: Prepare,
    holder?: Holder,
  ): Promise<void> {
    const x = photos.map(({ id }) => id)
    const sealed = await this.sealedPart(content)
    const payload: Payloads = (place) => ({
      ...buildPayload(content, command, place, sealed, holder),
      ...(x.length > 0 && { x }),
    })
    await this.place(content, payload, prepare)
  }

  private async place(content: DraftContent, payload: Payloads, prepare: Prepare): Promise<void> {
    const moved = { is: false }
    const onMoved = () => {
      moved.is = true
    }
    try {
      await this.outbox.seal({
        record: recordTypes[content.type],
        ref: { record: content.id, title: content.title },
        payload,
        prepare: (place) => prepare(place, onMoved),
      })
    } catch (error) {
      this.vault.forget(content.id)
      throw moved.is ? new DraftMoved() : error
    }
  }

  /** What this tablet itself said of who holds it made a version too, which is no news of the hub's (SPEC HLD-3). */
  private async seenVersion({ baseVersion, holder }: DraftContent): Promise<number> {
    if (!holder) return baseVersion
    const verdict = await this.db.verdicts.get([holder.place.chain, holder.place.n])
    return Math.max(baseVersion, verdict ? (verdict.version ?? 0) : baseVersion + 1)
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
    if (!(await this.isRefused(content))) return content
    if (content.baseVersion > 0) throw new StorageProblem('failed', { reason: 'depends-on-rejected' })
    return { ...content, sealed: null, read: null }
  }
}
