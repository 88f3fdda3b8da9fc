import type { CryptoPort } from '../../../crypto/CryptoPort.ts'
import { isKept } from '../../../domain/records.ts'
import { type PulledRecord, reopenPage } from '../../../protocol/page.ts'
import type { Changes } from '../db/Changes.ts'
import { readMeta } from '../db/meta.ts'
import type { PageRow } from '../db/rows.ts'
import type { TabletDb } from '../db/TabletDb.ts'
import { StorageProblem } from '../ports.ts'
import { ownBytes } from '../seal/chains.ts'
import type { Keyring } from '../seal/Keyring.ts'
import { concernsTeam, uuidsIn } from './pageRow.ts'

/** No screen shows more of the team's open cases than this; reading stops there (newest first). */
const mostShown = 200

export interface TeamRecordsParts {
  db: TabletDb
  crypto: CryptoPort
  keyring: Keyring
  changes: Changes
}

/** Reads the team's open cases out of the sealed pages, newest first, while a volunteer is unlocked. */
export class TeamRecords {
  /** opened pages by `to`; a page never changes, so only the lock empties it */
  private readonly opened = new Map<number, PulledRecord[]>()

  constructor(private readonly parts: TeamRecordsParts) {
    parts.keyring.listen((keys) => {
      if (!keys) this.opened.clear()
    })
  }

  /** Up to `limit` records that concern the team, each in its newest state. Empty while locked. */
  async open(limit = mostShown): Promise<PulledRecord[]> {
    if (!this.parts.keyring.current) return []
    const found: PulledRecord[] = []
    const seen = new Set<string>()
    for (const to of await this.newestFirst()) {
      const row = await this.parts.db.pages.get(to)
      if (!row) continue
      if (row.hot && found.length < limit) found.push(...(await this.freshIn(row, seen)).filter(concernsTeam))
      for (const id of [...uuidsIn(row.ids), ...uuidsIn(row.gone)]) seen.add(id)
      if (found.length >= limit) break
    }
    return found.slice(0, limit)
  }

  /** All households and rounds of the team (SPEC RND-4), each in its newest state. Empty while locked. */
  async kept(): Promise<PulledRecord[]> {
    if (!this.parts.keyring.current) return []
    const found: PulledRecord[] = []
    const seen = new Set<string>()
    for (const to of await this.newestFirst()) {
      const row = await this.parts.db.pages.get(to)
      if (!row) continue
      if (row.keeps !== false) found.push(...(await this.freshIn(row, seen)).filter(({ type }) => isKept(type)))
      for (const id of [...uuidsIn(row.ids), ...uuidsIn(row.gone)]) seen.add(id)
    }
    return found
  }

  /** The newest state of one record; null when it is gone or was never pulled. */
  async find(id: string): Promise<PulledRecord | null> {
    for (const to of await this.newestFirst()) {
      const row = await this.parts.db.pages.get(to)
      if (!row || uuidsIn(row.gone).includes(id)) return null
      if (uuidsIn(row.ids).includes(id)) return (await this.recordsOf(row)).find((record) => record.id === id) ?? null
    }
    return null
  }

  private async newestFirst(): Promise<number[]> {
    return this.parts.db.pages.orderBy('to').reverse().primaryKeys()
  }

  /** Records of a page that no newer page speaks of, newest first. */
  private async freshIn(row: PageRow, seen: ReadonlySet<string>): Promise<PulledRecord[]> {
    const gone = new Set(uuidsIn(row.gone))
    return (await this.recordsOf(row)).filter(({ id }) => !seen.has(id) && !gone.has(id))
  }

  private async recordsOf(row: PageRow): Promise<PulledRecord[]> {
    const known = this.opened.get(row.to)
    if (known) return known
    const { db, crypto, keyring } = this.parts
    const key = keyring.require().teamKeys.get(row.keyId)
    const device = await readMeta(db, 'device')
    if (!key || !device?.team) throw new StorageProblem('locked')
    const scope = {
      tenant: ownBytes(device.tenant),
      team: ownBytes(device.team),
      device: ownBytes(device.device),
    }
    const entries = await reopenPage(crypto, key, scope, { ...row, more: false })
    if (!entries) throw new StorageProblem('failed', { reason: 'damaged' })
    const records = entries.filter((entry) => entry.k === 'record').sort((a, b) => b.s - a.s)
    this.opened.set(row.to, records)
    return records
  }
}
