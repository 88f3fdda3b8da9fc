import type { Bytes, CryptoPort, Signer } from '../crypto/CryptoPort.ts'
import type { PackReason, PackStatement } from '../protocol/pack.ts'
import type { PullEntry, SealedPage } from '../protocol/page.ts'
import type { WithheldReason } from '../protocol/problems.ts'
import type { Receipt } from '../protocol/statements.ts'

/*
 * Everything outside itself that the sync engine touches (design D8). The tablet gives Dexie, fetch and Web Locks; the
 * simulator gives seeded fakes and runs the same engine through crashes.
 */

export interface SyncClock {
  /** the tablet's wall clock, ms; shown, never believed */
  now(): number
  /** resolves after `ms`, or at once when the signal aborts */
  sleep(ms: number, signal: AbortSignal): Promise<void>
}

/** The line failed before an answer by the hub: no connection, cut, timed out, or redirected (a portal). */
export class LineError extends Error {
  constructor(readonly code: 'unreachable' | 'timeout' | 'redirected' | 'aborted') {
    super(code)
    this.name = 'LineError'
  }
}

export interface HubResponse {
  status: number
  contentType: string
  /** seconds of `Retry-After`, if given */
  retryAfter: number | null
  /** pieces as they arrive; throws `LineError` when cut */
  body: AsyncIterable<Uint8Array>
}

export interface Line {
  /** POST; no redirects, no cookies, no cache, at most `timeoutMs` without progress. Throws `LineError`. */
  post(
    path: string,
    contentType: string,
    body: Uint8Array,
    options: { timeoutMs: number; signal: AbortSignal; onSent?: (bytes: number) => void },
  ): Promise<HubResponse>
}

/** Who this tablet is and whom it believes. */
export interface SyncIdentity {
  tenant: string
  device: string
  team: string
  signer: Signer
  /** pinned at enrolment (SPEC KEY-2) */
  rootKey: Bytes
  certificates: string[]
  /** highest epoch met */
  epoch: number
}

/** A chain of this tablet as storage knows it. */
export interface ChainState {
  chain: string
  /** last number and hash taken */
  n: number
  hash: Bytes
  /** last number covered by a verified receipt of the current epoch */
  receiptedN: number
  current: boolean
}

/** A sealed row as the outbox keeps it. */
export interface OutboxRow {
  n: number
  type: number
  schema: number
  sid: string
  sealId: Bytes
  /** null once removed, or when it was lost: then it is sent as withheld */
  ct: Bytes | null
  ctHash: Bytes
  hash: Bytes
  withheld: WithheldReason | null
}

/** What is remembered of a verified head. */
export interface TakenHead {
  epoch: number
  n: number
  /** h_n, hex */
  h: string
  hubNow: number
  at: number
  certificates: string[]
  /** it is the head of the chain's branch */
  isBranch: boolean
}

export interface SyncStore {
  identity(): Promise<SyncIdentity | null>
  /** All chains that are current or still have items without a receipt of the highest epoch met (SPEC EPO-1). */
  chains(): Promise<ChainState[]>
  /** Rows n ≥ from of a chain in order, until their ciphertexts exceed `maxBytes` (at least one row). */
  outboxFrom(chain: string, from: number, maxBytes: number): Promise<OutboxRow[]>
  /** h_n of an own item; null when the row is gone. n = 0 gives h_0. */
  hashAt(chain: string, n: number): Promise<Bytes | null>
  /** The 240 bytes of a session header; null when lost. */
  sessionHeader(sid: string): Promise<Bytes | null>
  /**
   * Keep a verified receipt and mark items up to its n as stored, in one transaction (SPEC RCP-3). It names this chain or, of
   * what went another way, the branch (SPEC CHN-7).
   */
  takeReceipt(chain: string, receipt: Receipt, jws: string): Promise<void>
  /** Send this item as its hash with a reason from now on (SPEC CHN-6). */
  withhold(chain: string, n: number, reason: WithheldReason): Promise<void>
  /**
   * A verified head of this hub, of a chain or of its branch: remember epoch, certificates and clocks. True when it stands at a place
   * of this chain: then a higher epoch marks items beyond `n` as unsent (EPO-1). Another's head says nothing of what is here: the
   * receipts of an epoch before promise nothing until the last common place is known (`takeBranch`).
   */
  takeHead(chain: string, head: TakenHead): Promise<boolean>
  /** This tablet was cloned or restored: keep everything, leave this chain and begin a new one (SPEC CHN-5). */
  beginNewChain(because: 'behind-hub' | 'fork', chain: string): Promise<void>
  /**
   * What lies beyond the last common place of a chain that was left, as the hub of `epoch` has it, goes to the hub as this branch
   * (SPEC CHN-7). Safe to repeat.
   */
  takeBranch(chain: string, branch: { id: string; after: number; epoch: number }): Promise<void>
  cursor(): Promise<number>
  /** Store a page, what its entries say (verdicts, gone), and its cursor, in one transaction (SPEC PULL-3). */
  takePage(page: SealedPage, entries: readonly PullEntry[]): Promise<void>
  /** A verified head said that this tablet is revoked, and what it holds was sent (SPEC HEA-5). */
  takeRevoked(): Promise<void>
}

/** Packs as the tablet keeps them (SPEC PCK-5); what the hub told of them comes with `SyncStore.takePage`. */
export interface PackStore {
  /** Statements that were told of and are neither taken in nor refused. */
  wanted(): Promise<string[]>
  /** What was taken in last: its version, 0 before any, and the hash of its body, '' once it was withdrawn. */
  taken(id: string): Promise<{ version: number; sha256: string }>
  /** What of a body came before the line was cut; empty when nothing did. */
  part(sha256: string): Promise<Bytes>
  keepPart(sha256: string, bytes: Bytes): Promise<void>
  /** In the place of the one before, in one transaction; a body of null takes the pack back. */
  take(jws: string, statement: PackStatement, body: Bytes | null): Promise<void>
  /** Note why this version is not taken in. */
  refuse(id: string, version: number, reason: PackReason): Promise<void>
  /** This statement is wanted no more. */
  forget(jws: string): Promise<void>
}

/** What this tablet says of its last evenings (SPEC LED-1). */
export interface EveningWords {
  /** Signed words that the hub was not told yet, at most `handoverLimits.eveningsTold`. */
  toTell(identity: SyncIdentity): Promise<readonly string[]>
  /** It has them. */
  told(words: readonly string[]): void
}

/** The team key while a volunteer is unlocked, else null (SPEC PULL-6). */
export type TeamKeys = (keyId: number) => Bytes | null

export interface SyncPorts {
  crypto: CryptoPort
  clock: SyncClock
  /** uniform in [0, 1), for jitter */
  random(): number
  line: Line
  store: SyncStore
  /** null in the service worker and while locked: then only push runs */
  teamKeys: TeamKeys | null
  /** absent where no packs are kept: in the service worker */
  packs?: PackStore
  /** absent in the service worker */
  evenings?: EveningWords
  /** progress for the status screen */
  onProgress?: (progress: SyncProgress) => void
}

export interface SyncProgress {
  phase: 'head' | 'push' | 'pull' | 'photos'
  sentItems: number
  totalItems: number
  sentBytes: number
  totalBytes: number
}

/** How one round ended; `retryAfter` in ms when the hub asked for patience. */
export interface SyncOutcome {
  kind:
    | 'done'
    | 'no-line'
    | 'captive-portal'
    | 'hub-busy'
    | 'refused'
    | 'revoked'
    | 'not-enrolled'
    | 'aborted'
    | 'storage-failed'
  problem?: string
  retryAfter?: number
  /** did the round get anything done (a receipt or a page)? then the backoff starts anew */
  progressed: boolean
  /** the team's key has turned: this one is not here yet */
  missingKey?: number
  /** the next round may begin at once: the last one ended before its work did */
  more?: boolean
  /** the hub takes no photos for so long, ms; everything else goes on */
  photosRestMs?: number
}
