import { type HttpRequest, type HttpResponse, Upload, type UploadOptions } from 'tus-js-client'
import { paths } from '../../../protocol/api.ts'
import type { PhotoAnswer, PhotoLine } from '../../../sync/photoPorts.ts'
import { LineError } from '../../../sync/ports.ts'
import { answerOf } from './answerOf.ts'
import { fetchOnce } from './fetchOnce.ts'
import { Watchdog } from './Watchdog.ts'

/** Slices of the one sealed photo; the library asks them for their `size`. */
const slices: UploadOptions['fileReader'] = {
  openFile: async (photo: Blob) => ({
    size: photo.size,
    slice: async (start, end) => ({ value: photo.slice(start, end), done: end >= photo.size }),
    close: () => undefined,
  }),
}

/** A creation, a place and the rest make three: whoever answers so that a fourth were needed is not our hub. */
const mostRequests = 3

/**
 * The library sends over the same `fetch` as everything else here does, not over its own XMLHttpRequest, which follows redirects;
 * and to our own two addresses only, whatever address it was answered.
 */
class TusStack {
  /** the last answer, for whoever reads what it says */
  answer: PhotoAnswer | null = null
  failure: unknown = null
  private dog: Watchdog | null = null
  private requests = 0

  constructor(
    private readonly doFetch: typeof fetch,
    private readonly urls: { all: string; own: string },
    private readonly options: Parameters<PhotoLine['send']>[1],
  ) {}

  getName = () => 'TusStack'

  createRequest = (method: string): HttpRequest => {
    const headers = new Headers()
    const url = method === 'POST' ? this.urls.all : this.urls.own
    return {
      getMethod: () => method,
      getURL: () => url,
      setHeader: (name, value) => headers.set(name, value),
      getHeader: (name) => headers.get(name) ?? undefined,
      // a fetch tells nothing of it
      setProgressHandler: () => undefined,
      send: (body: Blob | null) => this.send(url, { method, headers, body }),
      // nobody asks for it: the signal ends what is under way
      abort: async () => undefined,
      getUnderlyingObject: () => null,
    }
  }

  /** Nothing more is read of the last answer. */
  close(): void {
    this.dog?.stop()
  }

  private async send(url: string, request: RequestInit): Promise<HttpResponse> {
    this.close()
    try {
      this.requests += 1
      if (this.requests > mostRequests) throw new LineError('unreachable')
      // the shared rooms know only the few members of AbortSignal that every runtime has
      this.dog = new Watchdog(this.options.timeoutMs, this.options.signal as AbortSignal)
      const response = await fetchOnce(this.doFetch, url, request, this.dog)
      this.answer = { ...answerOf(response, this.dog), receipt: response.headers.get('tram-so-photo') }
      if (response.ok && request.method === 'HEAD') {
        this.options.onHeld(Number(response.headers.get('upload-offset') ?? 0))
      }
      return {
        getStatus: () => response.status,
        getHeader: (name) => response.headers.get(name) ?? undefined,
        getBody: () => '',
        getUnderlyingObject: () => null,
      }
    } catch (error) {
      this.failure = error
      throw error
    }
  }
}

/**
 * The line for photos: tus by its own client (SPEC PHO-4). A new one goes up in one request with its creation; a begun one is asked
 * for its place and goes on there. It is tried once: when to try again is the sync engine's to say.
 * @param origin as `fetchLine`'s
 */
export const tusLine = (origin = '', doFetch: typeof fetch = (...args) => fetch(...args)): PhotoLine => ({
  send({ id, sealed, authorization, isBegun }, options) {
    const urls = { all: origin + paths.photos, own: `${origin}${paths.photos}/${id}` }
    const stack = new TusStack(doFetch, urls, options)
    return new Promise((resolve, reject) => {
      const end = () => {
        const { answer, failure } = stack
        // a refusal's words are still to be read
        if (!answer || answer.status < 300) stack.close()
        if (answer && failure === null) resolve(answer)
        else reject(failure instanceof LineError ? failure : new LineError('unreachable'))
      }
      const upload = new Upload(new Blob([sealed]), {
        endpoint: urls.all,
        uploadUrl: isBegun ? urls.own : null,
        uploadDataDuringCreation: true,
        headers: { authorization },
        httpStack: stack,
        fileReader: slices,
        fingerprint: async () => id,
        storeFingerprintForResuming: false,
        retryDelays: null,
        onSuccess: end,
        onError: end,
      })
      upload.start()
    })
  },
})
