import { removePasskey as remove } from '../enrol/addPasskey.ts'
import { say } from '../words.ts'
import { readArguments } from './arguments.ts'
import type { Output } from './Output.ts'
import { officerOf } from './officers.ts'
import { CommandError, communeOf, withHub } from './withHub.ts'

const day = (instant: number | null) => (instant === null ? null : new Date(instant).toISOString())

/** `passkeys --name OFFICER`: the passkeys of an officer; public ids, nothing that signs in. */
export async function passkeys(args: readonly string[], out: Output): Promise<number> {
  const given = readArguments(args, { name: 'text', commune: 'text', json: 'yes' })
  const name = given.must('name')
  return withHub(async ({ enrol }) => {
    const commune = await communeOf(enrol, given.text('commune'))
    const officer = await officerOf(enrol, commune.id, name)
    const rows = await enrol.store.inTenant(commune.id, (tx) => tx.passkeys(officer.id))
    if (given.yes('json')) {
      out.json({
        name: officer.name,
        passkeys: rows.map(({ id, label, createdAt, lastUsedAt, blockedAt }) => ({
          id,
          label,
          createdAt: day(createdAt),
          lastUsedAt: day(lastUsedAt),
          blockedAt: day(blockedAt),
        })),
      })
      return 0
    }
    for (const { id, label, createdAt, blockedAt } of rows) {
      out.say([label, day(createdAt), blockedAt === null ? null : say('passkeyBlocked'), id].filter(Boolean).join('\t'))
    }
    if (rows.length === 0) out.say(say('passkeysNone', { name: officer.name }))
    return 0
  })
}

/** `remove-passkey --name OFFICER --id ID`: it opens nothing any more. */
export async function removePasskey(args: readonly string[], out: Output): Promise<number> {
  const given = readArguments(args, { name: 'text', id: 'text', commune: 'text', json: 'yes' })
  const [name, id] = [given.must('name'), given.must('id')]
  return withHub(async ({ enrol }) => {
    const commune = await communeOf(enrol, given.text('commune'))
    const officer = await officerOf(enrol, commune.id, name)
    const rows = await enrol.store.inTenant(commune.id, (tx) => tx.passkeys(officer.id))
    if (!rows.some((row) => row.id === id)) throw new CommandError('passkey-unknown')
    await remove(enrol, commune.id, 'cli', officer.id, id)
    if (given.yes('json')) out.json({ name: officer.name, removed: id })
    else out.say(say('passkeyRemoved', { name: officer.name }))
    return 0
  })
}
