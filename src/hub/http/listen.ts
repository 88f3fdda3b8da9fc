import { createServer, type Server } from 'node:http'
import { createServer as createSecureServer, Server as SecureServer } from 'node:https'
import type { Socket } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import type { Hono } from 'hono'
import { subnetOf } from './address.ts'
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

/** Certificate and private key, PEM. */
export interface CertificatePair {
  cert: string
  key: string
}

export interface Listening {
  port: number
  /** From the next connection on, serve with this certificate (only where one was given to begin with). */
  secureWith(tls: CertificatePair): void
  /** Take no new request, let those in work end, at most `ms`; then cut what is left. */
  close(ms: number): Promise<void>
}

/** One MiB at 4 kB/s still comes through; a body that stands still for 30 s, or headers slower than 15 s, do not. */
const requestMs = 300_000
const idleMs = 30_000
const headersMs = 15_000

/**
 * Lines at once on one port; beyond it a new one is closed at once, not kept waiting. 222 tablets a second (design §8), each
 * idle for its 20 s afterwards, are 4,700: twice that is no evening any more.
 */
const mostConnections = 10_000
/** Lines at once from one network: some eighty tablets behind one router, and nobody takes all lines there are. */
const mostOfOne = 512

/** Closes lines beyond the share of a network at once. */
function shareOut(server: Server | SecureServer, mayCrowd: (address: string) => boolean): void {
  const lines = new Map<string, number>()
  server.on('connection', (socket: Socket) => {
    const address = socket.remoteAddress ?? ''
    if (mayCrowd(address)) return
    const network = subnetOf(address)
    const count = (lines.get(network) ?? 0) + 1
    lines.set(network, count)
    socket.once('close', () => {
      const left = (lines.get(network) ?? 1) - 1
      if (left === 0) lines.delete(network)
      else lines.set(network, left)
    })
    if (count > mostOfOne) socket.destroy()
  })
}

/**
 * The connections of a server by how many requests are at work on each. Node counts a connection that has asked nothing
 * yet as busy, and keeps one open whose answer ends after `close()`: a hub that stops would wait for both in vain.
 */
class Connections {
  private readonly working = new Map<Socket, number>()
  private isClosing = false

  constructor(server: Server | SecureServer) {
    // of a secure one the socket that requests name is known only after the handshake
    server.on(server instanceof SecureServer ? 'secureConnection' : 'connection', (socket: Socket) => {
      this.working.set(socket, 0)
      socket.once('close', () => this.working.delete(socket))
    })
    server.on('request', ({ socket }, response) => {
      this.count(socket, 1)
      response.once('close', () => this.count(socket, -1))
    })
  }

  /** End what does nothing now, and from here on whatever has nothing more to do. */
  close(): void {
    this.isClosing = true
    for (const [socket, count] of this.working) if (count === 0) socket.destroySoon()
  }

  private count(socket: Socket, change: 1 | -1): void {
    const count = (this.working.get(socket) ?? 0) + change
    if (this.working.has(socket)) this.working.set(socket, count)
    if (this.isClosing && count === 0) socket.destroySoon()
  }
}

export interface ListenOptions {
  most?: number
  /** HTTPS with this certificate */
  tls?: CertificatePair | null
  /** addresses that hold more lines than one network's share: proxies, this machine */
  mayCrowd?: (address: string) => boolean
}

/** Listen on a port, for at most `most` connections at once; with a certificate by HTTPS. Throws `ListenError`. */
export async function listen(
  app: Hono<HttpEnv>,
  host: string,
  port: number,
  { most = mostConnections, tls = null, mayCrowd = () => true }: ListenOptions = {},
): Promise<Listening> {
  const timeouts = { requestTimeout: requestMs, headersTimeout: headersMs, connectionsCheckingInterval: 5_000 }
  const server = createAdaptorServer({
    fetch: app.fetch,
    ...(tls
      ? {
          createServer: createSecureServer,
          serverOptions: {
            ...timeouts,
            cert: tls.cert,
            key: tls.key,
            minVersion: 'TLSv1.2',
            handshakeTimeout: headersMs,
          },
        }
      : { createServer, serverOptions: timeouts }),
  }) as Server | SecureServer
  const connections = new Connections(server)
  server.maxConnections = most
  shareOut(server, mayCrowd)
  server.keepAliveTimeout = 20_000
  server.setTimeout(idleMs, (socket) => socket.destroy())
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(new ListenError(port, error.code ?? 'unknown')))
    server.listen(port, host, resolve)
  })
  const address = server.address()
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    secureWith: (pair) => {
      if (server instanceof SecureServer) server.setSecureContext(pair)
    },
    close: (ms) =>
      new Promise((resolve) => {
        const cut = setTimeout(() => server.closeAllConnections(), ms)
        server.close(() => {
          clearTimeout(cut)
          resolve()
        })
        connections.close()
      }),
  }
}
