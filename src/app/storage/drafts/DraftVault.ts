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
}

/** Another tab wrote this draft between our reading and our writing. */
export class DraftMoved extends Error {
  override name = 'DraftMoved'
}

export interface DraftVaultParts {
  db: TabletDb
  keyring: Keyring
  changes: Changes
}

/** Draft rows: sealed before the transaction opens, compared inside it (design D3). Contents are cached while unlocked. */
export class DraftVault {
  private readonly cache = new Map<string, StoredDraft>()

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
    return this.cache.get(id) ?? this.read(id)
  }

  async read(id: string): Promise<StoredDraft | null> {
    const row = await this.parts.db.drafts.get(id)
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

  /** Store a draft on top of version `from`; throws `DraftMoved` when the row is no longer that one. */
  async write(content: DraftContent, from: number): Promise<void> {
    const put = await this.prepare(content, from, null)
    const moved = { is: false }
    try {
      await strictWrite(this.parts.db, ['drafts'], (tx) =>
        put(tx, () => {
          moved.is = true
        }),
      )
    } catch (error) {
      this.cache.delete(content.id)
      throw moved.is ? new DraftMoved() : error
    }
    this.remember({ content, v: from + 1, partial: null })
  }

  /** Seal now, to be put by a transaction that another one runs; `onMoved` tells that the row was not version `from`. */
  async prepare(content: DraftContent, from: number, partial: DraftRow['partial']) {
    const { vault } = this.parts.keyring.require()
    const box = await vault.seal({ table: 'drafts', id: content.id, version: from + 1 }, content)
    const row: DraftRow = { id: content.id, v: from + 1, partial, ...box }
    return (tx: StrictTx, onMoved: () => void) => {
      mustBe(tx, content.id, from, onMoved)
      tx.store('drafts').put(row)
    }
  }

  /** Take the row out, if it is still version `from`. */
  remove(tx: StrictTx, id: string, from: number, onMoved: () => void): void {
    mustBe(tx, id, from, onMoved)
    tx.store('drafts').delete(id)
  }

  /** Take the row out whatever it says now. */
  async drop(id: string): Promise<void> {
    await strictWrite(this.parts.db, ['drafts'], (tx) => tx.store('drafts').delete(id))
    this.cache.delete(id)
  }

  private remember(draft: StoredDraft): void {
    if (this.parts.keyring.current) this.cache.set(draft.content.id, draft)
  }

  private async open(row: DraftRow): Promise<StoredDraft> {
    const { vault } = this.parts.keyring.require()
    const known = this.cache.get(row.id)
    if (known?.v === row.v) return known
    const value = await vault.open({ table: 'drafts', id: row.id, version: row.v }, row)
    const parsed = draftContentSchema.safeParse(value)
    if (!parsed.success) throw new StorageProblem('failed', { reason: 'damaged' })
    const draft = { content: parsed.data, v: row.v, partial: row.partial }
    this.remember(draft)
    return draft
  }
}

/** Asked for before the write that stands or falls with it. */
function mustBe(tx: StrictTx, id: string, from: number, onMoved: () => void): void {
  tx.read<DraftRow>('drafts', id, (stored) => {
    if ((stored?.v ?? 0) === from) return
    onMoved()
    tx.refuse(new StorageProblem('failed', { reason: 'draft-moved' }))
  })
}
