import { limits, wireVersions } from '../../../protocol/limits.ts'
import type { Changes } from '../db/Changes.ts'
import { readLedger, readMeta } from '../db/meta.ts'
import type { OutboxState } from '../db/rows.ts'
import type { TabletDb } from '../db/TabletDb.ts'
import type { BrowserHost } from '../device/BrowserHost.ts'
import { noPhotos } from '../photos/noPhotos.ts'
import { readPhotoStatus } from '../photos/readPhotoStatus.ts'
import type { TabletPhotoBudget } from '../photos/TabletPhotoBudget.ts'
import { gathered } from '../platform/gathered.ts'
import type { TabletClock } from '../platform/TabletClock.ts'
import { WatchedValue } from '../platform/WatchedValue.ts'
import type { StorageGrant, SyncStatus, Watch } from '../ports.ts'
import { readChains } from '../seal/chains.ts'
import type { Keyring } from '../seal/Keyring.ts'
import { countStored } from './countStored.ts'
import { readAttention } from './readAttention.ts'
import { readCopied } from './readCopied.ts'
import type { TeamRecords } from './TeamRecords.ts'

/** A larger difference between the tablet's clock and the hub's is shown, ms (SPEC HEA-4). */
const doubtMs = 24 * 3_600_000

export interface StatusBoardParts {
  db: TabletDb
  clock: TabletClock
  keyring: Keyring
  changes: Changes
  records: TeamRecords
  grant: Watch<StorageGrant>
  diskFull: Watch<boolean>
  photoBudget: TabletPhotoBudget
  host: Pick<BrowserHost, 'lineKind'>
  versions: { app: string; schema: number }
}

type LineState = Pick<SyncStatus, 'line' | 'progress' | 'nextTryAt'>

/** The status of this tablet, read anew from its own disk whenever something there has changed (design D11). */
export class StatusBoard {
  readonly status: WatchedValue<SyncStatus>
  private lineState: LineState = { line: 'idle', progress: null, nextTryAt: null }

  constructor(private readonly parts: StatusBoardParts) {
    this.status = new WatchedValue<SyncStatus>({
      ...this.lineState,
      pending: 0,
      stored: 0,
      applied: 0,
      safe: 0,
      photos: noPhotos,
      attention: [],
      copied: 'no',
      oldestPendingAt: null,
      diskFull: parts.diskFull.value,
      bytesUsed: 0,
      bytesCap: limits.ledger,
      lastContactAt: null,
      clockOffset: null,
      clockDoubt: false,
      persisted: parts.grant.value.persisted,
      versions: { ...parts.versions, wire: wireVersions.max, epoch: null },
    })
    parts.changes.listen(() => this.refresh())
    parts.keyring.listen((keys) => {
      // names go at once, the rest is read again
      if (!keys) this.status.set({ ...this.status.value, attention: [] })
      this.refresh()
    })
    parts.grant.subscribe(() => this.refresh())
    parts.diskFull.subscribe((diskFull) => this.status.set({ ...this.status.value, diskFull }))
  }

  /** What the line does right now; shown at once. */
  setLine(state: Partial<LineState>): void {
    this.lineState = { ...this.lineState, ...state }
    this.status.set({ ...this.status.value, ...this.lineState })
  }

  /** Read again; calls that come meanwhile are gathered. */
  readonly refresh = gathered(async (isCurrent) => {
    const read = await this.read().catch(() => null)
    if (read && isCurrent()) this.status.set({ ...read, ...this.lineState })
  })

  private count(state: OutboxState): Promise<number> {
    return this.parts.db.outbox.where('state').equals(state).count()
  }

  /** What no receipt covers yet, and since when, by the tablet's clock, the oldest of it waits. */
  private async waiting(): Promise<{ pending: number; oldestPendingAt: number | null }> {
    const chains = (await readChains(this.parts.db)).filter(({ receiptedN, n }) => receiptedN < n)
    const first = await this.parts.db.outbox.bulkGet(chains.map(({ chain, receiptedN }) => [chain, receiptedN + 1]))
    const times = first.flatMap((row) => (row ? [row.createdAt] : []))
    return {
      pending: chains.reduce((sum, { receiptedN, n }) => sum + n - receiptedN, 0),
      oldestPendingAt: times.length > 0 ? Math.min(...times) : null,
    }
  }

  private async read(): Promise<Omit<SyncStatus, keyof LineState>> {
    const { db, clock, keyring, records, grant, diskFull, versions, photoBudget, host } = this.parts
    const [waiting, stored, applied, safe, photos, ledger, contact, device, attention, copied] = await Promise.all([
      this.waiting(),
      countStored(db),
      this.count('applied'),
      this.count('safe'),
      readPhotoStatus(db, photoBudget),
      readLedger(db),
      readMeta(db, 'contact'),
      readMeta(db, 'device'),
      readAttention(db, keyring, records),
      readCopied(db),
    ])
    const clockOffset = contact ? contact.hubNow - contact.at : null
    const wentBack = contact !== undefined && clock.now() < contact.at - doubtMs
    return {
      ...waiting,
      stored,
      applied,
      safe,
      photos: { ...photos, line: host.lineKind() },
      attention,
      copied,
      diskFull: diskFull.value,
      bytesUsed: ledger,
      bytesCap: limits.ledger,
      lastContactAt: contact?.at ?? null,
      clockOffset,
      clockDoubt: wentBack || Math.abs(clockOffset ?? 0) > doubtMs,
      persisted: grant.value.persisted,
      versions: { ...versions, wire: wireVersions.max, epoch: device?.epoch || null },
    }
  }
}
