import { base64url } from '../../crypto/bytes.ts'
import { disableOfficer as disable, resetPassword as reset } from '../enrol/changeOfficer.ts'
import type { EnrolPorts } from '../enrol/EnrolPorts.ts'
import type { OfficerRow } from '../store/rows.ts'
import { say } from '../words.ts'
import { readArguments } from './arguments.ts'
import { explained } from './explained.ts'
import type { Output } from './Output.ts'
import { firstLine } from './stdin.ts'
import { CommandError, communeOf, withHub } from './withHub.ts'

/** The officer of this sign-in name. Throws `CommandError`. */
export async function officerOf(enrol: EnrolPorts, tenant: string, name: string): Promise<OfficerRow> {
  const typed = name.normalize('NFC').trim().toLowerCase()
  const officer = await enrol.store.inTenant(tenant, (tx) => tx.officerByName(typed))
  if (!officer) throw new CommandError('officer-unknown', { name })
  return officer
}

const allowed =
  (isDisabled: boolean) =>
  async (args: readonly string[], out: Output): Promise<number> => {
    const given = readArguments(args, { name: 'text', commune: 'text', json: 'yes' })
    const name = given.must('name')
    return withHub(async ({ enrol }) => {
      const commune = await communeOf(enrol, given.text('commune'))
      const { id } = await officerOf(enrol, commune.id, name)
      const row = await disable(enrol, commune.id, 'cli', id, isDisabled).catch(explained)
      if (given.yes('json')) out.json({ id, name: row.name, disabled: row.disabled })
      else out.say(say(isDisabled ? 'officerDisabled' : 'officerEnabled', { name: row.name }))
      return 0
    })
  }

/** `disable-officer --name …`: signed out now, and in no more. */
export const disableOfficer = allowed(true)

/** `enable-officer --name …`. */
export const enableOfficer = allowed(false)

/** `reset-password --name …`: on standard input, or made and shown once. Who forgot the last admin's password has only this. */
export async function resetPassword(args: readonly string[], out: Output): Promise<number> {
  const given = readArguments(args, { name: 'text', 'password-stdin': 'yes', commune: 'text', json: 'yes' })
  const name = given.must('name')
  const typed = given.yes('password-stdin') ? await firstLine() : null
  return withHub(async ({ enrol }) => {
    const commune = await communeOf(enrol, given.text('commune'))
    const { id } = await officerOf(enrol, commune.id, name)
    const password = typed ?? base64url(enrol.crypto.random(12))
    const row = await reset(enrol, commune.id, 'cli', id, password).catch(explained)
    if (given.yes('json')) out.json({ id, name: row.name, ...(typed === null ? { password } : {}) })
    else {
      out.say(say('passwordReset', { name: row.name }))
      if (typed === null) out.say(say('passwordMade', { password }))
    }
    return 0
  })
}
