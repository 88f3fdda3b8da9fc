import { uuidFromRandom } from '../../crypto/bytes.ts'
import { passwordProblem } from '../../domain/officerPassword.ts'
import { Problem } from '../../protocol/problems.ts'
import type { OfficerRow } from '../store/rows.ts'
import type { EnrolPorts } from './EnrolPorts.ts'

export interface NewOfficer {
  /** what is typed at sign-in: lower-case letters, digits, dot, hyphen, underscore */
  name: string
  displayName: string
  password: string
  role: OfficerRow['role']
}

/** The row of a new officer. Throws `Problem('malformed')` naming the field. */
export async function newOfficerRow(ports: EnrolPorts, input: NewOfficer): Promise<OfficerRow> {
  const name = input.name.normalize('NFC').trim().toLowerCase()
  const displayName = input.displayName.normalize('NFC').trim().replace(/\s+/gu, ' ')
  if (!/^[\p{Ll}\p{Lo}\d][\p{Ll}\p{Lo}\d._-]{1,39}$/u.test(name)) throw new Problem('malformed', { field: 'name' })
  if (displayName === '' || displayName.length > 60) throw new Problem('malformed', { field: 'displayName' })
  const reason = input.password.length > 200 ? 'passwordLong' : passwordProblem(input.password, [name, displayName])
  if (reason) throw new Problem('malformed', { field: 'password', reason })
  return {
    id: uuidFromRandom(ports.crypto.random(16)),
    name,
    displayName,
    passwordHash: await ports.passwords.hash(input.password),
    role: input.role,
    disabled: false,
  }
}

/** Add an officer. Throws `Problem`: `malformed`, or `conflict` when the name is taken. */
export async function addOfficer(
  ports: EnrolPorts,
  tenant: string,
  by: string,
  input: NewOfficer,
): Promise<OfficerRow> {
  const row = await newOfficerRow(ports, input)
  await ports.store.inTenant(tenant, async (tx) => {
    if (await tx.officerByName(row.name)) throw new Problem('conflict', { field: 'name' })
    await tx.putOfficer(row)
    await tx.audit({ at: ports.now(), actor: by, action: 'add-officer', subject: `officer:${row.id}` })
  })
  return row
}
