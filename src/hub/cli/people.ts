import { base64url } from '../../crypto/bytes.ts'
import { addOfficer as add } from '../enrol/addOfficer.ts'
import { addVolunteer as addTo } from '../enrol/addVolunteer.ts'
import { say } from '../words.ts'
import { type Arguments, readArguments, UsageError } from './arguments.ts'
import { explained } from './explained.ts'
import { newPin } from './newPin.ts'
import type { Output } from './Output.ts'
import { firstLine, lines } from './stdin.ts'
import { communeOf, withHub } from './withHub.ts'

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

interface NewOne {
  name: string
  /** typed by a person; null: one is made and shown */
  pin: string | null
}

/** One by `--name`, with the PIN on standard input if it is not to be made; or `--stdin`, a name a line, with a PIN made for each. */
async function newOnes(given: Arguments): Promise<NewOne[]> {
  if (!given.yes('stdin')) {
    const name = given.must('name')
    return [{ name, pin: given.yes('pin-stdin') ? await firstLine() : null }]
  }
  const other = ['name', 'pin-stdin'].find((flag) => given.text(flag) !== undefined || given.yes(flag))
  if (other !== undefined) throw new UsageError('unknownOption', { option: `--${other} --stdin` })
  return (await lines()).map((name) => ({ name, pin: null }))
}

/** `add-volunteer --name … | --stdin`: into the team of `--team`, or the commune's first. PINs that are made are shown once. */
export async function addVolunteer(args: readonly string[], out: Output): Promise<number> {
  const given = readArguments(args, {
    name: 'text',
    team: 'text',
    'pin-stdin': 'yes',
    stdin: 'yes',
    commune: 'text',
    json: 'yes',
  })
  const ones = await newOnes(given)
  return withHub(async ({ enrol }) => {
    const commune = await communeOf(enrol, given.text('commune'))
    const team = given.text('team')
    for (const { name, pin: typed } of ones) {
      const pin = typed ?? newPin(enrol.crypto.random)
      const row = await addTo(enrol, commune.id, 'cli', { name, pin, team }).catch(explained)
      // a line at once for each: what is added stays added, and its PIN is nowhere else
      if (given.yes('json')) out.json({ id: row.id, name: row.name, ...(typed === null ? { pin } : {}) })
      else {
        out.say(say('volunteerAdded', { name: row.name }))
        if (typed === null) out.say(say('pinMade', { pin }))
      }
    }
    return 0
  })
}
