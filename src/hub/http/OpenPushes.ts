import { Problem } from '../../protocol/problems.ts'

/** Pushes that may be read at once: of all tablets, and from one network; each may hold a body of 1 MiB in memory. */
const mostOpen = 128
const mostOfOne = 24
/** How many more may wait for their turn, unread, and how long. */
const mostWaiting = 2_000
const waitMs = 15_000
const retryAfter = 5

interface Waiting {
  network: string
  enter(): void
}

/** The pushes that are being read. One too many waits for its turn before its body is read, and then is asked to come again. */
export class OpenPushes {
  private all = 0
  private readonly byNetwork = new Map<string, number>()
  private readonly waiting = new Set<Waiting>()

  /** Run `work` as one of the open pushes of a network. @throws Problem `busy` */
  async within<T>(network: string, work: () => Promise<T>): Promise<T> {
    if (this.hasRoom(network)) this.take(network, 1)
    else await this.turn(network)
    try {
      return await work()
    } finally {
      this.take(network, -1)
      this.letIn()
    }
  }

  private hasRoom(network: string): boolean {
    return this.all < mostOpen && (this.byNetwork.get(network) ?? 0) < mostOfOne
  }

  private take(network: string, places: 1 | -1): void {
    this.all += places
    const own = (this.byNetwork.get(network) ?? 0) + places
    if (own === 0) this.byNetwork.delete(network)
    else this.byNetwork.set(network, own)
  }

  /** Resolves with a place taken. */
  private turn(network: string): Promise<void> {
    const busy = () => new Problem('busy', { retryAfter })
    if (this.waiting.size >= mostWaiting) return Promise.reject(busy())
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.waiting.delete(one)
        reject(busy())
      }, waitMs)
      const one: Waiting = {
        network,
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
      if (!this.hasRoom(one.network)) continue
      this.waiting.delete(one)
      this.take(one.network, 1)
      one.enter()
    }
  }
}
