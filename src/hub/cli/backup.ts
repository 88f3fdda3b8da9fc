import { existsSync, rmSync } from 'node:fs'
import { BackupError } from '../backup/BackupError.ts'
import { onOneDisk } from '../backup/BackupFolder.ts'
import { type FinishedBackup, runBackup } from '../backup/runBackup.ts'
import { runningServer } from '../embedded/runningServer.ts'
import { writePrivate } from '../files/privateFile.ts'
import { hubSettings } from '../hubSettings.ts'
import { places } from '../settings.ts'
import { backupPortsOf } from '../startBackups.ts'
import { say } from '../words.ts'
import { readArguments } from './arguments.ts'
import type { Output } from './Output.ts'
import { type HubTools, withHub } from './withHub.ts'

/** A backup now, into the folder of the settings or the one given. */
function makeBackup({ settings, enrol, url, identity }: HubTools, to: string | undefined): Promise<FinishedBackup> {
  const ports = backupPortsOf(settings, { store: enrol.store, url, identity })
  // a command is not stopped halfway but by its end, which leaves a part that is cleared by the next
  return runBackup({ ...ports, folder: to ?? ports.folder }, new AbortController().signal)
}

function tell(out: Output, done: FinishedBackup, isJson: boolean, more: Record<string, unknown> = {}): void {
  const { file, bytes, rows, photos, createdAt, sheet, marks, summary, clockBack } = done
  if (isJson) {
    const { hub, epoch, schema, postgres } = summary
    out.json({
      file,
      bytes,
      rows,
      photos,
      createdAt,
      sheet,
      hub,
      epoch,
      schema,
      postgres,
      marks,
      clockBack,
      verified: true,
      ...more,
    })
  } else out.say(say('backupDone', { file, rows, photos, mb: (bytes / 1e6).toFixed(1), sheet }))
  if (clockBack) out.complain(say('backupClockBack'))
}

/** `backup [--to FOLDER]`: make one now, read it back whole, mark what is in it as safe. Beside a running hub too. */
export async function backup(args: readonly string[], out: Output): Promise<number> {
  const given = readArguments(args, { to: 'text', json: 'yes' })
  return withHub(async (tools) => {
    const to = given.text('to')
    const done = await makeBackup(tools, to)
    const oneDisk = onOneDisk(done.file, tools.settings.dataDir)
    tell(out, done, given.yes('json'), { oneDisk })
    if (oneDisk) out.complain(say('backupOneDisk'))
    return 0
  })
}

/**
 * `move --to FOLDER`: the last backup of this hub, which then refuses to start: the other machine restores it. Only while the
 * hub is stopped, so that nothing is stored after it.
 */
export async function move(args: readonly string[], out: Output): Promise<number> {
  const given = readArguments(args, { to: 'text', json: 'yes' })
  const to = given.must('to')
  const { settings } = hubSettings(process.env)
  const place = places(settings.dataDir)
  if (settings.databaseUrl === null && runningServer(place.postgres) !== null) throw new BackupError('hub-runs')
  return withHub(async (tools) => {
    const wasThere = existsSync(place.moved)
    // first: a hub that starts while its last backup is made would store what nobody takes along
    if (!wasThere) writePrivate(place.moved, `${JSON.stringify({ at: Date.now() })}\n`)
    try {
      tell(out, await makeBackup(tools, to), given.yes('json'))
    } catch (error) {
      if (!wasThere) rmSync(place.moved, { force: true })
      throw error
    }
    if (!given.yes('json')) out.say(say('moveNext'))
    return 0
  })
}
