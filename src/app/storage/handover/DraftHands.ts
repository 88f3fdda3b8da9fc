import { hex } from '../../../crypto/bytes.ts'
import type { CryptoPort } from '../../../crypto/CryptoPort.ts'
import type { Holder } from '../../../domain/holder.ts'
import { shortCodeOf } from '../../../domain/shortCode.ts'
import { readSpokenCode } from '../../../protocol/spokenCode.ts'
import { readMeta, writeMeta } from '../db/meta.ts'
import type { TabletDb } from '../db/TabletDb.ts'
import { readProfile } from '../device/profile.ts'
import { type DraftContent, titleOf } from '../drafts/draftContent.ts'
import { refuseGiven } from '../drafts/refuseGiven.ts'
import type { TabletDrafts } from '../drafts/TabletDrafts.ts'
import type { TabletClock } from '../platform/TabletClock.ts'
import {
  type GivenDraft,
  StorageProblem,
  type TabletKey,
  type TakenDraft,
  type TeamTablet,
  type VolunteerChoice,
} from '../ports.ts'
import type { Keyring } from '../seal/Keyring.ts'
import { bundleSigns, codeOfBundle, type DraftBundle, openBundle, sealBundle } from './draftBundle.ts'
import { type Handing, noteOf } from './handingNote.ts'
import { ownIdentities, ownKeyText, ownPlace } from './tabletKey.ts'

export interface DraftHandsParts {
  db: TabletDb
  crypto: CryptoPort
  clock: TabletClock
  keyring: Keyring
  drafts: TabletDrafts
}

/** so many bundles are remembered as taken: a team gives a few in an evening */
const mostRemembered = 200

/** With a line in its notes that says who gave it to whom: it reaches the commune with the record (decision 026). */
function withNote(content: DraftContent, handing: Handing): DraftContent {
  const entries = content.groups.notes?.entries
  const notes = { ...content.groups.notes, entries: [...(Array.isArray(entries) ? entries : []), noteOf(handing)] }
  return { ...content, groups: { ...content.groups, notes } }
}

/** Photos are of the tablet that took them (SPEC PHO-3): what another one reads of them would name nothing. */
function withoutPhotos(content: DraftContent): { draft: DraftContent; photos: number } {
  const { papers } = content.groups
  if (!papers || !Array.isArray(papers.photos)) return { draft: content, photos: 0 }
  const { photos, ...rest } = papers
  return { draft: { ...content, groups: { ...content.groups, papers: rest } }, photos: photos.length }
}

/** What no tablet of ours wrote, or what would stand in another one's place; null for what this tablet could not do just now. */
function refusalOf(error: unknown): 'here-already' | 'unknown-file' | null {
  if (!(error instanceof StorageProblem) || error.code !== 'failed') return null
  const { reason } = error.data
  if (reason === 'draft-here' || reason === 'other-record') return 'here-already'
  // a group that its sealing would refuse, or that holds a secret
  return error.data.group === undefined ? null : 'unknown-file'
}

/** Drafts that change hands: on this tablet, to another one, from another one. Each time both names stand in its notes. */
export class DraftHands {
  constructor(private readonly parts: DraftHandsParts) {}

  async ownKey(): Promise<{ text: string; check: string }> {
    return ownKeyText(this.parts.db, this.parts.crypto, await this.identities())
  }

  async giveHere(id: string, to: VolunteerChoice): Promise<void> {
    const { label } = await ownPlace(this.parts.db)
    const { volunteer } = this.parts.keyring.require()
    const at = this.parts.clock.now()
    const handing = { kind: 'given' as const, by: volunteer.name, to: to.name, where: label, at }
    await this.parts.drafts.tellHolder(id, await this.holder(to, at), (content) => {
      refuseGiven(content)
      return { ...withNote(content, handing), owner: to.id, since: at }
    })
  }

  async giveThroughHub(id: string, to: TeamTablet | null): Promise<void> {
    const { db, clock, keyring, drafts } = this.parts
    const { device, label } = await ownPlace(db)
    const { volunteer } = keyring.require()
    const since = clock.now()
    const handing = { kind: 'given' as const, by: volunteer.name, to: to?.label ?? '', where: label, at: since }
    const place = (await drafts.whole(id))?.content.at
    const holder: Holder = {
      ...(to && { device: to.id, tablet: to.label }),
      ...(place && { at: place }),
      ...{ since, giver: volunteer.name, from: device.device, fromTablet: label },
    }
    await drafts.tellHolder(id, holder, (content) => {
      refuseGiven(content)
      return { ...withNote(content, handing), since }
    })
  }

  async tablets(): Promise<TeamTablet[]> {
    return (await readProfile(this.parts.db))?.profile.tablets ?? []
  }

  private async holder({ id, name }: VolunteerChoice, since: number): Promise<Holder> {
    const { device, label } = await ownPlace(this.parts.db)
    return { device: device.device, tablet: label, volunteer: id, name, since }
  }

  async takeOver(id: string, from: string): Promise<void> {
    const { label } = await ownPlace(this.parts.db)
    const { volunteer } = this.parts.keyring.require()
    const at = this.parts.clock.now()
    const handing = { kind: 'taken' as const, by: volunteer.name, to: from, where: label, at }
    await this.parts.drafts.tellHolder(id, await this.holder(volunteer, at), ({ given: _, ...content }) => ({
      ...withNote(content, handing),
      ...{ owner: volunteer.id, since: at, updatedAt: at },
    }))
  }

  async giveAway(id: string, to: TabletKey): Promise<GivenDraft> {
    const { db, crypto, clock, keyring, drafts } = this.parts
    const { volunteer } = keyring.require()
    const stored = await drafts.whole(id)
    if (!stored) throw new StorageProblem('missing', { what: 'draft' })
    const { content, v } = stored
    if (content.sealed) return { kind: 'sealed' }
    const { device, tenant, team, label } = await ownPlace(db)
    const at = clock.now()
    // one bundle is one tablet's: the code of another one says nothing of what this one has
    const bundle = content.given?.key === to.key ? content.given.bundle : hex(crypto.random(16))
    const handing = { kind: 'given' as const, by: volunteer.name, to: to.label, where: label, at }
    const { given: _, holder: __, ...noted } = withNote(content, handing)
    const { draft, photos } = withoutPhotos(noted)
    const from = { device: device.device, label, volunteer: volunteer.id, name: volunteer.name }
    const bytes = await sealBundle(to.key, { tramso: 'draft', v: 1, bundle, tenant, team, from, at, draft })
    // only once there is something to carry
    await drafts.rewrite(id, (now, from) => {
      // a word that was written since stands in no bundle
      if (from !== v) throw new StorageProblem('failed', { reason: 'draft-moved' })
      return { ...withNote(now, handing), given: { bundle, to: to.label, at, key: to.key, v: v + 1 } }
    })
    return { kind: 'ok', name: `tram-so-${shortCodeOf(id)}.age`, bytes, photos }
  }

  async release(id: string, typed: string): Promise<boolean> {
    const { crypto, drafts } = this.parts
    const code = readSpokenCode(typed, bundleSigns)
    return drafts.release(id, async ({ content: { given }, v }) => {
      // what another tab, of an earlier version say, wrote in it is not in the bundle
      if (!given || code === null || (given.v !== undefined && given.v !== v)) return false
      return code === (await codeOfBundle(crypto, given.bundle))
    })
  }

  async take(bytes: Uint8Array): Promise<TakenDraft> {
    const { db, crypto } = this.parts
    const { tenant, team } = await ownPlace(db)
    const opened = await openBundle(await this.identities(), bytes)
    if (typeof opened === 'string') return { kind: opened }
    if (opened.tenant !== tenant || opened.team !== team) return { kind: 'other-team' }
    const shortCode = shortCodeOf(opened.draft.id)
    const code = await codeOfBundle(crypto, opened.bundle)
    if (((await readMeta(db, 'bundlesTaken')) ?? []).includes(opened.bundle)) return { kind: 'again', shortCode, code }
    try {
      await this.takeIn(opened)
    } catch (error) {
      const refusal = refusalOf(error)
      if (refusal === null) throw error
      return refusal === 'here-already' ? { kind: refusal, shortCode } : { kind: refusal }
    }
    await this.remember(opened.bundle)
    return { kind: 'ok', draft: opened.draft.id, shortCode, from: `${opened.from.name}, ${opened.from.label}`, code }
  }

  private identities(): Promise<string[]> {
    const { db, keyring, clock } = this.parts
    return ownIdentities(db, keyring, clock.now())
  }

  private async takeIn({ draft, from }: DraftBundle): Promise<void> {
    const { db, clock, keyring, drafts } = this.parts
    const { volunteer } = keyring.require()
    const { label } = await ownPlace(db)
    const at = clock.now()
    const handing = { kind: 'taken' as const, by: volunteer.name, to: `${from.name}, ${from.label}`, where: label, at }
    const { given: _, holder: __, ...rest } = withNote(draft, handing)
    const title = titleOf(rest.type, rest.groups)
    // a new record is sealed whole, whatever the file says that was read of it
    const read = rest.baseVersion > 0 ? rest.read : null
    await drafts.takeIn({ ...rest, title, read, owner: volunteer.id, since: at, updatedAt: at, sealed: null })
    // what the commune has too is told of there; with what was just taken in nothing can go wrong by that (SPEC HLD-4)
    const holder = await this.holder(volunteer, at)
    await drafts.tellHolder(rest.id, holder, (content) => content).catch(() => undefined)
  }

  private async remember(bundle: string): Promise<void> {
    const { db } = this.parts
    await db.transaction('rw', db.meta, async () => {
      const taken = (await readMeta(db, 'bundlesTaken')) ?? []
      await writeMeta(db, 'bundlesTaken', [...taken, bundle].slice(-mostRemembered))
    })
  }
}
