import { uuidFromRandom } from '../../../crypto/bytes.ts'
import type { CryptoPort } from '../../../crypto/CryptoPort.ts'
import { inWalkingOrder, readHousehold } from '../../../domain/household.ts'
import { localDay } from '../../../domain/localDay.ts'
import { isKept } from '../../../domain/records.ts'
import { readGoal, readRound, roundOf } from '../../../domain/round.ts'
import type { PulledRecord } from '../../../protocol/page.ts'
import type { Changes } from '../db/Changes.ts'
import type { TabletDb } from '../db/TabletDb.ts'
import { applyPatch, changedFields } from '../drafts/applyPatch.ts'
import type { DraftSealer } from '../drafts/DraftSealer.ts'
import type { DraftVault, StoredDraft } from '../drafts/DraftVault.ts'
import { contentOfRecord, type DraftContent, titleOf, valuesOf } from '../drafts/draftContent.ts'
import { refuseSecrets } from '../drafts/refuseSecrets.ts'
import { roomIn } from '../drafts/roomIn.ts'
import { Turns } from '../drafts/Turns.ts'
import { gathered } from '../platform/gathered.ts'
import type { TabletClock } from '../platform/TabletClock.ts'
import { WatchedValue } from '../platform/WatchedValue.ts'
import { type Draft, type RoundPort, StorageProblem, type Tonight, type TonightHousehold } from '../ports.ts'
import type { Keyring } from '../seal/Keyring.ts'
import { isErased } from '../sync/forgetErased.ts'
import type { TeamRecords } from '../sync/TeamRecords.ts'
import { learntFrom } from './learntFrom.ts'

export interface TabletRoundParts {
  db: TabletDb
  crypto: CryptoPort
  clock: TabletClock
  keyring: Keyring
  changes: Changes
  vault: DraftVault
  sealer: DraftSealer
  records: TeamRecords
}

/**
 * The team's households on this tablet (decision 025). A save is sealed at once; until the commune has applied it, what was said here
 * stands in a row of the vault in front of the pulled page, so that the list is right all evening without a line.
 */
export class TabletRound implements RoundPort {
  readonly tonight = new WatchedValue<Tonight | null>(null)
  private readonly turns = new Turns()

  constructor(private readonly parts: TabletRoundParts) {
    parts.keyring.listen((keys) => {
      if (!keys) this.tonight.set(null)
      this.relist()
    })
    parts.changes.listen((change) => {
      if (change === 'drafts' || change === 'pages') this.relist()
    })
    this.relist()
  }

  async add(groups: Draft['groups']): Promise<string> {
    const { crypto, clock, keyring, db } = this.parts
    const owner = keyring.require().volunteer.id
    refuseSecrets(groups)
    if (!(await roomIn(db)).ok) throw new StorageProblem('disk-full')
    const [id, now, said] = [uuidFromRandom(crypto.random(16)), clock.now(), applyPatch({}, groups)]
    const content: DraftContent = {
      id,
      type: 'household',
      title: titleOf('household', said),
      at: '',
      groups: said,
      baseVersion: 0,
      parent: null,
      createdAt: now,
      updatedAt: now,
      owner,
      returnNote: null,
      command: 'submit',
      read: null,
      sealed: null,
    }
    await this.inTurn(id, () => this.parts.sealer.sealPartial({ content, v: 0, partial: null }))
    return id
  }

  async save(id: string, patch: Draft['groups']): Promise<void> {
    refuseSecrets(patch)
    await this.change(id, () => patch)
  }

  /** What a case that was finished says of a person of the round is said of them there too. */
  async learn(content: DraftContent): Promise<void> {
    const learnt = learntFrom(content, localDay(this.parts.clock.now()))
    if (learnt) await this.change(learnt.household, ({ groups }) => learnt.patch(groups))
  }

  private async change(id: string, patchFor: (content: DraftContent) => Draft['groups']): Promise<void> {
    await this.inTurn(id, async () => {
      const stored = await this.load(id)
      if (!stored) throw new StorageProblem('missing', { what: 'household' })
      const { content } = stored
      const groups = applyPatch(content.groups, patchFor(content))
      if (Object.keys(changedFields(content.groups, groups)).length === 0) return
      const owner = content.owner === '' ? this.parts.keyring.require().volunteer.id : content.owner
      const title = titleOf('household', groups)
      const next = { ...content, groups, title, owner, updatedAt: this.parts.clock.now() }
      await this.parts.sealer.sealPartial({ ...stored, content: next })
    })
  }

  /** As it stands here; what the hub rejected is no base to go on from, what was pulled is. */
  private async load(id: string): Promise<StoredDraft | null> {
    const { records, keyring, vault } = this.parts
    keyring.require()
    const [stored, record] = await Promise.all([vault.recall(id), records.find(id)])
    const pulled = record && contentOfRecord(record)
    if (stored && !(pulled && (await this.isRejected(stored)))) return stored
    return pulled?.type === 'household' ? { content: pulled, v: stored?.v ?? 0, partial: null } : null
  }

  private async isRejected(stored: StoredDraft): Promise<boolean> {
    return (await this.verdictOf(stored))?.state === 'rejected'
  }

  private async verdictOf({ partial }: StoredDraft) {
    return partial ? this.parts.db.verdicts.get([partial.chain, partial.n]) : undefined
  }

  private async inTurn(id: string, work: () => Promise<void>): Promise<void> {
    await this.turns.take(id, work)
    this.parts.changes.say('drafts')
  }

  private readonly relist = gathered(async (isCurrent) => {
    const read = this.parts.keyring.current ? await this.read().catch(() => null) : null
    // a lock that came meanwhile makes this answer old: names must not come back after it
    if (read && isCurrent() && this.parts.keyring.current) this.tonight.set(read)
  })

  private async read(): Promise<Tonight> {
    const { vault, records, clock } = this.parts
    const [stored, pulled] = await Promise.all([vault.all(), records.kept()])
    const households = new Map<string, TonightHousehold>()
    for (const record of ofType(pulled, 'household')) {
      households.set(record.id, { ...readHousehold(record.id, valuesOf(record)), waits: false })
    }
    for (const draft of stored.filter(({ content }) => isKept(content.type))) {
      const { id, groups } = draft.content
      const verdict = await this.verdictOf(draft)
      if (isErased(verdict) || (verdict?.state === 'rejected' && households.has(id))) continue
      households.set(id, { ...readHousehold(id, groups), waits: true })
    }
    const rounds = ofType(pulled, 'round')
    const plans = rounds.flatMap((record) => readRound(record.id, valuesOf(record)) ?? [])
    const round = roundOf(plans, localDay(clock.now()))
    const [goal = null] = rounds.flatMap((record) => readGoal(valuesOf(record)) ?? [])
    return { households: inWalkingOrder([...households.values()], round?.households), round, goal }
  }
}

const ofType = (records: readonly PulledRecord[], type: string) => records.filter((record) => record.type === type)
