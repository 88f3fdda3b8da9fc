import { base64url, uuidBytes } from '../../crypto/bytes.ts'
import { Problem } from '../../protocol/problems.ts'
import { type ProvisionContent, sealProvision } from '../../protocol/provision.ts'
import { provisionStatement, signStatement } from '../../protocol/statements.ts'
import { sealTeamKey } from '../../protocol/teamKey.ts'
import type { TenantTx } from '../store/HubStore.ts'
import type { DeviceRow, TeamRow, VolunteerRow } from '../store/rows.ts'
import type { EnrolPorts } from './EnrolPorts.ts'

function idBytes(id: string): Uint8Array {
  const bytes = uuidBytes(id)
  if (!bytes) throw new Problem('not-found')
  return bytes
}

async function memberOf(
  ports: EnrolPorts,
  tenant: string,
  team: TeamRow,
  volunteer: VolunteerRow,
): Promise<ProvisionContent['volunteers'][number]> {
  const scope = { tenant: idBytes(tenant), team: idBytes(team.id), keyId: team.keyId }
  return {
    id: volunteer.id,
    name: volunteer.name,
    signKey: base64url(volunteer.signKey),
    bundle: base64url(volunteer.bundle),
    teamKey: base64url(await sealTeamKey(ports.crypto, volunteer.boxKey, scope, team.key)),
  }
}

/**
 * What an approved tablet is given: its place, lease, and the team's volunteers with their PIN bundles, sealed to the
 * tablet's box key and signed by the hub (SPEC KEY-3…5). A compact JWS.
 */
export async function buildProvision(ports: EnrolPorts, tx: TenantTx, device: DeviceRow): Promise<string> {
  const commune = await tx.tenantRow()
  const unit = (await tx.units()).find((row) => row.id === device.unit)
  const team = (await tx.teams()).find((row) => row.id === device.team)
  if (!unit || !team || !device.lease) throw new Problem('not-approved')
  const members = (await tx.volunteers(team.id)).filter((row) => row.status === 'active')
  const content: ProvisionContent = {
    v: 1,
    tenant: tx.tenant,
    device: device.id,
    label: device.label,
    practice: commune.practice,
    commune: { code: commune.communeCode, listDate: commune.listDate, name: commune.name },
    unit: { id: unit.id, code: unit.code, name: unit.name },
    team: { id: team.id, name: team.name, keyId: team.keyId },
    lease: base64url(device.lease),
    certificates: [...ports.certificates],
    volunteers: await Promise.all(members.map((row) => memberOf(ports, tx.tenant, team, row))),
  }
  const sealed = await sealProvision(ports.crypto, device.boxKey, idBytes(device.id), content)
  return signStatement(ports.receipts, provisionStatement, { v: 1, tenant: tx.tenant, device: device.id, sealed })
}
