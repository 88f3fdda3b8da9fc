import type { HubStore } from '../store/HubStore.ts'

/** Timers as a parameter, so that tests and the simulator drive them. */
export interface LoopTimers {
  after(ms: number, run: () => void): { cancel(): void }
}

export interface ApplyLoopPorts {
  store: Pick<HubStore, 'tenants'>
  /** decide what waits of one tenant, about `most` items; as many or more done: there may be others (`Applier.applyPending`) */
  apply(tenant: string, most: number): Promise<number>
  timers: LoopTimers
  onError(error: unknown, tenant: string | null): void
}

/** How often all tenants are looked through, so that nothing waits for ever for a hint that was lost, ms. */
const sweepMs = 30_000
const retryMs = 3_000
/** Items a tenant has decided before the next one has its turn: a commune that never stops sending holds up no other. */
const turnItems = 128

/**
 * Keeps deciding what was stored: on a hint, at the start, and every 30 seconds. Tenants take turns; one that fails is
 * tried again later and keeps no other back. A hint costs nothing and may be given any number of times.
 */
export class ApplyLoop {
  private readonly waiting = new Set<string>()
  private running: Promise<void> | null = null
  private stopped = false
  private sweep: { cancel(): void } | null = null
  private readonly retries = new Map<string, { cancel(): void }>()

  constructor(private readonly ports: ApplyLoopPorts) {}

  start(): void {
    void this.sweepAll()
  }

  /** Items of this tenant wait. */
  hint(tenant: string): void {
    if (this.stopped) return
    this.waiting.add(tenant)
    this.running ??= this.drain()
  }

  /** Take up no further tenant; resolves when the one in work is done. */
  async stop(): Promise<void> {
    this.stopped = true
    this.sweep?.cancel()
    for (const retry of this.retries.values()) retry.cancel()
    this.waiting.clear()
    await this.running
  }

  private async drain(): Promise<void> {
    for (;;) {
      const [tenant] = this.waiting
      if (tenant === undefined) break
      this.waiting.delete(tenant)
      try {
        const done = await this.ports.apply(tenant, turnItems)
        if (done >= turnItems && !this.stopped) this.waiting.add(tenant)
      } catch (error) {
        this.ports.onError(error, tenant)
        this.retryLater(tenant)
      }
    }
    this.running = null
  }

  private retryLater(tenant: string): void {
    if (this.stopped || this.retries.has(tenant)) return
    const retry = this.ports.timers.after(retryMs, () => {
      this.retries.delete(tenant)
      this.hint(tenant)
    })
    this.retries.set(tenant, retry)
  }

  private async sweepAll(): Promise<void> {
    try {
      for (const { id } of await this.ports.store.tenants()) this.hint(id)
    } catch (error) {
      this.ports.onError(error, null)
    }
    if (!this.stopped) this.sweep = this.ports.timers.after(sweepMs, () => void this.sweepAll())
  }
}

/** The process's own timers; they do not keep it alive. */
export const realTimers: LoopTimers = {
  after: (ms, run) => {
    const timer = setTimeout(run, ms)
    timer.unref()
    return { cancel: () => clearTimeout(timer) }
  },
}
