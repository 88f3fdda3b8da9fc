import { base64url, equalBytes, fromBase64url } from '../../crypto/bytes.ts'
import type { Bytes } from '../../crypto/CryptoPort.ts'
import type { EnrolAnswer, EnrolRequest } from '../../protocol/api.ts'
import { wireVersions } from '../../protocol/limits.ts'
import { Problem } from '../../protocol/problems.ts'
import { commonWire } from '../../protocol/versions.ts'
import type { TenantTx } from '../store/HubStore.ts'
import type { DeviceRow, EnrolTokenRow } from '../store/rows.ts'
import type { EnrolPorts } from './EnrolPorts.ts'
import { tokenHash } from './enrolToken.ts'

/** A point of the curve; a made-up one would later fail where nobody can mend it. Throws `Problem('malformed')`. */
async function pointOf(ports: EnrolPorts, text: string, field: string): Promise<Bytes> {
  const point = fromBase64url(text)
  if (point?.length !== 65 || point[0] !== 4) throw new Problem('malformed', { field })
  try {
    await ports.crypto.hpkeSender(point, new Uint8Array(0))
  } catch {
    throw new Problem('malformed', { field })
  }
  return point
}

/** Why a token was not taken: the store says only that it was not. */
async function refusal(tx: TenantTx, hash: string, now: number): Promise<Problem> {
  const token = (await tx.enrolTokens()).find((row) => row.tokenHash === hash)
  if (!token) return new Problem('token-unknown')
  if (token.usedAt !== null) return new Problem('token-used')
  return new Problem(token.expiresAt <= now ? 'token-expired' : 'token-unknown')
}

async function answerOf(ports: EnrolPorts, tx: TenantTx, device: DeviceRow): Promise<EnrolAnswer> {
  const unit = (await tx.units()).find((row) => row.id === device.unit)
  const commune = await tx.tenantRow()
  return {
    device: device.id,
    tenant: commune.id,
    unitName: unit?.name ?? commune.name,
    practice: commune.practice,
    rootKey: base64url(ports.rootKey),
    certificates: [...ports.certificates],
  }
}

const isSame = (row: DeviceRow, keys: { signKey: Bytes; boxKey: Bytes }) =>
  equalBytes(row.signKey, keys.signKey) && equalBytes(row.boxKey, keys.boxKey)

async function add(
  ports: EnrolPorts,
  tx: TenantTx,
  request: EnrolRequest,
  token: EnrolTokenRow,
  keys: { signKey: Bytes; boxKey: Bytes },
): Promise<DeviceRow> {
  const row: DeviceRow = {
    id: request.device,
    unit: token.unit,
    team: token.team,
    label: request.label.normalize('NFC').trim(),
    ...keys,
    status: 'pending',
    purpose: 'team',
    lease: null,
    createdAt: ports.now(),
    lastSeenAt: null,
    calledAt: null,
  }
  await tx.putDevice(row)
  await tx.audit({ at: ports.now(), actor: `device:${row.id}`, action: 'enrol', subject: `device:${row.id}` })
  return row
}

/**
 * A tablet with a one-time link asks to be let in: it is stored as pending until an officer compares the code on sight.
 * The same tablet that asks again, because its answer was lost, gets the same answer. Throws `Problem`.
 */
export async function enrolDevice(ports: EnrolPorts, request: EnrolRequest): Promise<EnrolAnswer> {
  commonWire(request.wire, wireVersions)
  const [tenant = '', secret = ''] = request.token.split('.')
  const keys = {
    signKey: await pointOf(ports, request.signKey, 'signKey'),
    boxKey: await pointOf(ports, request.boxKey, 'boxKey'),
  }
  const hash = await tokenHash(ports, secret)
  if (!(await ports.store.tenants()).some((row) => row.id === tenant)) throw new Problem('token-unknown')
  return ports.store.inTenant(tenant, async (tx) => {
    const known = await tx.device(request.device)
    const token = await tx.useEnrolToken(hash, ports.now())
    if (!token) {
      const problem = await refusal(tx, hash, ports.now())
      if (problem.code === 'token-used' && known && isSame(known, keys)) return answerOf(ports, tx, known)
      throw problem
    }
    if (known) throw new Problem('malformed', { field: 'device' })
    return answerOf(ports, tx, await add(ports, tx, request, token, keys))
  })
}
