import type { Bytes } from '../../../crypto/CryptoPort.ts'
import type { PackReason, PackStatement } from '../../../protocol/pack.ts'
import type { PackStore } from '../../../sync/ports.ts'
import type { Changes } from '../db/Changes.ts'
import { addLedgerBytes } from '../db/meta.ts'
import type { PackRow } from '../db/rows.ts'
import type { TabletDb } from '../db/TabletDb.ts'

export const emptyPack = (id: string): PackRow => ({ id, wanted: '', version: 0, sha256: '', refused: null })

const nothing: Bytes = new Uint8Array(0)

/** Packs over the tablet's database: public words, kept as they were signed (SPEC STO-1, PCK-5). */
export class DexiePackStore implements PackStore {
  constructor(private readonly parts: { db: TabletDb; changes: Changes }) {}

  async wanted(): Promise<string[]> {
    return (await this.parts.db.packs.toArray()).flatMap(({ wanted }) => (wanted === '' ? [] : [wanted]))
  }

  async taken(id: string): Promise<{ version: number; sha256: string }> {
    const { version, sha256 } = (await this.parts.db.packs.get(id)) ?? emptyPack(id)
    return { version, sha256 }
  }

  async part(sha256: string): Promise<Bytes> {
    return (await this.parts.db.packBodies.get(sha256))?.bytes ?? nothing
  }

  async keepPart(sha256: string, bytes: Bytes): Promise<void> {
    const { db } = this.parts
    await db.transaction('rw', [db.meta, db.packBodies], () => this.putBody(sha256, bytes, false))
  }

  async take(jws: string, { id, version, sha256, withdrawn }: PackStatement, body: Bytes | null): Promise<void> {
    const { db } = this.parts
    await db.transaction('rw', [db.meta, db.packs, db.packBodies], async () => {
      const row = (await db.packs.get(id)) ?? emptyPack(id)
      if (row.version >= version) return
      if (row.sha256 !== '' && row.sha256 !== sha256) await this.putBody(row.sha256, nothing, false)
      if (body) await this.putBody(sha256, body, true)
      // a newer one may have been told of meanwhile
      const wanted = row.wanted === jws ? '' : row.wanted
      await db.packs.put({ id, wanted, version, sha256: withdrawn ? '' : sha256, refused: null })
    })
    this.parts.changes.say('packs')
  }

  async refuse(id: string, version: number, reason: PackReason): Promise<void> {
    const { db } = this.parts
    await db.transaction('rw', db.packs, async () => {
      const row = (await db.packs.get(id)) ?? emptyPack(id)
      await db.packs.put({ ...row, refused: { version, reason } })
    })
    this.parts.changes.say('packs')
  }

  async forget(jws: string): Promise<void> {
    await this.parts.db.packs.filter(({ wanted }) => wanted === jws).modify({ wanted: '' })
  }

  /** A body, or what came of it; empty takes it away. Call inside a transaction with `meta` (SPEC STO-4). */
  private async putBody(sha256: string, bytes: Bytes, whole: boolean): Promise<void> {
    const { packBodies } = this.parts.db
    const before = (await packBodies.get(sha256))?.bytes.length ?? 0
    if (bytes.length === 0) await packBodies.delete(sha256)
    else await packBodies.put({ sha256, bytes, whole })
    await addLedgerBytes(this.parts.db, bytes.length - before)
  }
}
