import { createHash } from 'node:crypto'
import { Rng } from './Rng.ts'

interface Event {
  at: number
  order: number
  run: () => void
}

/** A promise that never settles: where the code of a killed process stands for ever. */
export const never = <T>(): Promise<T> => new Promise<T>(() => {})

/**
 * Virtual time and chance of one simulated evening. Nothing here waits for a real clock: events run in order of virtual
 * time, and between two events all promises that can settle do settle. The same seed gives the same trace (fault 56).
 */
export class World {
  readonly rng: Rng
  now = 0
  private readonly queue: Event[] = []
  private order = 0
  private readonly traceHash = createHash('sha256')
  private readonly lines: string[] = []
  traceLength = 0

  constructor(
    readonly seed: number,
    private readonly keepTrace = false,
  ) {
    this.rng = new Rng(seed)
  }

  /** One line of what happened; the hash of all of them is the run's fingerprint. */
  trace(line: string): void {
    const stamped = `${this.now} ${line}`
    this.traceHash.update(stamped).update('\n')
    this.traceLength += 1
    if (this.keepTrace) this.lines.push(stamped)
  }

  get traceLines(): readonly string[] {
    return this.lines
  }

  fingerprint(): string {
    return this.traceHash.copy().digest('hex')
  }

  after(ms: number, run: () => void): void {
    this.queue.push({ at: this.now + Math.ceil(ms), order: this.order++, run })
  }

  sleep(ms: number): Promise<void> {
    return new Promise((resolve) => this.after(ms, resolve))
  }

  /** Run events until `until` (virtual ms) or until nothing is left to happen. */
  async run(until: number): Promise<void> {
    for (;;) {
      await settle()
      const next = this.takeNext(until)
      if (!next) break
      this.now = next.at
      next.run()
    }
    this.now = Math.max(this.now, until)
  }

  private takeNext(until: number): Event | null {
    let best = -1
    for (let i = 0; i < this.queue.length; i++) {
      const event = this.queue[i]
      const leader = best < 0 ? undefined : this.queue[best]
      if (!event || event.at > until) continue
      if (!leader || event.at < leader.at || (event.at === leader.at && event.order < leader.order)) best = i
    }
    return best < 0 ? null : (this.queue.splice(best, 1)[0] ?? null)
  }
}

/** All microtasks that can run have run once a macrotask gets its turn. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
