import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse, request as send } from 'node:http'
import { createServer as createSecureServer, request as sendSecurely } from 'node:https'
import type { PemPair } from '../../src/hub/tls/localAuthority.ts'
import { listenLocally } from './listenLocally.ts'

/** A request that came to the proxy. */
export interface Asked {
  path: string
  body: Buffer
}

/** An answer, by the hub or made up. */
export interface Told {
  status: number
  headers: Record<string, string>
  body: Uint8Array | string
}

/** Hands the request on to the hub, with another body if one is given. */
export type Forward = (body?: Uint8Array) => Promise<Told>

/** What the proxy does with a request; null cuts the line without an answer. */
export type Meddle = (asked: Asked, forward: Forward) => Promise<Told | null>

export const jsonTold = (status: number, value: unknown, headers: Record<string, string> = {}): Told => ({
  status,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(value),
})

async function bytesOf(message: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of message) parts.push(part)
  return Buffer.concat(parts)
}

function headersOf(message: IncomingMessage): Record<string, string> {
  const left = Object.entries(message.headers).filter(
    ([name]) => !/^(connection|keep-alive|transfer-encoding)$/.test(name),
  )
  return Object.fromEntries(left.map(([name, value]) => [name, String(value)]))
}

/** Something between tablets and hub that speaks HTTP and may answer itself: a captive portal, a load balancer, a thief. */
export class HttpProxy {
  /** paths in the order in which requests came */
  readonly asked: string[] = []
  meddle: Meddle = (_asked, forward) => forward()
  /** ask the hub for whole and plain bodies, which can be read and changed here, whatever the browser takes and has */
  asksPlain = false
  url = ''
  private readonly server

  private constructor(
    private readonly hubPort: number,
    private readonly tls: PemPair | null,
  ) {
    const handle = (request: IncomingMessage, response: ServerResponse) => void this.handle(request, response)
    this.server = tls ? createSecureServer(tls, handle) : createServer(handle)
  }

  /** `tls`: the certificate of a hub that speaks HTTPS; then the proxy ends and begins TLS itself. */
  static async start(hubPort: number, tls: PemPair | null = null): Promise<HttpProxy> {
    const proxy = new HttpProxy(hubPort, tls)
    const url = await listenLocally(proxy.server)
    proxy.url = tls ? url.replace('http:', 'https:') : url
    return proxy
  }

  async stop(): Promise<void> {
    const closed = once(this.server, 'close')
    this.server.close()
    this.server.closeAllConnections()
    await closed
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const path = request.url ?? ''
      const body = await bytesOf(request)
      this.asked.push(path)
      const told = await this.meddle({ path, body }, (other = body) => this.forward(request, other))
      if (told === null) return void request.socket.destroy()
      response.writeHead(told.status, told.headers)
      response.end(told.body)
    } catch {
      // the hub is gone, or the tablet is: all that can be seen from either end is a line that breaks
      request.socket.destroy()
    }
  }

  private async forward(request: IncomingMessage, body: Uint8Array): Promise<Told> {
    const headers: Record<string, string> = { ...headersOf(request), 'content-length': String(body.length) }
    if (this.asksPlain) for (const name of ['accept-encoding', 'if-none-match']) delete headers[name]
    const to = { host: '127.0.0.1', port: this.hubPort, path: request.url, method: request.method, headers }
    const out = this.tls ? sendSecurely({ ...to, rejectUnauthorized: false }) : send(to)
    out.end(body)
    const [answer]: [IncomingMessage] = await Promise.race([
      once(out, 'response') as Promise<[IncomingMessage]>,
      once(out, 'error').then(([error]) => Promise.reject(error)),
    ])
    return { status: answer.statusCode ?? 0, headers: headersOf(answer), body: await bytesOf(answer) }
  }
}
