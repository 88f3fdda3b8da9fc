import Dexie, { type DexieOptions, type Table } from 'dexie'
import { StorageProblem } from '../ports.ts'
import type {
  AnsweredRow,
  ChainRow,
  DraftRow,
  HeadRow,
  MetaRow,
  OutboxRecord,
  PageRow,
  ReceiptRow,
  SessionRow,
  VerdictRow,
  VolunteerRow,
} from './rows.ts'
import { separateHeads } from './separateHeads.ts'

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

export type TabletDbOptions = Pick<DexieOptions, 'indexedDB' | 'IDBKeyRange'>

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

  private yielded = false
  private readonly yieldListeners = new Set<() => void>()

  constructor(name = 'tram-so', options: TabletDbOptions = {}) {
    // the query cache knows nothing of the raw writes of `strictWrite`
    super(name, { chromeTransactionDurability: 'strict', cache: 'disabled', ...options })
    versions.forEach((tables, index) => {
      this.version(index + 1).stores(tables)
    })
    this.version(2).upgrade(separateHeads)
    // a newer tab upgrades, or the site's data are being cleared: let go at once, or that tab hangs (security-sync §2)
    this.on('versionchange', () => {
      this.yielded = true
      this.close()
      for (const listener of this.yieldListeners) listener()
      return false
    })
  }

  /** Called once this tab had to let go of the database; the screen then says "reopen". */
  onYield(listener: () => void): void {
    this.yieldListeners.add(listener)
  }

  /** Why the database is closed for good, if it is. */
  get closedBecause(): StorageProblem | null {
    return this.yielded ? new StorageProblem('version-change') : null
  }

  /** The open connection; opens again after a forced close (a full disk closes it, security-sync §2). */
  async connection(): Promise<IDBDatabase> {
    const problem = this.closedBecause
    if (problem) throw problem
    if (!this.isOpen()) await this.open()
    return this.backendDB()
  }
}
