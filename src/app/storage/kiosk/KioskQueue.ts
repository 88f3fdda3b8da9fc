import { localDay } from '../../../domain/localDay.ts'
import { queueNumber } from '../../../domain/queueNumber.ts'
import { limits } from '../../../protocol/limits.ts'
import { mostNumbers, type ToldNumber } from '../../../protocol/queue.ts'
import { readMeta, writeMeta } from '../db/meta.ts'
import type { QueueState } from '../db/rows.ts'
import type { TabletDb } from '../db/TabletDb.ts'
import type { TabletClock } from '../platform/TabletClock.ts'
import { WatchedValue } from '../platform/WatchedValue.ts'

interface Parts {
  db: TabletDb
  clock: TabletClock
  /** what the hub's clock says now, as far as it is known here */
  hubNow(): number
  /** Tells the hub; the letter, or null without a line. */
  tell(numbers: readonly ToldNumber[]): Promise<string | null>
}

/** Counts of so many days are kept: a clock that is set back and forth gives no number twice. */
const daysKept = 8
const none: QueueState = { letter: null, counts: [], untold: [] }

/** Gives numbers of the hall's queue, with a line or without one, and tells the desk of them (SPEC KSK-8). */
export class KioskQueue {
  /** How many the desk does not know of yet. */
  readonly untold = new WatchedValue(0)
  private telling: Promise<void> | null = null

  constructor(private readonly parts: Parts) {}

  /** The next number, durable before it is known; null while the hub has never told this kiosk its letter. */
  async take(): Promise<string | null> {
    const { db, clock, hubNow } = this.parts
    const day = localDay(hubNow())
    const taken = await db.transaction('rw', db.meta, async () => {
      const state = await this.state()
      if (state.letter === null) return null
      const count = (state.counts.find((one) => one.day === day)?.count ?? 0) + 1
      if (count > mostNumbers) return null
      const others = state.counts.filter((one) => one.day !== day)
      const untold = [...state.untold, { day, count, at: clock.now() }]
      await writeMeta(db, 'queue', { ...state, counts: [...others, { day, count }].slice(-daysKept), untold })
      this.untold.set(untold.length)
      return queueNumber(state.letter, count)
    })
    void this.tell().catch(() => undefined)
    return taken
  }

  /** Tell what the hub does not know, and learn the letter; without a line nothing happens. One at a time. */
  tell(): Promise<void> {
    this.telling ??= this.tellAll().finally(() => {
      this.telling = null
    })
    return this.telling
  }

  private async tellAll(): Promise<void> {
    const { db, clock, tell } = this.parts
    const device = await readMeta(db, 'device')
    if (device?.status !== 'ready' || !device.kiosk) return
    for (;;) {
      const state = await this.state()
      this.untold.set(state.untold.length)
      if (state.letter !== null && state.untold.length === 0) return
      const told = state.untold.slice(0, limits.numbersTold)
      const now = clock.now()
      const ago = (at: number) => Math.max(0, Math.round((now - at) / 1000))
      const letter = await tell(told.map(({ day, count, at }) => ({ day, count, ago: ago(at) })))
      if (letter === null) return
      await this.noteTold(letter, told)
    }
  }

  private async noteTold(letter: string, told: QueueState['untold']): Promise<void> {
    const { db } = this.parts
    await db.transaction('rw', db.meta, async () => {
      const state = await this.state()
      const isTold = ({ day, count }: { day: string; count: number }) =>
        told.some((one) => one.day === day && one.count === count)
      await writeMeta(db, 'queue', { ...state, letter, untold: state.untold.filter((one) => !isTold(one)) })
    })
  }

  private async state(): Promise<QueueState> {
    return (await readMeta(this.parts.db, 'queue')) ?? none
  }
}
