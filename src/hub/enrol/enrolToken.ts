import { base64url, hex, utf8, uuidBytes } from '../../crypto/bytes.ts'
import { Problem } from '../../protocol/problems.ts'
import type { TenantTx } from '../store/HubStore.ts'
import type { TeamRow, UnitRow } from '../store/rows.ts'
import type { EnrolPorts } from './EnrolPorts.ts'

/** A link works once, and for ten minutes (issue 2 §2). */
const tokenLifetimeMs = 10 * 60 * 1000

export interface EnrolLink {
  /** what follows `/enrol#token=`: `<tenant>.<secret>.<fingerprint of the root key>` */
  token: string
  expiresAt: number
}

/** What the hub keeps of a token: its hash, so that nobody who reads the store can enrol a tablet. */
export async function tokenHash(ports: Pick<EnrolPorts, 'crypto'>, secret: string): Promise<string> {
  return hex(await ports.crypto.sha256(utf8(`tram-so/enrol/1 ${secret}`)))
}

/** The unit of this code or id, and the team that works there: the named one, or its first. Throws `Problem('not-found')`. */
async function placeOf(tx: TenantTx, unitCode: string, teamId?: string): Promise<{ unit: UnitRow; team: TeamRow }> {
  const unit = (await tx.units()).find((row) => row.code === unitCode || row.id === unitCode)
  if (!unit) throw new Problem('not-found', { what: 'unit' })
  const teams = await tx.teams()
  const team = teamId ? teams.find((row) => row.id === teamId) : (teams.find((row) => row.unit === unit.id) ?? teams[0])
  if (!team) throw new Problem('not-found', { what: 'team' })
  return { unit, team }
}

/** Make a one-time enrolment link for a unit. `by` is the actor for the audit. Throws `Problem('not-found')`. */
export async function makeToken(
  ports: EnrolPorts,
  tenant: string,
  by: string,
  unitCode: string,
  teamId?: string,
): Promise<EnrolLink> {
  if (!uuidBytes(tenant)) throw new Problem('not-found')
  const secret = base64url(ports.crypto.random(24))
  const hash = await tokenHash(ports, secret)
  const fingerprint = base64url((await ports.crypto.sha256(ports.rootKey)).subarray(0, 16))
  const expiresAt = ports.now() + tokenLifetimeMs
  await ports.store.inTenant(tenant, async (tx) => {
    const { unit, team } = await placeOf(tx, unitCode, teamId)
    await tx.putEnrolToken({ tokenHash: hash, unit: unit.id, team: team.id, expiresAt, usedAt: null })
    await tx.audit({ at: ports.now(), actor: by, action: 'make-enrol-token', subject: `unit:${unit.id}` })
  })
  return { token: `${tenant}.${secret}.${fingerprint}`, expiresAt }
}
