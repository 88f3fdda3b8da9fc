import { Problem, type ProblemCode, problems } from '../../protocol/problems.ts'
import { StoreError } from '../store/HubStore.ts'

const fromStore: Record<StoreError['code'], ProblemCode> = {
  'unknown-tenant': 'not-found',
  duplicate: 'conflict',
  conflict: 'conflict',
  unavailable: 'unavailable',
  'disk-full': 'disk-full',
}

/** Seconds a client waits when the hub cannot say better. */
const usualWait = 5

export interface ProblemAnswer {
  code: ProblemCode
  status: number
  body: { problem: ProblemCode; data?: Record<string, string | number> }
  headers: Record<string, string>
  /** the hub did not expect this: its log says so */
  unexpected: boolean
}

/** Any error as a refusal (SPEC PRB-1, PRB-2). Only a `Problem` tells its data; of the rest nothing goes out. */
export function problemAnswer(error: unknown): ProblemAnswer {
  if (error instanceof Problem) {
    const hasData = Object.keys(error.data).length > 0
    return answer(error.code, { problem: error.code, ...(hasData ? { data: error.data } : {}) }, error.data.retryAfter)
  }
  if (error instanceof StoreError) {
    const code = fromStore[error.code]
    return answer(code, { problem: code })
  }
  return { ...answer('unavailable', { problem: 'unavailable' }), status: 500, unexpected: true }
}

function answer(code: ProblemCode, body: ProblemAnswer['body'], wait?: string | number): ProblemAnswer {
  const { status, next } = problems[code]
  const headers: Record<string, string> = { 'cache-control': 'no-store' }
  if (code === 'busy' || (next === 'wait' && status === 503)) headers['retry-after'] = String(wait ?? usualWait)
  return { code, status, body, headers, unexpected: false }
}
