import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  verifyAuthenticationResponse,
} from '@simplewebauthn/server'
import { fromBase64url, uuidText } from '../../crypto/bytes.ts'
import { Problem } from '../../protocol/problems.ts'
import type { OfficerRow, PasskeyRow } from '../store/rows.ts'
import { tail } from './addPasskey.ts'
import type { EnrolPorts } from './EnrolPorts.ts'
import { openSession, type SignInGuard } from './officerSession.ts'
import { challengeEnd, challengeKey, isChallengeOurs, makeChallenge } from './passkeyChallenge.ts'
import type { PasskeySite } from './passkeySite.ts'

const about = 'sign-in'

/** What a browser is asked for; it finds the passkeys of this site by itself, so that no name is told to strangers. */
export const signInOptions = async (ports: EnrolPorts, site: PasskeySite) =>
  generateAuthenticationOptions({
    rpID: site.rpId,
    challenge: await makeChallenge(ports.crypto, ports.recoverySecret, about, ports.now()),
    userVerification: 'required',
  })

/** Commune and officer out of what the passkey tells; null for what was never ours. */
function ownerOf(handle: string | undefined): { tenant: string; officer: string } | null {
  const bytes = fromBase64url(handle ?? '')
  if (bytes?.length !== 32) return null
  return { tenant: uuidText(bytes.slice(0, 16)), officer: uuidText(bytes.slice(16)) }
}

/**
 * Sign an officer in by their passkey. A counter that did not rise, truly signed, means that there are two of it: it is
 * blocked from then on. Who tries one after another waits as for passwords, a passkey standing for a name.
 * Throws `Problem`: `wrong-login` whatever was wrong, `busy` with seconds to wait.
 *
 * @param network the one the request came from, see `SignInTries`
 */
export async function signInByPasskey(
  ports: EnrolPorts,
  { tries, pause }: SignInGuard,
  site: PasskeySite,
  response: AuthenticationResponseJSON,
  network: string,
): Promise<{ cookie: string; expiresAt: number }> {
  const counted = `passkey ${tail(response.id)}`
  const wait = tries.waitFor(counted, network)
  if (wait > 0) throw new Problem('busy', { retryAfter: Math.ceil(wait / 1000) })
  tries.begin(counted, network)
  await pause(tries.delayFor(counted))
  const signedIn = await tryPasskey(ports, site, response)
  tries.right(counted, network)
  return signedIn
}

async function tryPasskey(
  ports: EnrolPorts,
  site: PasskeySite,
  response: AuthenticationResponseJSON,
): Promise<{ cookie: string; expiresAt: number }> {
  const owner = ownerOf(response.response.userHandle)
  const known = owner !== null && (await ports.store.tenants()).some(({ id }) => id === owner.tenant)
  if (!known) throw new Problem('wrong-login')
  const { tenant } = owner
  const found = await ports.store.inTenant(tenant, async (tx) => ({
    passkey: await tx.lockPasskey(response.id),
    officer: await tx.officer(owner.officer),
  }))
  const { passkey, officer } = found
  if (!passkey || !officer || passkey.officer !== officer.id || officer.disabled || passkey.blockedAt !== null) {
    return refuse(ports, tenant, officer)
  }
  const checked = await check(ports, site, response, passkey)
  if (checked === null) return refuse(ports, tenant, officer)
  if (!(await count(ports, tenant, passkey.id, checked))) return refuse(ports, tenant, officer)
  return openSession(ports, tenant, officer, { passkey: tail(passkey.id) }, passkey.id)
}

/** Use the challenge up and count the sign-in; false when it was used, or when this shows a copy. */
function count(ports: EnrolPorts, tenant: string, id: string, checked: Checked): Promise<boolean> {
  const at = ports.now()
  return ports.store.inTenant(tenant, async (tx) => {
    const locked = await tx.lockPasskey(id)
    if (!locked || locked.blockedAt !== null) return false
    if (!(await tx.useNonce(challengeKey(checked.challenge), challengeEnd(at)))) return false
    // another may have signed in since it was read: of two at once, one is the copy's
    if (checked.isCopy || falls(checked.counter, locked.counter)) {
      const subject = `officer:${locked.officer}`
      await tx.audit({ at, actor: 'nobody', action: 'block-passkey', subject, detail: { passkey: tail(id) } })
      await tx.putPasskey({ ...locked, blockedAt: at })
      // the copy may have opened one before
      await tx.endOfficerSessions(locked.officer)
      return false
    }
    await tx.putPasskey({ ...locked, counter: checked.counter, lastUsedAt: at })
    return true
  })
}

/** The rule of the standard (WebAuthn §7.2): who counts at all counts upwards. */
const falls = (counter: number, before: number) => (counter > 0 || before > 0) && counter <= before

interface Checked {
  challenge: string
  counter: number
  isCopy: boolean
}

async function check(
  ports: EnrolPorts,
  site: PasskeySite,
  response: AuthenticationResponseJSON,
  { id, publicKey, counter }: PasskeyRow,
): Promise<Checked | null> {
  let challenge = ''
  const verify = (from: number) =>
    verifyAuthenticationResponse({
      response,
      expectedChallenge: (text) => {
        challenge = text
        return isChallengeOurs(ports.crypto, ports.recoverySecret, about, text, ports.now())
      },
      expectedOrigin: site.origin,
      expectedRPID: site.rpId,
      requireUserVerification: true,
      credential: { id, publicKey: new Uint8Array(publicKey), counter: from },
    }).catch(() => null)
  const first = await verify(counter)
  // the library refuses a counter that fell before it looks at the signature: only a true one says that there is a copy
  const result = first ?? (await verify(0))
  if (!result?.verified) return null
  return { challenge, counter: result.authenticationInfo.newCounter, isCopy: first === null }
}

async function refuse(ports: EnrolPorts, tenant: string, officer: OfficerRow | null): Promise<never> {
  const subject = `officer:${officer?.id ?? 'unknown'}`
  await ports.store.inTenant(tenant, (tx) =>
    tx.audit({ at: ports.now(), actor: 'nobody', action: 'wrong-login', subject, detail: { by: 'passkey' } }),
  )
  throw new Problem('wrong-login')
}
