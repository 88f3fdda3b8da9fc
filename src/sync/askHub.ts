import type { z } from 'zod/mini'
import { concat, utf8, utf8Text } from '../crypto/bytes.ts'
import { problemAnswerSchema } from '../protocol/api.ts'
import { isProblemCode, type ProblemCode, problems } from '../protocol/problems.ts'
import type { HubResponse } from './ports.ts'
import type { Round } from './Round.ts'

/** What answered is not our hub: a portal's page, an empty 200, a forged or stale statement (SPEC HEA-1). */
export class NotTheHub extends Error {
  override name = 'NotTheHub'
}

/** The hub refused, in its own words (SPEC PRB-1). */
export class HubRefusal extends Error {
  readonly next: (typeof problems)[ProblemCode]['next']
  constructor(
    readonly problem: ProblemCode,
    readonly retryAfterMs: number,
  ) {
    super(problem)
    this.name = 'HubRefusal'
    this.next = problems[problem].next
  }
}

/** No request may wait longer than this without a byte moving; a hung line must not hold the syncer's lock. */
export const requestTimeoutMs = 30_000

/** Nobody but the hub would send this much, and a portal's page must not fill the memory. */
const maxJson = 256 * 1024

async function readJson(response: HubResponse): Promise<unknown> {
  const parts: Uint8Array[] = []
  let length = 0
  for await (const part of response.body) {
    length += part.length
    if (length > maxJson) throw new NotTheHub()
    parts.push(part)
  }
  if (!response.contentType.startsWith('application/json')) throw new NotTheHub()
  try {
    return JSON.parse(utf8Text(concat(...parts)))
  } catch {
    throw new NotTheHub()
  }
}

/** Nobody is sent to sleep for longer, whatever a hub asks for; what does not speak as one may be any box on the line (SPEC PRB-2). */
const maxRetryAfterMs = 60 * 60 * 1000
const maxOthersRetryAfterMs = 60_000

const refusalIn = (body: unknown, retryAfterMs: number): HubRefusal | null => {
  const parsed = problemAnswerSchema.safeParse(body)
  return parsed.success && isProblemCode(parsed.data.problem) ? new HubRefusal(parsed.data.problem, retryAfterMs) : null
}

/** A refusal as an exception, if this answer is one. 429 and 5xx without a problem of ours still mean: wait. */
export async function refusalOf(response: HubResponse): Promise<HubRefusal | NotTheHub> {
  const retryAfterMs = Math.min(maxRetryAfterMs, Math.max(0, (response.retryAfter ?? 0) * 1000))
  const isBusy = response.status === 429 || response.status >= 500
  try {
    const refusal = refusalIn(await readJson(response), retryAfterMs)
    if (refusal) return refusal
  } catch (error) {
    if (!(error instanceof NotTheHub)) throw error
  }
  return isBusy ? new HubRefusal('unavailable', Math.min(maxOthersRetryAfterMs, retryAfterMs)) : new NotTheHub()
}

/** POST JSON and read JSON of a known shape; anything else is not the hub. */
export async function askHub<T>(
  round: Pick<Round, 'line' | 'signal'>,
  path: string,
  body: unknown,
  schema: z.ZodMiniType<T>,
): Promise<T> {
  const options = { timeoutMs: requestTimeoutMs, signal: round.signal }
  const response = await round.line.post(path, 'application/json', utf8(JSON.stringify(body)), options)
  if (response.status !== 200) throw await refusalOf(response)
  const parsed = schema.safeParse(await readJson(response))
  if (!parsed.success) throw new NotTheHub()
  return parsed.data
}

/**
 * Read a JSON answer of a push, which carries its receipt whatever its status is. Throws the hub's refusal when it is one
 * (a gap, a version; SPEC PRB-1), and `NotTheHub` when it is neither.
 */
export async function readAnswer<T>(response: HubResponse, schema: z.ZodMiniType<T>): Promise<T> {
  const body = await readJson(response)
  const parsed = schema.safeParse(body)
  if (parsed.success) return parsed.data
  throw refusalIn(body, 0) ?? new NotTheHub()
}
