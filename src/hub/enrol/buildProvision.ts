import { base64url, uuidBytes } from '../../crypto/bytes.ts'
import { sealOlderKeys } from '../../protocol/olderTeamKeys.ts'
import { Problem } from '../../protocol/problems.ts'
import { type ProvisionContent, sealProvision } from '../../protocol/provision.ts'
import { provisionStatement, signStatement } from '../../protocol/statements.ts'
import { sealTeamKey } from '../../protocol/teamKey.ts'
import type { TenantTx } from '../store/HubStore.ts'
import type { DeviceRow, TeamRow, TenantRow, UnitRow, VolunteerRow } from '../store/rows.ts'
import type { EnrolPorts } from './EnrolPorts.ts'
import { recoveryPoints } from './recoveryPoints.ts'

function idBytes(id: string): Uint8Array {
  const bytes = uuidBytes(id)
  if (!bytes) throw new Problem('not-found')
  return bytes
}

const pointLength = 65

async function memberOf(
  ports: EnrolPorts,
  { commune, device, team, answered }: ProvisionParts,
  volunteer: VolunteerRow,
): Promise<ProvisionContent['volunteers'][number]> {
  const scope = { tenant: idBytes(commune.id), team: idBytes(team.id), keyId: team.keyId }
  return {
    id: volunteer.id,
    name: volunteer.name,
    signKey: base64url(volunteer.signKey),
    bundle: base64url(volunteer.bundle),
    teamKey: base64url(await sealTeamKey(ports.crypto, volunteer.boxKey, scope, team.key)),
    generation: volunteer.olderSignKeys.length / pointLength,
    recovery: await recoveryPoints(ports, commune.id, device.id, volunteer.id, answered[volunteer.id] ?? -1),
  }
}

/** All rows that a tablet's provision is made of. */
export interface ProvisionParts {
  commune: TenantRow
  device: DeviceRow
  lease: Uint8Array
  unit: UnitRow
  team: TeamRow
  /** the team's active volunteers */
  members: readonly VolunteerRow[]
  /** its other tablets at work */
  tablets: readonly { id: string; label: string }[]
  /** by volunteer, the last spoken recovery that this tablet was answered */
  answered: Readonly<Record<string, number>>
  epoch: number
}

/** Read what an approved tablet's provision is made of. Throws `Problem('not-approved')` when it has no place or lease. */
export async function provisionParts(tx: TenantTx, device: DeviceRow, epoch: number): Promise<ProvisionParts> {
  const unit = (await tx.units()).find((row) => row.id === device.unit)
  const team = (await tx.teams()).find((row) => row.id === device.team)
  if (!unit || !team || !device.lease) throw new Problem('not-approved')
  const members = (await tx.volunteers(team.id)).filter((row) => row.status === 'active')
  const tablets = (await tx.devices())
    .filter(({ id, status, purpose }) => id !== device.id && status === 'approved' && purpose === 'team')
    .filter((row) => row.team === team.id)
    .map(({ id, label }) => ({ id, label }))
  const answered = Object.fromEntries((await tx.recoveries(device.id)).map((row) => [row.volunteer, row.counter]))
  return { commune: await tx.tenantRow(), device, lease: device.lease, unit, team, members, tablets, answered, epoch }
}

/**
 * What an approved tablet is given: its place, lease, and the team's volunteers with their PIN bundles, sealed to the
 * tablet's box key and signed by the hub (SPEC KEY-3…5). A compact JWS.
 */
export async function buildProvision(ports: EnrolPorts, parts: ProvisionParts): Promise<string> {
  const { commune, device, lease, unit, team, members, tablets, epoch } = parts
  const scope = { tenant: idBytes(commune.id), team: idBytes(team.id), keyId: team.keyId }
  const older = await sealOlderKeys(ports.crypto, scope, team.key, team.olderKeys)
  const content: ProvisionContent = {
    v: 1,
    tenant: commune.id,
    device: device.id,
    label: device.label,
    practice: commune.practice,
    kiosk: device.purpose === 'kiosk',
    commune: { code: commune.communeCode, listDate: commune.listDate, name: commune.name },
    unit: { id: unit.id, code: unit.code, name: unit.name },
    team: { id: team.id, name: team.name, keyId: team.keyId, older: base64url(older) },
    epoch,
    tablets: [...tablets],
    lease: base64url(lease),
    certificates: [...ports.certificates],
    volunteers: await Promise.all(members.map((row) => memberOf(ports, parts, row))),
  }
  const sealed = await sealProvision(ports.crypto, device.boxKey, idBytes(device.id), content)
  return signStatement(ports.receipts, provisionStatement, { v: 1, tenant: commune.id, device: device.id, sealed })
}
