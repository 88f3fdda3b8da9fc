import { Problem } from '../../protocol/problems.ts'
import type { EnrolPorts } from '../enrol/EnrolPorts.ts'
import { leaveReasons, removeVolunteer as remove } from '../enrol/removeVolunteer.ts'
import { resetPin as reset } from '../enrol/resetPin.ts'
import type { VolunteerRow } from '../store/rows.ts'
import { say } from '../words.ts'
import { type Arguments, readArguments, UsageError } from './arguments.ts'
import { newPin } from './newPin.ts'
import type { Output } from './Output.ts'
import { CommandError, communeOf, withHub } from './withHub.ts'

/** The volunteer that `--id` or `--name` means; of two with one name the id decides. Throws `CommandError`. */
async function volunteerOf(enrol: EnrolPorts, tenant: string, given: Arguments): Promise<VolunteerRow> {
  const [id, name] = [given.text('id'), given.text('name')?.normalize('NFC').trim()]
  if (id === undefined && name === undefined) throw new UsageError('missingOption', { option: '--id' })
  const all = await enrol.store.inTenant(tenant, (tx) => tx.volunteers())
  const found = all.filter((row) => (id === undefined ? row.name === name && row.status === 'active' : row.id === id))
  const [volunteer] = found
  if (!volunteer) throw new CommandError('volunteer-unknown')
  if (found.length > 1) throw new CommandError('which-volunteer', { ids: found.map((row) => row.id).join(', ') })
  return volunteer
}

/** `remove-volunteer --id … | --name …`: somebody leaves their team, and its key turns. */
export async function removeVolunteer(args: readonly string[], out: Output): Promise<number> {
  const given = readArguments(args, { id: 'text', name: 'text', reason: 'text', commune: 'text', json: 'yes' })
  const asked = given.text('reason') ?? 'finished'
  const reason = leaveReasons.find((known) => known === asked)
  if (!reason) throw new UsageError('unknownOption', { option: `--reason ${asked}` })
  return withHub(async ({ enrol }) => {
    const commune = await communeOf(enrol, given.text('commune'))
    const { id } = await volunteerOf(enrol, commune.id, given)
    const row = await remove(enrol, commune.id, 'cli', id, reason)
    if (given.yes('json')) out.json({ id: row.id, status: row.status })
    else out.say(say('volunteerRemoved', { name: row.name }))
    return 0
  })
}

/** `reset-pin --id … | --name …`: a new first PIN, made here and shown once. */
export async function resetPin(args: readonly string[], out: Output): Promise<number> {
  const given = readArguments(args, { id: 'text', name: 'text', commune: 'text', json: 'yes' })
  return withHub(async ({ enrol }) => {
    const commune = await communeOf(enrol, given.text('commune'))
    const { id } = await volunteerOf(enrol, commune.id, given)
    const pin = newPin(enrol.crypto.random)
    const row = await reset(enrol, commune.id, 'cli', id, pin).catch((error: unknown) => {
      if (error instanceof Problem && error.code === 'conflict') throw new CommandError('volunteer-left')
      throw error
    })
    if (given.yes('json')) out.json({ id: row.id, pin })
    else out.say(say('pinMade', { pin }))
    return 0
  })
}
