import type { Bytes } from '../../../src/crypto/CryptoPort.ts'
import type { SealedPhoto } from '../../../src/protocol/photo.ts'
import type { PhotosStatement } from '../../../src/protocol/photoStatements.ts'
import type { PhotoStore, PhotoToSend } from '../../../src/sync/photoPorts.ts'
import type { ChainState } from '../../../src/sync/ports.ts'

interface KeptPhoto {
  sealed: Bytes
  chain: string
  n: number
  state: 'waiting' | 'stored' | 'refused'
  held: number
  problem: string | null
}

/** The photos on a tablet's disk, as Dexie keeps them; each method is one transaction. */
export class SimPhotos implements PhotoStore {
  readonly rows = new Map<string, KeptPhoto>()
  /** safe ones are let go at once, without their seven days */
  readonly safe = new Set<string>()
  private asked: { now: number; epoch: number } | null = null

  constructor(private readonly disk: { chains(): Promise<ChainState[]> }) {}

  copyFrom(of: SimPhotos): void {
    for (const [id, row] of of.rows) this.rows.set(id, { ...row })
    for (const id of of.safe) this.safe.add(id)
    this.asked = of.asked
  }

  /** Part of the transaction that commits the item at this place (SPEC PHO-12). */
  commit({ id, sealed }: SealedPhoto, chain: string, n: number): void {
    this.rows.set(id, { sealed, chain, n, state: 'waiting', held: 0, problem: null })
  }

  async toSend(): Promise<PhotoToSend[]> {
    const receipted = new Map((await this.disk.chains()).map(({ chain, receiptedN }) => [chain, receiptedN]))
    return [...this.rows]
      .filter(([, row]) => row.state === 'waiting' && row.n <= (receipted.get(row.chain) ?? 0))
      .map(([id, { sealed, held }]) => ({ id, length: sealed.length, held }))
  }

  async kept(): Promise<string[]> {
    return [...this.rows.keys()]
  }

  async sealed(id: string): Promise<Bytes | null> {
    return this.rows.get(id)?.sealed ?? null
  }

  async takeHeld(id: string, bytes: number): Promise<boolean> {
    const row = this.rows.get(id)
    const isNews = row !== undefined && bytes > row.held
    if (row) row.held = bytes
    return isNews
  }

  async takeReceipt(id: string): Promise<void> {
    const row = this.rows.get(id)
    if (row) Object.assign(row, { state: 'stored', held: 0 })
  }

  async takeStatement(asked: readonly string[], said: PhotosStatement): Promise<string[]> {
    for (const id of new Set([...asked, ...said.wanted])) {
      const row = this.rows.get(id)
      if (!row || (row.state === 'refused' && !asked.includes(id))) continue
      row.state = said.stored.includes(id) ? 'stored' : 'waiting'
      if (said.safe.includes(id)) this.safe.add(id)
      if (said.ended.includes(id) || said.safe.includes(id)) this.rows.delete(id)
    }
    return said.wanted.filter((id) => !this.rows.has(id))
  }

  async refuse(id: string, problem: string): Promise<void> {
    const row = this.rows.get(id)
    if (row) Object.assign(row, { state: 'refused', problem })
  }

  async end(id: string): Promise<void> {
    this.rows.delete(id)
  }

  async lastAsked(): Promise<{ now: number; epoch: number } | null> {
    return this.asked
  }

  async putAsked(asked: { now: number; epoch: number }): Promise<void> {
    this.asked = asked
  }
}
