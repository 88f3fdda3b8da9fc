export type BackupCode =
  | 'backup-no-folder'
  | 'backup-no-sheet'
  | 'backup-running'
  | 'backup-not-written'
  | 'backup-unreadable'
  | 'backup-not-ours'
  | 'backup-damaged'
  | 'backup-cut'
  | 'backup-not-verified'
  | 'backup-newer-than-hub'
  | 'restore-not-empty'
  | 'restore-needs-owner'
  | 'restore-differs'
  | 'restore-half'
  | 'restore-clock-behind'
  | 'hub-moved'
  | 'hub-runs'
  | 'shares-two'
  | 'share-form'
  | 'share-typo'
  | 'share-twice'
  | 'shares-mixed'
  | 'shares-other-sheet'
  | 'shares-not-current'

/** A backup, a restore or a recovery share is not as it must be. `data` holds numbers, codes, table names and paths. */
export class BackupError extends Error {
  constructor(
    readonly code: BackupCode,
    readonly data: Record<string, string | number> = {},
  ) {
    super(code)
    this.name = 'BackupError'
  }
}
