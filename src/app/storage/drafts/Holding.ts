import { type Holder, isStanding } from '../../../domain/holder.ts'
import type { PulledRecord } from '../../../protocol/page.ts'
import type { TabletDb } from '../db/TabletDb.ts'
import { readProfile } from '../device/profile.ts'
import type { TabletClock } from '../platform/TabletClock.ts'
import type { DraftSummary } from '../ports.ts'
import type { Keyring } from '../seal/Keyring.ts'
import type { TeamRecords } from '../sync/TeamRecords.ts'
import type { DraftSealer } from './DraftSealer.ts'
import { type DraftVault, isSealedWhole, type StoredDraft } from './DraftVault.ts'
import type { DraftContent } from './draftContent.ts'
import { type Asking, heldBy, offerOf } from './heldBy.ts'
import { standingHolder } from './standingHolder.ts'

export interface HoldingParts {
  db: TabletDb
  clock: TabletClock
  keyring: Keyring
  vault: DraftVault
  sealer: DraftSealer
  records: TeamRecords
}

/** Only of these does a tablet tell who holds them. */
const isHeldType = ({ type }: DraftContent): boolean => type === 'activation' || type === 'dossier'

/** Who holds what the team works at, as this tablet tells the others and as it knows it of them (SPEC HLD-1…5). */
export class Holding {
  constructor(private readonly parts: HoldingParts) {}

  /** Call in the draft's turn. Throws `DraftMoved`. */
  async tell(draft: StoredDraft, holder: Holder): Promise<void> {
    const { vault, sealer } = this.parts
    const { content, v } = draft
    const isAtHub = (content.sealed !== null || content.baseVersion > 0) && !(await sealer.isRefused(content))
    const isGift = holder.volunteer === undefined
    if (isGift && !(isAtHub && isSealedWhole(draft))) return sealer.sealPartial(draft, holder)
    if (isAtHub) return sealer.sealHold(draft, holder)
    // nobody else knows of it
    await vault.write(content, v)
  }

  /**
   * What was pulled was opened, or written in for the first time: this tablet holds it now, unless that is known. Who only looks holds
   * nothing but what was given to be taken (SPEC HLD-2, HLD-3). Call in the draft's turn.
   */
  async begin(content: DraftContent, isWritten: boolean): Promise<void> {
    const { db, clock, keyring, vault, sealer, records } = this.parts
    const known = await readProfile(db)
    const stored = await vault.recall(content.id)
    if (!known || !stored || !isHeldType(content)) return
    const { id, name } = keyring.require().volunteer
    const now = clock.now()
    const standing = await standingHolder(db, stored.content, await records.find(content.id))
    const { device } = known.device
    if (!isWritten && !offerOf(standing, { me: id, device, names: new Map(), now })) return
    if (standing?.device === device && standing.volunteer === id && isStanding(standing, now)) return
    await sealer.sealHold(stored, { device, tablet: known.profile.deviceLabel, volunteer: id, name, since: now })
  }

  /** What the list shows of it. */
  async shown(
    content: DraftContent,
    record: PulledRecord | null,
    asking: Asking,
  ): Promise<Pick<DraftSummary, 'held' | 'offer'>> {
    const holder = await standingHolder(this.parts.db, content, record)
    const isSent = !content.holder || (await this.isReceipted(content.holder.place))
    return { held: heldBy(content, holder, isSent, asking), offer: offerOf(holder, asking) }
  }

  private async isReceipted({ chain, n }: { chain: string; n: number }): Promise<boolean> {
    const row = await this.parts.db.chains.get(chain)
    return row !== undefined && row.receiptedN >= n
  }
}
