import {
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import { concat, uuidBytes } from '../../crypto/bytes.ts'
import { Problem } from '../../protocol/problems.ts'
import type { PasskeyRow } from '../store/rows.ts'
import type { EnrolPorts } from './EnrolPorts.ts'
import type { SignedIn } from './officerSession.ts'
import { challengeEnd, challengeKey, isChallengeOurs, makeChallenge } from './passkeyChallenge.ts'
import type { PasskeySite } from './passkeySite.ts'

/** As many as anybody has devices. */
const most = 10

/** Who a passkey belongs to, told by it at sign-in: commune and officer, 32 bytes, nothing of a person. */
export function userHandle(tenant: string, officer: string) {
  const [tenantBytes, officerBytes] = [uuidBytes(tenant), uuidBytes(officer)]
  if (!tenantBytes || !officerBytes) throw new Problem('not-found')
  return concat(tenantBytes, officerBytes)
}

const aboutOf = ({ tenant, officer }: SignedIn) => `add ${tenant} ${officer.id}`

/** What the officer's device is asked for. Their password was confirmed just before. Throws `Problem('conflict')` at ten. */
export async function beginPasskey(ports: EnrolPorts, site: PasskeySite, who: SignedIn) {
  const { tenant, officer } = who
  const { known, commune } = await ports.store.inTenant(tenant, async (tx) => ({
    known: await tx.passkeys(officer.id),
    commune: await tx.tenantRow(),
  }))
  if (known.length >= most) throw new Problem('conflict', { reason: 'many-passkeys' })
  return generateRegistrationOptions({
    rpName: 'Trạm Số',
    rpID: site.rpId,
    userID: userHandle(tenant, officer.id),
    userName: `${officer.name} · ${commune.name}`,
    userDisplayName: officer.displayName,
    challenge: await makeChallenge(ports.crypto, ports.recoverySecret, aboutOf(who), ports.now()),
    attestationType: 'none',
    excludeCredentials: known.map(({ id }) => ({ id })),
    // it stands in for name and password together: found without a name, and opened by finger, face or the device's code
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })
}

/** Keep the passkey that the device made. Throws `Problem('malformed')` for what is none of this site, officer and asking. */
export async function addPasskey(
  ports: EnrolPorts,
  site: PasskeySite,
  who: SignedIn,
  response: RegistrationResponseJSON,
  label: string,
): Promise<PasskeyRow> {
  const { tenant, officer } = who
  let challenge = ''
  const verified = await verifyRegistrationResponse({
    response,
    expectedChallenge: (text) => {
      challenge = text
      return isChallengeOurs(ports.crypto, ports.recoverySecret, aboutOf(who), text, ports.now())
    },
    expectedOrigin: site.origin,
    expectedRPID: site.rpId,
    requireUserVerification: true,
  }).catch(() => null)
  if (!verified?.verified) throw new Problem('malformed', { field: 'passkey' })
  const { id, publicKey, counter } = verified.registrationInfo.credential
  const createdAt = ports.now()
  const row: PasskeyRow = {
    id,
    officer: officer.id,
    publicKey,
    counter,
    label: label.normalize('NFC').trim(),
    createdAt,
    lastUsedAt: null,
    blockedAt: null,
  }
  await ports.store.inTenant(tenant, async (tx) => {
    if (!(await tx.useNonce(challengeKey(challenge), challengeEnd(createdAt)))) {
      throw new Problem('malformed', { field: 'passkey' })
    }
    if (await tx.lockPasskey(id)) throw new Problem('conflict', { reason: 'passkey-known' })
    // again: several may have been begun before the tenth was kept
    if ((await tx.passkeys(officer.id)).length >= most) throw new Problem('conflict', { reason: 'many-passkeys' })
    await tx.putPasskey(row)
    const subject = `officer:${officer.id}`
    await tx.audit({ at: createdAt, actor: subject, action: 'add-passkey', subject, detail: { passkey: tail(id) } })
  })
  return row
}

/** Enough of an id to tell it from the officer's others in the audit. */
export const tail = (id: string): string => id.slice(0, 12)

/**
 * Forget a passkey of an officer; it opens nothing any more, and what it opened may be in other hands: every session ends, and the
 * caller opens a new one for who is there. Throws `Problem('not-found')`.
 */
export async function removePasskey(
  ports: EnrolPorts,
  tenant: string,
  by: string,
  officer: string,
  id: string,
): Promise<void> {
  await ports.store.inTenant(tenant, async (tx) => {
    const known = await tx.lockPasskey(id)
    if (known?.officer !== officer) throw new Problem('not-found')
    // before anything ends: see openSession
    await tx.audit({
      at: ports.now(),
      actor: by,
      action: 'remove-passkey',
      subject: `officer:${officer}`,
      detail: { passkey: tail(id) },
    })
    await tx.deletePasskey(id)
    await tx.endOfficerSessions(officer)
  })
}
