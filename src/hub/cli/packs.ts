import { readFileSync } from 'node:fs'
import { guideReadingFaults } from '../../domain/readableVietnamese.ts'
import { readPack } from '../../protocol/packContent.ts'
import { type PackPorts, PackRefused, publishPack, withdrawPack } from '../packs/publishPack.ts'
import { say } from '../words.ts'
import { readArguments, UsageError } from './arguments.ts'
import type { Output } from './Output.ts'
import { CommandError, communeOf, type HubTools, withHub } from './withHub.ts'

const portsOf = ({ enrol }: HubTools): PackPorts => ({
  store: enrol.store,
  crypto: enrol.crypto,
  receipts: enrol.receipts,
  now: enrol.now,
})

/** Why a pack was not published, as the sentence of a terminal. */
function refused(error: unknown): never {
  if (!(error instanceof PackRefused)) throw error
  throw new CommandError(`refused-${error.reason}`, error.data)
}

/** The bytes of a file that a person named. Throws `CommandError`. */
function bytesOf(path: string): Uint8Array {
  try {
    return new Uint8Array(readFileSync(path))
  } catch {
    throw new CommandError('file-unreadable', { path })
  }
}

/** What makes a guide hard to read is told and does not stop it: the officer knows the people. */
function tellHard(body: Uint8Array, out: Output): void {
  const read = readPack(body)
  if (!read.ok || read.content.kind !== 'guide') return
  for (const { fault, text, what } of guideReadingFaults(read.content.guide)) {
    out.complain(say(fault === 'long-sentence' ? 'packLongSentence' : 'packUnexplained', { text, what }))
  }
}

/** `publish-pack FILE`: checked as a tablet checks it, signed, told to every tablet at its next contact. */
export async function publish(args: readonly string[], out: Output): Promise<number> {
  const given = readArguments(args, { commune: 'text', json: 'yes' }, 1)
  const [path] = given.rest
  if (path === undefined) throw new UsageError('missingOption', { option: 'FILE' })
  const body = bytesOf(path)
  tellHard(body, out)
  return withHub(async (tools) => {
    const commune = await communeOf(tools.enrol, given.text('commune'))
    const published = await publishPack(portsOf(tools), commune.id, 'cli', body).catch(refused)
    if (given.yes('json')) out.json(published)
    else out.say(say('packPublished', { id: published.id, version: published.version }))
    return 0
  })
}

/** `clips`: which sentences count in which language, as `npm run i18n:report -- --clips=FILE` reads it. */
export async function clips(args: readonly string[], out: Output): Promise<number> {
  const given = readArguments(args, { commune: 'text', json: 'yes' })
  return withHub(async ({ enrol }) => {
    const commune = await communeOf(enrol, given.text('commune'))
    const rows = await enrol.store.inTenant(commune.id, (tx) => tx.clips())
    const sounds: Record<string, string[]> = {}
    for (const { language, sound, state } of rows) {
      if (state === 'reviewed') sounds[language] = [...(sounds[language] ?? []), sound]
    }
    if (given.yes('json')) out.json(sounds)
    else {
      for (const [language, of] of Object.entries(sounds)) out.say(say('clipsOf', { language, count: of.length }))
      if (Object.keys(sounds).length === 0) out.say(say('clipsNone'))
    }
    return 0
  })
}

/** `withdraw-pack --id ID`: what shipped with the app stands again, if anything of that name did. */
export async function withdraw(args: readonly string[], out: Output): Promise<number> {
  const given = readArguments(args, { id: 'text', commune: 'text', json: 'yes' })
  const id = given.must('id')
  return withHub(async (tools) => {
    const commune = await communeOf(tools.enrol, given.text('commune'))
    const { version } = await withdrawPack(portsOf(tools), commune.id, 'cli', id).catch(refused)
    if (given.yes('json')) out.json({ id, version, withdrawn: true })
    else out.say(say('packWithdrawn', { id, version }))
    return 0
  })
}
