import type { VolunteerRow } from '../db/rows.ts'
import type { TabletDb } from '../db/TabletDb.ts'
import type { TabletClock } from '../platform/TabletClock.ts'
import { StorageProblem } from '../ports.ts'

/** Wrong PINs before a volunteer is locked out of this tablet (issue 2 §3). */
export const mostTries = 10
/** Waits after the 5th to 9th wrong PIN, ms. */
const waits: Readonly<Record<number, number>> = { 5: 30_000, 6: 60_000, 7: 120_000, 8: 300_000, 9: 900_000 }
/** Progress of a wait is written down this often, ms. */
const noted = 5_000

/**
 * Counts wrong PINs. A try is on the disk before its answer is known, so that killing the app wins no free guess; a wait
 * runs only while the app is open, on the monotonic clock, so that no change of the tablet's clock shortens or stretches it.
 */
export class Tries {
  /** monotonic end of a wait, by volunteer, for the number of tries that began it */
  private readonly ends = new Map<string, { tries: number; at: number }>()

  constructor(
    private readonly db: TabletDb,
    private readonly clock: TabletClock,
  ) {}

  async standing(id: string): Promise<{ waitMs: number; tries: number; locked: boolean }> {
    const row = await this.row(id)
    const waitMs = this.remaining(row)
    if (row.waitMs > 0 && (waitMs === 0 || row.waitMs - waitMs >= noted)) await this.note(row, waitMs)
    return { waitMs, tries: row.tries, locked: row.tries >= mostTries }
  }

  /** Count one try before it is made. @returns the number of tries since the last right PIN, this one included. */
  async begin(id: string): Promise<number> {
    return this.db.transaction('rw', this.db.volunteers, async () => {
      const row = await this.row(id)
      const tries = row.tries + 1
      await this.db.volunteers.put({ ...row, tries, waitMs: waits[tries] ?? 0 })
      return tries
    })
  }

  /** The try said nothing about the PIN (the machine failed): it does not count. */
  async takeBack(id: string): Promise<void> {
    await this.db.volunteers
      .where('id')
      .equals(id)
      .modify((row: VolunteerRow) => {
        row.tries = Math.max(0, row.tries - 1)
        row.waitMs = 0
      })
  }

  private remaining(row: VolunteerRow): number {
    if (row.waitMs === 0) return 0
    const known = this.ends.get(row.id)
    const end = known?.tries === row.tries ? known.at : this.clock.monotonic() + row.waitMs
    this.ends.set(row.id, { tries: row.tries, at: end })
    return Math.max(0, end - this.clock.monotonic())
  }

  /** Write a wait's progress, unless another try came between. */
  private async note(row: VolunteerRow, waitMs: number): Promise<void> {
    await this.db.volunteers
      .where('id')
      .equals(row.id)
      .modify((stored: VolunteerRow) => {
        if (stored.tries === row.tries) stored.waitMs = Math.min(stored.waitMs, Math.ceil(waitMs))
      })
  }

  private async row(id: string): Promise<VolunteerRow> {
    const row = await this.db.volunteers.get(id)
    if (!row) throw new StorageProblem('missing', { what: 'volunteer' })
    return row
  }
}
