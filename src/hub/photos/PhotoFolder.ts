import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Bytes } from '../../crypto/CryptoPort.ts'
import { syncFolder } from '../files/privateFile.ts'
import type { PhotoKey } from '../store/rows.ts'
import type { PhotoFiles } from './PhotoFiles.ts'

const isAbsent = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT'

/** Names come from ids that were parsed; this is the last gate before the disk. */
const plain = (name: string): string => {
  if (!/^[\w-]{1,64}$/.test(name)) throw new TypeError('no name of a photo')
  return name
}

/** `photos` below the hub's data folder: one file a photo, under its commune and its tablet, sealed as it came. */
export class PhotoFolder implements PhotoFiles {
  constructor(private readonly path: string) {}

  async put(tenant: string, key: PhotoKey, sealed: Uint8Array): Promise<void> {
    const file = this.fileOf(tenant, key)
    const folder = dirname(file)
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const part = `${file}.new`
    const handle = await open(part, 'w', 0o600)
    try {
      await handle.writeFile(sealed)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(part, file)
    // the folders above too: each may have been made just now
    for (const one of [folder, dirname(folder), this.path]) syncFolder(one)
  }

  async read(tenant: string, key: PhotoKey): Promise<Bytes | null> {
    try {
      return new Uint8Array(await readFile(this.fileOf(tenant, key)))
    } catch (error) {
      if (isAbsent(error)) return null
      throw error
    }
  }

  async has(tenant: string, key: PhotoKey, length: number): Promise<boolean> {
    try {
      return (await stat(this.fileOf(tenant, key))).size === length
    } catch (error) {
      if (isAbsent(error)) return false
      throw error
    }
  }

  async remove(tenant: string, key: PhotoKey): Promise<void> {
    await rm(this.fileOf(tenant, key), { force: true })
  }

  async *list(tenant: string): AsyncGenerator<PhotoKey & { at: number }> {
    const own = join(this.path, plain(tenant))
    for (const device of await namesIn(own)) {
      for (const name of await namesIn(join(own, device))) {
        // one that was being written when the hub ended has `.new` behind it, and goes like any that no row knows
        const found = await stat(join(own, device, name)).catch(() => null)
        if (found) yield { device, id: name, at: found.mtimeMs }
      }
    }
  }

  private fileOf(tenant: string, { device, id }: PhotoKey): string {
    const [name = '', end] = id.split('.')
    return join(this.path, plain(tenant), plain(device), plain(name) + (end === 'new' ? '.new' : ''))
  }
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).sort()
  } catch (error) {
    if (isAbsent(error)) return []
    throw error
  }
}
