import { base64url, hex, utf8 } from '../../crypto/bytes.ts'
import { Problem } from '../../protocol/problems.ts'
import type { OfficerRow } from '../store/rows.ts'
import type { EnrolPorts } from './EnrolPorts.ts'
import type { SignInTries } from './SignInTries.ts'

/** An officer's session lasts a working day (brief: 12 hours), then the password is asked again. */
export const sessionLifetimeMs = 12 * 60 * 60 * 1000

/** A hash that nobody has the password of: an unknown name takes as long to refuse as a wrong password. */
const nobody = '$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'

const sessionHash = async (ports: Pick<EnrolPorts, 'crypto'>, secret: string) =>
  hex(await ports.crypto.sha256(utf8(`tram-so/desk/1 ${secret}`)))

export interface SignedIn {
  tenant: string
  officer: OfficerRow
}

/** How sign-ins are kept slow for who guesses. */
export interface SignInGuard {
  tries: SignInTries
  /** resolves after `ms` */
  pause(ms: number): Promise<void>
}

export interface SignInRequest {
  commune: string
  name: string
  password: string
  /** the network the request came from, see `SignInTries` */
  network: string
}

/**
 * The officer of this name, if the password is right. A name that does not exist is treated in every step like one that
 * does: same answers, same waits, same work. Throws `Problem`: `wrong-login` whatever was wrong, `busy` with seconds to wait.
 */
async function rightOfficer(
  ports: EnrolPorts,
  { tries, pause }: SignInGuard,
  { commune, name, password, network }: SignInRequest,
): Promise<OfficerRow> {
  const known = (await ports.store.tenants()).some((row) => row.id === commune)
  const typed = name.normalize('NFC').trim().toLowerCase()
  const counted = known ? `${commune} ${typed}` : ''
  const wait = tries.waitFor(counted, network)
  if (wait > 0) throw new Problem('busy', { retryAfter: Math.ceil(wait / 1000) })
  tries.begin(counted, network)
  await pause(tries.delayFor(counted))
  const officer = known ? await ports.store.inTenant(commune, (tx) => tx.officerByName(typed)) : null
  const isRight = await ports.passwords.matches(password, officer?.passwordHash ?? nobody).catch((error: unknown) => {
    if (error instanceof Problem && error.code === 'busy') tries.undo(counted, network)
    throw error
  })
  if (!officer || officer.disabled || !isRight) {
    if (known) await auditWrong(ports, commune, officer)
    throw new Problem('wrong-login')
  }
  tries.right(counted, network)
  return officer
}

/**
 * Check an officer's password and open a session. Returns the cookie's value, `<tenant>.<secret>`; the store keeps the
 * secret's hash. Throws `Problem`: `wrong-login`, `busy`.
 */
export async function signIn(
  ports: EnrolPorts,
  guard: SignInGuard,
  request: SignInRequest,
): Promise<{ cookie: string; expiresAt: number }> {
  return openSession(ports, request.commune, await rightOfficer(ports, guard, request))
}

/**
 * Open a session for an officer who has proved to be one. What proved it must still hold: between the check and this the
 * password may have been reset, the officer disabled, the passkey removed or blocked, and every session ended with it.
 * Throws `Problem('wrong-login')`.
 *
 * @param officer as read before the check
 * @param detail for the audit: by what
 * @param passkey id of the one that proved it, if any
 */
export async function openSession(
  ports: EnrolPorts,
  tenant: string,
  officer: OfficerRow,
  detail: Record<string, string> = {},
  passkey?: string,
): Promise<{ cookie: string; expiresAt: number }> {
  const secret = base64url(ports.crypto.random(32))
  const tokenHash = await sessionHash(ports, secret)
  const createdAt = ports.now()
  const expiresAt = createdAt + sessionLifetimeMs
  const subject = `officer:${officer.id}`
  await ports.store.inTenant(tenant, async (tx) => {
    // the audit line comes first: whoever ends this officer's sessions writes one before, and is seen here or sees this
    await tx.audit({ at: createdAt, actor: subject, action: 'login', subject, detail })
    const now = await tx.officer(officer.id)
    if (!now || now.disabled || now.passwordHash !== officer.passwordHash) throw new Problem('wrong-login')
    if (passkey !== undefined) {
      const known = (await tx.passkeys(officer.id)).find(({ id }) => id === passkey)
      if (!known || known.blockedAt !== null) throw new Problem('wrong-login')
    }
    await tx.putOfficerSession({ tokenHash, officer: officer.id, createdAt, expiresAt })
  })
  return { cookie: `${tenant}.${secret}`, expiresAt }
}

/**
 * Is it still the officer who sits there? Their password once more, counted and slowed like a sign-in. Throws `Problem`:
 * `wrong-login`, `busy`.
 */
export async function confirmPassword(
  ports: EnrolPorts,
  guard: SignInGuard,
  { tenant, officer }: SignedIn,
  password: string,
  network: string,
): Promise<void> {
  await rightOfficer(ports, guard, { commune: tenant, name: officer.name, password, network })
}

/** Of a name that nobody has the audit says only that: what was typed there may be a password. */
async function auditWrong(ports: EnrolPorts, tenant: string, officer: OfficerRow | null): Promise<void> {
  const subject = `officer:${officer?.id ?? 'unknown'}`
  await ports.store.inTenant(tenant, (tx) =>
    tx.audit({ at: ports.now(), actor: 'nobody', action: 'wrong-login', subject }),
  )
}

/** Who a session cookie belongs to; null when it is none, over, or signed out. */
export async function sessionOf(ports: EnrolPorts, cookie: string): Promise<SignedIn | null> {
  const [tenant = '', secret = ''] = cookie.split('.')
  if (!(await ports.store.tenants()).some((row) => row.id === tenant)) return null
  const tokenHash = await sessionHash(ports, secret)
  return ports.store.inTenant(tenant, async (tx) => {
    const session = await tx.officerSession(tokenHash)
    if (!session || session.expiresAt <= ports.now()) return null
    const officer = await tx.officer(session.officer)
    return officer && !officer.disabled ? { tenant, officer } : null
  })
}

/** End a session; a cookie that is none is fine too. */
export async function signOut(ports: EnrolPorts, cookie: string): Promise<void> {
  const signedIn = await sessionOf(ports, cookie)
  if (!signedIn) return
  const tokenHash = await sessionHash(ports, cookie.split('.')[1] ?? '')
  await ports.store.inTenant(signedIn.tenant, async (tx) => {
    await tx.deleteOfficerSession(tokenHash)
    const subject = `officer:${signedIn.officer.id}`
    await tx.audit({ at: ports.now(), actor: subject, action: 'logout', subject })
  })
}
