import { existsSync } from 'node:fs'
import { drillSheet } from '../backup/drillSheet.ts'
import { makeRecoverySheet } from '../backup/makeRecoverySheet.ts'
import { openBackup } from '../backup/restoreBackup.ts'
import { writePrivate } from '../files/privateFile.ts'
import { hubSettings } from '../hubSettings.ts'
import { loadKeys } from '../keys/loadKeys.ts'
import { readRecoveryKey, writeRecoveryKey } from '../keys/recoveryKey.ts'
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
  const { sheet, key } = await makeRecoverySheet(root.publicKey, Date.now())
  // the page first: a key whose shares nobody has must never be the one that backups are sealed to
  if (file !== undefined) writePrivate(file, recoverySheetPage(sheet))
  writeRecoveryKey(keys, key)
  if (file === undefined) out.json(sheet)
  else out.say(say('sheetMade', { file, sheet: sheet.sheet }))
  if (before) out.complain(say('sheetOlder'))
  return 0
}

/**
 * `recovery-drill --share … --share …`: prove that these two shares are of the sheet in use, and open the newest backup that
 * is sealed to it, reading all of it; with `--file` that backup and no other, whatever its sheet. `--stdin` reads one share a
 * line instead, which leaves them out of the shell's history.
 */
export async function recoveryDrill(args: readonly string[], out: Output): Promise<number> {
  const { shares, given } = await sharesGiven(args, { file: 'text', json: 'yes' }, 0)
  const { settings } = hubSettings(process.env)
  const { keys, drills } = places(settings.dataDir)
  const asked = given.text('file')
  const { backup, sheet, taken } =
    asked === undefined
      ? await drillNewest({ keys, drills, folder: settings.backupDir }, shares)
      : await drillFile(asked, shares)
  if (given.yes('json')) {
    const { file = null, rows = null } = backup ?? {}
    const createdAt = backup ? new Date(backup.createdAt).toISOString() : null
    out.json({ opened: backup !== null, file, createdAt, rows, sheet, taken })
    return 0
  }
  if (taken) out.say(say('drillTaken', { sheet }))
  if (!backup) out.say(say('drillKeyOnly', { sheet }))
  else {
    const { file, createdAt, rows } = backup
    out.say(say('drillDone', { file, at: new Date(createdAt).toISOString(), rows }))
  }
  return 0
}

async function drillFile(file: string, shares: readonly string[]) {
  const { header, summary } = await openBackup(file, shares)
  const rows = summary.tables.reduce((sum, table) => sum + table.rows, 0)
  return { backup: { file, createdAt: header.createdAt, rows }, sheet: header.sheet, taken: false }
}

async function drillNewest(
  { keys, drills, folder }: { keys: string; drills: string; folder: string | null },
  shares: readonly string[],
) {
  const { root } = loadKeys(keys)
  const ports = { keysFolder: keys, rootKey: root.publicKey, folder, drills, now: Date.now }
  // it makes none itself: the hub of this machine may be broken, and then the old ones are what counts
  const drilled = await drillSheet(ports, shares, null)
  if (drilled.trouble !== null) throw drilled.trouble
  return drilled
}
