import { X509Certificate } from 'node:crypto'
import { Hono } from 'hono'
import type { HttpEnv } from '../http/HttpPorts.ts'
import { securityHeaders } from '../http/securityHeaders.ts'
import { welcomePage, welcomeStyle } from './welcomePage.ts'

/**
 * What a tablet can reach before it trusts the hub's own authority: the authority's certificate, and how to install it. Plain
 * HTTP, nothing of the app, nothing of anybody: a person compares the installed certificate with the hub's own screen.
 */
export function welcomeApp(authorityCert: string, fieldUrl: string): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>()
  const certificate = new Uint8Array(new X509Certificate(authorityCert).raw)
  app.use(securityHeaders(''))
  app.get('/tram-so-ca.crt', (context) =>
    context.body(certificate, 200, { 'content-type': 'application/x-x509-ca-cert' }),
  )
  app.get('/welcome.css', (context) => context.body(welcomeStyle, 200, { 'content-type': 'text/css; charset=utf-8' }))
  app.get('/', (context) => context.html(welcomePage(fieldUrl)))
  app.get('*', (context) => context.redirect('/'))
  return app
}
