import type { Bytes } from '../../../crypto/CryptoPort.ts'
import type { PhotosStatement } from '../../../protocol/photoStatements.ts'
import type { PhotoStore, PhotoToSend } from '../../../sync/photoPorts.ts'
import type { Changes } from '../db/Changes.ts'
import { readMeta, writeMeta } from '../db/meta.ts'
import type { PhotoRow } from '../db/rows.ts'
import type { TabletDb } from '../db/TabletDb.ts'
import { chainsByEpoch } from '../sync/chainsByEpoch.ts'

/** How long a photo stays after it is safe, ms of the hub's clock (SPEC PHO-10). */
const keptMs = 7 * 24 * 3_600_000

export interface PhotoStoreParts {
  db: TabletDb
  changes: Changes
}

/** The sync engine's store of photos; it opens nothing and needs no PIN. */
export class DexiePhotoStore implements PhotoStore {
  constructor(private readonly parts: PhotoStoreParts) {}

  async toSend(): Promise<PhotoToSend[]> {
    const { db } = this.parts
    const waiting = await db.photos.where('state').equals('waiting').toArray()
    if (waiting.length === 0) return []
    const chains = new Map((await chainsByEpoch(db)).map((row) => [row.chain, row]))
    const isDue = ({ place }: PhotoRow) => {
      const chain = chains.get(place?.chain ?? '')
      // what lies in a chain that had to be left waits for a person at the desk: the photo is there before they look
      return place !== null && chain !== undefined && (place.n <= chain.receiptedN || chain.closedBecause !== null)
    }
    return waiting
      .filter(isDue)
      .sort((a, b) => a.createdAt - b.createdAt)
      .map(({ id, bytes, held }) => ({ id, length: bytes, held }))
  }

  /** All that the hub has not promised to hold, oldest first, whether it may be sent already or not. */
  async waiting(): Promise<PhotoToSend[]> {
    const rows = await this.parts.db.photos.where('state').equals('waiting').toArray()
    return rows.sort((a, b) => a.createdAt - b.createdAt).map(({ id, bytes, held }) => ({ id, length: bytes, held }))
  }

  async kept(): Promise<string[]> {
    return (await this.parts.db.photos.where('state').notEqual('draft').primaryKeys()).sort()
  }

  async sealed(id: string): Promise<Bytes | null> {
    return (await this.parts.db.photoBodies.get(id))?.sealed ?? null
  }

  async takeHeld(id: string, bytes: number): Promise<boolean> {
    let isNews = false
    await this.parts.db.photos.update(id, (row: PhotoRow) => {
      isNews = bytes > row.held
      row.held = bytes
    })
    return isNews
  }

  async takeReceipt(id: string): Promise<void> {
    await this.parts.db.photos.update(id, { state: 'stored', held: 0 })
    this.say()
  }

  async takeStatement(asked: readonly string[], said: PhotosStatement): Promise<string[]> {
    const { db } = this.parts
    const missing = await db.transaction('rw', [db.photos, db.photoBodies], async () => {
      const about = [...new Set([...asked, ...said.wanted])]
      const rows = (await db.photos.bulkGet(about)).filter((row) => row !== undefined)
      const ended = new Set(said.ended)
      const isTold = ({ id, state }: PhotoRow) => state !== 'draft' && (state !== 'refused' || asked.includes(id))
      const next = rows.filter((row) => !ended.has(row.id) && isTold(row)).map((row) => toldOf(row, said))
      const isDue = ({ safeSince }: PhotoRow) => safeSince !== null && safeSince + keptMs <= said.now
      await db.photos.bulkPut(next.filter((row) => !isDue(row)))
      const gone = [...rows.filter(({ id }) => ended.has(id)), ...next.filter(isDue)].map(({ id }) => id)
      await db.photos.bulkDelete(gone)
      await db.photoBodies.bulkDelete(gone)
      const here = new Set(rows.map(({ id }) => id))
      return said.wanted.filter((id) => !here.has(id))
    })
    this.say()
    return missing
  }

  async refuse(id: string, problem: string): Promise<void> {
    await this.parts.db.photos.update(id, { state: 'refused', problem })
    this.say()
  }

  async end(id: string): Promise<void> {
    const { db } = this.parts
    await db.transaction('rw', [db.photos, db.photoBodies], async () => {
      await db.photos.delete(id)
      await db.photoBodies.delete(id)
    })
    this.say()
  }

  async lastAsked(): Promise<{ now: number; epoch: number } | null> {
    return (await readMeta(this.parts.db, 'photosAsked')) ?? null
  }

  async putAsked(asked: { now: number; epoch: number }): Promise<void> {
    await writeMeta(this.parts.db, 'photosAsked', asked)
  }

  private say(): void {
    this.parts.changes.say('outbox')
  }
}

/**
 * A photo as the hub says that it stands. One that it has not, or has no more, is sent again; one that is safe is safe since the
 * first time that this was said, and a hub's clock that went back begins the days anew (SPEC PHO-10).
 */
function toldOf(row: PhotoRow, said: PhotosStatement): PhotoRow {
  if (!said.stored.includes(row.id)) return { ...row, state: 'waiting', safeSince: null }
  const safeSince = said.safe.includes(row.id) ? Math.min(row.safeSince ?? said.now, said.now) : null
  return { ...row, state: 'stored', held: 0, safeSince }
}
