import { Hono } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { z } from 'zod'
import { Problem } from '../../protocol/problems.ts'
import type { ApiRoute } from './ApiRoute.ts'
import { networkOf } from './address.ts'
import type { HttpEnv, HttpPorts } from './HttpPorts.ts'
import { openApi } from './openApi.ts'
import { problemAnswer } from './problemAnswer.ts'
import { BodyCut, WrongContentType } from './readBody.ts'
import { securityHeaders } from './securityHeaders.ts'

const healthSchema = z.object({
  status: z.enum(['ok', 'degraded']),
  version: z.string(),
  epoch: z.number().nullable(),
  database: z.object({ engine: z.string(), version: z.string(), ok: z.boolean() }),
  backup: z
    .object({
      state: z.enum(['off', 'no-sheet', 'never', 'fresh', 'old']),
      ageHours: z.number().nullable(),
      failure: z.string().nullable(),
      clockBack: z.boolean(),
    })
    .optional(),
})

const commonRoutes: readonly ApiRoute[] = [
  { method: 'get', path: '/healthz', summary: 'Is the hub able to store', answer: healthSchema, problems: [] },
  { method: 'get', path: '/openapi.json', summary: 'This description', answer: z.object({}).loose(), problems: [] },
]

/** What both origins share: headers, counting, logging, refusals, health and the API's description. */
export function baseApp(ports: HttpPorts, origin: string, title: string, routes: readonly ApiRoute[]): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>()
  const { log, limits, clients } = ports
  const side = origin === ports.fieldUrl ? 'field' : 'office'

  app.use(async (context, next) => {
    const began = performance.now()
    await next()
    const isApi = context.req.path.startsWith('/api/')
    const ms = performance.now() - began
    const { method, routePath } = context.req
    ports.onRequest?.({ origin: side, method, route: isApi ? routePath : 'static', status: context.res.status, ms })
    log[isApi ? 'info' : 'debug']('request', {
      method: context.req.method,
      route: isApi ? context.req.routePath : 'static',
      status: context.res.status,
      ms: Math.round(ms),
      address: networkOf(clients.addressOf(context)),
    })
  })
  app.use(securityHeaders(origin, side === 'field'))
  const commonPaths = new Set<string>(commonRoutes.map(({ path }) => path))
  app.use(async (context, next) => {
    const { path } = context.req
    const isFile = !path.startsWith('/api/') && !commonPaths.has(path)
    await limits.count(isFile ? 'file' : 'address', clients.addressOf(context))
    await next()
  })

  app.onError((error, context) => {
    if (error instanceof WrongContentType) return context.json({ problem: 'malformed' }, 415)
    if (error instanceof BodyCut) return context.json({ problem: 'malformed' }, 400)
    const answer = problemAnswer(error)
    if (answer.unexpected) log.error('unexpected', { code: error.name, route: context.req.routePath })
    for (const [name, value] of Object.entries(answer.headers)) context.header(name, value)
    return context.json(answer.body, answer.status as ContentfulStatusCode)
  })

  app.get('/healthz', async (context) => {
    const database = await ports.ingest.store.health()
    const epoch = database.ok ? await ports.ingest.store.epoch().catch(() => null) : null
    const status = database.ok && epoch !== null ? 'ok' : 'degraded'
    const backup = ports.backup ? { backup: ports.backup() } : {}
    return context.json({ status, version: ports.version, epoch, database, ...backup }, status === 'ok' ? 200 : 503)
  })
  const description = openApi(title, ports.version, [...commonRoutes, ...routes])
  app.get('/openapi.json', (context) => context.json(description))
  return app
}

/** After the routes: another method on a known path is 405, an unknown path of the API 404, the rest the origin's files. */
export function finishApp(
  app: Hono<HttpEnv>,
  ports: HttpPorts,
  routes: readonly ApiRoute[],
  page: (path: string) => string | null,
): Hono<HttpEnv> {
  const methods = new Map<string, string[]>()
  for (const { path, method } of [...commonRoutes, ...routes]) {
    methods.set(path, [...(methods.get(path) ?? []), method.toUpperCase()])
  }
  for (const [path, allowed] of methods) {
    app.all(path, (context) => {
      context.header('allow', allowed.join(', '))
      return context.json({ problem: 'malformed' }, 405)
    })
  }
  app.all('/api/*', () => {
    throw new Problem('not-found')
  })
  app.get('*', (context) => {
    const { path } = context.req
    const file = page(path)
    const found = file === null ? null : (ports.files?.answer(file, context.req.raw) ?? null)
    if (found) return found
    // A page of the app, whose path only the app knows; a name with an ending is a file, and it is not there.
    const isPage = !/\.\w+$/.test(path)
    const shell = isPage ? page('/') : null
    const answer = shell === null ? null : (ports.files?.answer(shell, context.req.raw) ?? null)
    return answer ?? context.text(ports.files ? 'not found' : 'not built', 404)
  })
  app.all('*', (context) => {
    context.header('allow', 'GET, HEAD')
    return context.json({ problem: 'malformed' }, 405)
  })
  return app
}
