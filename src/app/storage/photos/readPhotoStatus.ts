import type { TabletDb } from '../db/TabletDb.ts'
import type { PhotoStatus } from '../ports.ts'
import { readPhotoBudget, type TabletPhotoBudget } from './TabletPhotoBudget.ts'

/** How photos of this tablet stand. Those of drafts are not counted: nothing of them is to be sent yet. */
export async function readPhotoStatus(
  db: TabletDb,
  budget: Pick<TabletPhotoBudget, 'spentToday'>,
): Promise<Omit<PhotoStatus, 'line'>> {
  const rows = await db.photos.toArray()
  const waiting = rows.filter(({ state }) => state === 'waiting')
  const stored = rows.filter(({ state }) => state === 'stored')
  const safe = stored.filter(({ safeSince }) => safeSince !== null).length
  return {
    waiting: waiting.length,
    waitingBytes: waiting.reduce((sum, { bytes, held }) => sum + bytes - held, 0),
    stored: stored.length - safe,
    safe,
    refused: rows.filter(({ state }) => state === 'refused').length,
    budget: await readPhotoBudget(db),
    spentToday: await budget.spentToday(),
  }
}
