import type { Bytes } from '../../src/crypto/CryptoPort.ts'
import type { PhotoFiles } from '../../src/hub/photos/PhotoFiles.ts'
import type { PhotoKey } from '../../src/hub/store/rows.ts'

/** Photos in memory, with what a disk can do to them. */
export class MemoryPhotoFiles implements PhotoFiles {
  readonly files = new Map<string, { sealed: Bytes; at: number }>()

  private kept = new Map<string, { sealed: Bytes; at: number }>()

  constructor(private readonly now: () => number) {}

  /** What lies here now is what `restore` comes back to. */
  backup(): void {
    this.kept = new Map(this.files)
  }

  restore(): void {
    this.files.clear()
    for (const [name, file] of this.kept) this.files.set(name, file)
  }

  static nameOf = (tenant: string, { device, id }: PhotoKey) => `${tenant}/${device}/${id}`

  async put(tenant: string, key: PhotoKey, sealed: Uint8Array): Promise<void> {
    this.files.set(MemoryPhotoFiles.nameOf(tenant, key), { sealed: new Uint8Array(sealed), at: this.now() })
  }

  async read(tenant: string, key: PhotoKey): Promise<Bytes | null> {
    return this.files.get(MemoryPhotoFiles.nameOf(tenant, key))?.sealed ?? null
  }

  async has(tenant: string, key: PhotoKey, length: number): Promise<boolean> {
    return this.files.get(MemoryPhotoFiles.nameOf(tenant, key))?.sealed.length === length
  }

  async remove(tenant: string, key: PhotoKey): Promise<void> {
    this.files.delete(MemoryPhotoFiles.nameOf(tenant, key))
  }

  async *list(tenant: string): AsyncGenerator<PhotoKey & { at: number }> {
    for (const [name, { at }] of [...this.files]) {
      const [own, device = '', id = ''] = name.split('/')
      if (own === tenant) yield { device, id, at }
    }
  }
}
