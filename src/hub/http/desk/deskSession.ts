import { isIP } from 'node:net'
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
 * Reading is audited, so no other page may make an officer's browser read: not another site's, and not one of the same host, as the
 * tablet's page is, whose requests bear the cookie. A browser that says nothing of it is let in. Throws `Problem('foreign-page')`.
 */
export function mustNotBeForeign(context: Context<HttpEnv>): void {
  const site = context.req.header('sec-fetch-site') ?? 'none'
  if (site !== 'none' && site !== 'same-origin') throw new Problem('foreign-page')
}

const isLiteral = (hostname: string) => hostname === 'localhost' || isIP(hostname.replace(/^\[|\]$/g, '')) !== 0

/**
 * Is this the desk's own origin: the configured one, or the very address that was asked where that is no name but a
 * number or `localhost`. A name counts only if it is configured: any site can give itself a name that leads here, and
 * then its `Origin` and the request's `Host` agree.
 */
function isOwn(origin: string, officeUrl: string, host: string): boolean {
  if (origin === officeUrl) return true
  const url = URL.canParse(origin) ? new URL(origin) : null
  return url !== null && url.host === host && isLiteral(url.hostname)
}

/**
 * A request that changes something must come from the desk's own page: other sites cannot set the header, and their
 * browser names them as `Origin`. Throws `Problem('foreign-page')`.
 */
export function mustBeOwnPage(context: Context<HttpEnv>, officeUrl: string): void {
  if (context.req.header('x-tram-so') !== '1') throw new Problem('foreign-page')
  const origin = context.req.header('origin')
  if (origin === undefined) return
  if (!isOwn(origin, officeUrl, context.req.header('host') ?? '')) throw new Problem('foreign-page')
}
