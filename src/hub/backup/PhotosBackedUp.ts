import { nodeCrypto } from '../../crypto/node/nodeCrypto.ts'
import { photoId } from '../../protocol/photo.ts'
import type { HubStore } from '../store/HubStore.ts'
import type { Snapshot } from '../store/pg/Snapshot.ts'
import type { PhotoKey } from '../store/rows.ts'
import type { BackedUpPhoto } from './photoBlocks.ts'

/** Where photos lie, for who backs them up. */
export interface PhotoShelf {
  /** the sealed form as it lies there; null when it does not */
  read(tenant: string, key: PhotoKey): Promise<Uint8Array | null>
  /** these are no more, or other bytes: wanted from their tablets again (SPEC PHO-8) */
  lose(tenant: string, keys: readonly PhotoKey[]): Promise<unknown>
}

const batchSize = 200

/**
 * The photos of one snapshot with their bytes. One that is not there, or is another, keeps no backup from being made: it is told
 * as lost when the backup is done.
 */
export class PhotosBackedUp {
  /** in this backup, and in none before it */
  private readonly fresh = new Map<string, PhotoKey[]>()
  private readonly lost = new Map<string, PhotoKey[]>()

  constructor(
    private readonly snapshot: Pick<Snapshot, 'tenants' | 'photos'>,
    private readonly shelf: PhotoShelf,
  ) {}

  async *all(): AsyncGenerator<BackedUpPhoto> {
    for (const tenant of this.snapshot.tenants) {
      for (const { device, id, isSafe } of await this.snapshot.photos(tenant)) {
        const key = { device, id }
        const bytes = await this.shelf.read(tenant, key)
        if (!bytes || (await photoId(nodeCrypto, bytes)) !== id) {
          add(this.lost, tenant, key)
          continue
        }
        if (!isSafe) add(this.fresh, tenant, key)
        yield { tenant, key, sealed: new Uint8Array(bytes) }
      }
    }
  }

  /** What was missing is wanted again. */
  async tellLost(): Promise<void> {
    for (const [tenant, keys] of this.lost) await this.shelf.lose(tenant, keys)
  }

  /** The backup was read back whole: what is in it is safe (SPEC PHO-10). Returns how many became so. */
  async markSafe(store: Pick<HubStore, 'inTenant'>, at: number): Promise<number> {
    let marked = 0
    for (const [tenant, keys] of this.fresh) {
      for (let from = 0; from < keys.length; from += batchSize) {
        marked += await store.inTenant(tenant, (tx) => tx.markPhotosSafe(keys.slice(from, from + batchSize), at))
      }
    }
    return marked
  }
}

const add = (map: Map<string, PhotoKey[]>, tenant: string, key: PhotoKey) => {
  const known = map.get(tenant)
  if (known) known.push(key)
  else map.set(tenant, [key])
}
