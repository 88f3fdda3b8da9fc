import { existsSync, renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { syncFolder } from '../files/privateFile.ts'
import type { PhotoKey } from '../store/rows.ts'
import type { BackedUpPhoto } from './photoBlocks.ts'

/** Where a restore puts photos. */
export interface PhotoPlace {
  /** must not be there */
  folder: string
  /** how a photo is written into a folder, durably */
  into(folder: string): { put(tenant: string, key: PhotoKey, sealed: Uint8Array): Promise<void> }
}

/** The folder of photos on its way: filled aside, then moved into place whole. */
export class PhotosAside {
  private readonly aside: string

  constructor(private readonly place: PhotoPlace) {
    this.aside = `${place.folder}.new`
    rmSync(this.aside, { recursive: true, force: true })
  }

  async take({ tenant, key, sealed }: BackedUpPhoto): Promise<void> {
    await this.place.into(this.aside).put(tenant, key, sealed)
  }

  move(): void {
    const { folder } = this.place
    rmSync(folder, { recursive: true, force: true })
    if (!existsSync(this.aside)) return
    renameSync(this.aside, folder)
    syncFolder(dirname(folder))
  }
}
