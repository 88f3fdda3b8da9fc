import { type HubResponse, type Line, LineError } from '../../../sync/ports.ts'

/** Aborts what it watches over when no byte has moved for `ms`; `moved` winds it up again. */
class Watchdog {
  readonly controller = new AbortController()
  private timer: ReturnType<typeof setTimeout> | undefined
  private isLate = false
  private readonly onOuterAbort = () => this.controller.abort()

  constructor(
    private readonly ms: number,
    private readonly outer: AbortSignal,
  ) {
    if (outer.aborted) this.controller.abort()
    outer.addEventListener('abort', this.onOuterAbort, { once: true })
    this.moved()
  }

  moved(): void {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => {
      this.isLate = true
      this.controller.abort()
    }, this.ms)
  }

  stop(): void {
    clearTimeout(this.timer)
    this.outer.removeEventListener('abort', this.onOuterAbort)
  }

  /** Why the request failed. */
  error(): LineError {
    if (this.outer.aborted) return new LineError('aborted')
    return new LineError(this.isLate ? 'timeout' : 'unreachable')
  }
}

/** Pieces of the answer as they arrive; a cut or a line that stands still becomes a `LineError`. */
async function* piecesOf(response: Response, dog: Watchdog): AsyncGenerator<Uint8Array> {
  const reader = response.body?.getReader()
  try {
    for (;;) {
      const piece = await reader?.read().catch(() => {
        throw dog.error()
      })
      if (!piece || piece.done) return
      dog.moved()
      yield piece.value
    }
  } finally {
    dog.stop()
    // a reader who stops early lets the connection go
    await reader?.cancel().catch(() => undefined)
  }
}

/** Seconds of `Retry-After`; null when it is absent or a date, which would need a right clock. */
function retryAfterOf(response: Response): number | null {
  const value = response.headers.get('retry-after')
  return value !== null && /^\d{1,6}$/.test(value) ? Number(value) : null
}

function answerOf(response: Response, dog: Watchdog): HubResponse {
  const contentType = (response.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
  return { status: response.status, contentType, retryAfter: retryAfterOf(response), body: piecesOf(response, dog) }
}

/**
 * The line to the hub over `fetch`: no cookies, no cache, no redirects followed (a captive portal answers with one). The
 * browser tells nothing of an upload's progress, so `timeoutMs` covers all of it until the answer begins.
 * @param origin where the hub is, without a slash at its end; empty for this page's own origin
 */
export const fetchLine = (origin = '', doFetch: typeof fetch = (...args) => fetch(...args)): Line => ({
  async post(path, contentType, body, { timeoutMs, signal, onSent }) {
    // the shared rooms know only the few members of AbortSignal that every runtime has; here it is the browser's own
    const dog = new Watchdog(timeoutMs, signal as AbortSignal)
    try {
      const response = await doFetch(origin + path, {
        method: 'POST',
        headers: { 'content-type': contentType },
        body: body.slice(),
        credentials: 'omit',
        cache: 'no-store',
        redirect: 'manual',
        referrerPolicy: 'no-referrer',
        signal: dog.controller.signal,
      })
      // with `error` a redirect could not be told from a dead line
      if (response.type === 'opaqueredirect' || (response.status >= 300 && response.status < 400)) {
        throw new LineError('redirected')
      }
      dog.moved()
      onSent?.(body.length)
      return answerOf(response, dog)
    } catch (error) {
      dog.stop()
      throw error instanceof LineError ? error : dog.error()
    }
  },
})
