import type { HubResponse } from '../../../sync/ports.ts'
import type { Watchdog } from './Watchdog.ts'

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

/** What the sync engine reads of an answer; the dog stops when its body has been read or let go. */
export function answerOf(response: Response, dog: Watchdog): HubResponse {
  const contentType = (response.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
  return { status: response.status, contentType, retryAfter: retryAfterOf(response), body: piecesOf(response, dog) }
}
