import { toJSONSchema } from 'zod'
import { problems } from '../../protocol/problems.ts'
import type { ApiRoute } from './ApiRoute.ts'

const binary = { schema: { type: 'string', format: 'binary' } }
const bytesOf = { octets: { 'application/octet-stream': binary }, jpeg: { 'image/jpeg': binary } }
const contentOf = (schema: NonNullable<ApiRoute['answer']>) =>
  typeof schema === 'string'
    ? bytesOf[schema]
    : { 'application/json': { schema: toJSONSchema(schema, { unrepresentable: 'any', io: 'input' }) } }

function refusals(route: ApiRoute) {
  const byStatus = new Map<number, string[]>()
  const codes = [
    ...route.problems,
    'busy',
    'unavailable',
    ...(route.signedIn ? (['not-signed-in', 'foreign-page'] as const) : []),
    ...(route.role ? (['not-allowed'] as const) : []),
  ] as const
  for (const code of new Set(codes)) {
    byStatus.set(problems[code].status, [...(byStatus.get(problems[code].status) ?? []), code])
  }
  return Object.fromEntries(
    [...byStatus].map(([status, said]) => [
      String(status),
      {
        description: said.join(', '),
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    ]),
  )
}

function operation(route: ApiRoute) {
  const parameters = [
    ...[...route.path.matchAll(/:(\w+)/g)].map(([, name]) => ({
      name,
      in: 'path',
      required: true,
      schema: { type: 'string' },
    })),
    ...Object.entries(route.query ?? {}).map(([name, description]) => ({
      name,
      in: 'query',
      description,
      schema: { type: 'string' },
    })),
  ]
  return {
    summary: route.summary,
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(route.body ? { requestBody: { required: true, content: contentOf(route.body) } } : {}),
    ...(route.signedIn ? { security: [{ session: [] }] } : {}),
    responses: {
      200: { description: 'OK', ...(route.answer ? { content: contentOf(route.answer) } : {}) },
      ...refusals(route),
    },
  }
}

/** The description of an origin's routes, OpenAPI 3.1. */
export function openApi(title: string, version: string, routes: readonly ApiRoute[]) {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const route of routes) {
    const path = route.path.replace(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [route.method]: operation(route) }
  }
  return {
    openapi: '3.1.0',
    info: { title, version, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    paths,
    components: {
      schemas: {
        Problem: {
          type: 'object',
          required: ['problem'],
          properties: {
            problem: { type: 'string', enum: Object.keys(problems) },
            data: { type: 'object', additionalProperties: { type: ['string', 'number'] } },
          },
        },
      },
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'ts_desk' } },
    },
  }
}
