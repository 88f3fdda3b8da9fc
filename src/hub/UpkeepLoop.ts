import type { LoopTimers } from './apply/ApplyLoop.ts'

export interface UpkeepPorts {
  /** one round of it; `goesOn` turns false when the hub is to stop */
  work(goesOn: () => boolean): Promise<unknown>
  timers: LoopTimers
  onError(error: unknown): void
}

/** A hub that has just started has better things to do, ms. */
const firstMs = 60_000
const everyMs = 60 * 60_000

/** Runs the hub's upkeep a minute after the start and then every hour; a round that fails is tried again with the next. */
export class UpkeepLoop {
  private timer: { cancel(): void } | null = null
  private running: Promise<void> | null = null
  private stopped = false

  constructor(private readonly ports: UpkeepPorts) {}

  start(): void {
    this.plan(firstMs)
  }

  /** Begin no further round; resolves when the one in work has ended. */
  async stop(): Promise<void> {
    this.stopped = true
    this.timer?.cancel()
    await this.running
  }

  private plan(ms: number): void {
    if (this.stopped) return
    this.timer = this.ports.timers.after(ms, () => {
      this.running = this.round()
    })
  }

  private async round(): Promise<void> {
    try {
      await this.ports.work(() => !this.stopped)
    } catch (error) {
      this.ports.onError(error)
    }
    this.plan(everyMs)
  }
}
