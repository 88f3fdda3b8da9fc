import { equalBytes, hex } from '../../../src/crypto/bytes.ts'
import type { Bytes } from '../../../src/crypto/CryptoPort.ts'
import { placeHash } from '../../../src/protocol/chain.ts'
import type { PullEntry, PulledRecord, SealedPage } from '../../../src/protocol/page.ts'
import type { Receipt } from '../../../src/protocol/statements.ts'
import type { ChainState, OutboxRow, SyncIdentity, SyncStore, TakenHead } from '../../../src/sync/ports.ts'
import { SimPhotos } from './SimPhotos.ts'

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
  /** rows beyond this one went another way than the hub's chain (SPEC CHN-5) */
  apartAfter: number
  branch: { id: string; after: number; epoch: number; safeN: number } | null
}

/** `h` of one that named its item by the hash */
export type Verdict = Omit<Extract<PullEntry, { k: 'verdict' }>, 'k'> & { h?: string }

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
  readonly photos = new SimPhotos(this)
  readonly receipts: string[] = []
  readonly newChains: string[] = []
  current = ''
  private cursorAt = 0
  revoked = false

  constructor(
    private readonly who: SyncIdentity,
    private readonly startChain: () => { chain: string; genesis: Bytes },
    of: SimDisk | null = null,
  ) {
    if (of) this.copyFrom(of)
    else this.openChain()
  }

  /** The profile as it is now, for a copy of the tablet or for the same one much later. */
  copy(startChain = this.startChain): SimDisk {
    return new SimDisk({ ...this.who, certificates: [...this.who.certificates] }, startChain, this)
  }

  private copyFrom(of: SimDisk): void {
    for (const [id, disk] of of.chainsById) {
      this.chainsById.set(id, { ...disk, rows: new Map(disk.rows), branch: disk.branch && { ...disk.branch } })
    }
    for (const [sid, header] of of.headers) this.headers.set(sid, header)
    for (const [id, record] of of.records) this.records.set(id, record)
    for (const [place, verdict] of of.verdicts) this.verdicts.set(place, verdict)
    this.before = new Set(of.before)
    this.photos.copyFrom(of.photos)
    this.receipts.push(...of.receipts)
    this.newChains.push(...of.newChains)
    this.current = of.current
    this.cursorAt = of.cursorAt
    this.revoked = of.revoked
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
      apartAfter: Number.POSITIVE_INFINITY,
      branch: null,
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
      receiptedN: this.isStale(disk) ? 0 : disk.receiptedN,
      current: chain === this.current,
    }))
  }

  private isStale({ epoch, branch, head }: ChainDisk): boolean {
    const now = this.who.epoch
    return epoch < now || (branch !== null && branch.after < head.n && branch.epoch < now)
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
    const { branch } = disk
    const isBranchs = receipt.chain !== chain && branch !== null
    disk.jws = jws
    this.receipts.push(jws)
    // the epoch before a restore promises nothing any more (SPEC EPO-1)
    if (receipt.epoch < (isBranchs ? branch.epoch : disk.epoch) || receipt.n <= disk.receiptedN) return
    disk.receiptedN = receipt.n
    if (!isBranchs) disk.apartAfter = Math.max(disk.apartAfter, receipt.n)
    if (!isBranchs && branch) branch.after = Math.max(branch.after, receipt.n)
    this.dropSafeUpTo(chain, receipt.n)
  }

  async withhold(chain: string, n: number, reason: NonNullable<OutboxRow['withheld']>): Promise<void> {
    const row = this.chain(chain).rows.get(n)
    if (row) this.chain(chain).rows.set(n, { ...row, withheld: reason })
  }

  /** Does a head stand at a place of this chain (SPEC CHN-5)? */
  private standsIn({ head, rows }: ChainDisk, { n, h }: Pick<TakenHead, 'n' | 'h'>): boolean {
    const row = rows.get(n)
    return n === 0 || (n <= head.n && row !== undefined && hex(row.hash) === h)
  }

  async takeHead(chain: string, head: Omit<TakenHead, 'hubNow' | 'at'>): Promise<boolean> {
    const disk = this.chain(chain)
    this.who.certificates.push(...head.certificates)
    if (head.epoch > this.who.epoch) this.pullAnew()
    this.who.epoch = Math.max(this.who.epoch, head.epoch)
    const isOurs = this.standsIn(disk, head)
    if (isOurs) this.takeEpoch(chain, head)
    return isOurs
  }

  private takeEpoch(chain: string, head: Pick<TakenHead, 'epoch' | 'n' | 'isBranch'>): void {
    const disk = this.chain(chain)
    const { branch } = disk
    if (head.isBranch) {
      if (!branch || head.epoch <= branch.epoch) return
      const held = Math.max(head.n, branch.after)
      disk.receiptedN = Math.min(disk.receiptedN, held)
      branch.safeN = Math.min(branch.safeN, head.n)
      branch.epoch = head.epoch
      this.sendAgain(chain, held + 1, disk.head.n)
      return
    }
    if (head.epoch <= disk.epoch) return
    const end = branch ? branch.after : disk.head.n
    const held = Math.min(head.n, end)
    disk.epoch = head.epoch
    disk.safeN = Math.min(disk.safeN, head.n)
    disk.receiptedN = Math.min(disk.receiptedN, held)
    this.sendAgain(chain, held + 1, end)
  }

  private sendAgain(chain: string, from: number, to: number): void {
    const { rows } = this.chain(chain)
    for (let n = from; n <= to; n++) {
      this.verdicts.delete(`${chain} ${n}`)
      // it was safe in a backup that is gone too: only its place can be told (SPEC EPO-3)
      const row = rows.get(n)
      if (row?.ct === null) rows.set(n, { ...row, withheld: row.withheld ?? 'withheld-lost' })
    }
  }

  /** A restored hub's sequence went back: what it tells from now on would look old beside our cursor (SPEC EPO-1). */
  private pullAnew(): void {
    this.cursorAt = 0
    this.records.clear()
    this.before = new Set(this.verdicts.keys())
  }

  async beginNewChain(because: string, chain = this.current): Promise<void> {
    if (chain !== this.current) return
    const disk = this.chain(chain)
    this.newChains.push(because)
    this.openChain()
    disk.apartAfter = disk.receiptedN
  }

  async takeBranch(chain: string, { id, after, epoch }: { id: string; after: number; epoch: number }): Promise<void> {
    const disk = this.chain(chain)
    if (chain === this.current) return
    if (epoch > disk.epoch) {
      disk.epoch = epoch
      disk.safeN = Math.min(disk.safeN, after)
    }
    const { branch } = disk
    if (branch?.after === after) return
    disk.branch = { epoch: 0, safeN: 0, ...branch, id, after }
    disk.receiptedN = Math.min(disk.receiptedN, after)
    this.partAt(chain, after)
  }

  /** What was said of the rows beyond was said of others, unless it named them (SPEC PULL-8). */
  private partAt(chain: string, after: number): void {
    const disk = this.chain(chain)
    const named = [...this.verdicts].filter(([, verdict]) => verdict.h !== undefined)
    this.sendAgain(chain, after + 1, disk.head.n)
    for (const [place, verdict] of named) this.verdicts.set(place, verdict)
    disk.apartAfter = after
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
    if (entry.k === 'verdict' || entry.k === 'forked') this.takeVerdict(entry)
  }

  /** Of two tablets with one identity each has an item at that number: is it the one here (SPEC PULL-8)? */
  private takeVerdict({ k, ...verdict }: Extract<PullEntry, { k: 'verdict' | 'forked' }>): void {
    const disk = this.chainsById.get(verdict.chain)
    const row = disk?.rows.get(verdict.n)
    if (!disk || !row) return
    const place = `${verdict.chain} ${verdict.n}`
    const known = this.verdicts.get(place)
    const isNamed = 'h' in verdict
    if (isNamed ? placeHash(row.hash) !== verdict.h : verdict.n > disk.apartAfter && disk.branch) return
    if (!isNamed && known?.h !== undefined && !this.before.has(place)) return
    const isNews = this.before.delete(place) || movesForward(known) || (isNamed && known?.h === undefined)
    if (isNews) this.verdicts.set(place, verdict)
    this.dropSafe(verdict.chain, verdict.n)
  }

  private takeSafe(id: string, n: number): void {
    for (const [chain, disk] of this.chainsById) {
      // no further than this chain goes (SPEC PULL-7)
      const upTo = Math.min(n, disk.head.n)
      if (chain === id) disk.safeN = Math.max(disk.safeN, upTo)
      if (disk.branch?.id === id) disk.branch.safeN = Math.max(disk.branch.safeN, upTo)
      this.dropSafeUpTo(chain, upTo)
    }
  }

  private dropSafeUpTo(chain: string, n: number): void {
    for (let i = 1; i <= n; i++) this.dropSafe(chain, i)
  }

  /** A tablet that waits for the receipt but not seven days: what is safe is gone at once, and must never be asked for again (STO-3). */
  private dropSafe(chain: string, n: number): void {
    const disk = this.chain(chain)
    const row = disk.rows.get(n)
    const isApplied = this.verdicts.get(`${chain} ${n}`)?.state === 'applied'
    const safeN = n > disk.apartAfter ? (disk.branch?.safeN ?? 0) : disk.safeN
    if (row && isApplied && n <= Math.min(safeN, disk.receiptedN)) disk.rows.set(n, { ...row, ct: null })
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
