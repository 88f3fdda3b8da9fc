import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { Problem } from '../../../protocol/problems.ts'
import type { EnrolPorts } from '../../enrol/EnrolPorts.ts'
import { type SignedIn, sessionLifetimeMs, sessionOf } from '../../enrol/officerSession.ts'
import type { HttpEnv } from '../HttpPorts.ts'

const cookieName = 'ts_desk'

/** What scripts cannot read and other sites cannot send; over TLS never in the clear. */
const attributes = (origin: string) => ({
  httpOnly: true,
  sameSite: 'Strict' as const,
  path: '/',
  secure: origin.startsWith('https:'),
})

export const sessionCookie = (context: Context<HttpEnv>): string => getCookie(context, cookieName) ?? ''

export function giveSession(context: Context<HttpEnv>, origin: string, value: string): void {
  setCookie(context, cookieName, value, { ...attributes(origin), maxAge: sessionLifetimeMs / 1000 })
}

export function dropSession(context: Context<HttpEnv>, origin: string): void {
  deleteCookie(context, cookieName, attributes(origin))
}

/** Who is signed in. Throws `Problem('not-signed-in')`. */
export async function signedInOf(context: Context<HttpEnv>, ports: EnrolPorts): Promise<SignedIn> {
  const cookie = sessionCookie(context)
  const signedIn = cookie === '' ? null : await sessionOf(ports, cookie)
  if (!signedIn) throw new Problem('not-signed-in')
  return signedIn
}

/**
 * A request that changes something must come from the desk's own page: other sites cannot set the header, and their
 * browser names them as `Origin`. Throws `Problem('not-allowed')`.
 */
export function mustBeOwnPage(context: Context<HttpEnv>): void {
  if (context.req.header('x-tram-so') !== '1') throw new Problem('not-allowed')
  const origin = context.req.header('origin')
  if (origin === undefined) return
  const host = URL.canParse(origin) ? new URL(origin).host : ''
  if (host === '' || host !== (context.req.header('host') ?? new URL(context.req.url).host)) {
    throw new Problem('not-allowed')
  }
}
