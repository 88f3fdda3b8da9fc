import { existsSync } from 'node:fs'
import { BackupError } from '../backup/BackupError.ts'
import { BackupFolder } from '../backup/BackupFolder.ts'
import { hubFingerprint, makeRecoverySheet } from '../backup/makeRecoverySheet.ts'
import { openBackup } from '../backup/restoreBackup.ts'
import { writePrivate } from '../files/privateFile.ts'
import { hubSettings } from '../hubSettings.ts'
import { loadKeys } from '../keys/loadKeys.ts'
import { readRecoveryKey } from '../keys/recoveryKey.ts'
import { places } from '../settings.ts'
import { say } from '../words.ts'
import { readArguments } from './arguments.ts'
import type { Output } from './Output.ts'
import { recoverySheetPage } from './recoverySheetPage.ts'
import { sharesGiven } from './sharesGiven.ts'
import { CommandError } from './withHub.ts'

/**
 * `recovery-sheet --out FILE.html | --json`: make the key that opens backups, and its sheet, which is shown this once. When there
 * is one already, `--again` makes another; backups of before open with the old sheet only.
 */
export async function recoverySheet(args: readonly string[], out: Output): Promise<number> {
  const given = readArguments(args, { out: 'text', again: 'yes', json: 'yes' })
  const file = given.yes('json') ? undefined : given.must('out')
  if (file !== undefined && existsSync(file)) throw new CommandError('sheetFileThere', { file })
  const { settings } = hubSettings(process.env)
  const { keys } = places(settings.dataDir)
  const { root } = loadKeys(keys)
  const before = readRecoveryKey(keys)
  if (before && !given.yes('again')) {
    throw new CommandError('sheetThere', { date: new Date(before.madeAt).toISOString().slice(0, 10) })
  }
  const sheet = await makeRecoverySheet(keys, root.publicKey, Date.now())
  if (file === undefined) out.json(sheet)
  else {
    writePrivate(file, recoverySheetPage(sheet))
    out.say(say('sheetMade', { file, sheet: sheet.sheet }))
  }
  if (before) out.complain(say('sheetOlder'))
  return 0
}

/**
 * `recovery-drill --share … --share …`: prove that these two shares open the newest backup, by opening and reading all of it.
 * `--stdin` reads one share a line instead, which leaves them out of the shell's history.
 */
export async function recoveryDrill(args: readonly string[], out: Output): Promise<number> {
  const { shares, given } = await sharesGiven(args, { file: 'text', json: 'yes' }, 0)
  const { settings } = hubSettings(process.env)
  const { root } = loadKeys(places(settings.dataDir).keys)
  const hub = await hubFingerprint(root.publicKey)
  const newest = settings.backupDir === null ? [] : new BackupFolder(settings.backupDir, hub).backups()
  const file = given.text('file') ?? newest[0]
  if (file === undefined) throw new BackupError('backup-none')
  const { header, summary } = await openBackup(file, shares)
  const rows = summary.tables.reduce((sum, table) => sum + table.rows, 0)
  const createdAt = new Date(header.createdAt).toISOString()
  if (given.yes('json')) out.json({ opened: true, file, createdAt, rows, sheet: header.sheet })
  else out.say(say('drillDone', { file, at: createdAt, rows }))
  return 0
}
