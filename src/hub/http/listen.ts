import type { Server } from 'node:http'
import { createAdaptorServer } from '@hono/node-server'
import type { Hono } from 'hono'
import type { HttpEnv } from './HttpPorts.ts'

/** A port cannot be listened on; `code` is the system's (EADDRINUSE, EACCES …). */
export class ListenError extends Error {
  constructor(
    readonly port: number,
    readonly code: string,
  ) {
    super(code)
    this.name = 'ListenError'
  }
}

export interface Listening {
  port: number
  /** Take no new request, let those in work end, at most `ms`; then cut what is left. */
  close(ms: number): Promise<void>
}

/** One MiB at 4 kB/s still comes through; a body that stands still for 30 s, or headers slower than 15 s, do not. */
const requestMs = 300_000
const idleMs = 30_000
const headersMs = 15_000

/** Listen on a port. Throws `ListenError`. */
export async function listen(app: Hono<HttpEnv>, host: string, port: number): Promise<Listening> {
  const server = createAdaptorServer({
    fetch: app.fetch,
    serverOptions: { requestTimeout: requestMs, headersTimeout: headersMs, connectionsCheckingInterval: 5_000 },
  }) as Server
  server.keepAliveTimeout = 20_000
  server.setTimeout(idleMs, (socket) => socket.destroy())
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(new ListenError(port, error.code ?? 'unknown')))
    server.listen(port, host, resolve)
  })
  const address = server.address()
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    close: (ms) =>
      new Promise((resolve) => {
        const cut = setTimeout(() => server.closeAllConnections(), ms)
        server.close(() => {
          clearTimeout(cut)
          resolve()
        })
        server.closeIdleConnections()
      }),
  }
}
