import { LineError } from '../../../sync/ports.ts'
import type { Watchdog } from './Watchdog.ts'

/**
 * One request to the hub: no cookies, no cache, no redirects followed (a captive portal answers with one). Resolves when the answer
 * begins; throws `LineError`, and then the dog has stopped.
 */
export async function fetchOnce(
  doFetch: typeof fetch,
  url: string,
  request: Pick<RequestInit, 'method' | 'headers' | 'body'>,
  dog: Watchdog,
): Promise<Response> {
  try {
    const response = await doFetch(url, {
      ...request,
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
    return response
  } catch (error) {
    dog.stop()
    throw error instanceof LineError ? error : dog.error()
  }
}
