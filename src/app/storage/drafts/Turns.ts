import { toStorageProblem } from '../db/storageProblem.ts'
import { StorageProblem } from '../ports.ts'
import { DraftMoved } from './DraftVault.ts'

/** Another tab may be quicker a few times. */
const tries = 4

/** One write of a draft at a time; a write that another tab overtook is made again on what that tab wrote. */
export class Turns {
  private readonly queues = new Map<string, Promise<unknown>>()

  /** Rejects with `StorageProblem`. */
  async take(id: string, work: () => Promise<void>): Promise<void> {
    const before = this.queues.get(id) ?? Promise.resolve()
    const run = before.then(() => repeated(work))
    const settled = run.catch(() => undefined)
    this.queues.set(id, settled)
    void settled.then(() => {
      if (this.queues.get(id) === settled) this.queues.delete(id)
    })
    return run
  }
}

async function repeated(work: () => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof DraftMoved)) throw toStorageProblem(error)
      if (attempt >= tries) throw new StorageProblem('failed', { reason: 'draft-moved' })
    }
  }
}
