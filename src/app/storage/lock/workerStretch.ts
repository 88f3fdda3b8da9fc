import type { Stretch } from '../../../protocol/pinBundle.ts'
import { StorageProblem } from '../ports.ts'
import type { StretchJob } from './argonWorker.ts'

/**
 * Argon2id in a worker that lives for one PIN: its memory, with what it held of the PIN, goes with it. Rejects with
 * `StorageProblem('failed', {reason: 'argon2'})` when the tablet cannot run it.
 */
export const workerStretch =
  (makeWorker: () => Worker): Stretch =>
  (pin, salt, cost) =>
    new Promise((resolve, reject) => {
      const worker = makeWorker()
      const fail = () => {
        worker.terminate()
        reject(new StorageProblem('failed', { reason: 'argon2' }))
      }
      worker.onmessage = ({ data }: MessageEvent<unknown>) => {
        if (!(data instanceof Uint8Array)) return fail()
        worker.terminate()
        resolve(data)
      }
      worker.onerror = fail
      const job: StretchJob = { pin, salt, cost }
      worker.postMessage(job)
    })
