import { readFileSync, writeFileSync } from 'node:fs'
import { importWorkFile } from '../handover/importWorkFile.ts'
import { PhotoFolder } from '../photos/PhotoFolder.ts'
import { places } from '../settings.ts'
import { say } from '../words.ts'
import { readArguments, UsageError } from './arguments.ts'
import { explained } from './explained.ts'
import type { Output } from './Output.ts'
import { CommandError, communeOf, type HubTools, withHub } from './withHub.ts'

/** The parts of a hub that take a file in; a running hub's next look decides what is stored here. */
function portsOf({ settings, identity, enrol }: HubTools) {
  const { store, crypto, receipts, certificates, now } = enrol
  const files = new PhotoFolder(places(settings.dataDir).photos)
  return {
    ingest: {
      ...{ store, crypto, receipts, certificates, now },
      nonceSecret: identity.nonceSecret,
      onStored: () => undefined,
    },
    photos: { ...{ store, crypto, receipts, now, files }, unfinished: async () => [] },
    rootKey: enrol.rootKey,
  }
}

function fileAt(path: string): Uint8Array {
  try {
    return readFileSync(path)
  } catch {
    throw new CommandError('fileUnreadable', { file: path })
  }
}

/**
 * `import-file FILE [--receipt FILE]`: take in what a team carried from a tablet without a line, and write the file that goes back
 * to it. Beside a running hub too.
 */
export async function importFile(args: readonly string[], out: Output): Promise<number> {
  const given = readArguments(args, { commune: 'text', receipt: 'text', json: 'yes' }, 1)
  const [path] = given.rest
  if (path === undefined) throw new UsageError('missingOption', { option: 'FILE' })
  const bytes = fileAt(path)
  const receiptPath = given.text('receipt') ?? `${path}.bien-nhan.json`
  return withHub(async (tools) => {
    const commune = await communeOf(tools.enrol, given.text('commune'))
    const { receipts, ...done } = await importWorkFile(portsOf(tools), commune.id, 'cli', bytes).catch(explained)
    writeFileSync(receiptPath, receipts)
    const lacks = done.stretches.some(({ held, to }) => held < to) || done.photos.held < done.photos.sent
    if (given.yes('json')) out.json({ ...done, receipt: receiptPath })
    else {
      const { device, fresh, photos } = done
      out.say(say('fileImported', { device: device.label, items: fresh, photos: photos.held, receipt: receiptPath }))
      if (lacks) out.complain(say('fileLacks'))
    }
    return lacks ? 1 : 0
  })
}
