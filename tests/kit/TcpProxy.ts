import { once } from 'node:events'
import { createServer, connect as dial, type Socket } from 'node:net'
import { listenLocally } from './listenLocally.ts'

/** One connection through the proxy, as it stands. */
export interface ProxiedConnection {
  /** the path of the request that is under way, '' before the first */
  path: string
  /** the connection breaks for both sides, without a goodbye */
  cut(): void
}

export interface TcpProxyHooks {
  /** the first bytes of a request were handed on to the hub */
  onRequest?(connection: ProxiedConnection): void
  /** How many of these bytes of a tablet are handed on; all when absent. */
  most?(connection: ProxiedConnection, bytes: Buffer): number
  /** The first bytes of an answer are here; 'swallow' keeps them, and all that follow, from the tablet. */
  onAnswer?(connection: ProxiedConnection): 'pass' | 'swallow'
}

const requestLine = /^(?:POST|GET|PATCH|HEAD) (\S+) HTTP/

/** A line between tablets and a hub that can be watched and cut at the byte. It knows of HTTP only where a request begins. */
export class TcpProxy {
  private readonly open = new Set<Socket>()
  private readonly server = createServer((tablet) => this.carry(tablet))
  hooks: TcpProxyHooks = {}
  /** where tablets find it, without a slash at the end; set by `start` */
  url = ''

  private constructor(private readonly hubPort: number) {}

  static async start(hubPort: number): Promise<TcpProxy> {
    const proxy = new TcpProxy(hubPort)
    proxy.url = await listenLocally(proxy.server)
    return proxy
  }

  async stop(): Promise<void> {
    const closed = once(this.server, 'close')
    this.server.close()
    for (const socket of this.open) socket.destroy()
    await closed
  }

  private carry(tablet: Socket): void {
    const hub = dial(this.hubPort, '127.0.0.1')
    const connection: ProxiedConnection = { path: '', cut: () => this.cut(tablet, hub) }
    let isSwallowing = false
    let isAnswered = true
    for (const socket of [tablet, hub]) {
      this.open.add(socket)
      socket.setNoDelay(true)
      // a line that breaks is what this is for: each end learns it by its own socket
      socket.on('error', () => undefined)
      socket.on('close', () => {
        this.open.delete(socket)
        this.cut(tablet, hub)
      })
    }
    tablet.on('data', (bytes) => {
      const path = requestLine.exec(bytes.subarray(0, 200).toString('latin1'))?.[1]
      if (path !== undefined) connection.path = path
      hub.write(bytes.subarray(0, this.hooks.most?.(connection, bytes)))
      if (path === undefined) return
      isAnswered = false
      this.hooks.onRequest?.(connection)
    })
    hub.on('data', (bytes) => {
      if (!isAnswered) isSwallowing = this.hooks.onAnswer?.(connection) === 'swallow'
      isAnswered = true
      if (!isSwallowing) tablet.write(bytes)
    })
    tablet.on('end', () => hub.end())
    hub.on('end', () => tablet.end())
  }

  private cut(...sockets: Socket[]): void {
    for (const socket of sockets) socket.destroy()
  }
}
