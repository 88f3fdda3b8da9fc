import { Problem } from '../../protocol/problems.ts'
import type { TenantTx } from '../store/HubStore.ts'
import type { OfficerRow } from '../store/rows.ts'
import { newOfficerRow } from './addOfficer.ts'
import type { EnrolPorts } from './EnrolPorts.ts'

async function officerOf(tx: TenantTx, id: string): Promise<OfficerRow> {
  const officer = await tx.officer(id)
  if (!officer) throw new Problem('not-found')
  return officer
}

/**
 * Let an officer sign in no more, or again; who is signed in now is signed out with it. The last admin stays: nobody could
 * let anybody in again. Throws `Problem`: `not-found`, `conflict`.
 */
export function disableOfficer(
  ports: EnrolPorts,
  tenant: string,
  by: string,
  id: string,
  disabled: boolean,
): Promise<OfficerRow> {
  return ports.store.inTenant(tenant, async (tx) => {
    // the audit line comes first: its lock keeps two who disable each other apart
    const action = disabled ? 'disable-officer' : 'enable-officer'
    await tx.audit({ at: ports.now(), actor: by, action, subject: `officer:${id}` })
    const officer = await officerOf(tx, id)
    const admins = (await tx.officers()).filter((row) => row.role === 'admin' && !row.disabled)
    const isLastAdmin = disabled && admins.every((row) => row.id === id) && officer.role === 'admin'
    if (isLastAdmin) throw new Problem('conflict', { reason: 'last-admin' })
    const row: OfficerRow = { ...officer, disabled }
    await tx.putOfficer(row)
    await tx.endOfficerSessions(id)
    return row
  })
}

/**
 * Give an officer another password. Their passkeys and sessions end with the old one: whoever asks for this may have lost
 * the device too.
 * Throws `Problem`: `not-found`, `malformed` naming the field.
 */
export async function resetPassword(
  ports: EnrolPorts,
  tenant: string,
  by: string,
  id: string,
  password: string,
): Promise<OfficerRow> {
  const known = await ports.store.inTenant(tenant, (tx) => officerOf(tx, id))
  const { passwordHash } = await newOfficerRow(ports, { ...known, password })
  return ports.store.inTenant(tenant, async (tx) => {
    // the audit line comes before anything ends: see openSession
    const passkeys = await tx.passkeys(id)
    const detail = { passkeys: passkeys.length }
    await tx.audit({ at: ports.now(), actor: by, action: 'reset-password', subject: `officer:${id}`, detail })
    const row: OfficerRow = { ...(await officerOf(tx, id)), passwordHash }
    await tx.putOfficer(row)
    for (const passkey of await tx.passkeys(id)) await tx.deletePasskey(passkey.id)
    await tx.endOfficerSessions(id)
    return row
  })
}

/**
 * An officer changes their own password, with the old one at hand. Passkeys stay, every session ends: the caller opens a new
 * one for who is there, with the row that is returned. Throws `Problem('malformed')`.
 */
export async function changeOwnPassword(
  ports: EnrolPorts,
  tenant: string,
  id: string,
  next: string,
): Promise<OfficerRow> {
  const known = await ports.store.inTenant(tenant, (tx) => officerOf(tx, id))
  const { passwordHash } = await newOfficerRow(ports, { ...known, password: next })
  const subject = `officer:${id}`
  return ports.store.inTenant(tenant, async (tx) => {
    await tx.audit({ at: ports.now(), actor: subject, action: 'change-password', subject })
    const row: OfficerRow = { ...(await officerOf(tx, id)), passwordHash }
    await tx.putOfficer(row)
    await tx.endOfficerSessions(id)
    return row
  })
}
