import { draftBytes, photoBytes } from './rowBytes.ts'
import type { MetaRow, MetaValues } from './rows.ts'
import type { TabletDb } from './TabletDb.ts'

/** One value of `meta`, or undefined before it was first written. */
export async function readMeta<K extends keyof MetaValues>(db: TabletDb, key: K): Promise<MetaValues[K] | undefined> {
  const row: MetaRow | undefined = await db.meta.get(key)
  // a row under this key was written by `writeMeta` with this key
  return row?.value as MetaValues[K] | undefined
}

export async function writeMeta<K extends keyof MetaValues>(db: TabletDb, key: K, value: MetaValues[K]): Promise<void> {
  await db.meta.put({ key, value } as MetaRow)
}

/** Adjust the ledger of bytes; call inside a transaction that includes `meta` (SPEC STO-4). */
export async function addLedgerBytes(db: TabletDb, delta: number): Promise<void> {
  if (delta === 0) return
  await writeMeta(db, 'ledger', ((await readMeta(db, 'ledger')) ?? 0) + delta)
}

/** Bytes of everything that this tablet keeps (SPEC STO-4). */
export async function readLedger(db: TabletDb): Promise<number> {
  const [beside, heads, drafts, photos] = await Promise.all([
    readMeta(db, 'ledger'),
    db.heads.toArray(),
    db.drafts.toArray(),
    db.photos.toArray(),
  ])
  const kept = [...heads.map(({ bytes }) => bytes), ...drafts.map(draftBytes), ...photos.map(photoBytes)]
  return Math.max(
    0,
    kept.reduce((sum, bytes) => sum + bytes, beside ?? 0),
  )
}
