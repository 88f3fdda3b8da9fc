import { uuidBytes } from '../../crypto/bytes.ts'
import type { CryptoPort } from '../../crypto/CryptoPort.ts'
import { enrolCode } from '../../protocol/enrolCode.ts'
import type { TenantTx } from '../store/HubStore.ts'
import { say } from '../words.ts'
import { readArguments } from './arguments.ts'
import type { Output } from './Output.ts'
import { communeOf, withHub } from './withHub.ts'

/** The organisation of a commune with the ids and codes that other commands ask for; nothing of any case. */
async function organisation(tx: TenantTx, crypto: CryptoPort) {
  const { id, communeCode, listDate, name } = await tx.tenantRow()
  const [units, teams, volunteers] = [await tx.units(), await tx.teams(), await tx.volunteers()]
  const place = uuidBytes(id) ?? new Uint8Array(16)
  const tablets = (await tx.devices()).map(async ({ signKey, boxKey, ...row }) => ({
    id: row.id,
    label: row.label,
    team: row.team,
    status: row.status,
    code: row.status === 'pending' ? await enrolCode(crypto, place, signKey, boxKey) : null,
    lastSeenAt: row.lastSeenAt === null ? null : new Date(row.lastSeenAt).toISOString(),
  }))
  return {
    commune: { id, communeCode, listDate, name },
    units: units.map((unit) => ({
      ...unit,
      teams: teams.filter((team) => team.unit === unit.id).map((team) => ({ id: team.id, name: team.name })),
    })),
    volunteers: volunteers.map((row) => ({ id: row.id, name: row.name, team: row.team, status: row.status })),
    tablets: await Promise.all(tablets),
    officers: (await tx.officers()).map((row) => ({
      id: row.id,
      name: row.name,
      displayName: row.displayName,
      role: row.role,
      disabled: row.disabled,
    })),
  }
}

/** `show [--commune CODE]`: hamlets, teams, volunteers, tablets and officers, with their ids and codes. */
export async function show(args: readonly string[], out: Output): Promise<number> {
  const given = readArguments(args, { commune: 'text', json: 'yes' })
  return withHub(async ({ enrol }) => {
    const { id } = await communeOf(enrol, given.text('commune'))
    const found = await enrol.store.inTenant(id, (tx) => organisation(tx, enrol.crypto))
    if (given.yes('json')) {
      out.json(found)
      return 0
    }
    const { commune, units, volunteers, tablets, officers } = found
    const line = (...parts: (string | null)[]) => out.say(`  ${parts.filter((part) => part !== null).join('\t')}`)
    out.say(`${commune.name} (${commune.communeCode}, ${commune.listDate})`)
    out.say(say('showUnits'))
    for (const { code, name, oldName, teams } of units) {
      line(code, name, oldName)
      for (const team of teams) line(`  ${team.id}`, team.name)
    }
    out.say(say('showVolunteers'))
    for (const one of volunteers) line(one.id, one.name, one.status)
    out.say(say('showTablets'))
    for (const one of tablets) line(one.id, one.label, one.status, one.code, one.lastSeenAt)
    out.say(say('showOfficers'))
    for (const one of officers) line(one.name, one.displayName, one.role, one.disabled ? say('showDisabled') : null)
    return 0
  })
}
