import { base64url } from '../../crypto/bytes.ts'
import { Problem } from '../../protocol/problems.ts'
import { addOfficer as add } from '../enrol/addOfficer.ts'
import { addVolunteer as addTo } from '../enrol/addVolunteer.ts'
import { say } from '../words.ts'
import { readArguments } from './arguments.ts'
import { newPin } from './newPin.ts'
import type { Output } from './Output.ts'
import { CommandError, communeOf, withHub } from './withHub.ts'

/** The first line of standard input: a secret that stands in no list of processes and no shell history. */
async function firstLine(): Promise<string> {
  let text = ''
  for await (const chunk of process.stdin) text += String(chunk)
  return text.split(/\r?\n/)[0] ?? ''
}

function explained(error: unknown): never {
  if (error instanceof Problem && error.data.field === 'password') throw new CommandError('password-weak')
  if (error instanceof Problem && error.code === 'malformed') {
    throw new CommandError('field-wrong', { field: error.data.field ?? '' })
  }
  if (error instanceof Problem && error.code === 'conflict') throw new CommandError('name-taken')
  throw error
}

/** `add-officer --name … --display-name …`: the password comes on standard input, or is made and shown once. */
export async function addOfficer(args: readonly string[], out: Output): Promise<number> {
  const given = readArguments(args, {
    name: 'text',
    'display-name': 'text',
    admin: 'yes',
    'password-stdin': 'yes',
    commune: 'text',
    json: 'yes',
  })
  const [name, displayName] = [given.must('name'), given.must('display-name')]
  const typed = given.yes('password-stdin') ? await firstLine() : null
  return withHub(async ({ enrol }) => {
    const commune = await communeOf(enrol, given.text('commune'))
    const password = typed ?? base64url(enrol.crypto.random(12))
    const role = given.yes('admin') ? 'admin' : 'officer'
    const row = await add(enrol, commune.id, 'cli', { name, displayName, password, role }).catch(explained)
    const shown = typed === null ? { password } : {}
    if (given.yes('json')) out.json({ id: row.id, name: row.name, ...shown })
    else {
      out.say(say('officerAdded', { name: row.name }))
      if (typed === null) out.say(say('passwordMade', { password }))
    }
    return 0
  })
}

/** `add-volunteer --name …`: the PIN comes on standard input, or is made and shown once. */
export async function addVolunteer(args: readonly string[], out: Output): Promise<number> {
  const given = readArguments(args, { name: 'text', team: 'text', 'pin-stdin': 'yes', commune: 'text', json: 'yes' })
  const name = given.must('name')
  const typed = given.yes('pin-stdin') ? await firstLine() : null
  return withHub(async ({ enrol }) => {
    const commune = await communeOf(enrol, given.text('commune'))
    const pin = typed ?? newPin(enrol.crypto.random)
    const row = await addTo(enrol, commune.id, 'cli', { name, pin, team: given.text('team') }).catch(explained)
    const shown = typed === null ? { pin } : {}
    if (given.yes('json')) out.json({ id: row.id, name: row.name, ...shown })
    else {
      out.say(say('volunteerAdded', { name: row.name }))
      if (typed === null) out.say(say('pinMade', { pin }))
    }
    return 0
  })
}
