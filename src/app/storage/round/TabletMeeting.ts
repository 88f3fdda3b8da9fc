import type { CryptoPort } from '../../../crypto/CryptoPort.ts'
import { type Elsewhere, isSaidAlready, strongest } from '../../../domain/elsewhere.ts'
import type { VisitState } from '../../../domain/householdRecord.ts'
import { type MeetingWord, openMeeting, sealMeeting } from '../../../protocol/meetingWord.ts'
import type { TabletDb } from '../db/TabletDb.ts'
import { readProfile } from '../device/profile.ts'
import type { TabletClock } from '../platform/TabletClock.ts'
import { type Met, type OwnWord, StorageProblem, type TonightHousehold } from '../ports.ts'
import { ownBytes } from '../seal/chains.ts'
import type { Keyring } from '../seal/Keyring.ts'
import { MeetingBook } from './MeetingBook.ts'

interface Parts {
  db: TabletDb
  crypto: CryptoPort
  clock: TabletClock
  keyring: Keyring
}

/** Two tablets of a team on one hamlet tell each other which houses they did, without a line (decision 030). */
export class TabletMeeting {
  private readonly book: MeetingBook

  constructor(private readonly parts: Parts) {
    this.book = new MeetingBook(parts)
  }

  /** This tablet said how it stands with a house: the next word of it says so too. */
  async note(household: string, state: VisitState): Promise<void> {
    const { clock, keyring } = this.parts
    await this.book.note({ household, state, at: clock.now(), who: keyring.require().volunteer.name })
  }

  /** What this tablet did tonight, sealed for the team (SPEC MEE-1). */
  async word(): Promise<OwnWord> {
    const { evening, count, own } = await this.book.read()
    const { device, label, teamKey, scope } = await this.place()
    const who = [...new Set(own.map((visit) => visit.who))]
    const visits = own.flatMap(({ household, state, at, who: name }): MeetingWord['visits'] =>
      state === 'notYet' ? [] : [[household, state, at, who.indexOf(name)]],
    )
    const word = { device, label, evening, count: Math.max(1, count), who, visits }
    const bytes = await sealMeeting(this.parts.crypto, teamKey, scope, word)
    // which tablet and how often: no house and no name (SPEC STO-1)
    return { name: `gap-nhau-${device.slice(0, 6)}-${word.count}.tsm`, bytes, houses: visits.length }
  }

  /** Take in another tablet's word; `known` are the houses of this tablet (SPEC MEE-2, MEE-3). */
  async meet(bytes: Uint8Array, known: ReadonlySet<string>): Promise<Met> {
    const { device, teamKey, scope } = await this.place()
    const word = await openMeeting(this.parts.crypto, teamKey, scope, bytes)
    if (typeof word === 'string') return { kind: word }
    const { label, visits } = word
    if (word.device === device) return { kind: 'own' }
    if (word.evening !== (await this.book.read()).evening) return { kind: 'other-evening' }
    const kind = await this.book.hear(word)
    if (kind !== 'ok') return { kind, label }
    return { kind, label, houses: visits.length, strange: visits.filter(([household]) => !known.has(household)).length }
  }

  /**
   * The houses with what other tablets told of them tonight. What the commune's record says by now is let go of; what only this tablet
   * has said may be taken back, so it merely stands in front (SPEC MEE-4).
   */
  async withMarks(households: readonly Omit<TonightHousehold, 'elsewhere'>[]): Promise<TonightHousehold[]> {
    const { evening, heard } = await this.book.read()
    const told = new Map<string, Elsewhere[]>()
    for (const { label, visits } of heard) {
      for (const { household, ...visit } of visits) {
        told.set(household, [...(told.get(household) ?? []), { label, ...visit }])
      }
    }
    const settled = new Set<string>()
    const marked = households.map((household) => {
      const { id, visit, waits } = household
      const open = (told.get(id) ?? []).filter(({ state }) => !isSaidAlready(visit, state, evening))
      if (!waits && open.length < (told.get(id)?.length ?? 0)) settled.add(id)
      return { ...household, elsewhere: strongest(open) }
    })
    const visitOf = new Map(households.map(({ id, visit }) => [id, visit]))
    const isSaid = ({ household, state }: { household: string; state: VisitState }) => {
      const visit = settled.has(household) ? visitOf.get(household) : undefined
      return visit !== undefined && isSaidAlready(visit, state, evening)
    }
    // a full disk keeps what could go, and nobody's list from being drawn
    if (settled.size > 0) await this.book.forget(isSaid).catch(() => undefined)
    return marked
  }

  private async place() {
    const { db, keyring } = this.parts
    const known = await readProfile(db)
    const { teamKeys } = keyring.require()
    const keyId = Math.max(...teamKeys.keys())
    const teamKey = teamKeys.get(keyId)
    if (!known || known.device.team === null || !teamKey) throw new StorageProblem('missing', { what: 'team' })
    const { tenant, team, device } = known.device
    const scope = { tenant: ownBytes(tenant), team: ownBytes(team), keyId }
    return { device, label: known.profile.deviceLabel, teamKey, scope }
  }
}
