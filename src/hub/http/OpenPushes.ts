import { Problem } from '../../protocol/problems.ts'

/** Pushes that may be read at once: of all tablets, and from one host; each may hold a body of 1 MiB in memory. */
const mostOpen = 256
const mostOfOne = 32
/** How many more may wait for their turn, unread, and how long: less than a line may stand still. */
const mostWaiting = 2_000
const waitMs = 20_000
const retryAfter = 5

interface Waiting {
  host: string
  enter(): void
}

/** The pushes that are being read. One too many waits for its turn before its body is read, and then is asked to come again. */
export class OpenPushes {
  private all = 0
  private readonly byHost = new Map<string, number>()
  private readonly waiting = new Set<Waiting>()

  /** Run `work` as one of the open pushes of a host. @throws Problem `busy` */
  async within<T>(host: string, work: () => Promise<T>): Promise<T> {
    if (this.hasRoom(host)) this.take(host, 1)
    else await this.turn(host)
    try {
      return await work()
    } finally {
      this.take(host, -1)
      this.letIn()
    }
  }

  private hasRoom(host: string): boolean {
    return this.all < mostOpen && (this.byHost.get(host) ?? 0) < mostOfOne
  }

  private take(host: string, places: 1 | -1): void {
    this.all += places
    const own = (this.byHost.get(host) ?? 0) + places
    if (own === 0) this.byHost.delete(host)
    else this.byHost.set(host, own)
  }

  /** Resolves with a place taken. */
  private turn(host: string): Promise<void> {
    const busy = () => new Problem('busy', { retryAfter })
    if (this.waiting.size >= mostWaiting) return Promise.reject(busy())
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.waiting.delete(one)
        reject(busy())
      }, waitMs)
      const one: Waiting = {
        host,
        enter: () => {
          clearTimeout(timer)
          resolve()
        },
      }
      this.waiting.add(one)
    })
  }

  private letIn(): void {
    for (const one of this.waiting) {
      if (!this.hasRoom(one.host)) continue
      this.waiting.delete(one)
      this.take(one.host, 1)
      one.enter()
    }
  }
}
