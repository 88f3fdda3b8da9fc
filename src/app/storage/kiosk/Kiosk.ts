import { toStorageProblem } from '../db/storageProblem.ts'
import { WatchedValue } from '../platform/WatchedValue.ts'
import type { Begun, KioskPort, SealState } from '../ports.ts'
import type { KioskDrafts } from './KioskDrafts.ts'
import type { KioskQueue } from './KioskQueue.ts'

/** One resident after the other at this tablet (design D10). */
export class Kiosk implements KioskPort {
  readonly sealing = new WatchedValue<SealState>('idle')

  readonly untold: KioskQueue['untold']
  /** of whoever stands there now, so that no second one is given for a second look */
  private number: Promise<string | null> | null = null

  constructor(
    readonly drafts: KioskDrafts,
    private readonly queue: KioskQueue,
  ) {
    this.untold = queue.untold
  }

  keepSound(id: string, sound: Uint8Array | null): void {
    this.drafts.keepSound(id, sound)
  }

  soundOf(id: string): Uint8Array | null {
    return this.drafts.soundOf(id)
  }

  async takeNumber(): Promise<string | null> {
    this.number ??= this.queue.take()
    const taken = this.number
    const number = await taken.catch((error: unknown) => {
      this.number = null
      throw toStorageProblem(error)
    })
    if (number === null && this.number === taken) this.number = null
    return number
  }

  async sealPages(): Promise<boolean> {
    if (this.drafts.begun().length > 0) this.sealing.set('sealing')
    try {
      await this.drafts.sealPages()
      this.sealing.set(this.drafts.begun().some(({ slip }) => slip) ? 'sealed' : 'idle')
      return true
    } catch {
      this.sealing.set('failed')
      return false
    }
  }

  begun(): Begun[] {
    return this.drafts.begun()
  }

  async nextPerson(): Promise<void> {
    this.sealing.set('idle')
    this.number = null
    await this.drafts.forget()
  }
}
