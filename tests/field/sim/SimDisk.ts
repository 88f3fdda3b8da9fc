import { equalBytes, hex } from '../../../src/crypto/bytes.ts'
import type { Bytes } from '../../../src/crypto/CryptoPort.ts'
import type { PullEntry, PulledRecord, SealedPage } from '../../../src/protocol/page.ts'
import type { Receipt } from '../../../src/protocol/statements.ts'
import type { ChainState, OutboxRow, SyncIdentity, SyncStore } from '../../../src/sync/ports.ts'

interface ChainDisk {
  genesis: Bytes
  rows: Map<number, OutboxRow>
  head: { n: number; hash: Bytes }
  receiptedN: number
  /** epoch of the last head for this chain */
  epoch: number
  jws: string | null
  /** how far it lies in a backup (SPEC PULL-7) */
  safeN: number
}

export type Verdict = Extract<PullEntry, { k: 'verdict' }>

/** May a verdict stand over that one (SPEC VDT-2)? */
const movesForward = (known: Verdict | undefined) => known === undefined || known.state === 'held'

/**
 * A tablet's committed storage, as Dexie keeps it: each method is one transaction. Code of a killed browser never gets here
 * again, because its ports hang (SimTablet).
 */
export class SimDisk implements SyncStore {
  readonly chainsById = new Map<string, ChainDisk>()
  readonly headers = new Map<string, Bytes>()
  readonly records = new Map<string, PulledRecord>()
  readonly verdicts = new Map<string, Verdict>()
  /** places of verdicts that a hub gave before its restore */
  private before = new Set<string>()
  readonly receipts: string[] = []
  readonly newChains: string[] = []
  current = ''
  private cursorAt = 0
  revoked = false

  constructor(
    private readonly who: SyncIdentity,
    private readonly startChain: () => { chain: string; genesis: Bytes },
  ) {
    this.openChain()
  }

  openChain(): void {
    const { chain, genesis } = this.startChain()
    this.chainsById.set(chain, {
      genesis,
      rows: new Map(),
      head: { n: 0, hash: genesis },
      receiptedN: 0,
      epoch: 0,
      jws: null,
      safeN: 0,
    })
    this.current = chain
  }

  chain(id: string): ChainDisk {
    const known = this.chainsById.get(id)
    if (!known) throw new Error('unknown chain')
    return known
  }

  /** The one transaction of a save (SPEC STO-2): false when another took the number first (SPEC CHN-2). */
  commitItem(chain: string, expectedN: number, row: OutboxRow, header: Bytes): boolean {
    const disk = this.chain(chain)
    if (this.current !== chain || disk.head.n !== expectedN) return false
    disk.rows.set(row.n, row)
    disk.head = { n: row.n, hash: row.hash }
    this.headers.set(row.sid, header)
    return true
  }

  async identity() {
    return { ...this.who, certificates: [...this.who.certificates] }
  }

  async chains(): Promise<ChainState[]> {
    return [...this.chainsById].map(([chain, disk]) => ({
      chain,
      n: disk.head.n,
      hash: disk.head.hash,
      receiptedN: disk.epoch < this.who.epoch ? 0 : disk.receiptedN,
      current: chain === this.current,
    }))
  }

  async outboxFrom(chain: string, from: number, maxBytes: number): Promise<OutboxRow[]> {
    const rows: OutboxRow[] = []
    let bytes = 0
    for (let n = from; ; n++) {
      const row = this.chain(chain).rows.get(n)
      if (!row || (rows.length > 0 && bytes + (row.ct?.length ?? 0) > maxBytes)) return rows
      rows.push({ ...row })
      bytes += row.ct?.length ?? 0
    }
  }

  async hashAt(chain: string, n: number): Promise<Bytes | null> {
    const disk = this.chain(chain)
    return n === 0 ? disk.genesis : (disk.rows.get(n)?.hash ?? null)
  }

  async sessionHeader(sid: string): Promise<Bytes | null> {
    return this.headers.get(sid) ?? null
  }

  async takeReceipt(chain: string, receipt: Receipt, jws: string): Promise<void> {
    const disk = this.chain(chain)
    disk.jws = jws
    this.receipts.push(jws)
    // the epoch before a restore promises nothing any more (SPEC EPO-1)
    if (receipt.epoch >= disk.epoch) disk.receiptedN = Math.max(disk.receiptedN, receipt.n)
    for (let i = 1; i <= disk.safeN; i++) this.dropSafe(chain, i)
  }

  async withhold(chain: string, n: number, reason: NonNullable<OutboxRow['withheld']>): Promise<void> {
    const row = this.chain(chain).rows.get(n)
    if (row) this.chain(chain).rows.set(n, { ...row, withheld: reason })
  }

  async takeHead(chain: string, head: { epoch: number; n: number; certificates: string[] }): Promise<void> {
    const disk = this.chain(chain)
    this.who.certificates.push(...head.certificates)
    if (head.epoch > this.who.epoch) this.pullAnew()
    this.who.epoch = Math.max(this.who.epoch, head.epoch)
    if (head.epoch <= disk.epoch) return
    disk.epoch = head.epoch
    disk.safeN = Math.min(disk.safeN, head.n)
    disk.receiptedN = Math.min(disk.receiptedN, head.n)
    for (let n = head.n + 1; n <= disk.head.n; n++) {
      this.verdicts.delete(`${chain} ${n}`)
      // it was safe in a backup that is gone too: only its place can be told (SPEC EPO-3)
      const row = disk.rows.get(n)
      if (row?.ct === null) disk.rows.set(n, { ...row, withheld: row.withheld ?? 'withheld-lost' })
    }
  }

  /** A restored hub's sequence went back: what it tells from now on would look old beside our cursor (SPEC EPO-1). */
  private pullAnew(): void {
    this.cursorAt = 0
    this.records.clear()
    this.before = new Set(this.verdicts.keys())
  }

  async beginNewChain(because: string): Promise<void> {
    this.newChains.push(because)
    this.openChain()
  }

  async cursor(): Promise<number> {
    return this.cursorAt
  }

  async takePage(page: SealedPage, entries: readonly PullEntry[]): Promise<void> {
    if (page.from !== this.cursorAt) throw new Error('a page that does not follow the cursor')
    this.cursorAt = page.to
    for (const entry of entries) this.takeEntry(entry)
  }

  private takeEntry(entry: PullEntry): void {
    if (entry.k === 'record') this.records.set(entry.id, entry)
    if (entry.k === 'gone') this.records.delete(entry.id)
    if (entry.k === 'safe') this.takeSafe(entry.chain, entry.n)
    if (entry.k !== 'verdict') return
    const place = `${entry.chain} ${entry.n}`
    if (this.before.delete(place) || movesForward(this.verdicts.get(place))) this.verdicts.set(place, entry)
    this.dropSafe(entry.chain, entry.n)
  }

  private takeSafe(chain: string, n: number): void {
    const disk = this.chain(chain)
    // no further than this chain goes (SPEC PULL-7)
    disk.safeN = Math.max(disk.safeN, Math.min(n, disk.head.n))
    for (let i = 1; i <= disk.safeN; i++) this.dropSafe(chain, i)
  }

  /** A tablet that waits for the receipt but not seven days: what is safe is gone at once, and must never be asked for again (STO-3). */
  private dropSafe(chain: string, n: number): void {
    const disk = this.chain(chain)
    const row = disk.rows.get(n)
    const isApplied = this.verdicts.get(`${chain} ${n}`)?.state === 'applied'
    if (row && isApplied && n <= Math.min(disk.safeN, disk.receiptedN)) disk.rows.set(n, { ...row, ct: null })
  }

  async takeRevoked(): Promise<void> {
    this.revoked = true
  }

  /** A cosmic ray: the stored body is no longer what was written. */
  damage(n: number): void {
    const row = this.chain(this.current).rows.get(n)
    if (!row?.ct || row.ct.length === 0) return
    const ct = new Uint8Array(row.ct)
    ct[0] = (ct[0] ?? 0) ^ 1
    this.chain(this.current).rows.set(n, { ...row, ct })
  }

  isReceipted(chain: string, n: number): boolean {
    return this.chain(chain).receiptedN >= n
  }

  sameHash(chain: string, n: number, hash: Uint8Array): boolean {
    const row = this.chain(chain).rows.get(n)
    return row !== undefined && equalBytes(row.hash, hash)
  }

  /** Everything that lies on this disk as text and hex, for the plaintext hunt (I7). */
  dump(): string {
    const rows = [...this.chainsById.values()].flatMap((disk) => [...disk.rows.values()])
    return rows
      .map((row) => `${hex(row.ct ?? new Uint8Array(0))} ${Buffer.from(row.ct ?? []).toString('latin1')}`)
      .join('\n')
  }
}
