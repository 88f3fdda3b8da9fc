import type { CryptoPort } from '../../../crypto/CryptoPort.ts'
import { buildWorkFile } from '../../../sync/buildWorkFile.ts'
import { takeReceiptFile } from '../../../sync/takeReceiptFile.ts'
import type { Changes } from '../db/Changes.ts'
import type { TabletDb } from '../db/TabletDb.ts'
import { DexiePhotoStore } from '../photos/DexiePhotoStore.ts'
import {
  type CarriedWork,
  type EveningNote,
  type HandoverPort,
  type Holdings,
  type ReceiptsTaken,
  StorageProblem,
} from '../ports.ts'
import { DexieSyncStore } from '../sync/DexieSyncStore.ts'
import type { VaultHolder } from '../sync/refOf.ts'
import { readEvenings } from './readEvenings.ts'
import { readHoldings } from './readHoldings.ts'
import type { TabletEvenings } from './TabletEvenings.ts'

export interface HandoverParts {
  db: TabletDb
  crypto: CryptoPort
  changes: Changes
  keyring: VaultHolder
  evenings: TabletEvenings
}

/** Work that leaves this tablet without a line, and what is carried back to it. It opens nothing and needs no PIN. */
export class TabletHandover implements HandoverPort {
  private readonly store: DexieSyncStore
  private readonly photos: DexiePhotoStore

  constructor(private readonly parts: HandoverParts) {
    this.store = new DexieSyncStore(parts)
    this.photos = new DexiePhotoStore(parts)
  }

  async workFile(): Promise<CarriedWork | null> {
    const streams = await this.streams()
    const file = await buildWorkFile(streams, this.photos, await this.parts.evenings.words(streams.identity))
    if (!file) return null
    const current = (await this.store.chains()).find((chain) => chain.current)
    // which tablet and how far: nothing of whom the work is about (SPEC STO-1)
    return { ...file, name: `tram-so-${streams.identity.device.slice(0, 6)}-${current?.n ?? 0}.tramso` }
  }

  async takeReceipts(bytes: Uint8Array): Promise<ReceiptsTaken> {
    return takeReceiptFile(await this.streams(), this.photos, bytes)
  }

  async evenings(since: number): Promise<EveningNote[]> {
    const read = await readEvenings(this.parts.db, this.parts.keyring, since)
    return read.map(({ stretches: _, ...evening }) => evening)
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
