import type { Line } from '../../../sync/ports.ts'
import { answerOf } from './answerOf.ts'
import { fetchOnce } from './fetchOnce.ts'
import { Watchdog } from './Watchdog.ts'

/**
 * The line to the hub over `fetch`. The browser tells nothing of an upload's progress, so `timeoutMs` covers all of it until the
 * answer begins.
 * @param origin where the hub is, without a slash at its end; empty for this page's own origin
 */
export const fetchLine = (origin = '', doFetch: typeof fetch = (...args) => fetch(...args)): Line => ({
  async post(path, contentType, body, { timeoutMs, signal, onSent }) {
    // the shared rooms know only the few members of AbortSignal that every runtime has; here it is the browser's own
    const dog = new Watchdog(timeoutMs, signal as AbortSignal)
    const request = { method: 'POST', headers: { 'content-type': contentType }, body: body.slice() }
    const response = await fetchOnce(doFetch, origin + path, request, dog)
    onSent?.(body.length)
    return answerOf(response, dog)
  },
})
