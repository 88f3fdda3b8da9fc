import type { SetupFacts } from '../../domain/setupProgress.ts'
import type { BackupHealth } from './BackupHealth.ts'

/** What lies with the hub and not with a commune: its recovery sheet, its backups, how tablets reach it. */
export interface HubCareState {
  sheet: SetupFacts['sheet'] & {
    /** name of the sheet in use, and of the one that waits: 8 hex digits as they stand on the paper */
    name: string | null
    waitingName: string | null
    /** ms of the hub's clock */
    madeAt: number | null
    provedAt: number | null
  }
  backups: SetupFacts['backups'] & {
    /** as the settings give it; null when none is set */
    path: string | null
    hour: number
    health: BackupHealth
  }
  https: {
    state: SetupFacts['https']
    fieldUrl: string
    officeUrl: string
    /** where a tablet learns to trust the hub's own authority, and the number to compare; null without one */
    welcomeUrl: string | null
    fingerprint: string | null
  }
  /** whose command line the sentences are for */
  system: 'windows' | 'unix'
}

/** Three shares to print, of which any two open backups. Nothing keeps them. */
export interface SheetToPrint {
  sheet: string
  hub: string
  madeAt: number
  shares: readonly { number: number; text: string }[]
}

/** What two typed shares proved, or why they did not. `code` of `locales/…/backup.json`. */
export type DrillAnswer =
  | {
      ok: true
      sheet: string
      taken: boolean
      backup: { createdAt: number; rows: number } | null
      /** why no backup could be opened, where there is a folder for them */
      trouble: string | null
    }
  | { ok: false; code: string; data: Record<string, string | number> }

/** The hub's care for itself, as the set-up pages ask for it. */
export interface HubCare {
  state(): Promise<HubCareState>
  /** A new sheet, which counts once two of its shares were typed back. */
  newSheet(): Promise<SheetToPrint>
  drill(shares: readonly string[]): Promise<DrillAnswer>
}
