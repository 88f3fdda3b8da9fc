import { createHash } from 'node:crypto'
import { z } from 'zod'
import { concat, hex, utf8, utf8Text } from '../../crypto/bytes.ts'
import type { Bytes } from '../../crypto/CryptoPort.ts'
import { nodeCrypto } from '../../crypto/node/nodeCrypto.ts'
import { photoId } from '../../protocol/photo.ts'
import type { PhotoKey } from '../store/rows.ts'
import { BackupError } from './BackupError.ts'

/** A photo as it stands in a backup: its sealed form, whose hash is its id (SPEC PHO-3). */
export interface BackedUpPhoto {
  tenant: string
  key: PhotoKey
  sealed: Bytes
}

/** What a summary says of all photos of a backup. */
export interface PhotoSum {
  count: number
  bytes: number
  sha256: string
}

const ownerSchema = z.object({ tenant: z.string(), device: z.string() })
const newline = 0x0a

/** `{tenant, device} as JSON ‖ 0x0a ‖ sealed form`; the id is not told, it is found. */
export const encodePhoto = ({ tenant, key, sealed }: BackedUpPhoto): Bytes =>
  concat(utf8(JSON.stringify({ tenant, device: key.device })), Uint8Array.of(newline), sealed)

/** Throws `BackupError`. */
export async function decodePhoto(bytes: Uint8Array): Promise<BackedUpPhoto> {
  const end = bytes.indexOf(newline)
  try {
    const { tenant, device } = ownerSchema.parse(JSON.parse(utf8Text(bytes.subarray(0, Math.max(0, end)))))
    const sealed = bytes.slice(end + 1)
    return { tenant, key: { device, id: await photoId(nodeCrypto, sealed) }, sealed }
  } catch {
    throw new BackupError('backup-damaged', { part: 'photos' })
  }
}

/** How many photos, how many bytes, and the hash of whose they are and which, in their order. */
export class PhotoDigest {
  private readonly hash = createHash('sha256')
  private count = 0
  private bytes = 0

  add({ tenant, key, sealed }: BackedUpPhoto): void {
    this.hash.update(`${tenant} ${key.device} ${key.id}\n`)
    this.count += 1
    this.bytes += sealed.length
  }

  end(): PhotoSum {
    return { count: this.count, bytes: this.bytes, sha256: hex(this.hash.digest()) }
  }
}
