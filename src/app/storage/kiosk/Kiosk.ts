import { WatchedValue } from '../platform/WatchedValue.ts'
import type { KioskPort, SealState, Slip } from '../ports.ts'
import type { KioskDrafts } from './KioskDrafts.ts'

/** One resident after the other at this tablet (design D10). */
export class Kiosk implements KioskPort {
  readonly sealing = new WatchedValue<SealState>('idle')

  constructor(readonly drafts: KioskDrafts) {}

  async sealPages(): Promise<boolean> {
    this.sealing.set('sealing')
    try {
      await this.drafts.sealPages()
      this.sealing.set(this.drafts.slips().length > 0 ? 'sealed' : 'idle')
      return true
    } catch {
      this.sealing.set('failed')
      return false
    }
  }

  slips(): Slip[] {
    return this.drafts.slips()
  }

  async nextPerson(): Promise<void> {
    this.sealing.set('idle')
    await this.drafts.forget()
  }
}
