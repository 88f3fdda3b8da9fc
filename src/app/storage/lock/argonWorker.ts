import { argon2id } from 'hash-wasm'
import type { StretchCost } from '../../../protocol/pinBundle.ts'

/** One PIN to stretch; the answer is the 32 bytes or, when Argon2 could not run, null. */
export interface StretchJob {
  pin: string
  salt: Uint8Array
  cost: StretchCost
}

/** The two parts of a worker's global that this file uses; the page's types do not have them. */
interface WorkerScope {
  onmessage: ((event: MessageEvent<StretchJob>) => void) | null
  postMessage(message: Uint8Array | null): void
}
declare const self: WorkerScope & typeof globalThis

/** Argon2id off the page, so that the screen goes on moving while a PIN is checked. */
self.onmessage = async ({ data: { pin, salt, cost } }) => {
  try {
    const hash = await argon2id({
      password: pin,
      salt,
      iterations: cost.passes,
      memorySize: cost.memoryKiB,
      parallelism: cost.lanes,
      hashLength: 32,
      outputType: 'binary',
    })
    self.postMessage(hash)
  } catch {
    self.postMessage(null)
  }
}
