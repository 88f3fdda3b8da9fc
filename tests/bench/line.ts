import net from 'node:net'

/** A line's character: round trip in ms, bytes a second each way (0: no bound), round trips that a new connection pays. */
export interface LineKind {
  rttMs: number
  bytesPerSecond: number
  handshakes: number
}
export const fastLine: LineKind = { rttMs: 0, bytesPerSecond: 0, handshakes: 0 }
/** 2G on a bad evening; a connection costs TCP's and TLS's round trips */
export const slowLine: LineKind = { rttMs: 400, bytesPerSecond: 50_000, handshakes: 2 }

export interface LineCount {
  up: number
  down: number
  requests: number
  connections: number
}

const pieceBytes = 4096
const heldBytes = 32 * 1024
const noCount = (): LineCount => ({ up: 0, down: 0, requests: 0, connections: 0 })

/** A TCP proxy between browser and server: counts every byte and request, headers included, and can be slow or dead. */
export class Line {
  private kind = fastLine
  private isDead = false
  private counted = noCount()
  private readonly free = { up: 0, down: 0 }
  private readonly sockets = new Set<net.Socket>()
  // who asks for a head may say that nothing more comes before the answer is there: only that way is ended then
  private readonly server = net.createServer({ noDelay: true, allowHalfOpen: true }, (client) => this.connect(client))

  constructor(private readonly target: number) {}

  async listen(): Promise<number> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve))
    const address = this.server.address()
    return typeof address === 'object' && address ? address.port : 0
  }

  /** All connections end, so that each measurement pays for its own. */
  become(kind: LineKind): void {
    this.kind = kind
    this.free.up = 0
    this.free.down = 0
    this.cut()
    this.counted = noCount()
  }

  dead(is: boolean): void {
    this.isDead = is
    this.cut()
  }

  count(): LineCount {
    return { ...this.counted }
  }

  close(): void {
    this.cut()
    this.server.close()
  }

  /** Every connection ends at once; the next ones are let in. */
  cut(): void {
    for (const socket of this.sockets) socket.destroy()
  }

  private connect(client: net.Socket): void {
    if (this.isDead) return void client.destroy()
    this.counted.connections += 1
    const server = net.connect({ port: this.target, host: '127.0.0.1', noDelay: true, allowHalfOpen: true })
    const readyAt = Date.now() + this.kind.handshakes * this.kind.rttMs
    this.carry('up', client, server, readyAt)
    this.carry('down', server, client, readyAt)
    for (const socket of [client, server]) {
      this.sockets.add(socket)
      socket.on('error', () => socket.destroy())
      socket.on('close', () => {
        this.sockets.delete(socket)
        client.destroy()
        server.destroy()
      })
    }
  }

  /** Bytes leave in order, each piece when the line is free for it, and arrive half a round trip later. */
  private carry(way: 'up' | 'down', from: net.Socket, to: net.Socket, readyAt: number): void {
    let held = 0
    let tail = Promise.resolve()
    from.on('data', (data: Buffer) => {
      this.counted[way] += data.length
      if (way === 'up' && /^(POST|GET|OPTIONS) /.test(data.toString('latin1', 0, 8))) this.counted.requests += 1
      const { bytesPerSecond, rttMs } = this.kind
      if (bytesPerSecond === 0) return void to.write(data)
      for (let at = 0; at < data.length; at += pieceBytes) {
        const piece = Buffer.from(data.subarray(at, at + pieceBytes))
        const leaves = Math.max(Date.now(), this.free[way], readyAt) + (piece.length / bytesPerSecond) * 1000
        this.free[way] = leaves
        held += piece.length
        if (held > heldBytes) from.pause()
        const arrival = new Promise((resolve) => setTimeout(resolve, leaves + rttMs / 2 - Date.now()))
        setTimeout(() => {
          held -= piece.length
          if (held <= heldBytes) from.resume()
        }, leaves - Date.now())
        tail = tail.then(() => arrival).then(() => void (to.destroyed || to.write(piece)))
      }
    })
    from.on('end', () => void tail.then(() => to.end()))
  }
}
