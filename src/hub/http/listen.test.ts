import { once } from 'node:events'
import { connect } from 'node:net'
import { Hono } from 'hono'
import { describe, expect, it } from 'vitest'
import type { HttpEnv } from './HttpPorts.ts'
import { ListenError, listen } from './listen.ts'

/** Far longer than a test may take: what waits for it fails. */
const patience = 600_000

describe('listen', () => {
  it('lets a request in work end, then closes at once, although its line would stay open for more', async () => {
    const app = new Hono<HttpEnv>()
    let finish = () => {}
    const began = new Promise<void>((begin) => {
      app.get('/', async (context) => {
        await new Promise<void>((resolve) => {
          finish = resolve
          begin()
        })
        return context.text('whole')
      })
    })
    const server = await listen(app, '127.0.0.1', 0)
    const answer = fetch(`http://127.0.0.1:${server.port}/`, { headers: { connection: 'keep-alive' } })
    await began
    const closed = server.close(patience)
    finish()
    expect(await (await answer).text()).toBe('whole')
    await closed
  })

  it('does not wait for a line on which nobody has asked anything', async () => {
    const server = await listen(new Hono<HttpEnv>(), '127.0.0.1', 0)
    const silent = connect(server.port, '127.0.0.1')
    await once(silent, 'connect')
    // an answered request later in the same queue of connections: the silent one has been accepted by then
    await fetch(`http://127.0.0.1:${server.port}/`)
    await server.close(patience)
    if (!silent.closed) await once(silent, 'close')
  })

  it('closes what one network opens beyond its share, and lets others in', async () => {
    const app = new Hono<HttpEnv>()
    app.get('/', (context) => context.text('here'))
    let isCrowd = false
    const server = await listen(app, '127.0.0.1', 0, { mayCrowd: () => isCrowd })
    const lines = Array.from({ length: 512 }, () => connect(server.port, '127.0.0.1'))
    await Promise.all(lines.map((line) => once(line, 'connect')))
    const late = connect(server.port, '127.0.0.1')
    late.on('error', () => undefined)
    await once(late, 'close')
    isCrowd = true
    expect(await (await fetch(`http://127.0.0.1:${server.port}/`)).text()).toBe('here')
    for (const line of lines) line.destroy()
    await server.close(patience)
  })

  it('closes a line that is one too many, and serves those it has', async () => {
    const app = new Hono<HttpEnv>()
    app.get('/', (context) => context.text('here'))
    const server = await listen(app, '127.0.0.1', 0, { most: 1 })
    const first = connect(server.port, '127.0.0.1')
    first.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n')
    const [answer] = await once(first, 'data')
    const second = connect(server.port, '127.0.0.1')
    second.on('error', () => undefined)
    await once(second, 'close')
    first.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n')
    const [again] = await once(first, 'data')
    expect([answer, again].map((bytes) => String(bytes).split('\r\n')[0])).toEqual([
      'HTTP/1.1 200 OK',
      'HTTP/1.1 200 OK',
    ])
    first.destroy()
    await server.close(patience)
  })

  it('cuts what does not end in time, and says when a port is taken', async () => {
    const app = new Hono<HttpEnv>()
    const began = new Promise<void>((begin) => {
      app.get('/', () => {
        begin()
        return new Promise<Response>(() => undefined)
      })
    })
    const server = await listen(app, '127.0.0.1', 0)
    await expect(listen(app, '127.0.0.1', server.port)).rejects.toEqual(new ListenError(server.port, 'EADDRINUSE'))
    const refused = expect(fetch(`http://127.0.0.1:${server.port}/`)).rejects.toThrow()
    await began
    await server.close(1)
    await refused
  })
})
