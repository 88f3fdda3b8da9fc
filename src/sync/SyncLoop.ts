import type { SyncClock, SyncOutcome } from './ports.ts'

export interface SyncLoopPorts {
  clock: SyncClock
  /** uniform in [0, 1) */
  random(): number
  /** One round; never throws for the line's or the hub's sake. */
  round(signal: AbortSignal): Promise<SyncOutcome>
  /** Is there anything that a further round could bring on? Then a failed round is tried again by itself. */
  hasWork(): Promise<boolean>
  /**
   * Does the hub hold something of ours whose verdict this tablet could learn now? Apply comes after the receipt, so the
   * round that pushed rarely hears of it: the next one then comes soon, and not after the long pause.
   */
  awaitsVerdict?(): Promise<boolean>
  /**
   * Does somebody who may read what comes hold the tablet? Then what the desk decides is asked for within a minute, and not
   * at the pace of a tablet that lies in a drawer.
   */
  isWatched?(): boolean
  /** Run under a lock shared by all tabs and the service worker, or give null at once when another holds it. */
  exclusively<T>(work: () => Promise<T>): Promise<T | null>
  onState?(state: LoopState): void
  /** Storage failed in a round (full, closed, gone): shown to the user; the loop goes on. */
  onTrouble?(error: unknown): void
}

export type LoopState = { kind: 'running' } | { kind: 'waiting'; outcome: SyncOutcome | null; nextTryAt: number | null }

export interface Backoff {
  firstMs: number
  capMs: number
}

const usual: Backoff = { firstMs: 2_000, capMs: 5 * 60_000 }
const whileIdleMs = 15 * 60_000
/** At most this long between two answers of the hub while somebody looks; jitter makes it shorter (SPEC PRB-2). */
const whileWatchedMs = 60_000

/**
 * When to try again (fault 15): full jitter below a doubling ceiling; what the hub asked for in `Retry-After` is waited in
 * any case, with jitter on top, so that 80,000 tablets do not come back in the same second (SPEC PRB-2).
 */
export function delayBefore(attempt: number, outcome: SyncOutcome | null, random: number, backoff = usual): number {
  const ceiling = Math.min(backoff.capMs, backoff.firstMs * 2 ** Math.min(attempt, 20))
  return (outcome?.retryAfter ?? 0) + random * ceiling
}

/** Runs rounds: at once when woken, by itself after a growing pause while something waits, slowly when nothing does. */
export class SyncLoop {
  private wakeUp: (() => void) | null = null
  private woken = false
  private tapped = false

  constructor(
    private readonly ports: SyncLoopPorts,
    private readonly backoff: Backoff = usual,
  ) {}

  /**
   * Something changed (a case was sealed, the line returned): do not wait any longer than the hub asked. Who taps does not wait
   * for that either: anybody on the line can ask for it (SPEC PRB-2).
   */
  wake(isTap = false): void {
    this.woken = true
    this.tapped ||= isTap
    this.wakeUp?.()
  }

  /** Until the signal aborts. */
  async run(signal: AbortSignal): Promise<void> {
    const { ports } = this
    let attempt = 0
    while (!signal.aborted) {
      this.woken = this.tapped = false
      ports.onState?.({ kind: 'running' })
      const outcome = await ports.exclusively(() => this.round(signal))
      const isSettled = outcome !== null && (outcome.kind === 'done' || outcome.kind === 'not-enrolled')
      if (signal.aborted) return
      if (outcome?.more) {
        attempt = 0
        continue
      }
      const goesOn = isSettled ? await this.awaitsVerdict() : await ports.hasWork()
      attempt = outcome?.progressed || (isSettled && !goesOn) ? 0 : attempt + 1
      const pause = this.pauseAfter(outcome, isSettled, goesOn, attempt)
      // a look for verdicts sends nothing: nothing is announced
      const isRetry = goesOn && !isSettled
      ports.onState?.({ kind: 'waiting', outcome, nextTryAt: isRetry ? ports.clock.now() + pause : null })
      await this.pause(pause, outcome, signal)
    }
  }

  private pauseAfter(outcome: SyncOutcome | null, isSettled: boolean, goesOn: boolean, attempt: number): number {
    const { ports } = this
    const usually = goesOn ? delayBefore(attempt, outcome, ports.random(), this.backoff) : whileIdleMs
    if (!isSettled || !ports.isWatched?.()) return usually
    return Math.min(usually, whileWatchedMs * (1 - ports.random() / 4))
  }

  private async awaitsVerdict(): Promise<boolean> {
    return (await this.ports.awaitsVerdict?.()) ?? false
  }

  private async round(signal: AbortSignal): Promise<SyncOutcome> {
    try {
      return await this.ports.round(signal)
    } catch (error) {
      this.ports.onTrouble?.(error)
      return { kind: 'storage-failed', progressed: false }
    }
  }

  /** A wake-up ends the pause, but only a tap the one that the hub asked for. */
  private async pause(ms: number, outcome: SyncOutcome | null, signal: AbortSignal): Promise<void> {
    const asked = outcome?.retryAfter ?? 0
    if (asked > 0) await this.sleep(asked, signal, () => this.tapped)
    await this.sleep(Math.max(0, ms - asked), signal, () => this.woken)
  }

  private async sleep(ms: number, signal: AbortSignal, isOver: () => boolean): Promise<void> {
    if (signal.aborted || isOver()) return
    const controller = new AbortController()
    const stop = () => controller.abort()
    this.wakeUp = () => {
      if (isOver()) stop()
    }
    signal.addEventListener('abort', stop, { once: true })
    await this.ports.clock.sleep(ms, controller.signal)
    signal.removeEventListener('abort', stop)
    this.wakeUp = null
  }
}
