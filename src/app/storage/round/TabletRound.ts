import { uuidFromRandom } from '../../../crypto/bytes.ts'
import type { CryptoPort } from '../../../crypto/CryptoPort.ts'
import { inWalkingOrder, readHousehold } from '../../../domain/household.ts'
import { type VisitState, visitStates } from '../../../domain/householdRecord.ts'
import { localDay } from '../../../domain/localDay.ts'
import { isKept } from '../../../domain/records.ts'
import { eveningsOf, readGoal, readRound, roundOf } from '../../../domain/round.ts'
import { eveningName, roundId } from '../../../protocol/roundId.ts'
import type { Changes } from '../db/Changes.ts'
import { readMeta } from '../db/meta.ts'
import { toStorageProblem } from '../db/storageProblem.ts'
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
import {
  type Draft,
  type Met,
  type NewEvening,
  type OwnWord,
  type RoundPort,
  StorageProblem,
  type Tonight,
  type TonightHousehold,
  type TonightRound,
} from '../ports.ts'
import type { Keyring } from '../seal/Keyring.ts'
import { isErased } from '../sync/forgetErased.ts'
import type { TeamRecords } from '../sync/TeamRecords.ts'
import { learntFrom } from './learntFrom.ts'
import { TabletMeeting } from './TabletMeeting.ts'

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

  private readonly meeting: TabletMeeting

  constructor(private readonly parts: TabletRoundParts) {
    this.meeting = new TabletMeeting(parts)
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
    refuseSecrets(groups)
    const id = uuidFromRandom(this.parts.crypto.random(16))
    await this.inTurn(id, async () => this.seal(await this.begun('household', id), groups))
    return id
  }

  async plan({ unit, hamlet, evening, who, note, households }: NewEvening): Promise<void> {
    const groups = { plan: { unit, hamlet, evening, who: [...who], note }, stops: { households: [...households] } }
    this.parts.keyring.require()
    refuseSecrets(groups)
    const id = await this.eveningId(unit, evening)
    await this.inTurn(id, async () => this.seal((await this.load(id)) ?? (await this.begun('round', id)), groups))
  }

  /** The desk and the team's other tablets come to the same id (SPEC RND-6); what is known of that evening is gone on with. */
  private async eveningId(unit: string, evening: string): Promise<string> {
    const { crypto, db } = this.parts
    const known = this.tonight.value?.evenings.find((one) => one.unit === unit && one.evening === evening)
    if (known) return known.id
    const device = await readMeta(db, 'device')
    if (!device?.team) throw new StorageProblem('locked')
    return roundId(crypto, device.tenant, eveningName({ team: device.team, unit, evening }))
  }

  async save(id: string, patch: Draft['groups']): Promise<void> {
    refuseSecrets(patch)
    await this.change(id, () => patch)
    // sealed it is: a word to other tablets that could not be written down takes nothing of that back
    const state = patch.visit?.state
    if (state !== undefined) await this.meeting.note(id, visitStateOf(state)).catch(() => undefined)
  }

  word(): Promise<OwnWord> {
    return this.meeting.word()
  }

  async meet(bytes: Uint8Array): Promise<Met> {
    const known = new Set(this.tonight.value?.households.map(({ id }) => id))
    const met = await this.meeting.meet(bytes, known).catch((error) => {
      throw toStorageProblem(error)
    })
    if (met.kind === 'ok') this.parts.changes.say('drafts')
    return met
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
      await this.seal(stored, patchFor(stored.content))
    })
  }

  /** Nothing of it was sealed yet. */
  private async begun(type: 'household' | 'round', id: string): Promise<StoredDraft> {
    const { clock, db, keyring } = this.parts
    const [owner, now] = [keyring.require().volunteer.id, clock.now()]
    if (!(await roomIn(db)).ok) throw new StorageProblem('disk-full')
    const content: DraftContent = {
      id,
      type,
      title: '',
      at: '',
      groups: {},
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
    return { content, v: 0, partial: null }
  }

  /** What changes nothing is no save. */
  private async seal(stored: StoredDraft, patch: Draft['groups']): Promise<void> {
    const { content } = stored
    const groups = applyPatch(content.groups, patch)
    if (Object.keys(changedFields(content.groups, groups)).length === 0) return
    const owner = content.owner === '' ? this.parts.keyring.require().volunteer.id : content.owner
    const title = titleOf(content.type, groups)
    const next = { ...content, groups, title, owner, updatedAt: this.parts.clock.now() }
    await this.parts.sealer.sealPartial({ ...stored, content: next })
  }

  /** As it stands here; what the hub rejected is no base to go on from, what was pulled is. */
  private async load(id: string): Promise<StoredDraft | null> {
    const { records, keyring, vault } = this.parts
    keyring.require()
    const [stored, record] = await Promise.all([vault.recall(id), records.find(id)])
    const pulled = record && contentOfRecord(record)
    if (stored && !(pulled && (await this.isRejected(stored)))) return stored
    return pulled && isKept(pulled.type) ? { content: pulled, v: stored?.v ?? 0, partial: null } : null
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
    const households = new Map<string, Omit<TonightHousehold, 'elsewhere'>>()
    const plans = new Map<string, TonightRound>()
    const take = (type: string, id: string, groups: Draft['groups'], waits: boolean, conflicts = 0) => {
      if (type === 'household') return households.set(id, { ...readHousehold(id, groups), waits })
      const plan = readRound(id, groups)
      return plan && plans.set(id, { ...plan, waits, conflicts })
    }
    for (const record of pulled) take(record.type, record.id, valuesOf(record), false, record.conflicts)
    for (const draft of stored.filter(({ content }) => isKept(content.type))) {
      const { id, type, groups } = draft.content
      const verdict = await this.verdictOf(draft)
      const isKnown = households.has(id) || plans.has(id)
      if (!isErased(verdict) && !(verdict?.state === 'rejected' && isKnown))
        take(type, id, groups, true, plans.get(id)?.conflicts)
    }
    const evenings = eveningsOf([...plans.values()], [...households.values()])
    const round = roundOf(evenings, localDay(clock.now()))
    const [goal = null] = pulled.flatMap((record) =>
      record.type === 'round' ? (readGoal(valuesOf(record)) ?? []) : [],
    )
    const marked = await this.meeting.withMarks([...households.values()])
    return { households: inWalkingOrder(marked, round?.households), round, evenings, goal }
  }
}

const visitStateOf = (state: unknown): VisitState => visitStates.find((known) => known === state) ?? 'notYet'
