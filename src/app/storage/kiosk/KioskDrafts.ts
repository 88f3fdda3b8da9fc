import { hex, uuidFromRandom } from '../../../crypto/bytes.ts'
import type { CryptoPort } from '../../../crypto/CryptoPort.ts'
import { isMessage, recordTypes } from '../../../domain/records.ts'
import { shortCodeOf } from '../../../domain/shortCode.ts'
import { claimProof, newClaimSecret } from '../../../protocol/claim.ts'
import { limits } from '../../../protocol/limits.ts'
import { sealPhoto } from '../../../protocol/photo.ts'
import { readMeta } from '../db/meta.ts'
import type { PhotoRow } from '../db/rows.ts'
import { toStorageProblem } from '../db/storageProblem.ts'
import type { TabletDb } from '../db/TabletDb.ts'
import { applyPatch, changedFields } from '../drafts/applyPatch.ts'
import { buildPayload } from '../drafts/buildPayload.ts'
import { type DraftContent, draftOf } from '../drafts/draftContent.ts'
import { refuseSecrets } from '../drafts/refuseSecrets.ts'
import { roomIn } from '../drafts/roomIn.ts'
import { type KeptPhoto, putPhotos } from '../photos/DraftPhotos.ts'
import type { TabletClock } from '../platform/TabletClock.ts'
import { WatchedValue } from '../platform/WatchedValue.ts'
import { type Begun, type Draft, type DraftPort, type DraftSummary, StorageProblem } from '../ports.ts'
import { ownBytes } from '../seal/chains.ts'
import type { SealedOutbox } from '../seal/SealedOutbox.ts'
import type { KioskKeys } from './KioskKeys.ts'

/** A draft in memory, and what its slip will say. */
interface KioskDraft {
  content: DraftContent
  readonly secret: string
  readonly proof: string
  /** said aloud instead of written; not sealed yet */
  sound: Uint8Array | null
}

export interface KioskDraftsParts {
  db: TabletDb
  crypto: CryptoPort
  clock: TabletClock
  keys: KioskKeys
  outbox: SealedOutbox
}

/**
 * What the resident who stands at a kiosk has begun: in memory, never on the disk in a form that this tablet can read
 * (SPEC KSK-2). A finished page goes to the hub sealed, on top of the pages before it; the rest goes with the resident.
 */
export class KioskDrafts implements DraftPort {
  /** Nothing is ever offered to whoever comes next. */
  readonly list = new WatchedValue<DraftSummary[]>([])
  private readonly drafts = new Map<string, KioskDraft>()
  /** rises with each resident: what an earlier one asked for comes to nothing */
  private sitting = 0
  private last: Promise<unknown> = Promise.resolve()

  constructor(private readonly parts: KioskDraftsParts) {}

  async create(type: Draft['type'], groups: Draft['groups'], parent: string | null): Promise<Draft> {
    const { db, crypto, clock, keys } = this.parts
    refuseSecrets(groups)
    const { sitting } = this
    if (!(await this.room()).ok) throw new StorageProblem('disk-full')
    const device = await readMeta(db, 'device')
    if (!device) throw new StorageProblem('missing', { what: 'device' })
    // after what the one before finished: nothing of theirs is sealed in this one's session
    if (this.drafts.size === 0) await this.inTurn(() => keys.begin())
    const [id, now] = [uuidFromRandom(crypto.random(16)), clock.now()]
    const secret = newClaimSecret(crypto)
    const proof = hex(await claimProof(crypto, ownBytes(device.tenant), shortCodeOf(id), secret))
    const content: DraftContent = {
      id,
      type,
      // this tablet's own copy of an item tells nobody's name
      title: '',
      at: '',
      groups: applyPatch({}, groups),
      baseVersion: 0,
      parent,
      createdAt: now,
      updatedAt: now,
      owner: '',
      returnNote: null,
      command: 'submit',
      read: null,
      sealed: null,
    }
    if (sitting !== this.sitting) throw new StorageProblem('missing', { what: 'sitting' })
    this.drafts.set(id, { content, secret, proof, sound: null })
    return draftOf(content)
  }

  async get(id: string): Promise<Draft | null> {
    const found = this.drafts.get(id)
    return found ? draftOf(found.content) : null
  }

  async save(id: string, patch: Record<string, Record<string, unknown>>, at?: string): Promise<void> {
    refuseSecrets(patch)
    const draft = this.must(id)
    const { content } = draft
    const groups = applyPatch(content.groups, patch)
    draft.content = { ...content, groups, at: at ?? content.at, updatedAt: this.parts.clock.now() }
  }

  /**
   * A page was finished: what it changed goes to the hub, for who has agreed to that (facts §6). What is typed from now on
   * belongs to the next page. A message goes whole or not at all: half of one is of no use to who reads it. Rejects with
   * `StorageProblem`.
   */
  async sealPages(): Promise<void> {
    const pages = [...this.drafts.values()].filter(
      ({ content }) => content.groups.consent?.given === true && !isMessage(content.type),
    )
    await Promise.all(
      pages.map((draft) => {
        const { groups } = draft.content
        return this.inTurn(async () => {
          const isChanged = Object.keys(changedFields(draft.content.read ?? {}, groups)).length > 0
          if (isChanged) await this.seal(draft, groups, null)
        })
      }),
    )
  }

  async finish(id: string): Promise<{ shortCode: string }> {
    const draft = this.must(id)
    const { groups } = draft.content
    refuseSecrets(groups)
    await this.inTurn(() => this.sealWithSound(draft, groups))
    this.drafts.delete(id)
    return { shortCode: shortCodeOf(id) }
  }

  /** Gone from here; where pages were sealed already the hub learns that the resident takes the consent back. */
  async discard(id: string): Promise<void> {
    const draft = this.must(id)
    await this.inTurn(async () => {
      const { sealed, read } = draft.content
      if (sealed) await this.seal(draft, applyPatch(read ?? {}, { consent: { given: false } }), null)
    })
    this.drafts.delete(id)
  }

  async undoDiscard(): Promise<void> {
    throw new StorageProblem('missing', { what: 'draft' })
  }

  room(): Promise<{ ok: boolean; usedBytes: number; capBytes: number }> {
    return roomIn(this.parts.db)
  }

  /** What the resident has begun, and what opens it again elsewhere once something of it is sealed. */
  begun(): Begun[] {
    return [...this.drafts.values()].map(({ content, secret }) => ({
      id: content.id,
      type: content.type,
      slip: content.sealed ? { code: shortCodeOf(content.id), secret } : null,
    }))
  }

  /** Whoever stood here has gone: nothing of theirs stays. A page that they finished still reaches the disk, sealed. */
  async forget(): Promise<void> {
    this.sitting += 1
    this.drafts.clear()
    await this.inTurn(async () => {
      if (this.drafts.size === 0) this.parts.keys.end()
    })
  }

  /** Keep what was said aloud, in memory, until the message is sent; null forgets it. Throws `StorageProblem`. */
  keepSound(id: string, sound: Uint8Array | null): void {
    if (sound && sound.length > limits.photoJpeg) throw new StorageProblem('failed', { reason: 'too-large' })
    this.must(id).sound = sound
  }

  soundOf(id: string): Uint8Array | null {
    return this.drafts.get(id)?.sound ?? null
  }

  /** A sound goes as photos do: sealed under this sitting's session, named by the item that brings it (SPEC KSK-9, PHO-2). */
  private async sealWithSound(draft: KioskDraft, groups: Draft['groups']): Promise<void> {
    const { db, crypto, clock, keys } = this.parts
    if (!draft.sound) return this.seal(draft, groups, 'submit')
    const device = await readMeta(db, 'device')
    if (!device) throw new StorageProblem('missing', { what: 'device' })
    const scope = { tenant: ownBytes(device.tenant), device: ownBytes(device.device) }
    const { id, sealed } = await sealPhoto(crypto, keys.require().session, scope, draft.sound)
    const row: PhotoRow = {
      id,
      record: draft.content.id,
      state: 'waiting',
      bytes: sealed.length,
      createdAt: clock.now(),
      place: null,
      held: 0,
      safeSince: null,
    }
    await this.seal(draft, applyPatch(groups, { feedback: { recording: id } }), 'submit', [
      { row, body: { id, sealed } },
    ])
  }

  private must(id: string): KioskDraft {
    const found = this.drafts.get(id)
    if (!found) throw new StorageProblem('missing', { what: 'draft' })
    return found
  }

  private async seal(
    draft: KioskDraft,
    groups: Draft['groups'],
    command: 'submit' | null,
    sounds: readonly KeptPhoto[] = [],
  ): Promise<void> {
    const content = { ...draft.content, groups }
    const first = content.sealed ? {} : { k: draft.proof }
    const x = sounds.map(({ row }) => row.id)
    const sealed = await this.parts.outbox.seal({
      record: recordTypes[content.type],
      ref: { record: content.id, title: '' },
      payload: (place) => ({ ...buildPayload(content, command, place), ...first, ...(x.length > 0 && { x }) }),
      prepare: async (place) => (tx) =>
        putPhotos(
          tx,
          sounds.map(({ row, body }) => ({ row: { ...row, place }, body })),
        ),
    })
    draft.content = { ...draft.content, sealed, read: groups }
  }

  /** One seal at a time, in the order that pages were finished. */
  private inTurn(work: () => Promise<void>): Promise<void> {
    const run = this.last.then(work).catch((error: unknown) => {
      throw toStorageProblem(error)
    })
    this.last = run.catch(() => undefined)
    return run
  }
}
