import type { Context, Hono } from 'hono'
import { Problem } from '../../../protocol/problems.ts'
import type { SignedIn } from '../../enrol/officerSession.ts'
import type { ApiRoute } from '../ApiRoute.ts'
import type { HttpEnv, HttpPorts } from '../HttpPorts.ts'
import { mustBeOwnPage, mustNotBeForeign, signedInOf } from './deskSession.ts'

/** Ids of cases, conflicts and tablets: what looks otherwise is none, and never reaches the store. */
const idForm = /^[\w-]{1,64}$/

/**
 * Hang a handler on a route that needs an officer. What the route says of who may ask is enforced here, for all routes
 * alike, before the handler runs: the desk's own page, a session, a role, and ids that are ids. The handler is given who
 * is signed in. Throws `Problem` `foreign-page`, `not-signed-in`, `not-allowed`, `not-found`.
 */
export function onRoute(
  app: Hono<HttpEnv>,
  ports: HttpPorts,
  route: ApiRoute & { signedIn: true },
  handle: (context: Context<HttpEnv>, who: SignedIn) => Promise<Response>,
): void {
  app.on(route.method.toUpperCase(), route.path, async (context) => {
    if (route.method === 'post') mustBeOwnPage(context, ports.officeUrl)
    else mustNotBeForeign(context)
    const who = await signedInOf(context, ports.enrol)
    if (route.role === 'admin' && who.officer.role !== 'admin') throw new Problem('not-allowed')
    for (const [, name = ''] of route.path.matchAll(/:(\w+)/g)) {
      if (!idForm.test(context.req.param(name) ?? '')) throw new Problem('not-found')
    }
    return handle(context, who)
  })
}
