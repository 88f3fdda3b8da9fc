import { Problem } from '../../protocol/problems.ts'

/** JSON requests are small; what is larger is no request of ours. */
const jsonLimit = 64 * 1024

/** U+0000 or half a surrogate pair: PostgreSQL holds no text with the one, UTF-8 none with the other. */
const unstorable = /\p{Cs}|\0/u

/** Can the store hold this text? */
export const isStorable = (text: string): boolean => !unstorable.test(text)

/** For `JSON.parse`: throws at a text that cannot be stored, which would else look like a fault of the store. */
function mustBeStorable(key: string, value: unknown): unknown {
  if (!isStorable(key) || (typeof value === 'string' && !isStorable(value))) throw new Problem('malformed')
  return value
}

/** A schema as zod and zod/mini both have it. */
export interface BodySchema<T> {
  safeParse(value: unknown): { success: true; data: T } | { success: false; error: { issues: ReadonlyArray<Issue> } }
}
interface Issue {
  path: ReadonlyArray<PropertyKey>
}

/** A request whose content type is not what the route takes. */
export class WrongContentType extends Error {
  override name = 'WrongContentType'
}

/** The connection broke inside a request's body: nobody is left to answer. */
export class BodyCut extends Error {
  override name = 'BodyCut'
}

export function mustBeOfType(request: Request, type: string): void {
  const given = (request.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase()
  if (given !== type) throw new WrongContentType()
}

/** The request's body as bytes arrive; throws `Problem('too-large')` beyond `most`, `BodyCut` when it breaks off. */
export async function* bodyOf(request: Request, most: number): AsyncGenerator<Uint8Array> {
  if (Number(request.headers.get('content-length') ?? 0) > most) throw new Problem('too-large', { max: most })
  const reader = request.body?.getReader()
  if (!reader) return
  let total = 0
  try {
    for (;;) {
      const { done, value } = await reader.read().catch(() => {
        throw new BodyCut()
      })
      if (done) return
      total += value.length
      if (total > most) throw new Problem('too-large', { max: most })
      yield value
    }
  } finally {
    reader.releaseLock()
  }
}

/** The request's bytes. Throws `Problem('too-large')`, `WrongContentType`. */
export async function readBytes(request: Request, most: number): Promise<Uint8Array> {
  mustBeOfType(request, 'application/octet-stream')
  const parts: Uint8Array[] = []
  for await (const part of bodyOf(request, most)) parts.push(part)
  return new Uint8Array(Buffer.concat(parts))
}

/** The request's JSON, checked. Throws `Problem` `too-large` or `malformed` (naming the first wrong field, no value). */
export async function readJson<T>(request: Request, schema: BodySchema<T>, most = jsonLimit): Promise<T> {
  mustBeOfType(request, 'application/json')
  const parts: Uint8Array[] = []
  for await (const part of bodyOf(request, most)) parts.push(part)
  let value: unknown
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(parts)), mustBeStorable)
  } catch {
    throw new Problem('malformed')
  }
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const field = String(parsed.error.issues[0]?.path[0] ?? '')
  throw new Problem('malformed', /^[A-Za-z]{1,30}$/.test(field) ? { field } : {})
}
