import Dexie, { type DexieOptions, type PromiseExtended, type Table } from 'dexie'
import { StorageProblem } from '../ports.ts'

import type { DiskRoom } from './DiskRoom.ts'
import { learnPacks } from './learnPacks.ts'
import { renewLog } from './renewLog.ts'
import type {
  AnsweredRow,
  ChainRow,
  DraftRow,
  HeadRow,
  MetaRow,
  OutboxRecord,
  PackBodyRow,
  PackRow,
  PageRow,
  PhotoBodyRow,
  PhotoRow,
  ReceiptRow,
  SessionRow,
  StudioRow,
  VerdictRow,
  VolunteerRow,
} from './rows.ts'
import { separateHeads } from './separateHeads.ts'
import { toStorageProblem } from './storageProblem.ts'

/** Append-only: the index is the version less one; a shipped line is never edited (design §2 D3, models §3.18). */
const versions: readonly Record<string, string>[] = [
  {
    meta: 'key',
    volunteers: 'id',
    sessions: 'sid',
    chains: 'chain',
    outbox: '[chain+n], [state+createdAt], attention',
    receipts: 'chain',
    verdicts: '[chain+n]',
    drafts: 'id',
    pages: 'to',
    answered: 'id',
  },
  { heads: 'chain', outbox: '[chain+n], state, attention' },
  { photos: 'id, record, state', photoBodies: 'id' },
  { packs: 'id', packBodies: 'sha256' },
  { studio: 'id' },
]

export type TableName =
  | 'meta'
  | 'volunteers'
  | 'sessions'
  | 'chains'
  | 'heads'
  | 'outbox'
  | 'receipts'
  | 'verdicts'
  | 'drafts'
  | 'pages'
  | 'answered'
  | 'photos'
  | 'photoBodies'
  | 'packs'
  | 'packBodies'
  | 'studio'

/** A tab that yields saves first what it holds, but no longer than this, ms: the newer one waits for it. */
const longestSaveMs = 2_000
/** How often a piece of work is begun again because the database was closed under it. */
const tries = 3

export interface TabletDbOptions extends Pick<DexieOptions, 'indexedDB' | 'IDBKeyRange'> {
  /** what is let go when the disk is full; without it a full disk stays full */
  room?: DiskRoom
}

/**
 * The tablet's database. Every write waits for the disk: with Chrome's default a power cut took hundreds of acknowledged
 * records, with `strict` none (stack.md §5).
 */
export class TabletDb extends Dexie {
  declare readonly meta: Table<MetaRow, string>
  declare readonly volunteers: Table<VolunteerRow, string>
  declare readonly sessions: Table<SessionRow, string>
  declare readonly chains: Table<ChainRow, string>
  declare readonly heads: Table<HeadRow, string>
  declare readonly outbox: Table<OutboxRecord, [string, number]>
  declare readonly receipts: Table<ReceiptRow, string>
  declare readonly verdicts: Table<VerdictRow, [string, number]>
  declare readonly drafts: Table<DraftRow, string>
  declare readonly pages: Table<PageRow, number>
  declare readonly answered: Table<AnsweredRow, string>
  declare readonly photos: Table<PhotoRow, string>
  declare readonly photoBodies: Table<PhotoBodyRow, string>
  declare readonly packs: Table<PackRow, string>
  declare readonly packBodies: Table<PackBodyRow, string>
  declare readonly studio: Table<StudioRow, string>

  readonly room: DiskRoom | null
  private yielded = false
  private saveFirst: () => Promise<unknown> = async () => undefined
  private readonly yieldListeners = new Set<() => void>()

  constructor(name = 'tram-so', { room, ...options }: TabletDbOptions = {}) {
    // the query cache knows nothing of the raw writes of `strictWrite`
    super(name, { chromeTransactionDurability: 'strict', cache: 'disabled', ...options })
    this.room = room ?? null
    versions.forEach((tables, index) => {
      this.version(index + 1).stores(tables)
    })
    this.version(2).upgrade(separateHeads)
    this.version(4).upgrade(learnPacks)
    // a newer tab upgrades, or the site's data are being cleared: let go, or that tab hangs (security-sync §2)
    this.on('versionchange', () => {
      void this.letGo()
      return false
    })
    if (room) this.minds(room)
  }

  /** Nothing is written behind a torn end; each time the database is opened it is looked whether one must be mended first. */
  private minds(room: DiskRoom): void {
    this.on(
      'ready',
      async () => {
        const idb = this.backendDB()
        idb.addEventListener('close', () => {
          if (!this.isOpen() || this.backendDB() === idb) void room.make()
        })
        // a disk without room even for that can still be read
        await room.mend(() => renewLog(idb)).catch(() => undefined)
      },
      true,
    )
    this.use({
      stack: 'dbcore',
      name: 'room',
      create: (core) => ({
        ...core,
        transaction(tables, mode, options) {
          if (mode === 'readwrite' && room.isTorn) throw noRoom()
          return core.transaction(tables, mode, options)
        },
      }),
    })
  }

  /** What writes down all that screens still hold; asked before the database is let go, and waited for a moment only. */
  beforeYield(save: () => Promise<unknown>): void {
    this.saveFirst = save
  }

  /** Called once this tab had to let go of the database; the screen then says "reopen". */
  onYield(listener: () => void): void {
    this.yieldListeners.add(listener)
  }

  private async letGo(): Promise<void> {
    const patience = new Promise((resolve) => setTimeout(resolve, longestSaveMs))
    await Promise.race([this.saveFirst().catch(() => undefined), patience])
    this.yielded = true
    this.close()
    for (const listener of this.yieldListeners) listener()
  }

  /** Why the database is closed for good, if it is. */
  get closedBecause(): StorageProblem | null {
    return this.yielded ? new StorageProblem('version-change') : null
  }

  override open(): PromiseExtended<Dexie> {
    return Dexie.ignoreTransaction(() => Dexie.Promise.resolve(this.openWithRoom()))
  }

  private async openWithRoom(): Promise<Dexie> {
    // opening writes too: not while room is only being made for it
    await this.room?.settled
    try {
      return await super.open()
    } catch (error) {
      if (!this.yielded && (await this.room?.make())) return await super.open()
      // Dexie would give this failure for an answer from now on; the next to ask tries again
      this.close({ disableAutoOpen: false })
      // opening a full disk fails without a reason
      throw this.room?.full.value ? noRoom() : error
    }
  }

  /** Runs `work`, and again when the browser closed the database under it, or when room could be made on a full disk. */
  async withRoom<T>(work: () => Promise<T>): Promise<T> {
    for (let left = tries; ; left -= 1) {
      const used = this.isOpen() ? this.backendDB() : null
      try {
        return await work()
      } catch (error) {
        // what the work itself refused is no trouble of the disk
        if (error instanceof StorageProblem || this.yielded || left === 0) throw error
        const isClosed = toStorageProblem(error).code === 'closed'
        if (!isClosed && !(await this.room?.make())) throw error
        if (used && this.isOpen() && this.backendDB() === used) this.close({ disableAutoOpen: false })
        await this.open()
      }
    }
  }

  /** The open connection, for a write; opens again after a forced close (a full disk closes it, security-sync §2). */
  async connection(): Promise<IDBDatabase> {
    const problem = this.closedBecause
    if (problem) throw problem
    if (!this.isOpen()) await this.open()
    if (this.room?.isTorn) throw noRoom()
    return this.backendDB()
  }
}

const noRoom = () => new DOMException('no room', 'QuotaExceededError')
