import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { fetchLine } from './fetchLine.ts'

type Handler = Parameters<typeof createServer>[1]

describe('fetchLine', () => {
  const servers: Server[] = []
  afterEach(async () => {
    for (const server of servers.splice(0)) {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    }
  })

  const lineTo = async (handler: Handler) => {
    const server = createServer(handler)
    servers.push(server)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    return fetchLine(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  }
  const post = (line: ReturnType<typeof fetchLine>, options: { timeoutMs?: number; signal?: AbortSignal } = {}) =>
    line.post('/api/v1/push', 'application/octet-stream', Uint8Array.of(1, 2, 3), {
      timeoutMs: options.timeoutMs ?? 2000,
      signal: options.signal ?? new AbortController().signal,
    })
  const read = async (body: AsyncIterable<Uint8Array>) => {
    const parts: Uint8Array[] = []
    for await (const part of body) parts.push(part)
    return Buffer.concat(parts).toString()
  }

  it('sends the bytes as they are and gives status, plain content type, seconds to wait and body', async () => {
    const seen: unknown[] = []
    const line = await lineTo(async (request, response) => {
      const chunks: Buffer[] = []
      for await (const chunk of request) chunks.push(chunk)
      seen.push(request.method, request.headers['content-type'], request.headers.cookie, Buffer.concat(chunks))
      response.writeHead(503, { 'content-type': 'Application/JSON; charset=utf-8', 'retry-after': '17' })
      response.end('{}')
    })
    const sent: number[] = []
    const answer = await line.post('/x', 'application/octet-stream', Uint8Array.of(1, 2, 3), {
      timeoutMs: 2000,
      signal: new AbortController().signal,
      onSent: (bytes) => sent.push(bytes),
    })
    expect(answer).toMatchObject({ status: 503, contentType: 'application/json', retryAfter: 17 })
    expect(await read(answer.body)).toBe('{}')
    expect(seen).toEqual(['POST', 'application/octet-stream', undefined, Buffer.from([1, 2, 3])])
    expect(sent).toEqual([3])
  })

  it('calls a redirect what it is: somebody else answered', async () => {
    const line = await lineTo((_, response) => response.writeHead(302, { location: 'http://portal.invalid/' }).end())
    await expect(post(line)).rejects.toMatchObject({ code: 'redirected' })
  })

  it('tells a dead line from a silent one, before and inside the answer (fault 13)', async () => {
    const dead = fetchLine('http://127.0.0.1:1')
    await expect(post(dead)).rejects.toMatchObject({ code: 'unreachable' })
    const silent = await lineTo(() => undefined)
    await expect(post(silent, { timeoutMs: 50 })).rejects.toMatchObject({ code: 'timeout' })
    const stalled = await lineTo((_, response) => {
      response.writeHead(200, { 'content-type': 'application/octet-stream' })
      response.write('half')
    })
    const answer = await post(stalled, { timeoutMs: 400 })
    await expect(read(answer.body)).rejects.toMatchObject({ code: 'timeout' })
  })

  it('reports a cut inside the answer', async () => {
    const line = await lineTo((_, response) => {
      response.writeHead(200, { 'content-type': 'application/octet-stream', 'content-length': '100' })
      response.write('half')
      setImmediate(() => response.destroy())
    })
    const answer = await post(line)
    await expect(read(answer.body)).rejects.toMatchObject({ code: 'unreachable' })
  })

  it('stops when its round is aborted, also while the answer comes', async () => {
    const controller = new AbortController()
    const line = await lineTo((_, response) => {
      response.writeHead(200, { 'content-type': 'application/octet-stream' })
      response.write('half')
    })
    const answer = await post(line, { signal: controller.signal })
    controller.abort()
    await expect(read(answer.body)).rejects.toMatchObject({ code: 'aborted' })
    await expect(post(line, { signal: controller.signal })).rejects.toMatchObject({ code: 'aborted' })
  })
})
