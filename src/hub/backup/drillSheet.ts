import { equalBytes } from '../../crypto/bytes.ts'
import { type RecoveryKey, readRecoveryKey, takeNextKey } from '../keys/recoveryKey.ts'
import { BackupError } from './BackupError.ts'
import { BackupFolder } from './BackupFolder.ts'
import { writeDrill } from './DrillNote.ts'
import { hubFingerprint } from './makeRecoverySheet.ts'
import { readHeader } from './readBackup.ts'
import { keyOfShares, sheetOf } from './recoveryShares.ts'
import { openBackup } from './restoreBackup.ts'

export interface DrillPorts {
  keysFolder: string
  rootKey: Uint8Array
  /** `BACKUP_DIR`, or null when it is not set */
  folder: string | null
  /** where a drill that went well is noted */
  drills: string
  now(): number
}

/** What two typed shares have proved: always that they are of the key to which backups are sealed. */
export interface Drilled {
  sheet: string
  /** the sheet was waiting for this: from now on backups are sealed to its key */
  taken: boolean
  /** opened with the shares and read whole, every row; null when there was none to open */
  backup: { file: string; createdAt: number; rows: number } | null
  /** why no backup could be made or opened, where there is a folder for them: the error; null when nothing was wrong */
  trouble: unknown
}

/**
 * Prove a recovery sheet by two of its shares. A sheet that was shown and waits for this counts from now on (decision 014).
 * Then the newest backup sealed to it is opened and read whole; `makeBackup` may make one where there is none yet.
 *
 * @throws BackupError `shares-…` when these are not two shares of the sheet in use, or of the one that waits
 */
export async function drillSheet(
  ports: DrillPorts,
  shares: readonly string[],
  makeBackup: (() => Promise<unknown>) | null,
): Promise<Drilled> {
  const { keysFolder } = ports
  const pair = await keyOfShares(shares)
  pair.privateKey.fill(0)
  const sheet = await sheetOf(pair.publicKey)
  const isThis = (key: RecoveryKey | null) => key !== null && equalBytes(key.publicKey, pair.publicKey)
  const taken = isThis(readRecoveryKey(keysFolder, 'recovery-next'))
  if (taken) takeNextKey(keysFolder)
  const current = readRecoveryKey(keysFolder)
  if (!current) throw new BackupError('backup-no-sheet')
  if (!isThis(current)) {
    throw new BackupError('shares-not-current', { wanted: await sheetOf(current.publicKey), given: sheet })
  }
  const { backup, trouble } = await openNewest(ports, sheet, shares, makeBackup)
  writeDrill(ports.drills, { sheet, at: ports.now(), proved: backup ? 'backup' : 'key' })
  return { sheet, taken, backup, trouble }
}

async function openNewest(
  { folder, rootKey }: DrillPorts,
  sheet: string,
  shares: readonly string[],
  makeBackup: (() => Promise<unknown>) | null,
): Promise<Pick<Drilled, 'backup' | 'trouble'>> {
  if (folder === null) return { backup: null, trouble: null }
  try {
    const files = new BackupFolder(folder, await hubFingerprint(rootKey))
    let file = await newestOf(files, sheet)
    if (file === null && makeBackup) {
      await makeBackup()
      file = await newestOf(files, sheet)
    }
    if (file === null) return { backup: null, trouble: null }
    const { header, summary } = await openBackup(file, shares)
    const rows = summary.tables.reduce((sum, table) => sum + table.rows, 0)
    return { backup: { file, createdAt: header.createdAt, rows }, trouble: null }
  } catch (error) {
    return { backup: null, trouble: error }
  }
}

/** The newest backup, if it is sealed to this sheet: an older one says nothing about the backups of today. */
async function newestOf(files: BackupFolder, sheet: string): Promise<string | null> {
  const [newest] = files.backups()
  if (newest === undefined) return null
  return (await readHeader(newest)).sheet === sheet ? newest : null
}
