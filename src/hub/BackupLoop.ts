import type { LoopTimers } from './apply/ApplyLoop.ts'

export interface BackupLoopPorts {
  /** make one; aborted when the hub stops */
  run(signal: AbortSignal): Promise<unknown>
  /** when the newest verified one was made, ms; null before the first */
  lastAt(): number | null
  /** local hour of the night, 0-23 */
  hour: number
  timers: LoopTimers
  now(): number
  onError(error: unknown): void
}

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

/**
 * When the next backup is due, ms: the first time after the last one that the machine's clocks show the hour; at once when
 * there is none, when it is a day old, or when it bears a time that is yet to come (a clock was set back).
 */
export function nextBackupAt(now: number, lastAt: number | null, hour: number): number {
  if (lastAt === null || lastAt > now || now - lastAt >= dayMs) return now
  const due = new Date(lastAt)
  due.setHours(hour, 0, 0, 0)
  if (due.getTime() <= lastAt) due.setDate(due.getDate() + 1)
  return Math.max(now, due.getTime())
}

/** Makes a backup every night, and soon after a start that comes too late for it. One that fails is tried again in an hour. */
export class BackupLoop {
  private timer: { cancel(): void } | null = null
  private running: Promise<void> | null = null
  private readonly stopping = new AbortController()

  constructor(private readonly ports: BackupLoopPorts) {}

  start(): void {
    // a hub that has just started has better things to do
    this.plan(minuteMs)
  }

  /** Begin no further one; the one in work is given up. */
  async stop(): Promise<void> {
    this.stopping.abort()
    this.timer?.cancel()
    await this.running
  }

  /** Looks again every hour: a machine may sleep, and its clock may be set. */
  private plan(ms: number): void {
    if (this.stopping.signal.aborted) return
    this.timer = this.ports.timers.after(ms, () => {
      this.running = this.round()
    })
  }

  private async round(): Promise<void> {
    const { ports } = this
    if (this.stopping.signal.aborted) return
    const due = nextBackupAt(ports.now(), ports.lastAt(), ports.hour) - ports.now()
    if (due > 0) return this.plan(Math.min(due, hourMs))
    try {
      await ports.run(this.stopping.signal)
    } catch (error) {
      if (!this.stopping.signal.aborted) ports.onError(error)
      return this.plan(hourMs)
    }
    this.plan(minuteMs)
  }
}
