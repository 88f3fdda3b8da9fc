import fc from 'fast-check'
import { z } from 'zod'

/** As much of JSON Schema as the hub's own description uses. */
export interface JsonSchema {
  type?: string | undefined
  const?: unknown
  enum?: unknown[] | undefined
  anyOf?: JsonSchema[] | undefined
  properties?: Record<string, JsonSchema> | undefined
  required?: string[] | undefined
  additionalProperties?: boolean | JsonSchema | undefined
  prefixItems?: JsonSchema[] | undefined
  items?: boolean | JsonSchema | undefined
  minItems?: number | undefined
  pattern?: string | undefined
  minLength?: number | undefined
  maxLength?: number | undefined
  minimum?: number | undefined
  maximum?: number | undefined
}

export const jsonSchema: z.ZodType<JsonSchema> = z.lazy(() =>
  z.object({
    type: z.string().optional(),
    const: z.unknown().optional(),
    enum: z.array(z.unknown()).optional(),
    anyOf: z.array(jsonSchema).optional(),
    properties: z.record(z.string(), jsonSchema).optional(),
    required: z.array(z.string()).optional(),
    additionalProperties: z.union([z.boolean(), jsonSchema]).optional(),
    prefixItems: z.array(jsonSchema).optional(),
    items: z.union([z.boolean(), jsonSchema]).optional(),
    minItems: z.number().optional(),
    pattern: z.string().optional(),
    minLength: z.number().optional(),
    maxLength: z.number().optional(),
    minimum: z.number().optional(),
    maximum: z.number().optional(),
  }),
)

/** Values that mean something to this hub, by the name of their field: ids of its rows, names of its commands. */
export type Known = Readonly<Record<string, readonly string[]>>

function textOf({ pattern, minLength = 0, maxLength = 200 }: JsonSchema): fc.Arbitrary<unknown> {
  if (pattern !== undefined) return fc.stringMatching(new RegExp(pattern))
  return fc.string({ unit: 'grapheme', minLength, maxLength: Math.min(maxLength, minLength + 40) })
}

function listOf(schema: JsonSchema, known: Known, name: string): fc.Arbitrary<unknown> {
  if (schema.prefixItems) return fc.tuple(...schema.prefixItems.map((one) => allowedValue(one, known)))
  const one = typeof schema.items === 'object' ? allowedValue(schema.items, known, name) : fc.jsonValue({ maxDepth: 1 })
  return fc.array(one, { minLength: schema.minItems ?? 0, maxLength: (schema.minItems ?? 0) + 3 })
}

function objectOf(schema: JsonSchema, known: Known): fc.Arbitrary<unknown> {
  const { properties = {}, required = [], additionalProperties } = schema
  const fields = Object.fromEntries(
    Object.entries(properties).map(([name, one]) => [name, allowedValue(one, known, name)] as const),
  )
  const own = fc.record(fields, { requiredKeys: required.filter((name) => Object.hasOwn(fields, name)) })
  if (additionalProperties === undefined || additionalProperties === false) return own
  const value =
    additionalProperties === true ? fc.jsonValue({ maxDepth: 1 }) : allowedValue(additionalProperties, known)
  const names = known.field ? fc.constantFrom(...known.field) : fc.string({ minLength: 1, maxLength: 20 })
  return fc.tuple(own, fc.dictionary(names, value, { maxKeys: 3 })).map(([one, more]) => ({ ...more, ...one }))
}

function shapeOf(schema: JsonSchema, known: Known, name: string): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map((one) => allowedValue(one, known, name)))
  const { type, minimum = -(2 ** 53) + 1, maximum = 2 ** 53 - 1 } = schema
  if (type === 'object') return objectOf(schema, known)
  if (type === 'array') return listOf(schema, known, name)
  if (type === 'string') return textOf(schema)
  if (type === 'boolean') return fc.boolean()
  if (type === 'null') return fc.constant(null)
  if (type !== 'integer' && type !== 'number') return fc.jsonValue({ maxDepth: 1 })
  const any = fc.integer({ min: Math.ceil(minimum), max: Math.floor(maximum) })
  // small numbers are versions and places that there are
  const [least, most] = [Math.max(minimum, -3), Math.min(maximum, 3)]
  return least <= most ? fc.oneof(fc.integer({ min: Math.ceil(least), max: Math.floor(most) }), any) : any
}

/** Values that a schema allows; a field whose name is known has a known value more often than not. */
export function allowedValue(schema: JsonSchema, known: Known, name = ''): fc.Arbitrary<unknown> {
  const shape = shapeOf(schema, known, name)
  const pool = Object.hasOwn(known, name) ? known[name] : undefined
  if (!pool || pool.length === 0 || schema.type !== 'string') return shape
  return fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...pool) }, { weight: 1, arbitrary: shape })
}
