import { uuidFromRandom } from '../../crypto/bytes.ts'
import { foldVietnamese } from '../../domain/foldVietnamese.ts'
import { samePersonName } from '../../domain/personName.ts'
import { Problem } from '../../protocol/problems.ts'
import type { TeamRow, UnitRow } from '../store/rows.ts'
import type { EnrolPorts } from './EnrolPorts.ts'
import { oldPlaceName, placeName } from './placeName.ts'

/** A short code for slips and the terminal, out of the name: `ap-thu`, or `ap-thu-2` when that is taken. */
function freeCode(name: string, taken: readonly string[]): string {
  const base =
    foldVietnamese(name)
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '')
      .slice(0, 40) || 'ap'
  for (let count = 1; ; count++) {
    const code = count === 1 ? base : `${base}-${count}`
    if (!taken.includes(code)) return code
  }
}

/** Accents are letters: a commune may have both a Bàu and a Bầu. Case, spaces and where a tone stands are none. */
const isTaken = (rows: readonly { id: string; name: string }[], id: string, name: string) =>
  rows.some((row) => row.id !== id && samePersonName(row.name, name))

/** Add a hamlet. Throws `Problem`: `malformed`, or `conflict` when the commune has one of this name. */
export function addHamlet(
  ports: EnrolPorts,
  tenant: string,
  by: string,
  input: { name: string; oldName?: string | undefined },
): Promise<UnitRow> {
  const [name, oldName] = [placeName(input.name, 'name'), oldPlaceName(input.oldName)]
  return ports.store.inTenant(tenant, async (tx) => {
    const units = await tx.units()
    if (isTaken(units, '', name)) throw new Problem('conflict', { field: 'name' })
    const id = uuidFromRandom(ports.crypto.random(16))
    const code = freeCode(
      name,
      units.map((unit) => unit.code),
    )
    const row: UnitRow = { id, code, kind: 'hamlet', name, oldName }
    await tx.putUnit(row)
    await tx.audit({ at: ports.now(), actor: by, action: 'add-unit', subject: `unit:${id}` })
    return row
  })
}

/** Give a unit another name; the code stays, it stands on slips. Throws `Problem`: `not-found`, `malformed`, `conflict`. */
export function renameUnit(
  ports: EnrolPorts,
  tenant: string,
  by: string,
  id: string,
  input: { name: string; oldName?: string | undefined },
): Promise<UnitRow> {
  const [name, oldName] = [placeName(input.name, 'name'), oldPlaceName(input.oldName)]
  return ports.store.inTenant(tenant, async (tx) => {
    const units = await tx.units()
    const unit = units.find((row) => row.id === id)
    if (!unit) throw new Problem('not-found')
    if (isTaken(units, id, name)) throw new Problem('conflict', { field: 'name' })
    const row: UnitRow = { ...unit, name, oldName }
    await tx.putUnit(row)
    await tx.audit({ at: ports.now(), actor: by, action: 'rename-unit', subject: `unit:${id}` })
    return row
  })
}

/** Add a team to a unit, with a key of its own. Throws `Problem`: `not-found`, `malformed`, `conflict`. */
export function addTeam(
  ports: EnrolPorts,
  tenant: string,
  by: string,
  input: { unit: string; name: string },
): Promise<TeamRow> {
  const name = placeName(input.name, 'name')
  return ports.store.inTenant(tenant, async (tx) => {
    if (!(await tx.units()).some((row) => row.id === input.unit)) throw new Problem('not-found', { what: 'unit' })
    const teams = (await tx.teams()).filter((row) => row.unit === input.unit)
    if (isTaken(teams, '', name)) throw new Problem('conflict', { field: 'name' })
    const id = uuidFromRandom(ports.crypto.random(16))
    const key = { keyId: 1, key: ports.crypto.random(32), olderKeys: new Uint8Array(0) }
    const row: TeamRow = { id, unit: input.unit, name, ...key }
    await tx.putTeam(row)
    await tx.audit({ at: ports.now(), actor: by, action: 'add-team', subject: `team:${id}` })
    return row
  })
}

/** Give a team another name. Throws `Problem`: `not-found`, `malformed`, `conflict`. */
export function renameTeam(ports: EnrolPorts, tenant: string, by: string, id: string, to: string): Promise<TeamRow> {
  const name = placeName(to, 'name')
  return ports.store.inTenant(tenant, async (tx) => {
    const teams = await tx.teams()
    const team = teams.find((row) => row.id === id)
    if (!team) throw new Problem('not-found')
    const beside = teams.filter((row) => row.unit === team.unit)
    if (isTaken(beside, id, name)) throw new Problem('conflict', { field: 'name' })
    const row: TeamRow = { ...team, name }
    await tx.putTeam(row)
    await tx.audit({ at: ports.now(), actor: by, action: 'rename-team', subject: `team:${id}` })
    return row
  })
}
