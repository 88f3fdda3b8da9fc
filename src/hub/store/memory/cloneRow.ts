function copy(value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value
  if (value instanceof Uint8Array) return value.slice()
  if (Array.isArray(value)) return value.map(copy)
  const out: Record<string, unknown> = {}
  for (const [key, inner] of Object.entries(value)) if (inner !== undefined) out[key] = copy(inner)
  return out
}

/**
 * A deep copy of a row: plain objects, arrays, bytes and scalars, without keys whose value is undefined (as JSON in
 * PostgreSQL drops them). Rows are copied on the way in and out, so that no caller holds the store's own object.
 */
export function cloneRow<Row>(row: Row): Row {
  return copy(row) as Row
}
