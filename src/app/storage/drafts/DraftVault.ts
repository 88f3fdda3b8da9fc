import type { Changes } from '../db/Changes.ts'
import type { DraftRow } from '../db/rows.ts'
import { type StrictTx, strictWrite } from '../db/strictWrite.ts'
import type { TabletDb } from '../db/TabletDb.ts'
import { StorageProblem } from '../ports.ts'
import type { Keyring } from '../seal/Keyring.ts'
import { type DraftContent, draftContentSchema } from './draftContent.ts'

/** A draft as stored: its content and the version of its row, 0 when it has none yet. */
export interface StoredDraft {
  content: DraftContent
  v: number
  partial: DraftRow['partial']
  /** the disk did not take this content; it has what version `v` was, or nothing */
  unwritten?: true
}

/** Is the hub to have all of it, once it has applied what was sealed last? Nothing was written since, not in memory either (fault 5). */
export const isSealedWhole = ({ v, partial, unwritten }: StoredDraft): boolean =>
  !unwritten && (v === 0 || partial !== null)

/** Another tab wrote this draft between our reading and our writing. */
export class DraftMoved extends Error {
  override name = 'DraftMoved'
}

/** What a change of a draft does to its photos. */
export type PhotoWrite = (tx: StrictTx) => void

const photoTables = ['photos', 'photoBodies'] as const

export interface DraftVaultParts {
  db: TabletDb
  keyring: Keyring
  changes: Changes
}

/**
 * Draft rows: sealed before the transaction opens, compared inside it (design D3). Contents are cached while unlocked. What a
 * full disk did not take is kept in memory, sealed, also while the tablet is locked: whoever makes room in another app finds
 * it again (fault 5).
 */
export class DraftVault {
  private readonly cache = new Map<string, StoredDraft>()
  private readonly unwritten = new Map<string, DraftRow>()

  constructor(private readonly parts: DraftVaultParts) {
    parts.keyring.listen((keys) => {
      if (!keys) this.cache.clear()
    })
    parts.changes.listen((change, here) => {
      if (change === 'drafts' && !here) this.cache.clear()
    })
  }

  /** A draft for a write: what was last seen of it will do, because the write compares (`DraftMoved`). */
  async recall(id: string): Promise<StoredDraft | null> {
    const newer = this.unwritten.get(id)
    if (!newer) return this.cache.get(id) ?? this.read(id)
    // of what the disk did not take, the cache may know what the disk has; a full disk may not even be read, and what is typed
    // on top must be kept all the same
    return this.read(id).catch(() => this.notWritten(newer, null))
  }

  async read(id: string): Promise<StoredDraft | null> {
    const row = await this.parts.db.drafts.get(id)
    const newer = this.unwritten.get(id)
    if (newer && newer.v === (row?.v ?? 0) + 1) return this.notWritten(newer, row?.partial ?? null)
    this.unwritten.delete(id)
    return row ? this.open(row) : null
  }

  /** All drafts of this tablet. One that cannot be opened is left out and stays on the disk. */
  async all(): Promise<StoredDraft[]> {
    const rows = await this.parts.db.drafts.toArray()
    const opened = await Promise.all(rows.map((row) => this.open(row).catch(() => null)))
    return opened.filter((draft) => draft !== null)
  }

  forget(id: string): void {
    this.cache.delete(id)
  }

  /**
   * Store a draft on top of version `from`; throws `DraftMoved` when the row is no longer that one. `photos` are writes of the same
   * transaction.
   */
  async write(content: DraftContent, from: number, photos?: PhotoWrite): Promise<void> {
    const row = await this.seal(content, from, null)
    const moved = { is: false }
    try {
      await strictWrite(this.parts.db, photos ? ['drafts', ...photoTables] : ['drafts'], (tx) => {
        putOn(tx, row, () => {
          moved.is = true
        })
        photos?.(tx)
      })
    } catch (error) {
      this.cache.delete(content.id)
      if (moved.is) throw new DraftMoved()
      // a photo that the disk did not take is nowhere: nothing may name it
      if (!photos) this.unwritten.set(content.id, row)
      throw error
    }
    this.unwritten.delete(content.id)
    this.remember({ content, v: from + 1, partial: null })
  }

  /** Seal now, to be put by a transaction that another one runs; `onMoved` tells that the row was not version `from`. */
  async prepare(content: DraftContent, from: number, partial: DraftRow['partial']) {
    const row = await this.seal(content, from, partial)
    return (tx: StrictTx, onMoved: () => void) => putOn(tx, row, onMoved)
  }

  /** Take the row out, if it is still version `from`. */
  remove(tx: StrictTx, id: string, from: number, onMoved: () => void): void {
    mustBe(tx, id, from, onMoved)
    tx.store('drafts').delete(id)
  }

  /** Take the row out whatever it says now; with `from` only if it is still that version, else `DraftMoved`. */
  async drop(id: string, photos: PhotoWrite, from?: number): Promise<void> {
    const moved = { is: false }
    const onMoved = () => {
      moved.is = true
    }
    this.cache.delete(id)
    try {
      await strictWrite(this.parts.db, ['drafts', ...photoTables], (tx) => {
        if (from !== undefined) mustBe(tx, id, from, onMoved)
        tx.store('drafts').delete(id)
        photos(tx)
      })
    } catch (error) {
      throw moved.is ? new DraftMoved() : error
    }
    this.unwritten.delete(id)
  }

  private async seal(content: DraftContent, from: number, partial: DraftRow['partial']): Promise<DraftRow> {
    const { vault } = this.parts.keyring.require()
    const box = await vault.seal({ table: 'drafts', id: content.id, version: from + 1 }, content)
    return { id: content.id, v: from + 1, partial, ...box }
  }

  private remember(draft: StoredDraft): void {
    if (this.parts.keyring.current) this.cache.set(draft.content.id, draft)
  }

  private async open(row: DraftRow): Promise<StoredDraft> {
    this.parts.keyring.require()
    const known = this.cache.get(row.id)
    if (known?.v === row.v) return known
    const draft = await this.unseal(row)
    this.remember(draft)
    return draft
  }

  private async notWritten(row: DraftRow, partial: DraftRow['partial']): Promise<StoredDraft> {
    const { content } = await this.unseal(row)
    return { content, v: row.v - 1, partial, unwritten: true }
  }

  private async unseal(row: DraftRow): Promise<StoredDraft> {
    const { vault } = this.parts.keyring.require()
    const value = await vault.open({ table: 'drafts', id: row.id, version: row.v }, row)
    const parsed = draftContentSchema.safeParse(value)
    if (!parsed.success) throw new StorageProblem('failed', { reason: 'damaged' })
    return { content: parsed.data, v: row.v, partial: row.partial }
  }
}

/** Put a row on top of the version before it. */
function putOn(tx: StrictTx, row: DraftRow, onMoved: () => void): void {
  mustBe(tx, row.id, row.v - 1, onMoved)
  tx.store('drafts').put(row)
}

/** Asked for before the write that stands or falls with it. */
function mustBe(tx: StrictTx, id: string, from: number, onMoved: () => void): void {
  tx.read<DraftRow>('drafts', id, (stored) => {
    if ((stored?.v ?? 0) === from) return
    onMoved()
    tx.refuse(new StorageProblem('failed', { reason: 'draft-moved' }))
  })
}
