/** For /healthz and the desk: `off` without a folder, `no-sheet` without a recovery sheet, `old` after 36 hours. */
export interface BackupHealth {
  state: 'off' | 'no-sheet' | 'never' | 'fresh' | 'old'
  /** whole hours since the newest verified one */
  ageHours: number | null
  /** code of the last failure since */
  failure: string | null
  /** it was made at a time before that of the one before it: the machine's clock was wrong then or before */
  clockBack: boolean
}
