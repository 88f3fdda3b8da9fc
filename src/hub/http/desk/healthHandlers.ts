import type { Hono } from 'hono'
import type { HttpEnv, HttpPorts } from '../HttpPorts.ts'
import { deskRoutes } from './deskRoutes.ts'
import { onRoute } from './onRoute.ts'

/** How the hub is, for the officer: the same that `npm run hub -- doctor` says, of this commune. */
export function healthHandlers(app: Hono<HttpEnv>, ports: HttpPorts): void {
  onRoute(app, ports, deskRoutes.health, async (context, { tenant }) =>
    context.json({ checks: await ports.health(tenant), version: ports.version }),
  )
}
