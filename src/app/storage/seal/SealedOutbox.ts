import { equalBytes } from '../../../crypto/bytes.ts'
import type { CryptoPort } from '../../../crypto/CryptoPort.ts'
import { ItemMalformed, ItemTooLarge, type SealedItem, sealItem } from '../../../protocol/item.ts'
import type { Payload } from '../../../protocol/payload.ts'
import type { Changes } from '../db/Changes.ts'
import { readMeta } from '../db/meta.ts'
import { outboxOverhead } from '../db/rowBytes.ts'
import type { HeadRow, OutboxRecord } from '../db/rows.ts'
import { type StrictTx, strictWrite } from '../db/strictWrite.ts'
import type { TabletDb } from '../db/TabletDb.ts'
import type { TabletClock } from '../platform/TabletClock.ts'
import type { Locks } from '../platform/webLocks.ts'
import { StorageProblem } from '../ports.ts'
import { currentHead, ownBytes } from './chains.ts'
import type { SealingKeys } from './Keyring.ts'
import { stamp } from './stamp.ts'

/** What the tablet itself remembers of an item, sealed, until it is applied. */
interface OutboxRef {
  record: string
  title: string
}

/** Where an item came to stand. */
export interface Place {
  chain: string
  n: number
}

export interface SealRequest {
  record: { code: number; schema: number }
  ref: OutboxRef
  /** The payload for this place; relative bases (SPEC ITM-5) need to know it. */
  payload: (place: Place) => Omit<Payload, 't'>
  /** Makes ready more writes of the same transaction, which then may refuse; they issue requests only, they cannot await. */
  prepare: (place: Place) => Promise<(tx: StrictTx) => void>
}

/** A tab that took no lock yet may be quicker than one that waits for it, a few times. */
const tries = 16

export interface SealedOutboxParts {
  db: TabletDb
  crypto: CryptoPort
  clock: TabletClock
  locks: Locks
  /** the keys of whoever saves; throws `StorageProblem('locked')` when nobody may */
  keyring: { require(): SealingKeys }
  changes: Changes
}

/**
 * Seals saves into the tablet's chain (SPEC CHN-2, SES-5, STO-2). The transaction that stores an item compares the head on
 * the disk with the one that was sealed on, so that two tabs never take one number; the head kept in memory is only a guess
 * that saves a read. Once another tab has been heard or met, sealing runs under one Web Lock, so that none starves.
 */
export class SealedOutbox {
  private head: HeadRow | null = null
  private tenantBytes: Uint8Array | null = null
  private readonly storedSessions = new Set<string>()
  private isAlone = true
  private last: Promise<unknown> = Promise.resolve()

  constructor(private readonly parts: SealedOutboxParts) {
    parts.changes.listen((change, here) => {
      if (change !== 'sealed' || here) return
      this.isAlone = false
      this.head = null
    })
  }

  /** Resolves with the item's place once it is on disk; rejects with `StorageProblem`, and then nothing was written. */
  async seal(request: SealRequest): Promise<Place> {
    const turn = this.last.then(() => this.sealNext(request))
    this.last = turn.catch(() => undefined)
    const place = await turn
    this.parts.changes.say('sealed')
    return place
  }

  private async sealNext(request: SealRequest): Promise<Place> {
    const alone = this.isAlone ? await this.attempt(request) : null
    if (alone) return alone
    this.isAlone = false
    return this.parts.locks.hold('tram-so-chain', async () => {
      for (let attempt = 0; attempt < tries; attempt++) {
        const done = await this.attempt(request)
        if (done) return done
      }
      throw new StorageProblem('failed', { reason: 'head-moves' })
    })
  }

  /** null when another tab had moved the head since we looked. */
  private async attempt(request: SealRequest): Promise<Place | null> {
    const { db, clock, keyring } = this.parts
    const keys = keyring.require()
    const head = this.head ?? (await currentHead(db))
    if (!head) throw new StorageProblem('missing', { what: 'chain' })
    const place = { chain: head.chain, n: head.n + 1 }
    const [item, ref, also] = await Promise.all([
      this.sealAt(head, keys, request, place),
      keys.vault.seal({ table: 'outbox', id: place.chain, version: place.n }, request.ref),
      request.prepare(place),
    ])
    const bytes = item.ct.length + ref.ct.length + outboxOverhead
    const row: OutboxRecord = {
      ...item,
      chain: place.chain,
      withheld: null,
      exception: null,
      createdAt: clock.now(),
      bytes,
      ref,
    }
    const next: HeadRow = { ...head, n: item.n, hash: item.hash, bytes: head.bytes + bytes }
    const moved = await this.store(head, next, row, keys, also)
    this.head = moved ? null : next
    return moved ? null : place
  }

  /** The commune does not change in the life of a database. */
  private async tenant(): Promise<Uint8Array> {
    const device = this.tenantBytes ? null : await readMeta(this.parts.db, 'device')
    if (device) this.tenantBytes = ownBytes(device.tenant)
    if (!this.tenantBytes) throw new StorageProblem('missing', { what: 'device' })
    return this.tenantBytes
  }

  private async sealAt(head: HeadRow, keys: SealingKeys, request: SealRequest, place: Place): Promise<SealedItem> {
    const { crypto, clock } = this.parts
    const t = stamp(
      { wall: keys.session.wall, startedAt: keys.startedAt },
      { now: clock.now(), monotonic: clock.monotonic() },
    )
    const chainHead = { tenant: await this.tenant(), chain: ownBytes(head.chain), n: head.n, hash: head.hash }
    const record = { type: request.record.code, schema: request.record.schema }
    try {
      return await sealItem(crypto, keys.session, chainHead, record, { ...request.payload(place), t })
    } catch (error) {
      if (error instanceof ItemTooLarge) throw new StorageProblem('failed', { reason: 'too-large' })
      if (error instanceof ItemMalformed) throw new StorageProblem('failed', { reason: 'malformed' })
      throw error
    }
  }

  /** @returns true when the head on disk is not the one we sealed on; then nothing was written. */
  private async store(
    head: HeadRow,
    next: HeadRow,
    row: OutboxRecord,
    keys: SealingKeys,
    also: (tx: StrictTx) => void,
  ): Promise<boolean> {
    let moved = false
    const { sid, header } = keys.session
    const tables = ['heads', 'outbox', 'sessions', 'drafts', 'answered', 'photos', 'photoBodies', 'studio'] as const
    const write = strictWrite(this.parts.db, tables, (tx) => {
      tx.read<HeadRow>('heads', head.chain, (stored) => {
        if (stored?.current && stored.n === head.n && equalBytes(stored.hash, head.hash)) return
        moved = true
        tx.refuse(new StorageProblem('failed', { reason: 'head-moved' }))
      })
      also(tx)
      tx.store('outbox').add(row)
      tx.store('heads').put(next)
      if (!this.storedSessions.has(sid)) tx.store('sessions').put({ sid, header })
    })
    try {
      await write
    } catch (error) {
      if (moved) return true
      this.head = null
      throw error
    }
    this.storedSessions.add(sid)
    return false
  }
}
