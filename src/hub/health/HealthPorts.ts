import type { HubStore } from '../store/HubStore.ts'

/** What is known of backups: when the newest verified one was made, and the last failure since, ms of the hub's clock. */
export interface BackupState {
  readonly lastAt: number | null
  readonly failedAt: number | null
  /** false while no recovery sheet was printed: then none can be made */
  readonly hasSheet: boolean
  /** can the folder be written now? */
  readonly writable: boolean
}

/** The machine's side, as a parameter: tests give their own. */
export interface Machine {
  /** bytes free to the hub and in all on the disk of the data folder */
  disk(): Promise<{ free: number; total: number }>
  /** writes a small file beside the data and flushes it; how long that took, ms */
  fsync(): Promise<number>
  /** the newest time that any file of the data folder bears, ms; null when there is none */
  newestFile(): Promise<number | null>
}

export interface HealthPorts {
  readonly store: Pick<HubStore, 'health' | 'tenants' | 'inTenant'>
  readonly machine: Machine
  /** end of the certificate, ms; null where the hub serves plain HTTP */
  readonly certificateEnd: () => number | null
  /** does the hub listen to more than this machine? then plain HTTP is worth a word */
  readonly isOnNetwork: boolean
  /** null while no folder for backups is set */
  readonly backup: () => BackupState | null
  now(): number
}
