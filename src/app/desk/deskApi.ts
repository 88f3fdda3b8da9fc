import * as z from 'zod/mini'
import { DeskProblem } from './DeskProblem.ts'

const problemSchema = z.object({
  problem: z.string(),
  data: z.optional(z.record(z.string(), z.union([z.string(), z.number()]))),
})

export interface DeskApi {
  get<T>(path: string, schema: z.ZodMiniType<T>): Promise<T>
  /** Bytes that the page shows and keeps nowhere. */
  picture(path: string): Promise<Blob>
  /** Bytes that the page plays and keeps nowhere. */
  sound(path: string): Promise<Blob>
  /** @param patienceMs for what takes the hub longer than an answer usually does */
  postBytes<T>(path: string, body: Blob, schema: z.ZodMiniType<T>, patienceMs?: number): Promise<T>
  post<T>(path: string, body: unknown, schema: z.ZodMiniType<T>, patienceMs?: number): Promise<T>
}

export interface DeskApiOptions {
  fetch: typeof fetch
  /** The session is over: whatever was asked is refused, and the officer signs in again. */
  onSignedOut(): void
  timeoutMs?: number
}

/** For answers of which nothing is needed. */
export const anyAnswer = z.unknown()

async function jsonOf(response: Response): Promise<unknown> {
  const text = await response.text()
  if (text === '') return null
  try {
    return JSON.parse(text)
  } catch {
    // a page of a proxy or a captive portal, not the hub's
    throw new DeskProblem(response.status >= 500 ? 'unavailable' : 'bad-answer')
  }
}

/**
 * The desk's way to the hub: JSON both ways, every answer checked against its schema, every refusal a `DeskProblem`. The
 * session is a cookie that scripts cannot read; the header tells the hub that no other site made the request.
 */
export function makeDeskApi({ fetch, onSignedOut, timeoutMs = 20_000 }: DeskApiOptions): DeskApi {
  async function send(path: string, init: RequestInit, patienceMs: number): Promise<Response> {
    try {
      return await fetch(path, {
        ...init,
        credentials: 'same-origin',
        cache: 'no-store',
        redirect: 'error',
        signal: AbortSignal.timeout(patienceMs),
      })
    } catch (error) {
      throw new DeskProblem(error instanceof DOMException && error.name === 'TimeoutError' ? 'timeout' : 'no-line')
    }
  }

  async function refusalOf(response: Response): Promise<DeskProblem> {
    const refusal = problemSchema.safeParse(await jsonOf(response))
    const problem = refusal.success
      ? new DeskProblem(refusal.data.problem, refusal.data.data)
      : new DeskProblem(response.status >= 500 ? 'unavailable' : 'bad-answer')
    if (problem.code === 'not-signed-in') onSignedOut()
    return problem
  }

  async function ask<T>(path: string, init: RequestInit, schema: z.ZodMiniType<T>, patienceMs = timeoutMs): Promise<T> {
    const response = await send(path, init, patienceMs)
    if (!response.ok) throw await refusalOf(response)
    const answer = schema.safeParse(await jsonOf(response))
    if (!answer.success) throw new DeskProblem('bad-answer')
    return answer.data
  }

  async function bytes(path: string, type: string): Promise<Blob> {
    const response = await send(path, { method: 'GET', headers: { accept: type } }, timeoutMs)
    if (!response.ok) throw await refusalOf(response)
    if (response.headers.get('content-type') !== type) throw new DeskProblem('bad-answer')
    return response.blob()
  }
  const own = { accept: 'application/json', 'x-tram-so': '1' }

  return {
    get: (path, schema) => ask(path, { method: 'GET', headers: { accept: 'application/json' } }, schema),
    picture: (path) => bytes(path, 'image/jpeg'),
    sound: (path) => bytes(path, 'application/octet-stream'),
    postBytes: (path, body, schema, patienceMs) =>
      ask(
        path,
        { method: 'POST', headers: { ...own, 'content-type': 'application/octet-stream' }, body },
        schema,
        patienceMs,
      ),
    post: (path, body, schema, patienceMs) =>
      ask(
        path,
        {
          method: 'POST',
          headers: { ...own, 'content-type': 'application/json' },
          body: JSON.stringify(body),
        },
        schema,
        patienceMs,
      ),
  }
}
