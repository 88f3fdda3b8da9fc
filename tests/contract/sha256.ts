import { createHash } from 'node:crypto'

/** node:crypto's SHA-256 in the shape that the store takes. */
export function sha256(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(createHash('sha256').update(bytes).digest())
}
