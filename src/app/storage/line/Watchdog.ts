import { LineError } from '../../../sync/ports.ts'

/** Aborts what it watches over when no byte has moved for `ms`; `moved` winds it up again. */
export class Watchdog {
  readonly controller = new AbortController()
  private timer: ReturnType<typeof setTimeout> | undefined
  private isLate = false
  private readonly onOuterAbort = () => this.controller.abort()

  constructor(
    private readonly ms: number,
    private readonly outer: AbortSignal,
  ) {
    if (outer.aborted) this.controller.abort()
    outer.addEventListener('abort', this.onOuterAbort, { once: true })
    this.moved()
  }

  moved(): void {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => {
      this.isLate = true
      this.controller.abort()
    }, this.ms)
  }

  stop(): void {
    clearTimeout(this.timer)
    this.outer.removeEventListener('abort', this.onOuterAbort)
  }

  /** Why the request failed. */
  error(): LineError {
    if (this.outer.aborted) return new LineError('aborted')
    return new LineError(this.isLate ? 'timeout' : 'unreachable')
  }
}
