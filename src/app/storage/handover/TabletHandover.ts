import type { CryptoPort } from '../../../crypto/CryptoPort.ts'
import { buildWorkFile } from '../../../sync/buildWorkFile.ts'
import { takeReceiptFile } from '../../../sync/takeReceiptFile.ts'
import type { Changes } from '../db/Changes.ts'
import type { TabletDb } from '../db/TabletDb.ts'
import type { TabletDrafts } from '../drafts/TabletDrafts.ts'
import { DexiePhotoStore } from '../photos/DexiePhotoStore.ts'
import type { TabletClock } from '../platform/TabletClock.ts'
import {
  type CarriedWork,
  type EveningNote,
  type FrameGathering,
  type GivenDraft,
  type HandoverPort,
  type Holdings,
  type ReceiptsTaken,
  StorageProblem,
  type TabletKey,
  type TakenDraft,
  type TeamTablet,
  type VolunteerChoice,
} from '../ports.ts'
import type { Keyring } from '../seal/Keyring.ts'
import { DexieSyncStore } from '../sync/DexieSyncStore.ts'
import { DraftHands } from './DraftHands.ts'
import { FrameCollector, framesOf } from './qrFrames.ts'
import { readEvenings } from './readEvenings.ts'
import { readHoldings } from './readHoldings.ts'
import type { TabletEvenings } from './TabletEvenings.ts'
import { ownPlace, readKeyText } from './tabletKey.ts'
import { workFileName } from './workFileName.ts'

export interface HandoverParts {
  db: TabletDb
  crypto: CryptoPort
  changes: Changes
  keyring: Keyring
  clock: TabletClock
  drafts: TabletDrafts
  evenings: TabletEvenings
}

/** Work that leaves this tablet without a line, and what is carried back to it. Drafts change hands behind the PIN; the rest opens nothing and needs none. */
export class TabletHandover implements HandoverPort {
  private readonly store: DexieSyncStore
  private readonly photos: DexiePhotoStore
  private readonly hands: DraftHands

  constructor(private readonly parts: HandoverParts) {
    this.store = new DexieSyncStore(parts)
    this.photos = new DexiePhotoStore(parts)
    this.hands = new DraftHands(parts)
  }

  async workFile(): Promise<CarriedWork | null> {
    const streams = await this.streams()
    const file = await buildWorkFile(streams, this.photos, await this.parts.evenings.words(streams.identity))
    if (!file) return null
    const current = (await this.store.chains()).find((chain) => chain.current)
    const { label } = await ownPlace(this.parts.db)
    return { ...file, name: workFileName(label, streams.identity.device, current?.n ?? 0) }
  }

  async takeReceipts(bytes: Uint8Array): Promise<ReceiptsTaken> {
    return takeReceiptFile(await this.streams(), this.photos, bytes)
  }

  async evenings(since: number): Promise<EveningNote[]> {
    const read = await readEvenings(this.parts.db, this.parts.keyring, since)
    return read.map(({ stretches: _, ...evening }) => evening)
  }

  giveHere(draft: string, volunteer: VolunteerChoice): Promise<void> {
    return this.hands.giveHere(draft, volunteer)
  }

  async takeOver(draft: string): Promise<void> {
    const held = this.parts.drafts.list.value.find(({ id }) => id === draft)?.held
    await this.hands.takeOver(draft, held?.who ?? '')
  }

  tablets(): Promise<TeamTablet[]> {
    return this.hands.tablets()
  }

  giveThroughHub(draft: string, to: TeamTablet | null): Promise<void> {
    return this.hands.giveThroughHub(draft, to)
  }

  ownKey(): Promise<{ text: string; check: string }> {
    return this.hands.ownKey()
  }

  readKey(text: string): Promise<TabletKey | null> {
    return readKeyText(this.parts.db, this.parts.crypto, text)
  }

  giveAway(draft: string, to: TabletKey): Promise<GivenDraft> {
    return this.hands.giveAway(draft, to)
  }

  frames(bytes: Uint8Array): Promise<readonly string[] | null> {
    return framesOf(this.parts.crypto, bytes)
  }

  gather(): FrameGathering {
    return new FrameCollector(this.parts.crypto)
  }

  release(draft: string, code: string): Promise<boolean> {
    return this.hands.release(draft, code)
  }

  take(bytes: Uint8Array): Promise<TakenDraft> {
    return this.hands.take(bytes)
  }

  holdings(): Promise<Holdings> {
    return readHoldings(this.parts.db)
  }

  private async streams() {
    const identity = await this.store.identity()
    if (!identity) throw new StorageProblem('missing')
    return { crypto: this.parts.crypto, store: this.store, identity }
  }
}
