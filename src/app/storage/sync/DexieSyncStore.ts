import Dexie from 'dexie'
import type { Bytes, CryptoPort } from '../../../crypto/CryptoPort.ts'
import { webSigner } from '../../../crypto/web/webBase.ts'
import type { PullEntry, SealedPage } from '../../../protocol/page.ts'
import type { WithheldReason } from '../../../protocol/problems.ts'
import type { Receipt } from '../../../protocol/statements.ts'
import type { ChainState, OutboxRow, SyncIdentity, SyncStore } from '../../../sync/ports.ts'
import type { Change, Changes } from '../db/Changes.ts'
import { addLedgerBytes, readMeta, writeMeta } from '../db/meta.ts'
import type { ChainRow, HeadRow, OutboxRecord, VerdictRow } from '../db/rows.ts'
import type { TabletDb } from '../db/TabletDb.ts'
import { newChain, putChain } from '../seal/chains.ts'
import { chainsByEpoch } from './chainsByEpoch.ts'
import { pageBytes } from './pageRow.ts'
import { cutMarks, dropSafeBodies, safeUpTo } from './safeBodies.ts'
import { settled } from './settle.ts'
import { takePage } from './takePage.ts'

/** rows read at a time while a push is filled */
const batch = 64

const stateOf = ({ chain, n, hash, receiptedN, current }: ChainRow & HeadRow): ChainState => ({
  chain,
  n,
  hash,
  receiptedN,
  current,
})
const outboxRowOf = ({
  state: _,
  exception: __,
  createdAt: ___,
  bytes: ____,
  ref: _____,
  ...row
}: OutboxRecord): OutboxRow => row

/** It was safe, so its body went; the backup it was safe in went too: only its place in the chain can be told (SPEC EPO-3). */
const lost = (row: OutboxRecord): OutboxRecord => ({ ...row, withheld: 'withheld-lost', attention: 1 })

export interface SyncStoreParts {
  db: TabletDb
  crypto: CryptoPort
  changes: Changes
}

/** The sync engine's store over the tablet's database; it opens nothing and needs no PIN. */
export class DexieSyncStore implements SyncStore {
  constructor(private readonly parts: SyncStoreParts) {}

  async identity(): Promise<SyncIdentity | null> {
    const device = await readMeta(this.parts.db, 'device')
    // a revoked tablet still sends what it holds, into quarantine (SPEC PULL-5)
    if (!device?.rootKey || device.team === null) return null
    if (device.status !== 'ready' && device.status !== 'revoked') return null
    const { tenant, device: id, team, rootKey, certificates, epoch } = device
    return { tenant, device: id, team, rootKey, certificates, epoch, signer: await webSigner(device.sign) }
  }

  async chains(): Promise<ChainState[]> {
    const rows = await chainsByEpoch(this.parts.db)
    return rows.filter((row) => row.current || row.receiptedN < row.n).map(stateOf)
  }

  async outboxFrom(chain: string, from: number, maxBytes: number): Promise<OutboxRow[]> {
    const taken: OutboxRow[] = []
    let bytes = 0
    for (let next = from; ; next += batch) {
      const range = this.parts.db.outbox.where('[chain+n]').between([chain, next], [chain, next + batch])
      const rows = await range.toArray()
      for (const row of rows) {
        bytes += row.ct?.length ?? 0
        // the stream has no gaps: what lies behind a missing row is not sent
        if (row.n !== from + taken.length || (taken.length > 0 && bytes > maxBytes)) return taken
        taken.push(outboxRowOf(row))
      }
      if (rows.length < batch) return taken
    }
  }

  async hashAt(chain: string, n: number): Promise<Bytes | null> {
    const { db } = this.parts
    if (n === 0) return (await db.chains.get(chain))?.genesis ?? null
    const head = await db.heads.get(chain)
    if (head?.n === n) return head.hash
    return (await db.outbox.get([chain, n]))?.hash ?? null
  }

  async sessionHeader(sid: string): Promise<Bytes | null> {
    return (await this.parts.db.sessions.get(sid))?.header ?? null
  }

  async takeReceipt(chain: string, receipt: Receipt, jws: string): Promise<void> {
    const { db } = this.parts
    await db.transaction('rw', [db.chains, db.heads, db.outbox, db.receipts, db.verdicts], async () => {
      const [state, head] = await Promise.all([db.chains.get(chain), db.heads.get(chain)])
      const kept = await db.receipts.get(chain)
      if (!state || !head || receipt.n > head.n) return
      if (!kept || kept.n <= receipt.n) await db.receipts.put({ chain, n: receipt.n, jws })
      // the epoch before a restore promises nothing any more (SPEC EPO-1)
      if (receipt.epoch < state.epoch || receipt.n <= state.receiptedN) return
      await db.chains.update(chain, { receiptedN: receipt.n })
      await this.settleReceipted(chain, state.receiptedN + 1, receipt, safeUpTo(state.safe))
    })
    this.say('outbox')
  }

  async withhold(chain: string, n: number, reason: WithheldReason): Promise<void> {
    const { db } = this.parts
    await db.outbox
      .where('[chain+n]')
      .equals([chain, n])
      .modify((row: OutboxRecord) => {
        row.withheld = reason
        row.attention = 1
      })
    this.say('outbox')
  }

  async takeHead(
    chain: string,
    head: { epoch: number; n: number; hubNow: number; at: number; certificates: string[] },
  ): Promise<void> {
    const { db } = this.parts
    const tables = [db.meta, db.chains, db.heads, db.outbox, db.verdicts, db.pages]
    await db.transaction('rw', tables, async () => {
      const device = await readMeta(db, 'device')
      const state = await db.chains.get(chain)
      if (!device || !state) return
      const certificates = [...new Set([...device.certificates, ...head.certificates])]
      await writeMeta(db, 'device', { ...device, certificates, epoch: Math.max(device.epoch, head.epoch) })
      await writeMeta(db, 'contact', { at: head.at, hubNow: head.hubNow })
      if (device.epoch > 0 && head.epoch > device.epoch) await this.pullAnew()
      if (head.epoch > state.epoch) {
        const safe = cutMarks(state.safe ?? [], head.n)
        await db.chains.update(chain, { epoch: head.epoch, receiptedN: Math.min(state.receiptedN, head.n), safe })
        if (state.epoch > 0) await this.sendAgain(chain, head.n)
      }
      await dropSafeBodies(db, head.epoch, head.hubNow)
    })
    this.say('sync', 'outbox')
  }

  async beginNewChain(because: 'behind-hub' | 'fork', chain: string): Promise<void> {
    const { db, crypto } = this.parts
    const device = await readMeta(db, 'device')
    if (!device) return
    const next = await newChain(crypto, device.tenant, device.device)
    await db.transaction('rw', [db.chains, db.heads, db.outbox], async () => {
      const [state, head] = await Promise.all([db.chains.get(chain), db.heads.get(chain)])
      if (!state || !head?.current) return
      await putChain(db, { chain: { ...state, closedBecause: because }, head: { ...head, current: false } })
      await putChain(db, next)
      // these can be opened by nobody here and wait for a person (SPEC CHN-5)
      await db.outbox
        .where('[chain+n]')
        .between([chain, state.receiptedN + 1], [chain, Dexie.maxKey])
        .modify((row: OutboxRecord) => {
          row.exception = 'fork'
          row.attention = 1
        })
    })
    this.say('outbox')
  }

  async cursor(): Promise<number> {
    return (await readMeta(this.parts.db, 'cursor')) ?? 0
  }

  async takePage(page: SealedPage, entries: readonly PullEntry[]): Promise<void> {
    await takePage(this.parts.db, page, entries)
    this.say('pages', 'outbox', 'drafts')
  }

  async takeRevoked(): Promise<void> {
    const { db } = this.parts
    await db.transaction('rw', db.meta, async () => {
      const device = await readMeta(db, 'device')
      if (device?.status === 'ready') await writeMeta(db, 'device', { ...device, status: 'revoked' })
    })
    this.say('device')
  }

  /** A restored hub's sequence went back: what it tells from now on would look old beside our cursor (SPEC EPO-1). */
  private async pullAnew(): Promise<void> {
    const { db } = this.parts
    const bytes = (await db.pages.toArray()).reduce((sum, row) => sum + pageBytes(row), 0)
    await db.pages.clear()
    await addLedgerBytes(db, -bytes)
    await writeMeta(db, 'cursor', 0)
    await db.verdicts.toCollection().modify((row: VerdictRow) => {
      row.before = true
    })
  }

  /** A restored hub may lack what it had promised to hold, and has not decided it: it is sent again (SPEC EPO-1). */
  private async sendAgain(chain: string, headN: number): Promise<void> {
    const n = (await this.parts.db.heads.get(chain))?.n ?? headN
    const { db } = this.parts
    const beyond = [[chain, headN + 1] as const, [chain, n] as const, true, true] as const
    await db.verdicts
      .where('[chain+n]')
      .between(...beyond)
      .delete()
    const decided = await db.outbox
      .where('[chain+n]')
      .between(...beyond)
      .filter(({ state }) => state !== undefined)
      .toArray()
    const open = decided.map((row) => settled(row, false, undefined, 0))
    await db.outbox.bulkPut(open.map((row) => (row.ct === null && row.withheld === null ? lost(row) : row)))
  }

  /** What a receipt changes of the items that it newly covers: those that it names, and those with a verdict already. */
  private async settleReceipted(chain: string, from: number, receipt: Receipt, safeN: number): Promise<void> {
    const { db } = this.parts
    const exceptions = new Map(receipt.exceptions)
    const verdicts = await db.verdicts
      .where('[chain+n]')
      .between([chain, from], [chain, receipt.n], true, true)
      .toArray()
    const verdictOf = new Map(verdicts.map((verdict) => [verdict.n, verdict]))
    const named = [...new Set([...exceptions.keys(), ...verdictOf.keys()])].filter((n) => n >= from && n <= receipt.n)
    const rows = await db.outbox.bulkGet(named.map((n): [string, number] => [chain, n]))
    const settledRows = rows.flatMap((row) =>
      row
        ? [settled({ ...row, exception: exceptions.get(row.n) ?? row.exception }, true, verdictOf.get(row.n), safeN)]
        : [],
    )
    await db.outbox.bulkPut(settledRows)
  }

  private say(...changes: Change[]): void {
    for (const change of changes) this.parts.changes.say(change)
  }
}
