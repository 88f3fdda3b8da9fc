import { WatchedValue } from '../platform/WatchedValue.ts'
import type { Begun, KioskPort, SealState } from '../ports.ts'
import type { KioskDrafts } from './KioskDrafts.ts'

/** One resident after the other at this tablet (design D10). */
export class Kiosk implements KioskPort {
  readonly sealing = new WatchedValue<SealState>('idle')

  constructor(readonly drafts: KioskDrafts) {}

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
    await this.drafts.forget()
  }
}
