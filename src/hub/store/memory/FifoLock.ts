import { StoreError } from '../HubStore.ts'

interface Waiter {
  go: (release: () => void) => void
  refuse: (error: StoreError) => void
}

/** A lock that is handed on in the order it was asked for. */
export class FifoLock {
  private waiting: Waiter[] = []
  /** grows with each `reset`, so that a holder from before cannot release the lock of one who came after */
  private life = 0
  private held = false

  /** Resolves with the function that gives the lock back (calling it twice does nothing more). */
  take(): Promise<() => void> {
    if (!this.held) {
      this.held = true
      return Promise.resolve(this.releaser())
    }
    return new Promise((go, refuse) => this.waiting.push({ go, refuse }))
  }

  /** Take the lock from whoever holds it and refuse those who wait (`StoreError('unavailable')`). */
  reset(): void {
    const refused = this.waiting
    this.waiting = []
    this.held = false
    this.life += 1
    for (const waiter of refused) waiter.refuse(new StoreError('unavailable', { reason: 'crashed' }))
  }

  private releaser(): () => void {
    const life = this.life
    let done = false
    return () => {
      if (done || life !== this.life) return
      done = true
      const next = this.waiting.shift()
      if (next === undefined) this.held = false
      else next.go(this.releaser())
    }
  }
}
