import { Problem } from '../../protocol/problems.ts'

/** Pushes that may be open at once: of all tablets, and from one network; each may hold a body of 1 MiB in memory. */
const mostOpen = 128
const mostOfOne = 24
const retryAfter = 5

/** The pushes that are being read. Beyond their number one more is asked to wait (`busy`), before its body is read. */
export class OpenPushes {
  private all = 0
  private readonly byNetwork = new Map<string, number>()

  /** Run `work` as one of the open pushes of a network. @throws Problem `busy` */
  async within<T>(network: string, work: () => Promise<T>): Promise<T> {
    const own = this.byNetwork.get(network) ?? 0
    if (this.all >= mostOpen || own >= mostOfOne) throw new Problem('busy', { retryAfter })
    this.all += 1
    this.byNetwork.set(network, own + 1)
    try {
      return await work()
    } finally {
      this.all -= 1
      const left = (this.byNetwork.get(network) ?? 1) - 1
      if (left === 0) this.byNetwork.delete(network)
      else this.byNetwork.set(network, left)
    }
  }
}
