import {
  addTeam as addTeamTo,
  addHamlet as addTo,
  renameTeam as callTeam,
  renameUnit as callUnit,
} from '../enrol/changePlaces.ts'
import type { EnrolPorts } from '../enrol/EnrolPorts.ts'
import type { TeamRow, UnitRow } from '../store/rows.ts'
import { say } from '../words.ts'
import { readArguments } from './arguments.ts'
import { explained } from './explained.ts'
import type { Output } from './Output.ts'
import { lines } from './stdin.ts'
import { CommandError, communeOf, withHub } from './withHub.ts'

/** The unit that a code or an id means. Throws `CommandError`. */
async function unitOf(enrol: EnrolPorts, tenant: string, asked: string): Promise<UnitRow> {
  const units = await enrol.store.inTenant(tenant, (tx) => tx.units())
  const unit = units.find((row) => row.code === asked || row.id === asked)
  if (!unit) throw new CommandError('not-found-unit', { unit: asked, codes: units.map((row) => row.code).join(', ') })
  return unit
}

const unitLine = ({ id, code, name, oldName }: UnitRow) => ({ id, code, name, oldName })
const teamLine = ({ id, name, unit }: TeamRow) => ({ id, name, unit })

/** `add-hamlet --name … [--old-name …] | --stdin`: one hamlet, or one a line; what is added stays added when a later one is refused. */
export async function addHamlet(args: readonly string[], out: Output): Promise<number> {
  const given = readArguments(args, { name: 'text', 'old-name': 'text', stdin: 'yes', commune: 'text', json: 'yes' })
  const inputs = given.yes('stdin')
    ? (await lines()).map((name) => ({ name }))
    : [{ name: given.must('name'), oldName: given.text('old-name') }]
  return withHub(async ({ enrol }) => {
    const commune = await communeOf(enrol, given.text('commune'))
    for (const input of inputs) {
      const row = await addTo(enrol, commune.id, 'cli', input).catch(explained)
      if (given.yes('json')) out.json(unitLine(row))
      else out.say(say('hamletAdded', { name: row.name, code: row.code }))
    }
    return 0
  })
}

/** `rename-unit --unit CODE --name … [--old-name …]`: the code stays. */
export async function renameUnit(args: readonly string[], out: Output): Promise<number> {
  const given = readArguments(args, { unit: 'text', name: 'text', 'old-name': 'text', commune: 'text', json: 'yes' })
  const [asked, name] = [given.must('unit'), given.must('name')]
  return withHub(async ({ enrol }) => {
    const commune = await communeOf(enrol, given.text('commune'))
    const unit = await unitOf(enrol, commune.id, asked)
    const input = { name, oldName: given.text('old-name') ?? unit.oldName ?? undefined }
    const row = await callUnit(enrol, commune.id, 'cli', unit.id, input).catch(explained)
    if (given.yes('json')) out.json(unitLine(row))
    else out.say(say('renamed', { name: row.name }))
    return 0
  })
}

/** `add-team --unit CODE --name …`: a team of a hamlet or of the commune. */
export async function addTeam(args: readonly string[], out: Output): Promise<number> {
  const given = readArguments(args, { unit: 'text', name: 'text', commune: 'text', json: 'yes' })
  const [asked, name] = [given.must('unit'), given.must('name')]
  return withHub(async ({ enrol }) => {
    const commune = await communeOf(enrol, given.text('commune'))
    const unit = await unitOf(enrol, commune.id, asked)
    const row = await addTeamTo(enrol, commune.id, 'cli', { unit: unit.id, name }).catch(explained)
    if (given.yes('json')) out.json(teamLine(row))
    else out.say(say('teamAdded', { name: row.name, unit: unit.name, id: row.id }))
    return 0
  })
}

/** `rename-team --team ID --name …`. */
export async function renameTeam(args: readonly string[], out: Output): Promise<number> {
  const given = readArguments(args, { team: 'text', name: 'text', commune: 'text', json: 'yes' })
  const [id, name] = [given.must('team'), given.must('name')]
  return withHub(async ({ enrol }) => {
    const commune = await communeOf(enrol, given.text('commune'))
    const teams = await enrol.store.inTenant(commune.id, (tx) => tx.teams())
    if (!teams.some((row) => row.id === id)) throw new CommandError('team-unknown')
    const row = await callTeam(enrol, commune.id, 'cli', id, name).catch(explained)
    if (given.yes('json')) out.json(teamLine(row))
    else out.say(say('renamed', { name: row.name }))
    return 0
  })
}
