import type { Bytes } from '../../../crypto/CryptoPort.ts'
import type { PackReason } from '../../../protocol/pack.ts'
import type { WithheldReason } from '../../../protocol/problems.ts'

/*
 * The rows of the tablet's database. Nothing in them can be read without a PIN (SPEC STO-1): random ids, numbers, codes,
 * public keys and ciphertext only. Names, titles, field values and the words of the desk are always inside a `VaultBox`, a
 * sealed page or a sealed item.
 */

/** AES-256-GCM under the key `k` (a team key's id; 0 is the tablet's own key), bound to its row by the AAD. */
export interface VaultBox {
  k: number
  iv: Bytes
  ct: Bytes
}

/** This tablet; the private keys cannot be exported and live only here. */
export interface DeviceRow {
  status: 'enrolling' | 'pending' | 'ready' | 'refused' | 'revoked'
  tenant: string
  device: string
  /** known once approved */
  team: string | null
  practice: boolean
  /** residents use it by themselves (SPEC KSK-1); absent on a tablet of before */
  kiosk?: boolean
  sign: CryptoKeyPair
  box: CryptoKeyPair
  /** seals what the tablet must know before any PIN: place names, volunteers' names, the lease */
  ownKey: CryptoKey
  /** first 16 bytes of SHA-256 of the root key, out of the enrolment link (SPEC KEY-2) */
  fingerprint: Bytes
  rootKey: Bytes | null
  certificates: string[]
  /** highest epoch met, 0 before any (SPEC EPO-2) */
  epoch: number
}

/** The last verified head (SPEC HEA-4): instants in ms of the clock named. */
interface ContactRow {
  at: number
  hubNow: number
}

/** Numbers of the queue that this kiosk gave (SPEC KSK-8): counts and days, nothing of who has them. */
export interface QueueState {
  /** null until the hub has told it */
  letter: string | null
  /** the last count of each day, the newest days only */
  counts: { day: string; count: number }[]
  /** what the hub does not know yet; `at` by the tablet's clock */
  untold: { day: string; count: number; at: number }[]
}

/** What `meta` holds, by key. */
export interface MetaValues {
  device: DeviceRow
  /** sealed `Profile` */
  profile: VaultBox
  cursor: number
  /** bytes that this tablet keeps beside its chains' own and its drafts; may be below zero by itself (`readLedger`) */
  ledger: number
  contact: ContactRow
  queue: QueueState
  /** what opens drafts that other tablets give this one: age identities, sealed in the team's vault */
  ageKey: VaultBox
  /** random ids of the bundles that were taken in, the newest last */
  bundlesTaken: string[]
  /** what this tablet and those that it met did tonight (SPEC MEE-4); `v` is its place in the vault */
  meeting: { v: number; box: VaultBox }
  /** when all photos were last asked about, by the hub's clock, and in which epoch (SPEC PHO-7) */
  photosAsked: { now: number; epoch: number }
  /** bytes that photos may cost a day over a line that is not known to be Wi-Fi; null is any number */
  photoBudget: number | null
  /** what they have cost on that day of the tablet's clock */
  photoSpent: { day: string; bytes: number }
}
export interface MetaRow<K extends keyof MetaValues = keyof MetaValues> {
  key: K
  value: MetaValues[K]
}

/** What a forgotten PIN can be mended with, without a line (SPEC KEY-8). */
export interface RecoveryState {
  /** the hub's points for the next recoveries */
  points: readonly { counter: number; point: Bytes }[]
  /** the volunteer's keys, sealed to one of them at an unlock; only the desk's spoken answer opens it */
  box: { counter: number; point: Bytes; sealed: Bytes } | null
  /** the last counter that was used up, -1 before any */
  used: number
  /** wrong answers to the box's counter */
  tries: number
}

export interface VolunteerRow {
  id: string
  /** as delivered (SPEC KEY-3), or sealed again for this tablet (SPEC KEY-4) */
  bundle: Bytes
  kept: boolean
  /** team key sealed to the volunteer's box key (SPEC KEY-5) */
  teamKey: Bytes
  teamKeyId: number
  /** the team's older keys, sealed under that one (SPEC KEY-6) */
  older?: Bytes
  /** team keys as they were delivered here before: of a hub that forgot one in a restore it is still here (SPEC EPO-1) */
  held?: readonly { keyId: number; teamKey: Bytes }[]
  /** how many first PINs were given before this bundle's (SPEC KEY-7) */
  generation?: number
  recovery?: RecoveryState
  /** wrong PINs since the last right one; counted before the answer is known */
  tries: number
  /** ms still to wait, counted only while the app is open: no clock is believed */
  waitMs: number
}

export interface SessionRow {
  sid: string
  header: Bytes
}

/** Items up to `n` lie in a backup that was read back whole (SPEC PULL-7). */
export interface SafeMark {
  n: number
  /** `now` of the first verified head at which all of them had receipts, ms; absent before (SPEC STO-6) */
  since?: number
  /** the sealed bodies that it covers have been let go */
  gone: boolean
}

/** What of a chain that was left went another way than the hub's (SPEC CHN-7). */
export interface Branch {
  id: string
  /** the last number that the hub's chain has too */
  after: number
  /** epoch of the last head for this branch, 0 before any */
  epoch: number
  /** in rising order; absent before the first */
  safe?: readonly SafeMark[]
}

/** What the sync engine knows of a chain. */
export interface ChainRow {
  chain: string
  genesis: Bytes
  receiptedN: number
  /** epoch of the last head for this chain */
  epoch: number
  closedBecause: 'behind-hub' | 'fork' | null
  /** of a chain that was left, once a hub that takes branches has said what is common */
  branch?: Branch
  /** in rising order; absent before the first */
  safe?: readonly SafeMark[]
}

/** Where a chain ends: a row of its own, which sealing writes without waiting to read what the sync engine wrote. */
export interface HeadRow {
  chain: string
  n: number
  hash: Bytes
  /** new items go to this chain */
  current: boolean
  /** bytes of its items as they were sealed: kept here, because this row is written with each of them anyway */
  bytes: number
}

/** What became of an item that a receipt covers. */
export type OutboxState = 'applied' | 'held' | 'rejected' | 'safe'

/** A sealed item at its place; `OutboxRow` of sync's ports plus what the tablet itself must know of it. */
export interface OutboxRecord {
  chain: string
  n: number
  type: number
  schema: number
  sid: string
  sealId: Bytes
  /** null once it was safe for long enough (SPEC STO-3) */
  ct: Bytes | null
  ctHash: Bytes
  hash: Bytes
  withheld: WithheldReason | null
  /**
   * Absent while the item waits for a receipt (beyond its chain's `receiptedN`) or for its verdict: neither a save nor a receipt
   * for a thousand items then has an index to write.
   */
  state?: OutboxState
  /** reason in a receipt's exceptions (SPEC RCP-1), or `fork` when its chain had to be left behind (SPEC CHN-5) */
  exception: string | null
  /**
   * It stands beyond the last common place of a chain that was left: what is said of the hub's chain is said of another item
   * (SPEC PULL-8).
   */
  forked?: true
  /** present while a person should look at it: then it stands in the index of that name */
  attention?: 1
  /** tablet's clock, ms; shown, never believed */
  createdAt: number
  bytes: number
  /** sealed `OutboxRef`; the readable copy, gone when applied (SPEC STO-3) */
  ref: VaultBox | null
}

export interface ReceiptRow {
  chain: string
  n: number
  jws: string
}

export interface VerdictRow {
  chain: string
  n: number
  state: 'applied' | 'held' | 'rejected'
  reason: string | null
  data: Record<string, string | number>
  record: string | null
  version: number | null
  /** it named its item by the hash (SPEC PULL-8) */
  forked?: true
  /** given by a hub before it was restored: one of now stands over it (SPEC EPO-1) */
  before?: true
}

/** A draft: a vault row (`id`, `v` are its AAD) and, once sealed unchanged as a partial, its place in the chain. */
export interface DraftRow extends VaultBox {
  id: string
  /** rises by one a save; compared before each write, so that two tabs never overwrite each other */
  v: number
  /** sealed to the hub and not touched since: goes when that item is applied (SPEC STO-3) */
  partial: { chain: string; n: number } | null
}

/** A pulled page, still sealed under the team key (SPEC PULL-3). */
export interface PageRow {
  to: number
  from: number
  keyId: number
  sealed: Bytes
  /** ids of the records inside, 16 bytes each, in order of their sequence */
  ids: Bytes
  /** ids that this page says are gone */
  gone: Bytes
  /** holds something for a person of this team: a case sent back, a draft to go on with, a conflict */
  hot: boolean
  /** holds households or rounds (SPEC RND-1); absent on a page of before, which may */
  keeps?: boolean
}

/** A returned record that this tablet has answered, so that it is not offered again before the hub has decided. */
export interface AnsweredRow {
  id: string
  version: number
  chain: string
  n: number
}

/**
 * `draft`: named by a draft and by no item yet; `waiting`: its item is sealed, the hub has not promised to hold it; `stored`: it has;
 * `refused`: somebody said that it will not, for `problem`; it rests (SPEC PHO-7).
 */
export type PhotoState = 'draft' | 'waiting' | 'stored' | 'refused'

/** A photo of a paper in its sealed form; the bytes lie beside it, so that counting reads none of them. */
export interface PhotoRow {
  /** hash of its sealed form, hex (SPEC PHO-3) */
  id: string
  record: string
  state: PhotoState
  bytes: number
  /** tablet's clock, ms: their order */
  createdAt: number
  /** the item that brings it, once that is sealed */
  place: { chain: string; n: number } | null
  /** so many bytes of it the hub was last known to have */
  held: number
  /** `now` of the first statement that it is in a backup, ms of the hub's clock (SPEC PHO-10) */
  safeSince: number | null
  problem?: string
}

export interface PhotoBodyRow {
  id: string
  sealed: Bytes
}

/**
 * A sentence for the language studio: sealed, which one it is and how it stands; its sound apart, so that a list opens none (SPEC
 * STU-4). `id` and `v` are its AAD.
 */
export interface StudioRow extends VaultBox {
  id: string
  /** rises by one a save; compared before each write */
  v: number
  /** the item that brings it, once that is sealed: then the sound is in the item only */
  place: { chain: string; n: number } | null
  sound: VaultBox | null
}

/** What this tablet knows of a pack: public words, signed by the hub (SPEC STO-1, PCK-5). */
export interface PackRow {
  id: string
  /** statement that was told of and not yet brought in; '' for none */
  wanted: string
  /** the last good one: its version, and the hash of its body, '' once it was withdrawn */
  version: number
  sha256: string
  /** why the newest was not taken in */
  refused: { version: number; reason: PackReason } | null
}

/** The body of a pack, or what of it came before the line was cut. */
export interface PackBodyRow {
  sha256: string
  bytes: Bytes
  whole: boolean
}
