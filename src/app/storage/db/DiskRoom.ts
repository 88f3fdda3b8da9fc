import { WatchedValue } from '../platform/WatchedValue.ts'

/** Room on the disk that is kept taken while there is plenty, and a note beside it. */
export interface Ballast {
  /** Take it, if it is not taken. Rejects when the disk has not twice as much to spare. */
  take(): Promise<void>
  /** Let it go, and note that the last write may be torn. False when there was none. */
  letGo(): Promise<boolean>
  isTorn(): Promise<boolean>
  noteWhole(): Promise<void>
}

/** How often a disk that is known to be full is looked at again because of writes that fail, ms. */
const lookEveryMs = 5_000

/**
 * The way out of a full disk (fault 5, docs/decisions/020). At a write that does not fit Chromium closes the database with the
 * end of its log torn, and what is written behind a torn end costs the whole database when it is opened the next time. So the
 * ballast is let go at once, and before anything else is written the log is changed for a new one. Without room for that the
 * database can be read and not written.
 */
export class DiskRoom {
  /** no room is left but what was let go */
  readonly full = new WatchedValue(false)
  private torn = false
  private isMade = false
  private lookedAt = Number.NEGATIVE_INFINITY
  private making: Promise<boolean> | null = null

  constructor(
    private readonly ballast: Ballast,
    private readonly monotonic: () => number,
  ) {}

  /** Nothing may be written now. */
  get isTorn(): boolean {
    return this.torn
  }

  /** Resolves once no room is being made. */
  get settled(): Promise<unknown> | null {
    return this.making
  }

  /** Something could not be written or opened. True when that may go now, after the database was opened anew. */
  make(): Promise<boolean> {
    this.torn = true
    this.making ??= this.makeOnce().finally(() => {
      this.making = null
    })
    return this.making
  }

  /** Is there plenty of room (again)? */
  async look(): Promise<boolean> {
    this.lookedAt = this.monotonic()
    const isPlenty = await this.ballast.take().then(
      () => true,
      () => false,
    )
    this.full.set(!isPlenty)
    return isPlenty
  }

  /** The database was opened: `renew` changes its log for a new one, if its end is torn and there is room to. */
  async mend(renew: () => Promise<void>): Promise<void> {
    await this.making
    this.torn ||= await this.ballast.isTorn().catch(() => false)
    if (!this.torn || !(this.isMade || (await this.lookAgain()))) return
    this.isMade = false
    await renew()
    this.torn = false
    await this.ballast.noteWhole()
  }

  private async makeOnce(): Promise<boolean> {
    if (await this.ballast.letGo().catch(() => false)) {
      this.isMade = true
      this.full.set(true)
    }
    return this.isMade || (await this.lookAgain())
  }

  private async lookAgain(): Promise<boolean> {
    const isKnown = this.full.value && this.monotonic() - this.lookedAt < lookEveryMs
    return isKnown ? false : await this.look()
  }
}
