import { type HubResponse, type Line, LineError } from '../../src/sync/ports.ts'

export type JsonAnswer = { status?: number; json: unknown } | { raw: string; contentType: string } | 'dead'

const bytesOf = async function* (text: string): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(text)
}

/** A line to a hub that is a function of path and JSON body. */
export function jsonLine(answer: (path: string, body: unknown) => JsonAnswer | Promise<JsonAnswer>): Line {
  return {
    async post(path, _contentType, body): Promise<HubResponse> {
      const given = await answer(path, JSON.parse(new TextDecoder().decode(body)))
      if (given === 'dead') throw new LineError('unreachable')
      if ('raw' in given) {
        return { status: 200, contentType: given.contentType, retryAfter: null, body: bytesOf(given.raw) }
      }
      const text = JSON.stringify(given.json)
      return { status: given.status ?? 200, contentType: 'application/json', retryAfter: null, body: bytesOf(text) }
    },
  }
}
