import type { SyncClock } from '../../src/sync/ports.ts'

/** A pause that somebody waits out. */
export interface Pause {
  readonly ms: number
  /** was it ended, or cut short by its waiter's signal? */
  readonly isOver: boolean
  /** let the time pass */
  end(): void
}

/** A clock whose pauses end when the test says so: nothing waits for real time, and no request can slip in unseen. */
export class HandClock implements SyncClock {
  private readonly begun: Pause[] = []
  private waiter: ((pause: Pause) => void) | null = null
  private time = 0

  now(): number {
    return this.time
  }

  sleep(ms: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      let isOver = false
      const end = () => {
        if (isOver) return
        isOver = true
        resolve()
      }
      const pause: Pause = {
        ms,
        get isOver() {
          return isOver
        },
        end: () => {
          if (!isOver) this.time += ms
          end()
        },
      }
      signal.addEventListener('abort', end, { once: true })
      if (signal.aborted) return end()
      if (this.waiter) this.waiter(pause)
      else this.begun.push(pause)
      this.waiter = null
    })
  }

  /** The next pause that begins, or has begun and was not asked for yet. */
  nextSleep(): Promise<Pause> {
    const known = this.begun.shift()
    if (known) return Promise.resolve(known)
    return new Promise((resolve) => {
      this.waiter = resolve
    })
  }
}
