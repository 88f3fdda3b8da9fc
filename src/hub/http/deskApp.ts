import type { Hono } from 'hono'
import { baseApp, finishApp } from './baseApp.ts'
import { accountHandlers } from './desk/accountHandlers.ts'
import { adminHandlers } from './desk/adminHandlers.ts'
import { careHandlers } from './desk/careHandlers.ts'
import { caseHandlers } from './desk/caseHandlers.ts'
import { deskRoutes } from './desk/deskRoutes.ts'
import { handoverHandlers } from './desk/handoverHandlers.ts'
import { healthHandlers } from './desk/healthHandlers.ts'
import { peopleHandlers } from './desk/peopleHandlers.ts'
import { personHandlers } from './desk/personHandlers.ts'
import { placeHandlers } from './desk/placeHandlers.ts'
import { queueHandlers } from './desk/queueHandlers.ts'
import { roundHandlers } from './desk/roundHandlers.ts'
import { setupHandlers } from './desk/setupHandlers.ts'
import { studioHandlers } from './desk/studioHandlers.ts'
import type { HttpEnv, HttpPorts } from './HttpPorts.ts'

/** The tablets' pages and service worker are not of this origin (design D17). */
const tabletsOnly = new Set(['/index.html', '/practice.html', '/sw.js', '/manifest.webmanifest'])
const deskFile = (path: string): string | null => {
  if (path === '/') return '/desk.html'
  return tabletsOnly.has(path) ? null : path
}

/** The desk's origin: its page and its API. */
export function deskApp(ports: HttpPorts): Hono<HttpEnv> {
  const routes = Object.values(deskRoutes)
  const app = baseApp(ports, ports.officeUrl, 'Trạm Số: desk', routes)
  setupHandlers(app, ports)
  caseHandlers(app, ports)
  placeHandlers(app, ports)
  healthHandlers(app, ports)
  personHandlers(app, ports)
  peopleHandlers(app, ports)
  adminHandlers(app, ports)
  careHandlers(app, ports)
  accountHandlers(app, ports)
  studioHandlers(app, ports)
  queueHandlers(app, ports)
  roundHandlers(app, ports)
  handoverHandlers(app, ports)
  return finishApp(app, ports, routes, deskFile)
}
