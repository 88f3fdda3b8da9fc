import type { PhotoBodyRow, PhotoRow } from '../db/rows.ts'
import type { StrictTx } from '../db/strictWrite.ts'
import type { TabletDb } from '../db/TabletDb.ts'
import type { Place } from '../seal/SealedOutbox.ts'

/** A photo of a draft, with its bytes. */
export interface KeptPhoto {
  row: PhotoRow
  body: PhotoBodyRow
}

/** Put photos into a transaction of `photos` and `photoBodies`. */
export function putPhotos(tx: StrictTx, photos: readonly KeptPhoto[]): void {
  for (const { row, body } of photos) {
    tx.store('photos').add(row)
    tx.store('photoBodies').add(body)
  }
}

export function dropPhotos(tx: StrictTx, ids: readonly string[]): void {
  for (const id of ids) {
    tx.store('photos').delete(id)
    tx.store('photoBodies').delete(id)
  }
}

/** Photos of a record on this tablet, oldest first. */
export async function photosOfRecord(db: TabletDb, record: string): Promise<PhotoRow[]> {
  return (await db.photos.where('record').equals(record).toArray()).sort((a, b) => a.createdAt - b.createdAt)
}

/** Those that no item names yet, with their bytes, so that they can be put back. */
export async function draftPhotos(db: TabletDb, record: string): Promise<KeptPhoto[]> {
  const rows = (await photosOfRecord(db, record)).filter(({ state }) => state === 'draft')
  const bodies = await db.photoBodies.bulkGet(rows.map(({ id }) => id))
  return rows.flatMap((row, i) => {
    const body = bodies[i]
    return body ? [{ row, body }] : []
  })
}

/** The item at `place` names them: from its receipt on they are sent (SPEC PHO-4). */
export function putSealed(tx: StrictTx, photos: readonly PhotoRow[], place: Place): void {
  for (const row of photos) {
    const state = row.state === 'draft' ? 'waiting' : row.state
    tx.store('photos').put({ ...row, state, place } satisfies PhotoRow)
  }
}
