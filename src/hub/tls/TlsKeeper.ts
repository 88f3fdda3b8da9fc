import type { PemPair } from './localAuthority.ts'
import { renewed } from './ownTls.ts'
import type { Tls } from './tlsFolder.ts'

const lookMs = 12 * 3_600_000

/** Makes the hub's own certificate anew before it ends, while the hub runs. */
export class TlsKeeper {
  private timer: NodeJS.Timeout | null = null

  constructor(
    private readonly folder: string,
    private tls: Tls,
    private readonly parts: {
      servers: readonly { secureWith(tls: PemPair): void }[]
      addresses(): readonly string[]
      now(): number
      onError(error: unknown): void
    },
  ) {}

  start(): void {
    this.timer = setInterval(() => void this.look(), lookMs)
    this.timer.unref()
  }

  stop(): void {
    if (this.timer) clearInterval(this.timer)
  }

  /** Look once; a certificate that cannot be made is told, and the old one goes on. */
  async look(): Promise<void> {
    const { servers, addresses, now, onError } = this.parts
    try {
      const next = await renewed(this.folder, this.tls, addresses(), now())
      if (next === this.tls) return
      this.tls = next
      for (const server of servers) server.secureWith(next)
    } catch (error) {
      onError(error)
    }
  }
}
