import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { tusLine } from './tusLine.ts'

const id = '1'.padStart(64, '0')
const sealed = new Uint8Array(1000).fill(7)

/** What a server is asked, and what it answers: the real hub is in `tests/contract/httpPhotos.test.ts`. */
describe('tusLine', () => {
  const servers: Server[] = []
  afterEach(async () => {
    for (const server of servers.splice(0)) {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    }
  })

  const asked: string[] = []
  const lineTo = async (answer: (request: IncomingMessage, response: ServerResponse) => void) => {
    asked.length = 0
    const server = createServer((request, response) => {
      asked.push(`${request.method} ${request.url}`)
      request.resume()
      answer(request, response)
    })
    servers.push(server)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const line = tusLine(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
    return ({ isBegun = false, timeoutMs = 5_000, signal = new AbortController().signal } = {}) => {
      const held: number[] = []
      const onHeld = (bytes: number) => held.push(bytes)
      return line
        .send({ id, sealed, authorization: 'claim', isBegun }, { timeoutMs, signal, onHeld })
        .then((said) => ({ ...said, held }))
    }
  }
  const done = { 'upload-offset': '1000', 'upload-length': '1000', 'tram-so-photo': 'jws' }
  const location = { location: `https://elsewhere.invalid/${id}` }

  it('sends a new photo in one request, with what proves whose it is, and gives the receipt', async () => {
    const seen: unknown[] = []
    const send = await lineTo((request, response) => {
      const { authorization, cookie } = request.headers
      seen.push(authorization, cookie, request.headers['upload-length'], request.headers['content-length'])
      response.writeHead(201, { ...done, ...location }).end()
    })
    expect(await send()).toMatchObject({ status: 201, receipt: 'jws', held: [] })
    expect([asked, seen]).toEqual([['POST /api/v1/photos'], ['claim', undefined, '1000', '1000']])
  })

  it('goes on with a begun one where the hub has it, and says where that is', async () => {
    const send = await lineTo((request, response) => {
      if (request.method === 'HEAD') response.writeHead(200, { 'upload-offset': '400', 'upload-length': '1000' }).end()
      else response.writeHead(204, done).end(String(asked.push(`${request.headers['content-length']}`)))
    })
    expect(await send({ isBegun: true })).toMatchObject({ status: 204, receipt: 'jws', held: [400] })
    expect(asked).toEqual([`HEAD /api/v1/photos/${id}`, `PATCH /api/v1/photos/${id}`, '600'])
  })

  it('begins anew when the hub has thrown the begun one away', async () => {
    const send = await lineTo((request, response) => {
      if (request.method === 'HEAD') response.writeHead(404).end()
      else response.writeHead(201, { ...done, ...location }).end()
    })
    expect((await send({ isBegun: true })).status).toBe(201)
    expect(asked).toEqual([`HEAD /api/v1/photos/${id}`, 'POST /api/v1/photos'])
  })

  it('gives a refusal in the hub’s own words', async () => {
    const send = await lineTo((_, response) => {
      response.writeHead(429, { 'content-type': 'application/json', 'retry-after': '9' })
      response.end('{"problem":"busy"}')
    })
    const said = await send()
    const parts: Uint8Array[] = []
    for await (const part of said.body) parts.push(part)
    expect([said.status, said.retryAfter, said.receipt]).toEqual([429, 9, null])
    expect(Buffer.concat(parts).toString()).toBe('{"problem":"busy"}')
  })

  it('sends nothing to where an answer points, and does not go on for ever with one that never ends (fault 14)', async () => {
    const send = await lineTo((_, response) => response.writeHead(201, { ...location, 'upload-offset': '10' }).end())
    await expect(send()).rejects.toMatchObject({ code: 'unreachable' })
    expect(asked).toEqual(['POST /api/v1/photos', `PATCH /api/v1/photos/${id}`, `PATCH /api/v1/photos/${id}`])
  })

  it('tells a portal, a dead line, a silent one and an end that was asked for (fault 13)', async () => {
    const portal = await lineTo((_, response) => response.writeHead(302, { location: 'http://portal.invalid/' }).end())
    await expect(portal()).rejects.toMatchObject({ code: 'redirected' })
    const page = await lineTo((_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<p>Wi-Fi'))
    expect((await page()).receipt).toBeNull()
    const dead = await lineTo((request) => request.socket.destroy())
    await expect(dead()).rejects.toMatchObject({ code: 'unreachable' })
    const silent = await lineTo(() => undefined)
    await expect(silent({ timeoutMs: 50 })).rejects.toMatchObject({ code: 'timeout' })
    const ending = new AbortController()
    const ended = silent({ signal: ending.signal })
    ending.abort()
    await expect(ended).rejects.toMatchObject({ code: 'aborted' })
  })
})
