import { uuidFromRandom } from '../../crypto/bytes.ts'
import { jwkOfPair, newRawPair } from '../../crypto/node/nodeCrypto.ts'
import { leastCost, sealPinBundle } from '../../protocol/pinBundle.ts'
import { Problem } from '../../protocol/problems.ts'
import type { TenantTx } from '../store/HubStore.ts'
import type { VolunteerRow } from '../store/rows.ts'
import type { EnrolPorts } from './EnrolPorts.ts'

export interface NewVolunteer {
  name: string
  /** team id; the first team when absent */
  team?: string | undefined
  /** six digits */
  pin: string
}

/** A PIN that anybody would try first: one digit only, or a run up or down. */
export function isGuessable(pin: string): boolean {
  const steps = [...pin].slice(1).map((digit, at) => Number(digit) - Number(pin[at]))
  return steps.every((step) => step === steps[0]) && Math.abs(steps[0] ?? 0) <= 1
}

/**
 * The row of a new volunteer: key pairs made here, their private halves at once under the PIN (SPEC KEY-3), so that the
 * hub holds nothing that signs for a volunteer. Throws `Problem('malformed')` naming the field.
 */
export async function newVolunteerRow(ports: EnrolPorts, team: string, input: NewVolunteer): Promise<VolunteerRow> {
  const name = input.name.normalize('NFC').trim().replace(/\s+/gu, ' ')
  if (name === '' || name.length > 60) throw new Problem('malformed', { field: 'name' })
  if (!/^\d{6}$/.test(input.pin) || isGuessable(input.pin)) throw new Problem('malformed', { field: 'pin' })
  const sign = newRawPair()
  const box = newRawPair()
  const keys = { sign: jwkOfPair(sign), box: jwkOfPair(box) }
  return {
    id: uuidFromRandom(ports.crypto.random(16)),
    team,
    name,
    signKey: sign.publicKey,
    boxKey: box.publicKey,
    bundle: await sealPinBundle(ports.crypto, ports.stretch, input.pin, leastCost, null, keys),
    status: 'active',
    olderSignKeys: new Uint8Array(0),
  }
}

/** The team asked for, or the first. Throws `Problem('not-found')`. */
export async function teamOf(tx: TenantTx, id: string | undefined): Promise<string> {
  const team = (await tx.teams()).find((row) => id === undefined || row.id === id)
  if (!team) throw new Problem('not-found', { what: 'team' })
  return team.id
}

/** Add a volunteer to a team. Throws `Problem`. */
export async function addVolunteer(
  ports: EnrolPorts,
  tenant: string,
  by: string,
  input: NewVolunteer,
): Promise<VolunteerRow> {
  const team = await ports.store.inTenant(tenant, (tx) => teamOf(tx, input.team))
  const row = await newVolunteerRow(ports, team, input)
  await ports.store.inTenant(tenant, async (tx) => {
    await tx.putVolunteer(row)
    await tx.audit({ at: ports.now(), actor: by, action: 'add-volunteer', subject: `volunteer:${row.id}` })
  })
  return row
}
