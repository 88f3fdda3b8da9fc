import type { PhotoBudget } from '../../../sync/photoPorts.ts'
import { readMeta, writeMeta } from '../db/meta.ts'
import type { TabletDb } from '../db/TabletDb.ts'
import type { BrowserHost } from '../device/BrowserHost.ts'

/** What photos may cost a day on a line that is not Wi-Fi until somebody chooses otherwise. */
export const usualPhotoBudget = 30_000_000

/** What a person has allowed a day; null is any number. */
export async function readPhotoBudget(db: TabletDb): Promise<number | null> {
  const chosen = await readMeta(db, 'photoBudget')
  return chosen === undefined ? usualPhotoBudget : chosen
}

const dayOf = (ms: number) => new Date(ms).toDateString()

export interface PhotoBudgetParts {
  db: TabletDb
  host: Pick<BrowserHost, 'lineKind'>
  /** tablet clock, ms: the day is the person's own, and a wrong one costs at most another day's share */
  now(): number
}

/** Photos go over Wi-Fi as they like; over any other line, and one of which nothing is known, so many bytes a day. */
export class TabletPhotoBudget implements PhotoBudget {
  /** somebody has asked for all of them to be sent now, whatever it costs */
  isLifted = false

  constructor(private readonly parts: PhotoBudgetParts) {}

  async allows(bytes: number): Promise<boolean> {
    if (this.isLifted || this.parts.host.lineKind() === 'wifi') return true
    const most = await readPhotoBudget(this.parts.db)
    return most === null || (await this.spentToday()) + bytes <= most
  }

  async spend(bytes: number): Promise<void> {
    if (this.parts.host.lineKind() === 'wifi') return
    const { db, now } = this.parts
    await db.transaction('rw', db.meta, async () => {
      await writeMeta(db, 'photoSpent', { day: dayOf(now()), bytes: (await this.spentToday()) + bytes })
    })
  }

  async spentToday(): Promise<number> {
    const spent = await readMeta(this.parts.db, 'photoSpent')
    return spent?.day === dayOf(this.parts.now()) ? spent.bytes : 0
  }
}
