import fc from 'fast-check'
import { z } from 'zod'
import { allowedValue, type JsonSchema, jsonSchema, type Known } from './allowedValue.ts'
import { hostileJson, hostileRaw, hostileText } from './hostile.ts'
import { spoilt, spoiltBytes } from './spoilt.ts'

export type Origin = 'field' | 'office'

export interface FuzzRequest {
  origin: Origin
  /** method and path as the description has it: `POST /api/desk/cases/{id}/command` */
  route: string
  method: string
  /** path and query, in signs that a request line may have */
  path: string
  headers: Record<string, string>
  body: Uint8Array | null
}

const descriptionSchema = z.object({
  paths: z.record(
    z.string(),
    z.record(
      z.string(),
      z.object({
        parameters: z.array(z.object({ name: z.string(), in: z.enum(['path', 'query']) })).default([]),
        requestBody: z.object({ content: z.record(z.string(), z.object({ schema: jsonSchema })) }).optional(),
      }),
    ),
  ),
})

export interface Described {
  origin: Origin
  method: string
  path: string
  query: string[]
  body: JsonSchema | 'octets' | null
}

/** The routes that an origin describes in `/openapi.json`. */
export function describedRoutes(origin: Origin, description: unknown): Described[] {
  const { paths } = descriptionSchema.parse(description)
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { parameters, requestBody }]) => {
      const content = requestBody?.content ?? {}
      const body = content['application/json']?.schema ?? ('application/octet-stream' in content ? 'octets' : null)
      const query = parameters.filter((one) => one.in === 'query').map(({ name }) => name)
      return { origin, method: method.toUpperCase(), path, query, body }
    }),
  )
}

export interface FuzzWorld {
  known: Known
  /** ids for the `{id}` behind the first word of a path: `devices`, `cases` … */
  ids: Readonly<Record<string, readonly string[]>>
  /** cookie of an administrator's session */
  cookie: string
  /** a push that the hub would take */
  stream: Uint8Array
}

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)

/** Any text as a part of an address: mostly escaped, sometimes escapes that mean nothing. */
const addressPart = fc.oneof(
  { weight: 6, arbitrary: hostileText.map((text) => encodeURIComponent(text.toWellFormed()).slice(0, 2_000)) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('%', '%ff', '%c0%ae%c0%ae', '..%2f..', '%00', '%ed%a0%80', '%u0000', '.', '..'),
  },
)

function pathOf({ path, query }: Described, { ids }: FuzzWorld): fc.Arbitrary<string> {
  const pool = ids[path.split('/')[3] ?? ''] ?? []
  const id = pool.length === 0 ? addressPart : fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...pool) }, addressPart)
  const value = fc.oneof(fc.constantFrom('0', '1', '50', 'dossier', 'submitted,received', '-1', '1e3'), addressPart)
  const parts = fc.tuple(id, fc.subarray(query), fc.array(value, { minLength: 9, maxLength: 9 }), fc.nat(9))
  return parts.map(([one, names, values, strange]) => {
    const asked = names.map((name, i) => `${name}=${values[i] ?? ''}`)
    // a name that the route does not know, or one twice
    if (strange === 0) asked.push(`${names[0] ?? 'admin'}=${values[0] ?? ''}`)
    return path.replaceAll(/\{\w+\}/g, one) + (asked.length === 0 ? '' : `?${asked.join('&')}`)
  })
}

function bodyOf({ body }: Described, { known, stream }: FuzzWorld): fc.Arbitrary<Uint8Array | null> {
  if (body === null) return fc.oneof({ weight: 5, arbitrary: fc.constant(null) }, hostileRaw.map(utf8))
  if (body === 'octets') {
    return fc.oneof(
      { weight: 4, arbitrary: spoiltBytes(stream) },
      { weight: 1, arbitrary: fc.uint8Array({ maxLength: 4_000 }) },
    )
  }
  const right = allowedValue(body, known)
  const text = (value: unknown) => utf8(JSON.stringify(value) ?? '')
  return fc.oneof(
    { weight: 8, arbitrary: spoilt(right).map(text) },
    { weight: 2, arbitrary: hostileRaw.map(utf8) },
    { weight: 1, arbitrary: hostileJson.map(text) },
    { weight: 1, arbitrary: right.map(text).chain(spoiltBytes) },
    // mostly wrong ones: what is right makes rows, and the hub is to stay as large as it is
    { weight: 1, arbitrary: right.map(text) },
  )
}

const visible = hostileText.map((text) => text.replaceAll(/[^\x20-\x7e]/g, '').slice(0, 1_000))

function headersOf(route: Described, { cookie }: FuzzWorld): fc.Arbitrary<Record<string, string>> {
  const type = route.body === 'octets' ? 'application/octet-stream' : 'application/json'
  // signing out with the session would end the test, not the hub
  const mayCome = route.origin === 'office' && !route.path.endsWith('/logout')
  const session = fc.oneof(
    { weight: mayCome ? 12 : 0, arbitrary: fc.constant(cookie) },
    { weight: 1, arbitrary: visible.map((text) => text.replaceAll(';', '')) },
  )
  const own = fc.record({
    type: fc.oneof({ weight: 12, arbitrary: fc.constant(type) }, visible),
    session,
    foreign: fc.nat(20),
  })
  return fc.tuple(own, fc.nat(255)).map(([{ type: given, session: value, foreign }, host]) => ({
    'content-type': given,
    cookie: `ts_desk=${value}`,
    ...(foreign === 0 ? {} : { 'x-tram-so': '1' }),
    // more hosts than one, so that what a single one may ask does not end the test
    'x-forwarded-for': `198.51.100.${host}`,
  }))
}

/** Requests at the routes of both origins, and beside them; most of them right but for one thing. */
export function fuzzRequests(routes: readonly Described[], world: FuzzWorld): fc.Arbitrary<FuzzRequest> {
  const beside: Described[] = (['field', 'office'] as const).flatMap((origin) =>
    ['/', '/{file}', '/assets/{file}', '/api/{file}', '/api/desk/{file}/{file}'].map((path) => {
      return { origin, method: 'GET', path, query: ['q'], body: null }
    }),
  )
  const otherMethod = fc.constantFrom('PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD', 'GET', 'POST')
  const requestOf = (route: Described) =>
    fc
      .record({
        method: fc.oneof({ weight: 20, arbitrary: fc.constant(route.method) }, otherMethod),
        path: pathOf(route, world),
        headers: headersOf(route, world),
        body: bodyOf(route, world),
      })
      .map(({ method, body, ...rest }) => ({
        ...rest,
        method,
        origin: route.origin,
        route: `${route.method} ${route.path}`,
        body: method === 'GET' || method === 'HEAD' ? null : body,
      }))
  return fc.oneof(...routes.map(requestOf), ...beside.map(requestOf))
}
