import { base64url, hex, utf8 } from '../../crypto/bytes.ts'
import { Problem } from '../../protocol/problems.ts'
import type { OfficerRow } from '../store/rows.ts'
import type { EnrolPorts } from './EnrolPorts.ts'

/** An officer's session lasts a working day (brief: 12 hours), then the password is asked again. */
export const sessionLifetimeMs = 12 * 60 * 60 * 1000

const freeTries = 5
const longestLockMs = 15 * 60 * 1000

/** Wait after the k-th wrong password in a row, ms: none up to five, then 30 s, doubled each time, 15 minutes at most. */
const lockAfter = (failed: number): number =>
  failed < freeTries ? 0 : Math.min(longestLockMs, 30_000 * 2 ** (failed - freeTries))

/** A hash that nobody has the password of: an unknown name takes as long to refuse as a wrong password. */
const nobody = '$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'

const sessionHash = async (ports: Pick<EnrolPorts, 'crypto'>, secret: string) =>
  hex(await ports.crypto.sha256(utf8(`tram-so/desk/1 ${secret}`)))

export interface SignedIn {
  tenant: string
  officer: OfficerRow
}

/**
 * Check an officer's password and open a session. Returns the cookie's value, `<tenant>.<secret>`; the store keeps the
 * secret's hash. Wrong tries are counted per officer, also across hubs. Throws `Problem`: `wrong-login` whatever was
 * wrong, `busy` with seconds to wait.
 */
export async function signIn(
  ports: EnrolPorts,
  commune: string,
  name: string,
  password: string,
): Promise<{ cookie: string; expiresAt: number }> {
  const known = (await ports.store.tenants()).some((row) => row.id === commune)
  const typed = name.normalize('NFC').trim().toLowerCase()
  const officer = known ? await ports.store.inTenant(commune, (tx) => tx.officerByName(typed)) : null
  if (officer && officer.lockedUntil > ports.now()) {
    throw new Problem('busy', { retryAfter: Math.ceil((officer.lockedUntil - ports.now()) / 1000) })
  }
  const isRight = await ports.passwords.matches(password, officer?.passwordHash ?? nobody)
  if (!officer) throw new Problem('wrong-login')
  if (!isRight) {
    await countWrong(ports, commune, officer.id)
    throw new Problem('wrong-login')
  }
  const secret = base64url(ports.crypto.random(32))
  const tokenHash = await sessionHash(ports, secret)
  const createdAt = ports.now()
  const expiresAt = createdAt + sessionLifetimeMs
  await ports.store.inTenant(commune, async (tx) => {
    const now = await tx.officer(officer.id)
    if (now && now.failedLogins > 0) await tx.putOfficer({ ...now, failedLogins: 0, lockedUntil: 0 })
    await tx.putOfficerSession({ tokenHash, officer: officer.id, createdAt, expiresAt })
    await tx.audit({ at: createdAt, actor: `officer:${officer.id}`, action: 'login', subject: `officer:${officer.id}` })
  })
  return { cookie: `${commune}.${secret}`, expiresAt }
}

/** The count goes up in a transaction of its own, under the audit's lock: two wrong tries at once are two. */
function countWrong(ports: EnrolPorts, tenant: string, id: string): Promise<void> {
  return ports.store.inTenant(tenant, async (tx) => {
    const at = ports.now()
    await tx.audit({ at, actor: `officer:${id}`, action: 'wrong-login', subject: `officer:${id}` })
    const officer = await tx.officer(id)
    if (!officer) return
    const failedLogins = officer.failedLogins + 1
    await tx.putOfficer({ ...officer, failedLogins, lockedUntil: at + lockAfter(failedLogins) })
  })
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
    return officer ? { tenant, officer } : null
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
