import { uuidFromRandom } from '../../../crypto/bytes.ts'
import type { CryptoPort } from '../../../crypto/CryptoPort.ts'
import type { Holder } from '../../../domain/holder.ts'
import { isKept } from '../../../domain/records.ts'
import { shortCodeOf } from '../../../domain/shortCode.ts'
import type { PulledRecord } from '../../../protocol/page.ts'
import type { Changes } from '../db/Changes.ts'
import { toStorageProblem } from '../db/storageProblem.ts'
import type { TabletDb } from '../db/TabletDb.ts'
import { readProfile } from '../device/profile.ts'
import { draftPhotos, dropPhotos, type KeptPhoto, putPhotos } from '../photos/DraftPhotos.ts'
import { gathered } from '../platform/gathered.ts'
import type { TabletClock } from '../platform/TabletClock.ts'
import { WatchedValue } from '../platform/WatchedValue.ts'
import { type Draft, type DraftPort, type DraftSummary, StorageProblem } from '../ports.ts'
import type { Keyring } from '../seal/Keyring.ts'
import type { TeamRecords } from '../sync/TeamRecords.ts'
import { applyPatch, changedFields } from './applyPatch.ts'
import { buildPayload } from './buildPayload.ts'
import type { DraftSealer } from './DraftSealer.ts'
import type { DraftVault, PhotoWrite, StoredDraft } from './DraftVault.ts'
import { contentOfRecord, type DraftContent, draftOf, titleOf } from './draftContent.ts'
import { Holding } from './Holding.ts'
import { refuseGiven } from './refuseGiven.ts'
import { refuseSecrets } from './refuseSecrets.ts'
import { roomIn } from './roomIn.ts'
import { Turns } from './Turns.ts'

/** Readable drafts on one tablet, and how long one may lie untouched, before they are sealed to the hub (design §1). */
const mostDrafts = 50
const longestUntouchedMs = 72 * 3_600_000

export interface TabletDraftsParts {
  db: TabletDb
  crypto: CryptoPort
  clock: TabletClock
  keyring: Keyring
  changes: Changes
  vault: DraftVault
  sealer: DraftSealer
  records: TeamRecords
  /** A draft was sealed for good: what the round learns from it is written down. It never stands in the way. */
  afterFinish?: (content: DraftContent) => Promise<void>
}

/** Content is asked whether it can be sealed; where does not matter for that. */
const nowhere = { chain: '', n: 0 }

/** Was this draft begun on that record as it was sent back, and may the record be gone on with? */
function isGoneOnWith({ type, baseVersion }: DraftContent, record: PulledRecord): boolean {
  const isOpen = record.type === type && contentOfRecord(record) !== null
  return isOpen && baseVersion > 0 && baseVersion <= record.version
}

/** Was a word written in it since it was read? To look at a case is not to work at it (SPEC HLD-3). */
const hasNews = ({ read, groups }: DraftContent): boolean => Object.keys(changedFields(read ?? {}, groups)).length > 0

/** What is to become of a draft. */
export interface DraftChange {
  patch: Draft['groups']
  at?: string
  photos?: PhotoWrite
}

/** The open work of the team on this tablet. Every method resolves once the disk has it and rejects with `StorageProblem`. */
export class TabletDrafts implements DraftPort {
  readonly list = new WatchedValue<DraftSummary[]>([])
  private readonly turns = new Turns()
  private readonly holding: Holding
  private readonly discarded = new Map<string, { content: DraftContent; photos: readonly KeptPhoto[] }>()

  constructor(private readonly parts: TabletDraftsParts) {
    this.holding = new Holding(parts)
    parts.keyring.listen((keys) => {
      if (!keys) {
        this.discarded.clear()
        this.list.set([])
      }
      this.relist()
    })
    parts.changes.listen((change) => {
      if (change === 'drafts' || change === 'pages') this.relist()
    })
  }

  async create(type: Draft['type'], groups: Draft['groups'], parent: string | null): Promise<Draft> {
    const { crypto, clock, keyring, vault } = this.parts
    const owner = keyring.require().volunteer.id
    refuseSecrets(groups)
    if (!(await this.room()).ok) throw new StorageProblem('disk-full')
    const now = clock.now()
    const said = applyPatch({}, groups)
    const content: DraftContent = {
      id: uuidFromRandom(crypto.random(16)),
      type,
      title: titleOf(type, said),
      at: '',
      groups: said,
      baseVersion: 0,
      parent,
      createdAt: now,
      updatedAt: now,
      owner,
      returnNote: null,
      command: 'submit',
      read: null,
      sealed: null,
    }
    await this.turns.take(content.id, () => vault.write(content, 0))
    this.parts.changes.say('drafts')
    if ((await this.parts.db.drafts.count()) > mostDrafts) await this.sealSurplus()
    return draftOf(content)
  }

  async get(id: string): Promise<Draft | null> {
    const found = await this.load(id, (of) => this.parts.vault.read(of)).catch((error: unknown) => {
      throw toStorageProblem(error)
    })
    if (!found) return null
    return { ...draftOf(found.content), ...(found.unwritten ? { unwritten: found.unwritten } : {}) }
  }

  async save(id: string, patch: Draft['groups'], at?: string): Promise<void> {
    refuseSecrets(patch)
    await this.change(id, (content) => ({ patch, at: at ?? content.at }))
  }

  /**
   * Change a draft by what it says now; photos that come or go with it are of the same transaction (SPEC PHO-12). `work` runs again
   * when another tab was quicker.
   */
  async change(id: string, work: (content: DraftContent) => DraftChange | Promise<DraftChange>): Promise<void> {
    await this.turns.take(id, async () => {
      const { content, v } = await this.mustLoad(id)
      refuseGiven(content)
      const { patch, at = content.at, photos } = await work(content)
      const groups = applyPatch(content.groups, patch)
      const next = { ...content, groups, title: titleOf(content.type, groups), at, ...this.touched(content) }
      await this.parts.vault.write(next, v, photos)
      // a courtesy: what was typed is kept whatever becomes of it (SPEC HLD-4)
      const isWritten = hasNews(next)
      const isFirst = v === 0 || (isWritten && !hasNews(content))
      const isPulled = content.baseVersion > 0 && !content.sealed
      if (isFirst && isPulled) await this.holding.begin(next, isWritten).catch(() => undefined)
    })
    this.parts.changes.say('drafts')
  }

  /** Change what stands beside a draft's answers: whose it is, where it is (decision 026). `v` is the version that it stands on. */
  async rewrite(id: string, work: (content: DraftContent, v: number) => DraftContent): Promise<void> {
    await this.turns.take(id, async () => {
      const { content, v } = await this.mustLoad(id)
      await this.parts.vault.write(work(content, v), v)
    })
    this.parts.changes.say('drafts')
  }

  /**
   * Tell the team who holds it from now on, once the commune knows of it: then with `also` in one item (SPEC HLD-1). What is given goes
   * with all that is in it.
   */
  async tellHolder(id: string, holder: Holder, also: (content: DraftContent) => DraftContent): Promise<void> {
    await this.turns.take(id, async () => {
      const draft = await this.mustLoad(id)
      await this.holding.tell({ ...draft, content: also(draft.content) }, holder)
    })
    this.parts.changes.say('drafts')
  }

  /** A draft whole, with what no screen sees of it; null when it is none of this tablet's. */
  async whole(id: string): Promise<Pick<StoredDraft, 'content' | 'v'> | null> {
    return this.load(id, (of) => this.parts.vault.read(of))
  }

  /**
   * Another tablet's draft, in the place of one that nobody here has written in. It passes what its sealing will ask, so that nothing
   * stands here that can never be finished; it stands in no other record's place.
   */
  async takeIn(content: DraftContent): Promise<void> {
    if (!(await this.room()).ok) throw new StorageProblem('disk-full')
    refuseSecrets(content.groups)
    buildPayload(content, content.command, nowhere)
    await this.turns.take(content.id, async () => {
      const record = await this.parts.records.find(content.id)
      if (record && !isGoneOnWith(content, record)) throw new StorageProblem('failed', { reason: 'other-record' })
      const here = await this.parts.vault.read(content.id)
      if (here) throw new StorageProblem('failed', { reason: 'draft-here' })
      await this.parts.vault.write(content, 0)
    })
    this.parts.changes.say('drafts')
  }

  async finish(id: string): Promise<{ shortCode: string }> {
    await this.turns.take(id, async () => {
      const draft = await this.mustLoad(id)
      refuseGiven(draft.content)
      refuseSecrets(draft.content.groups)
      await this.parts.sealer.finish(draft)
      await this.parts.afterFinish?.(draft.content).catch(() => undefined)
    })
    this.parts.changes.say('drafts')
    return { shortCode: shortCodeOf(id) }
  }

  async discard(id: string): Promise<void> {
    await this.turns.take(id, async () => {
      const { content } = await this.mustLoad(id)
      const photos = await draftPhotos(this.parts.db, id)
      const ids = photos.map(({ row }) => row.id)
      await this.parts.vault.drop(id, (tx) => dropPhotos(tx, ids))
      this.discarded.set(id, { content, photos })
    })
    this.parts.changes.say('drafts')
  }

  /** Take a draft from this tablet if that is right of what it is now; false, and nothing changed, when it is not. */
  async release(id: string, isRight: (draft: StoredDraft) => Promise<boolean>): Promise<boolean> {
    const released = { is: false }
    await this.turns.take(id, async () => {
      const draft = await this.load(id)
      if (!draft || !(await isRight(draft))) return
      const photos = (await draftPhotos(this.parts.db, id)).map(({ row }) => row.id)
      await this.parts.vault.drop(id, (tx) => dropPhotos(tx, photos), draft.v)
      released.is = true
    })
    if (released.is) this.parts.changes.say('drafts')
    return released.is
  }

  async undoDiscard(id: string): Promise<void> {
    await this.turns.take(id, async () => {
      const thrown = this.discarded.get(id)
      if (!thrown) throw new StorageProblem('missing', { what: 'draft' })
      await this.parts.vault.write(thrown.content, 0, (tx) => putPhotos(tx, thrown.photos))
      this.discarded.delete(id)
    })
    this.parts.changes.say('drafts')
  }

  room(): Promise<{ ok: boolean; usedBytes: number; capBytes: number }> {
    return roomIn(this.parts.db)
  }

  /**
   * Seal as partials what is beyond the limits of readable work: more than 50 drafts, or 72 hours untouched (design §1). A wrong
   * clock can only do this too early; no clock deletes work.
   */
  async sealSurplus(): Promise<void> {
    const { vault, clock } = this.parts
    const newestFirst = (await this.ownDrafts(vault)).sort((a, b) => b.content.updatedAt - a.content.updatedAt)
    const surplus = newestFirst.filter(
      ({ content, partial }, index) =>
        partial === null && (index >= mostDrafts || clock.now() - content.updatedAt > longestUntouchedMs),
    )
    await this.sealPartials(surplus)
  }

  /** Households lie in the same table, sealed as they are saved; they are no drafts. */
  private async ownDrafts(vault: DraftVault): Promise<StoredDraft[]> {
    return (await vault.all()).filter(({ content }) => !isKept(content.type))
  }

  /** Seal all open work as partials: before this tablet forgets what it can read. */
  async sealAll(): Promise<void> {
    await this.sealPartials((await this.parts.vault.all()).filter(({ partial }) => partial === null))
  }

  private async sealPartials(drafts: readonly StoredDraft[]): Promise<void> {
    for (const { content } of drafts) {
      await this.turns
        .take(content.id, async () => {
          const draft = await this.load(content.id)
          if (draft && draft.v > 0 && draft.partial === null) await this.parts.sealer.sealPartial(draft)
        })
        .catch((error: unknown) => {
          // one that cannot be sealed (a field the hub would refuse) stays a draft, the others go on
          if (toStorageProblem(error).code !== 'failed') throw error
        })
    }
  }

  private touched(content: DraftContent): Pick<DraftContent, 'updatedAt' | 'createdAt' | 'owner'> {
    const now = this.parts.clock.now()
    const owner = content.owner === '' ? this.parts.keyring.require().volunteer.id : content.owner
    return { updatedAt: now, createdAt: content.createdAt === 0 ? now : content.createdAt, owner }
  }

  private async load(id: string, fromVault = (of: string) => this.parts.vault.recall(of)): Promise<StoredDraft | null> {
    const { records, keyring, db } = this.parts
    keyring.require()
    const stored = await fromVault(id)
    if (stored) return stored
    const [record, answered] = await Promise.all([records.find(id), db.answered.get(id)])
    if (!record || (answered && answered.version >= record.version)) return null
    const content = contentOfRecord(record)
    return content ? { content, v: 0, partial: null } : null
  }

  private async mustLoad(id: string): Promise<StoredDraft> {
    const draft = await this.load(id)
    if (!draft) throw new StorageProblem('missing', { what: 'draft' })
    return draft
  }

  private readonly relist = gathered(async (isCurrent) => {
    const summaries = this.parts.keyring.current ? await this.summaries().catch(() => null) : []
    // a lock that came meanwhile makes this answer old: names must not come back after it
    if (summaries && isCurrent()) this.list.set(summaries)
  })

  private async summaries(): Promise<DraftSummary[]> {
    const { db, vault } = this.parts
    const [stored, open, known] = await Promise.all([this.ownDrafts(vault), this.parts.records.open(), readProfile(db)])
    const answered = new Map((await db.answered.toArray()).map((row) => [row.id, row.version]))
    const contents = new Map<string, DraftContent>()
    for (const record of open) {
      const content = (answered.get(record.id) ?? -1) >= record.version ? null : contentOfRecord(record)
      if (content) contents.set(record.id, content)
    }
    for (const { content } of stored) contents.set(content.id, content)
    const me = this.parts.keyring.current?.volunteer.id ?? ''
    const names = new Map((known?.profile.volunteers ?? []).map(({ id, name }) => [id, name]))
    const asking = { me, device: known?.device.device ?? '', names, now: this.parts.clock.now() }
    const records = new Map(open.map((record) => [record.id, record]))
    const sorted = [...contents.values()].sort((a, b) => b.updatedAt - a.updatedAt)
    return Promise.all(
      sorted.map(async (content) => ({
        id: content.id,
        type: content.type,
        title: content.title,
        at: content.at,
        shortCode: shortCodeOf(content.id),
        updatedAt: content.updatedAt,
        ownerName: names.get(content.owner) ?? '',
        returned: content.command === 'resubmit',
        parent: content.parent,
        ...(await this.holding.shown(content, records.get(content.id) ?? null, asking)),
      })),
    )
  }
}
