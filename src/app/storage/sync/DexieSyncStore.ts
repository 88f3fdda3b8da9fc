import type { Bytes, CryptoPort } from '../../../crypto/CryptoPort.ts'
import { webSigner } from '../../../crypto/web/webBase.ts'
import type { PullEntry, SealedPage } from '../../../protocol/page.ts'
import type { WithheldReason } from '../../../protocol/problems.ts'
import type { Receipt } from '../../../protocol/statements.ts'
import type { ChainState, OutboxRow, SyncIdentity, SyncStore, TakenHead } from '../../../sync/ports.ts'
import type { Change, Changes } from '../db/Changes.ts'
import { addLedgerBytes, readMeta, writeMeta } from '../db/meta.ts'
import type { ChainRow, HeadRow, OutboxRecord, VerdictRow } from '../db/rows.ts'
import type { TabletDb } from '../db/TabletDb.ts'
import { newChain, putChain } from '../seal/chains.ts'
import { chainsByEpoch } from './chainsByEpoch.ts'
import { pageBytes } from './pageRow.ts'
import { cutMarks, dropSafeBodies } from './safeBodies.ts'
import { partAt, setApart } from './setApart.ts'
import { settleReceipted } from './settleReceipted.ts'
import { standsIn, takeBranchEpoch, takeChainEpoch } from './takeEpoch.ts'
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
      const { branch } = state
      const isBranchs = receipt.chain !== chain && branch !== undefined
      if (receipt.epoch < (isBranchs ? branch.epoch : state.epoch) || receipt.n <= state.receiptedN) return
      // what the chain itself has is no branch's any more
      const grown = branch && !isBranchs ? { branch: { ...branch, after: Math.max(branch.after, receipt.n) } } : {}
      await db.chains.update(chain, { receiptedN: receipt.n, ...grown })
      await settleReceipted(db, state, receipt)
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

  async takeHead(chain: string, head: TakenHead): Promise<boolean> {
    const { db } = this.parts
    let isOurs = false
    const tables = [db.meta, db.chains, db.heads, db.outbox, db.verdicts, db.pages]
    await db.transaction('rw', tables, async () => {
      const device = await readMeta(db, 'device')
      const state = await db.chains.get(chain)
      if (!device || !state) return
      const certificates = [...new Set([...device.certificates, ...head.certificates])]
      await writeMeta(db, 'device', { ...device, certificates, epoch: Math.max(device.epoch, head.epoch) })
      await writeMeta(db, 'contact', { at: head.at, hubNow: head.hubNow })
      if (device.epoch > 0 && head.epoch > device.epoch) await this.pullAnew()
      isOurs = await standsIn(db, chain, head)
      if (isOurs) await (head.isBranch ? takeBranchEpoch : takeChainEpoch)(db, state, head)
      await dropSafeBodies(db, head.epoch, head.hubNow)
    })
    this.say('sync', 'outbox')
    return isOurs
  }

  async beginNewChain(because: 'behind-hub' | 'fork', chain: string): Promise<void> {
    const { db, crypto } = this.parts
    const device = await readMeta(db, 'device')
    if (!device) return
    const next = await newChain(crypto, device.tenant, device.device)
    await db.transaction('rw', [db.chains, db.heads, db.outbox, db.verdicts], async () => {
      const [state, head] = await Promise.all([db.chains.get(chain), db.heads.get(chain)])
      if (!state || !head?.current) return
      await putChain(db, { chain: { ...state, closedBecause: because }, head: { ...head, current: false } })
      await putChain(db, next)
      await setApart(db, state)
    })
    this.say('outbox')
  }

  async takeBranch(chain: string, { id, after, epoch }: { id: string; after: number; epoch: number }): Promise<void> {
    const { db } = this.parts
    await db.transaction('rw', [db.chains, db.heads, db.outbox, db.verdicts], async () => {
      const [state, head] = await Promise.all([db.chains.get(chain), db.heads.get(chain)])
      if (!state || !head || head.current) return
      if (epoch > state.epoch) await db.chains.update(chain, { epoch, safe: cutMarks(state.safe ?? [], after) })
      const { branch = { id, after: -1, epoch: 0 } } = state
      if (branch.after === after) return
      // what is held of the branch its own head will say (SPEC EPO-1)
      const receiptedN = Math.min(state.receiptedN, after)
      await db.chains.update(chain, { branch: { ...branch, after }, receiptedN })
      await partAt(db, { ...state, receiptedN }, after)
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

  private say(...changes: Change[]): void {
    for (const change of changes) this.parts.changes.say(change)
  }
}
